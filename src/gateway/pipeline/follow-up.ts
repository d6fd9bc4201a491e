/** After the caller has a whole answer: a call of the gateway's own on the same object, where config asks for it, with rows of its own. */
import { Vault } from '../../redaction/index.ts'
import { buildRequestHeaders } from '../egress/headers.ts'
import { dispatch } from '../egress/send.ts'
import type { Outcome } from '../errors/codes.ts'
import { Refusal } from '../errors/refusal.ts'
import { RedactedBody } from './body/redacted-body.ts'
import type { RecordedCall } from './calls.ts'
import { closeBooks, type Conclusion } from './close-books.ts'
import type { Line } from './line.ts'
import { recordIntent } from './record-intent.ts'

const LIMITS = { firstByte: 30_000, idle: 10_000, total: 60_000 }

/** Never rejects: what cannot be done stays at the vendor, pinned to its tenant, and the record says so. */
export async function followUp(call: RecordedCall, line: Line): Promise<void> {
  try {
    const own = await intend(call, line)
    if (own === undefined) return
    const conclusion = await conclude(own, line)
    closeBooks(own, conclusion, line)
    if (isGone(conclusion)) await forget(own, line)
  } catch (error) {
    if (!(error instanceof Refusal)) line.fault(error)
  }
}

/** The row of the call to come: same endpoint and proof, nothing of the caller's but the object. */
async function intend(call: RecordedCall, line: Line): Promise<RecordedCall | undefined> {
  const rule = call.compiled.operation.followUp
  if (rule === undefined) return undefined
  const match = call.runtime.matchOperation(call, rule.method, call.path)
  if (match === undefined) return undefined
  return await recordIntent(
    {
      ...call,
      compiled: match.compiled,
      attempt: call.attempt + 1,
      startedAt: line.tick(),
      query: '',
      body: RedactedBody.none().finish(),
      contentType: undefined,
      callerHeaders: [],
      elements: undefined,
      flags: [],
      uninspected: [],
      streamed: false,
      vault: new Vault({ style: 'bracket' }),
    },
    line,
  )
}

async function conclude(call: RecordedCall, line: Line): Promise<Conclusion> {
  const sentAt = line.tick()
  const end = await ask(call).catch((error: unknown): Ending => {
    const refusal = error instanceof Refusal ? error : new Refusal('internal')
    return { outcome: refusal.outcome, code: refusal.code, status: undefined, bytesIn: 0 }
  })
  const endedAt = line.tick()
  return {
    outcome: end.outcome,
    code: end.code,
    vendorStatus: end.status,
    observedRegion: undefined,
    observed: false,
    bytesOut: 0,
    bytesIn: end.bytesIn,
    inputTokens: undefined,
    outputTokens: undefined,
    firstByteAt: endedAt,
    sentAt,
    endedAt,
    marks: [end.outcome === 'ok' ? 'deleted_at_vendor' : 'left_at_vendor'],
  }
}

interface Ending {
  readonly outcome: Outcome
  readonly code: Conclusion['code']
  readonly status: number | undefined
  readonly bytesIn: number
}

/** Rejects with a `Refusal` when the vendor did not answer. */
async function ask(call: RecordedCall): Promise<Ending> {
  const { endpoint } = call.proof
  const rules = call.tenant.headerRules.get(endpoint)
  if (rules === undefined) throw new Refusal('internal', { because: 'The endpoint has no header rules.' })
  const credential = await endpoint.credential(call.path).header()
  const own = [credential, ...endpoint.ownHeaders, ...call.forcedHeaders]
  return await new Promise<Ending>((resolve, reject) => {
    let status = 0
    let bytesIn = 0
    dispatch(
      endpoint.pool,
      {
        method: call.compiled.operation.method,
        path: call.path,
        headers: buildRequestHeaders(rules, [], own, undefined),
        body: undefined,
        limits: LIMITS,
      },
      {
        onHead: (head) => {
          status = head
        },
        onData: (chunk) => {
          bytesIn += chunk.length
        },
        onEnd: () => {
          // Somebody was faster: it is gone all the same.
          const gone = (status >= 200 && status < 300) || status === 404
          resolve({ outcome: gone ? 'ok' : 'vendor_status', code: undefined, status, bytesIn })
        },
        onError: reject,
      },
    )
  })
}

function isGone({ outcome }: Conclusion): boolean {
  return outcome === 'ok'
}

async function forget(call: RecordedCall, line: Line): Promise<void> {
  const names = call.compiled.names.flatMap(({ kind, in: place, at, to }) => {
    const id = place === 'path' && to === 'end' ? call.parameters.get(at)?.value : undefined
    return id === undefined ? [] : [{ kind, id }]
  })
  await line.ledger.pins.end({
    tenant: call.tenant.id,
    vendor: call.connector.vendor,
    endpoint: call.proof.endpoint.id,
    names,
    at: line.now(),
  })
}
