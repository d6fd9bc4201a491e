/** A gateway with TLS in front of the simulators of live sessions, for the tests of this folder. */
import { onTestFinished } from 'vitest'
import type { VendorId } from '../../src/connectors/contract.ts'
import type { Behaviour } from '../../src/connectors/simulator/contract.ts'
import { liveSimulators, simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { startTlsFiles } from '../harness/tls-files.ts'
import { trusting } from './trust.ts'

export interface LiveGateway {
  readonly gateway: TestGateway
  readonly simulator: RunningSimulator
  /** `https://localhost:41234/openai`: SDKs take no other. */
  readonly base: string
  readonly key: string
}

export interface LiveGatewayOptions {
  readonly behaviour?: Partial<Behaviour>
  /** Cuts of deltas, spelling of JSON, order of items. */
  readonly seed?: number
  /** Settings of the endpoint over the usual ones. */
  readonly endpoint?: Readonly<Record<string, unknown>>
  readonly tenants?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly settings?: Readonly<Record<string, unknown>>
}

/** Started for one test and closed with it; config's lists and attestations count. */
export async function liveGateway(vendor: VendorId, options: LiveGatewayOptions = {}): Promise<LiveGateway> {
  const { behaviour = {}, seed = 7, endpoint = {}, tenants, settings = {} } = options
  const live = liveSimulators[vendor]
  if (live === undefined) throw new Error(`${vendor} has no live sessions.`)
  const files = startTlsFiles()
  trusting(files.authority.cert)
  const simulator = await startSimulator(simulators[vendor], {
    live,
    seed,
    behaviour: { hostile: true, ...behaviour },
  })
  const gateway = await startTestGateway({
    vendors: { [vendor]: simulator.origin },
    sandbox: false,
    endpoints: { [vendor]: endpoint },
    settings: { listen: { host: '127.0.0.1', port: 0, tls: files.setting }, ...settings },
    ...(tenants === undefined ? {} : { tenants }),
  })
  onTestFinished(async () => {
    await gateway.stop()
    await simulator.close()
    files.remove()
  })
  const [tenant = 'acme'] = Object.keys(tenants ?? {})
  return {
    gateway,
    simulator,
    base: `https://localhost:${gateway.gateway.tlsPort}/${vendor}`,
    key: gateway.keys[tenant] ?? '',
  }
}

/** Everything that a caller said in a session, as the vendor received it. */
export async function heardBy(simulator: RunningSimulator, ordinal = 1): Promise<string> {
  const { received, path } = await simulator.whenSession(ordinal)
  return [path, ...received.map((message) => (message.kind === 'text' ? message.text : ''))].join('\n')
}
