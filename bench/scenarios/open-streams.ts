/** Memory of a proxy while a thousand streams are open. */
import { setTimeout as delay } from 'node:timers/promises'
import { join } from 'node:path'
import { residentBytes } from '../measure/process-usage.ts'
import { median } from '../measure/quantiles.ts'
import { bareProxy, limen } from '../processes/commands.ts'
import { Proxy, type ProxyCommand } from '../processes/proxy.ts'
import { BrokenError, type Bench } from './bench.ts'
import { measurePeer } from './measure-peer.ts'

const STREAMS = 1000
const OPEN_TIMEOUT_MS = 10_000
const SAMPLE_MS = 100

/** Bytes. */
export interface MemoryFigures {
  readonly before: number
  /** Median while the streams are open. */
  readonly open: number
}

export interface OpenStreamsReport {
  readonly streams: number
  readonly bare: MemoryFigures
  readonly limen: MemoryFigures
  readonly peer: MemoryFigures | undefined
}

export async function measureOpenStreams(bench: Bench): Promise<OpenStreamsReport> {
  return {
    streams: STREAMS,
    bare: await measure(bench, bareProxy(bench.vendor.port)),
    limen: await measure(bench, limen(bench.vendor.port, join(bench.folder, 'open-streams.db'))),
    peer: await measurePeer(bench, 'open streams', async (peer) => await measure(bench, peer)),
  }
}

async function measure(bench: Bench, command: ProxyCommand): Promise<MemoryFigures> {
  bench.say(`${STREAMS} open streams: ${command.name}`)
  const proxy = await Proxy.start(command)
  const { target } = proxy
  try {
    await bench.load.ask({
      kind: 'round',
      target,
      manner: 'stream',
      connections: 8,
      warmMs: 0,
      measureMs: 1000,
      seed: 7,
      stock: 0,
      personal: true,
    })
    const before = residentBytes(target.pid)
    const held = await bench.load.ask({ kind: 'hold', target, streams: STREAMS, timeoutMs: OPEN_TIMEOUT_MS })
    const samples: number[] = []
    for (let at = 0; at < bench.pace.watchMs; at += SAMPLE_MS) {
      await delay(SAMPLE_MS)
      samples.push(residentBytes(target.pid))
    }
    await bench.load.ask({ kind: 'release' })
    if (held.open < STREAMS)
      throw new BrokenError(
        `${command.name}: ${held.open} of ${STREAMS} streams opened. ${held.failures[0] ?? ''}`,
      )
    return { before, open: median(samples) }
  } finally {
    await proxy.stop()
  }
}
