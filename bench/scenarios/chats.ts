/** Chats through the bare proxy, Limen and the peer: processor time of each call, throughput and delays. */
import { join } from 'node:path'
import { bareHttp2Proxy, bareProxy, limen } from '../processes/commands.ts'
import { Proxy, type ProxyCommand } from '../processes/proxy.ts'
import { WIRES, type MeasuredManner } from '../traffic/manners.ts'
import type { Bench } from './bench.ts'
import { measurePeer, PEER_MATTERS_MOST } from './measure-peer.ts'
import { cpuRatio, medians, runRounds, type Contender, type MedianFigures } from './rounds.ts'

export interface ChatsReport {
  readonly direct: MedianFigures
  readonly bare: MedianFigures
  readonly limen: MedianFigures
  readonly peer: MedianFigures | undefined
  /** Limen with people's names looked for too; unary calls only. */
  readonly named: MedianFigures | undefined
  /** Processor time of Limen over that of the bare proxy. */
  readonly ratio: number
}

const DIRECT_ROUNDS = 1
/** Long enough for an answer or a refusal. */
const PROBE_MS = 500

export async function measureChats(bench: Bench, manner: MeasuredManner): Promise<ChatsReport> {
  const plan = { manner, ...(manner === 'whole' ? bench.pace.unary : bench.pace.stream) }
  const what = manner === 'whole' ? PEER_MATTERS_MOST : 'streams'
  const { http2, vendor } = WIRES[manner]
  // The peer is measured on the one API that both of us speak.
  const peer =
    vendor === 'openai'
      ? await measurePeer(bench, what, async (command) => await probe(bench, command, manner))
      : undefined
  const proxies = await startAll([
    http2 ? bareHttp2Proxy(bench.vendor.port) : bareProxy(bench.vendor.port),
    limen(bench.vendor.port, join(bench.folder, `${manner}.db`), [], vendor),
    ...(manner === 'whole'
      ? [limen(bench.vendor.port, join(bench.folder, 'names.db'), [], vendor, 'builtin')]
      : []),
    ...(peer === undefined ? [] : [peer]),
  ])
  try {
    const { rounds } = plan
    const contenders: Contender[] = proxies.map(({ name, target }) => ({ name, target, rounds }))
    const direct = { port: bench.vendor.port, prefix: '', headers: [], restores: false, pid: undefined }
    const reference = { name: 'no proxy', target: direct, rounds: DIRECT_ROUNDS }
    // The vendor's stand-in speaks HTTP/1.1 only.
    if (!bench.pace.hurried && !http2) contenders.push(reference)
    const figures = await runRounds(bench, contenders, plan)
    const [bare = [], ours = []] = proxies.map(({ name }) => figures.get(name) ?? [])
    const named = figures.get('Limen, names builtin')
    const theirs = peer === undefined ? undefined : figures.get(peer.name)
    return {
      direct: medians(figures.get(reference.name) ?? []),
      bare: medians(bare),
      limen: medians(ours),
      peer: theirs === undefined ? undefined : medians(theirs),
      named: named === undefined ? undefined : medians(named),
      ratio: cpuRatio(ours, bare),
    }
  } finally {
    for (const proxy of proxies) await proxy.stop()
  }
}

/** The command again when its process answers as it should. Throws `BrokenError` otherwise. */
async function probe(bench: Bench, command: ProxyCommand, manner: MeasuredManner): Promise<ProxyCommand> {
  const proxy = await Proxy.start(command)
  try {
    const contender = { name: proxy.name, target: proxy.target, rounds: 1 }
    await runRounds({ ...bench, pace: { ...bench.pace, warmUpMs: PROBE_MS } }, [contender], {
      manner,
      rounds: 0,
      measureMs: PROBE_MS,
    })
    return command
  } finally {
    await proxy.stop()
  }
}

/** All, or none: those that started are stopped when one does not. */
export async function startAll(commands: readonly ProxyCommand[]): Promise<readonly Proxy[]> {
  const proxies: Proxy[] = []
  try {
    for (const command of commands) proxies.push(await Proxy.start(command))
    return proxies
  } catch (error) {
    for (const proxy of proxies) await proxy.stop()
    throw error
  }
}
