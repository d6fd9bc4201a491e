/** A refusal in the shape of the caller's dialect, so that the vendor's SDK raises its own error class with our message. */
import type { Connector } from '../../connectors/contract.ts'
import { awsErrorType, awsStatus, awsStreamException } from './aws-error.ts'
import type { Refusal } from './refusal.ts'

export interface DialectAnswer {
  readonly status: number
  /** Flat list. */
  readonly headers: string[]
  readonly body: Buffer
}

/** `call` is the call's id, which the record carries too; undefined before a call exists. */
export function dialectAnswer(
  refusal: Refusal,
  dialect: Connector['dialect'] | undefined,
  call: string | undefined,
): DialectAnswer {
  const body = Buffer.from(JSON.stringify(dialectBody(refusal, dialect)), 'utf8')
  const headers = ['content-type', 'application/json; charset=utf-8', 'content-length', String(body.length)]
  // openai-node retries 408, 409, 429 and 5xx unless this header says otherwise; a refusal of ours stays one.
  headers.push('x-should-retry', refusal.detail.retryAfterSeconds === undefined ? 'false' : 'true')
  headers.push('x-limen-code', refusal.code)
  if (call !== undefined) headers.push('x-limen-call', call)
  if (refusal.detail.retryAfterSeconds !== undefined)
    headers.push('retry-after', String(refusal.detail.retryAfterSeconds))
  if (dialect !== 'aws') return { status: refusal.status, headers, body }
  headers.push('x-amzn-errortype', awsErrorType(refusal.status))
  if (call !== undefined) headers.push('x-amzn-requestid', call)
  return { status: awsStatus(refusal.status), headers, body }
}

/** Types of OpenAI's error object, by status. */
function openaiType(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 404) return 'not_found_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}

function dialectBody(refusal: Refusal, dialect: Connector['dialect'] | undefined): object {
  const { code, sentence, status, detail } = refusal
  if (dialect === 'aws') return { message: sentence }
  if (dialect === 'assemblyai') return { error: sentence, error_code: code }
  if (dialect === 'deepl')
    return { message: sentence, code, ...(detail.path === undefined ? {} : { detail: detail.path }) }
  if (dialect === 'google') return googleError(refusal)
  return { error: { message: sentence, type: openaiType(status), param: detail.path ?? null, code } }
}

/** Google's names of canonical codes, by HTTP status. Source: google/rpc/code.proto. */
function googleStatus(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED'
  if (status === 403) return 'PERMISSION_DENIED'
  if (status === 404) return 'NOT_FOUND'
  if (status === 429) return 'RESOURCE_EXHAUSTED'
  if (status === 504) return 'DEADLINE_EXCEEDED'
  if (status === 502 || status === 503) return 'UNAVAILABLE'
  return status < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL'
}

/** google.rpc.Status as JSON; our code is the reason of an ErrorInfo (google/rpc/error_details.proto). */
function googleError({ code, sentence, status }: Refusal): object {
  const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'limen' }
  return { error: { code: status, message: sentence, status: googleStatus(status), details: [info] } }
}

/** What ends a broken stream: the name of the event where the wire has one, and its JSON. */
export interface StreamError {
  readonly event: string | undefined
  readonly data: string
}

/** Of the models whose own events Google passes on, Anthropic's. Source: docs.claude.com/en/api/errors. */
function anthropicError({ code, sentence }: Refusal): StreamError {
  const error = { type: 'api_error', message: sentence, code }
  return { event: 'error', data: JSON.stringify({ type: 'error', error }) }
}

/** An error in the dialect, never its end mark. */
export function dialectStreamError(
  refusal: Refusal,
  dialect: Connector['dialect'],
  typed: boolean,
): StreamError | undefined {
  if (dialect === 'google')
    return typed ? anthropicError(refusal) : { event: undefined, data: JSON.stringify(googleError(refusal)) }
  // AssemblyAI streams in OpenAI's shape, from its LLM gateway.
  if (dialect === 'deepl') return undefined
  const { code, sentence, status } = refusal
  if (dialect === 'aws')
    return { event: awsStreamException(status), data: JSON.stringify({ message: sentence }) }
  if (typed) {
    const event = { type: 'error', code, message: sentence, param: null }
    return { event: 'error', data: JSON.stringify(event) }
  }
  const event = { error: { message: sentence, type: openaiType(status), param: null, code } }
  return { event: undefined, data: JSON.stringify(event) }
}
