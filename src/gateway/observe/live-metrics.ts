/** Metrics of sessions over WebSocket: how many are open, and the frames and bytes that passed. */
import { Gauge, type Registry } from 'prom-client'
import { type Count, Tally } from './tally.ts'

export type Way = 'out' | 'in'

/** One session's own counters: a frame costs two additions. */
export interface SessionMeter {
  frame(way: Way, audio: boolean, bytes: number): void
  closed(): void
}

interface Pair {
  readonly frames: Count
  readonly bytes: Count
}

export class LiveMetrics {
  readonly #open = new Map<string, number>()
  readonly #frames: Tally
  readonly #bytes: Tally
  readonly #minted: Tally

  constructor(registry: Registry) {
    const open = this.#open
    registry.registerMetric(
      new Gauge({
        name: 'limen_live_sessions',
        help: 'Sessions over WebSocket that are open.',
        labelNames: ['vendor'],
        registers: [],
        collect() {
          this.reset()
          for (const [vendor, count] of open) this.set({ vendor }, count)
        },
      }),
    )
    const labels = ['vendor', 'direction', 'kind']
    this.#frames = new Tally(
      registry,
      'limen_live_frames_total',
      'Frames of sessions, to the vendor (out) and from it (in).',
      labels,
    )
    this.#bytes = new Tally(registry, 'limen_live_bytes_total', 'Bytes of those frames.', labels)
    this.#minted = new Tally(
      registry,
      'limen_temporary_keys_total',
      'Keys for one session each that were minted.',
      ['vendor'],
    )
  }

  session(vendor: string): SessionMeter {
    this.#open.set(vendor, (this.#open.get(vendor) ?? 0) + 1)
    const out = [this.#pair(vendor, 'out', 'json'), this.#pair(vendor, 'out', 'audio')] as const
    const back = [this.#pair(vendor, 'in', 'json'), this.#pair(vendor, 'in', 'audio')] as const
    return {
      frame: (way, audio, bytes) => {
        const pair = (way === 'out' ? out : back)[audio ? 1 : 0]
        pair.frames.value += 1
        pair.bytes.value += bytes
      },
      closed: () => this.#open.set(vendor, (this.#open.get(vendor) ?? 1) - 1),
    }
  }

  minted(vendor: string): void {
    this.#minted.add(vendor, () => ({ vendor }))
  }

  #pair(vendor: string, direction: Way, kind: string): Pair {
    const key = `${vendor}|${direction}|${kind}`
    const labels = (): Readonly<Record<string, string>> => ({ vendor, direction, kind })
    return { frames: this.#frames.of(key, labels), bytes: this.#bytes.of(key, labels) }
  }
}
