/** undici's errors in the words of our closed table. */
import { Refusal } from '../errors/refusal.ts'
import { EgressError, type FailureReason } from './failure.ts'

const BY_CODE: Readonly<Record<string, FailureReason>> = {
  UND_ERR_HEADERS_OVERFLOW: 'head_too_large',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'request_broken',
  UND_ERR_ABORTED: 'request_broken',
  UND_ERR_DESTROYED: 'pool_closed',
  UND_ERR_CLOSED: 'pool_closed',
  UND_ERR_INVALID_ARG: 'request_invalid',
  UND_ERR_NOT_SUPPORTED: 'request_invalid',
  // undici asserts what a vendor can break: a status below 100, for one
  ERR_ASSERTION: 'not_http',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'reset',
  ECONNABORTED: 'reset',
}

/**
 * Names a failure of the exchange. A `Refusal` (the guard's, or one with which the request body was destroyed) stays what
 * it is. `answering` says that the head was there, and tells an answer that broke off from one that never was. undici's
 * parser error holds bytes of the answer: nothing of it goes on.
 */
export function exchangeFailure(error: Error, answering: boolean): Refusal {
  if (error instanceof Refusal) return error
  return new EgressError(reasonOf(error, answering))
}

function reasonOf(error: Error, answering: boolean): FailureReason {
  const code = 'code' in error ? error.code : undefined
  if (error.name === 'HTTPParserError') {
    return error.message.includes('Invalid EOF state') ? 'truncated' : 'not_http'
  }
  // Without a head, the length that does not match was one of several in a head that was refused.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return answering ? 'truncated' : 'not_http'
  if (code === 'UND_ERR_SOCKET') return socketFailure(error.message, answering)
  return (typeof code === 'string' ? BY_CODE[code] : undefined) ?? 'listener_failed'
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
