/** Requests that a tenant has for the gateway itself: a key like any other, JSON out, no vendor, no record. */
import type { Runtime, RuntimeTenant } from '../config/runtime.ts'
import { dialectAnswer } from '../errors/dialect.ts'
import { Refusal } from '../errors/refusal.ts'
import { CallerGoneError, type Exchange } from '../ingress/contract.ts'
import { readKey } from './authenticate.ts'
import type { Line } from './line.ts'

/** Answers with what `answer` makes, or with the refusal that it throws. Never rejects for anything that a caller can do. */
export async function answerTenant(
  exchange: Exchange,
  runtime: Runtime,
  line: Line,
  answer: (tenant: RuntimeTenant) => Promise<object>,
): Promise<void> {
  try {
    const body = Buffer.from(JSON.stringify(await answer(tenantOf(exchange, runtime))))
    exchange.releaseBody()
    exchange.writeHead(200, ['content-type', 'application/json', 'content-length', String(body.length)])
    exchange.end(body)
  } catch (error) {
    if (error instanceof CallerGoneError || exchange.gone) {
      exchange.destroy()
      return
    }
    const refusal = error instanceof Refusal ? error : new Refusal('internal')
    if (!(error instanceof Refusal)) line.fault(error)
    const { status, headers, body } = dialectAnswer(refusal, undefined, undefined)
    exchange.refuse(status, headers, body)
  }
}

function tenantOf(exchange: Exchange, runtime: Runtime): RuntimeTenant {
  const flaw = exchange.flaw()
  if (flaw !== undefined) throw new Refusal('request_malformed', { because: flaw })
  const holder = runtime.findKey(readKey({ exchange, query: '', connector: {} }))
  if (holder === undefined) throw new Refusal('key_unknown')
  if (holder.revoked) throw new Refusal('key_revoked')
  return holder.tenant
}
