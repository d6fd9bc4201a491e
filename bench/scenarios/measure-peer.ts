/** The peer is measured where it works: what breaks in it is noted and is no failure of the bench. */
import type { ProxyCommand } from '../processes/proxy.ts'
import type { Bench } from './bench.ts'

/** A quick run shows the peer here only: it takes longer than all the others together. */
export const PEER_MATTERS_MOST = 'unary calls'

/** Undefined when there is no peer, or when it gave wrong answers. */
export async function measurePeer<Figures>(
  bench: Bench,
  what: string,
  measure: (peer: ProxyCommand) => Promise<Figures>,
): Promise<Figures | undefined> {
  if (bench.peer === undefined || (bench.pace.hurried && what !== PEER_MATTERS_MOST)) return undefined
  try {
    return await measure(bench.peer)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    bench.notes.push(`Left out of ${what}: ${error.message}`)
    return undefined
  }
}
