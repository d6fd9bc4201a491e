/** Temporary tokens of streaming v3, as the gateway mints them for its own sessions. */
import type { TemporaryKeyTable } from '../../live-shape.ts'

/** Bounds in seconds, as the vendor has them. */
const EXPIRY = { least: 1, most: 600 }
const SESSION = { least: 60, most: 10_800 }

const PARAMETERS: readonly string[] = ['expires_in_seconds', 'max_session_duration_seconds']

export const TEMPORARY_TOKENS: TemporaryKeyTable = {
  method: 'GET',
  service: 'streaming',
  paths: ['/v3/token'],
  operations: ['streaming.transcribe'],
  read: (query) => {
    const names = [...query.keys()]
    if (names.some((name) => !PARAMETERS.includes(name)) || new Set(names).size < names.length)
      return { wrong: 'query', because: `It holds ${PARAMETERS.join(' and ')}, once each.` }
    const seconds = numberIn(query.get('expires_in_seconds') ?? '60', EXPIRY)
    if (seconds === undefined) return outside('expires_in_seconds', EXPIRY)
    const asked = query.get('max_session_duration_seconds')
    if (asked === null) return { seconds }
    const sessionSeconds = numberIn(asked, SESSION)
    return sessionSeconds === undefined
      ? outside('max_session_duration_seconds', SESSION)
      : { seconds, sessionSeconds }
  },
  answer: ({ value, asked }) => ({ token: value, expires_in_seconds: asked.seconds }),
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function numberIn(text: string, { least, most }: Bounds): number | undefined {
  const number = Number(text)
  return /^\d{1,6}$/.test(text) && number >= least && number <= most ? number : undefined
}

function outside(
  wrong: string,
  { least, most }: Bounds,
): { readonly wrong: string; readonly because: string } {
  return { wrong, because: `It is a number from ${least} to ${most}.` }
}
