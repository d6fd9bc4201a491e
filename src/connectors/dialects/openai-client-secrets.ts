/** Client secrets of OpenAI's realtime API, as the gateway mints them for its own sessions. */
import type { TemporaryKeyAsked, TemporaryKeyTable } from '../live-shape.ts'

/** Seconds, as the vendor has them. */
const SHORTEST = 10
const LONGEST = 7200
const USUAL = 600

const HOLDS_NOTHING =
  'A key of the gateway holds no settings: it opens one session, which the caller then sets up as any other.'

export const clientSecrets = (
  paths: readonly string[],
  operations: readonly string[],
): TemporaryKeyTable => ({
  method: 'POST',
  paths,
  operations,
  read: (_query, body) => read(members(body)),
  answer: ({ value, id, expiresAt, asked }) => ({
    value,
    expires_at: expiresAt,
    session: {
      type: asked.kind,
      object: asked.kind === 'transcription' ? 'realtime.transcription_session' : 'realtime.session',
      id: `sess_${id.replaceAll('-', '')}`,
      ...(asked.model === undefined ? {} : { model: asked.model }),
    },
  }),
})

type Members = Readonly<Record<string, unknown>>

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
}

function read(body: Members): ReturnType<TemporaryKeyTable['read']> {
  for (const name of Object.keys(body))
    if (name !== 'expires_after' && name !== 'session') return { wrong: name, because: HOLDS_NOTHING }
  const session = members(body['session'])
  for (const name of Object.keys(session))
    if (name !== 'type' && name !== 'model') return { wrong: `session.${name}`, because: HOLDS_NOTHING }
  const { seconds = USUAL } = members(body['expires_after'])
  if (typeof seconds !== 'number' || !(seconds >= SHORTEST && seconds <= LONGEST))
    return { wrong: 'expires_after.seconds', because: `It is a number from ${SHORTEST} to ${LONGEST}.` }
  const { type = 'realtime', model } = session
  if (type !== 'realtime' && type !== 'transcription')
    return { wrong: 'session.type', because: 'It is realtime or transcription.' }
  const asked: TemporaryKeyAsked = { seconds, kind: type }
  return typeof model === 'string' ? { ...asked, model } : asked
}
