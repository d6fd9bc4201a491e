/** undici's errors in the words of our closed table. */
import { Refusal } from '../errors/refusal.ts'
import { EgressError, type FailureReason } from './failure.ts'

const BY_CODE: Readonly<Record<string, FailureReason>> = {
  UND_ERR_HEADERS_OVERFLOW: 'head_too_large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'request_broken',
  UND_ERR_ABORTED: 'request_broken',
  UND_ERR_DESTROYED: 'pool_closed',
  UND_ERR_CLOSED: 'pool_closed',
  UND_ERR_INVALID_ARG: 'request_invalid',
  UND_ERR_NOT_SUPPORTED: 'request_invalid',
  HPE_INVALID_EOF_STATE: 'truncated',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'reset',
  ECONNABORTED: 'reset',
}

/**
 * Names a failure of the exchange. A `Refusal` (the guard's, or one with which the request body was destroyed) stays what
 * it is. `answering` tells a broken answer from one that never began.
 */
export function exchangeFailure(error: Error, answering: boolean): Refusal {
  if (error instanceof Refusal) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'UND_ERR_SOCKET') return new EgressError(socketFailure(error.message, answering))
  const known = BY_CODE[code]
  if (known !== undefined) return new EgressError(known)
  return new EgressError(code.startsWith('HPE_') ? 'not_http' : 'listener_failed')
}

/** Names a failure of the request body's own stream. */
export function bodyFailure(error: Error): Refusal {
  return error instanceof Refusal ? error : new EgressError('request_broken')
}

/** undici has one code for these; its four fixed messages tell them apart (lib/dispatcher/client-h1.js). */
function socketFailure(message: string, answering: boolean): FailureReason {
  if (message === 'bad response') return 'not_http'
  if (message === 'bad upgrade') return 'upgrade_unasked'
  return answering ? 'truncated' : 'reset'
}
