/** Step 11: the attempt's bytes leave over the one egress, and its answer is handed to step 12 event by event. */
import type { AnswerHeaders } from '../../connectors/contract.ts'
import { buildRequestHeaders, type HeaderPairs } from '../egress/headers.ts'
import { dispatch, type EgressCall, type EgressListener } from '../egress/send.ts'
import { Refusal } from '../errors/refusal.ts'
import type { RecordedCall } from './calls.ts'
import type { Conclusion } from './close-books.ts'
import { RelayedAnswer } from './answer/relayed-answer.ts'
import type { Line } from './line.ts'

/**
 * Resolves when the answer has ended, for whatever reason, and nothing more will be written to the caller. Rejects with a
 * `Refusal` only before the first byte of an answer went to the caller.
 */
export async function send(call: RecordedCall, line: Line): Promise<Conclusion> {
  const { endpoint } = call.proof
  const credential = endpoint.credential(call.path).header()
  const pair = credential instanceof Promise ? await credential : credential
  const headers = buildRequestHeaders(
    call.tenant.headerRules.get(endpoint) ?? missingRules(),
    call.callerHeaders,
    ownHeaders(pair, call),
    call.contentType,
  )
  return await new Promise<Conclusion>((resolve) => {
    const relay = new RelayedAnswer(call, line, resolve, secretOf(pair))
    const { body } = call
    const outgoing = body.kind === 'bytes' ? body.bytes : body.kind === 'pass' ? body.pass.start() : undefined
    if (call.exchange.gone) {
      relay.callerGone()
      return
    }
    const egress: EgressCall = dispatch(
      endpoint.pool,
      {
        method: call.compiled.operation.id === 'unlisted' ? methodOf(call) : call.compiled.operation.method,
        path: call.query === '' ? call.path : `${call.path}?${call.query}`,
        headers,
        body: outgoing,
        limits: limitsOf(call),
      },
      listenerOf(relay),
    )
    relay.attach(egress)
  })
}

function listenerOf(relay: RelayedAnswer): EgressListener {
  return {
    onHead: (status: number, headers: AnswerHeaders) => relay.head(status, headers),
    onData: (chunk: Buffer) => relay.data(chunk),
    onEnd: () => relay.end(),
    onError: (failure: Refusal) => relay.fail(failure),
  }
}

/** The credential itself, without the scheme before it. */
function secretOf([, value]: readonly [string, string]): string {
  return value.slice(value.lastIndexOf(' ') + 1)
}

function ownHeaders(credential: readonly [string, string], call: RecordedCall): HeaderPairs {
  return [credential, ...call.proof.endpoint.ownHeaders, ...call.forcedHeaders]
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
  const { method } = call.exchange.request
  if (method === 'GET' || method === 'POST' || method === 'PUT' || method === 'PATCH' || method === 'DELETE')
    return method
  throw new Refusal('operation_unknown')
}

function missingRules(): never {
  throw new Refusal('internal', { because: 'The endpoint has no header rules.' })
}
