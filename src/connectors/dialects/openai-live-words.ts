/** How OpenAI's live dialects say no: an error event, after which the session goes on unless it cannot. */
import type { LiveFault, LiveWords } from '../live-shape.ts'

const SHUTTING_DOWN = 'shutting_down'

interface Said {
  readonly type: string
  readonly code: string
  readonly message: string
  readonly param: string | null
}

function said({ code, status, message, path }: LiveFault): Said {
  return { type: typeOf(status), code, message, param: path ?? null }
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

/** Going away, a policy, a limit of time, or a failure of ours or of the vendor (RFC 6455, section 7.4.1). */
function closeOf({ code, status, ends }: LiveFault): number | undefined {
  if (!ends) return undefined
  if (code === SHUTTING_DOWN) return 1001
  return status >= 500 ? 1011 : 1008
}

/** Of a realtime session. */
export function realtimeWords(fault: LiveFault): LiveWords {
  return { frame: realtimeEvent(said(fault)), close: closeOf(fault) }
}

export function realtimeGoodbye(milliseconds: number): string {
  return realtimeEvent(goodbye(milliseconds))
}

/** Of responses over a WebSocket, whose error events carry the status that an answer would have. */
export function responsesWords(fault: LiveFault): LiveWords {
  return { frame: responsesEvent(fault.status, said(fault)), close: closeOf(fault) }
}

export function responsesGoodbye(milliseconds: number): string {
  return responsesEvent(503, goodbye(milliseconds))
}

function realtimeEvent(error: Said): string {
  return JSON.stringify({ type: 'error', event_id: 'event_limen', error: { ...error, event_id: null } })
}

function responsesEvent(status: number, error: Said): string {
  return JSON.stringify({ type: 'error', status, error })
}

function goodbye(milliseconds: number): Said {
  return {
    type: 'server_error',
    code: SHUTTING_DOWN,
    message: `The gateway shuts down: the session ends in ${Math.ceil(milliseconds / 1000)} seconds.`,
    param: null,
  }
}
