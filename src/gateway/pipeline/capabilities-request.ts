/** `GET /capabilities`: what is found, how well, and what the tenant whose key it is has it do. */
import { capabilities } from '../capabilities/capabilities.ts'
import type { Runtime } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Exchange } from '../ingress/contract.ts'
import type { Line } from './line.ts'
import { answerTenant } from './tenant-request.ts'

export const CAPABILITIES_PATH = '/capabilities'

/** Never rejects for anything that a caller can do. */
export async function runCapabilitiesRequest(
  exchange: Exchange,
  runtime: Runtime,
  line: Line,
): Promise<void> {
  await answerTenant(exchange, runtime, line, async (tenant) => {
    if (exchange.request.method !== 'GET')
      throw new Refusal('operation_unknown', { because: 'What is found is asked for by GET /capabilities.' })
    return await Promise.resolve(capabilities([tenant.describedNames]))
  })
}
