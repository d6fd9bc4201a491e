/** Step 11: the attempt's bytes leave over the one egress, and its answer is handed to step 12 event by event. */
import type { HeaderPair, SignableRequest } from '../egress/credentials.ts'
import { buildRequestHeaders, type HeaderPairs } from '../egress/headers.ts'
import { dispatch } from '../egress/send.ts'
import { Refusal } from '../errors/refusal.ts'
import type { RecordedCall } from './calls.ts'
import type { Conclusion } from './close-books.ts'
import { RelayedAnswer } from './answer/relayed-answer.ts'
import type { Line } from './line.ts'

/**
 * Resolves when the answer has ended, for whatever reason, and nothing more will be written to the caller. Rejects with a
 * `Refusal` only before the first byte of an answer went to the caller.
 */
export function send(call: RecordedCall, line: Line): Promise<Conclusion> {
  const credential = call.proof.endpoint.credential(call.path)
  const shown = credential.sign === undefined ? credential.header() : credential.sign(signable(call))
  // Most credentials are there at once, and then nothing waits.
  if (shown instanceof Promise) return shown.then((late) => sendWith(pairsOf(late), call, line))
  return sendWith(pairsOf(shown), call, line)
}

function sendWith(pairs: readonly HeaderPair[], call: RecordedCall, line: Line): Promise<Conclusion> {
  const { endpoint } = call.proof
  const headers = buildRequestHeaders(
    call.tenant.headerRules.get(endpoint) ?? missingRules(),
    call.callerHeaders,
    ownHeaders(pairs, call),
    call.contentType,
  )
  return new Promise<Conclusion>((resolve) => {
    const relay = new RelayedAnswer(call, line, resolve, secretOf(pairs))
    const { body } = call
    const outgoing = body.kind === 'bytes' ? body.bytes : body.kind === 'pass' ? body.pass.start() : undefined
    if (call.exchange.gone) {
      relay.callerGone()
      return
    }
    const egress = dispatch(
      endpoint.pool,
      {
        method: methodOf(call),
        path: call.query === '' ? call.path : `${call.path}?${call.query}`,
        headers,
        body: outgoing,
        limits: limitsOf(call),
      },
      relay,
    )
    relay.attach(egress)
  })
}

/** One header, or all that a signature needs. */
function pairsOf(shown: HeaderPair | readonly HeaderPair[]): readonly HeaderPair[] {
  return isPair(shown) ? [shown] : shown
}

function isPair(shown: HeaderPair | readonly HeaderPair[]): shown is HeaderPair {
  return typeof shown[0] === 'string'
}

/** What the signature covers: the redacted body, with its flags in it. */
function signable(call: RecordedCall): SignableRequest {
  const { body, proof } = call
  if (body.kind === 'pass') throw new Refusal('internal', { because: 'A body that passes cannot be signed.' })
  const { target } = proof.endpoint.pool
  return {
    method: methodOf(call),
    origin: target.origin,
    path: target.pathPrefix + call.path,
    query: call.query,
    contentType: call.contentType,
    body: body.kind === 'bytes' ? body.bytes : undefined,
  }
}

/** The credential itself, without the scheme before it. */
function secretOf(pairs: readonly HeaderPair[]): string {
  const value = pairs.find(([name]) => name === 'authorization')?.[1] ?? pairs[0]?.[1] ?? ''
  return value.slice(value.lastIndexOf(' ') + 1)
}

function ownHeaders(credential: readonly HeaderPair[], call: RecordedCall): HeaderPairs {
  return [...credential, ...call.proof.endpoint.ownHeaders, ...call.forcedHeaders]
}

function limitsOf(call: RecordedCall): {
  readonly firstByte: number
  readonly idle: number
  readonly total: number
} {
  const { timeouts } = call.runtime
  return { firstByte: timeouts.first_byte, idle: timeouts.idle, total: timeouts.total }
}

function methodOf(call: RecordedCall): 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' {
  const { operation } = call.compiled
  if (operation.id !== 'unlisted') return operation.method
  const { method } = call.exchange.request
  if (method === 'GET' || method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE')
    return method
  throw new Refusal('operation_unknown')
}

function missingRules(): never {
  throw new Refusal('internal', { because: 'The endpoint has no header rules.' })
}
