/** Client secrets of OpenAI's realtime API, as the gateway mints them for its own sessions. */
import type { TemporaryKeyTable } from '../live-shape.ts'

/** Seconds. The vendor has up to 7200, and 600 unless told: here a key is fetched when it is needed. */
const SHORTEST = 10
const LONGEST = 600
const USUAL = 60

/** A model's name, and no text that would be kept under that name. */
const MODEL = /^[A-Za-z0-9._:/@-]{1,128}$/

const HOLDS_NOTHING =
  'Of a session a temporary key holds type and model alone: it opens one, which the caller then sets up as any other.'

export const clientSecrets = (
  paths: readonly string[],
  operations: readonly string[],
): TemporaryKeyTable => ({
  method: 'POST',
  paths,
  operations,
  read: (_query, body) => read(body),
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

/** Undefined for what is no object; a member that is left out has none of its own. */
function members(value: unknown = {}): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined
}

/** What SDKs and their examples ask of a session beside: named in a refusal, which repeats no other name. */
const SETTINGS: readonly string[] = [
  'instructions',
  'tools',
  'tool_choice',
  'prompt',
  'audio',
  'output_modalities',
  'max_output_tokens',
  'tracing',
  'truncation',
  'reasoning',
  'include',
]

function read(asked: unknown): ReturnType<TemporaryKeyTable['read']> {
  const body = members(asked)
  if (body === undefined) return { wrong: 'body', because: 'It is an object.' }
  if (Object.keys(body).some((name) => name !== 'expires_after' && name !== 'session'))
    return { wrong: 'body', because: 'It holds expires_after and session alone.' }
  const after = members(body['expires_after'])
  const { anchor = 'created_at', seconds = USUAL } = after ?? {}
  if (after === undefined || anchor !== 'created_at')
    return { wrong: 'expires_after', because: 'It is seconds after created_at.' }
  if (!Number.isInteger(seconds) || typeof seconds !== 'number' || seconds < SHORTEST || seconds > LONGEST)
    return { wrong: 'expires_after.seconds', because: `It is a whole number from ${SHORTEST} to ${LONGEST}.` }
  return readSession(body['session'], seconds)
}

function readSession(asked: unknown, seconds: number): ReturnType<TemporaryKeyTable['read']> {
  const session = members(asked)
  if (session === undefined) return { wrong: 'session', because: 'It is an object.' }
  const other = Object.keys(session).find((name) => name !== 'type' && name !== 'model')
  if (other !== undefined)
    return { wrong: SETTINGS.includes(other) ? `session.${other}` : 'session', because: HOLDS_NOTHING }
  const { type = 'realtime', model } = session
  if (type !== 'realtime' && type !== 'transcription')
    return { wrong: 'session.type', because: 'It is realtime or transcription.' }
  if (model === undefined) return { seconds, kind: type }
  // A key that names no model is for any: one that cannot be read is not taken for none.
  if (typeof model !== 'string' || !MODEL.test(model))
    return { wrong: 'session.model', because: 'It is the name of a model.' }
  return { seconds, kind: type, model }
}
