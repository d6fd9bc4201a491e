/** Delays of frames by a clock that all processes of a machine share. */
import { quantile } from '../measure/quantiles.ts'
import type { Delays } from './messages.ts'

/** CLOCK_MONOTONIC in nanoseconds: the same in every process (clock_gettime(2)). */
export function now(): bigint {
  return process.hrtime.bigint()
}

export class DelayLog {
  #delays: number[] = []

  add(sentAt: bigint): void {
    this.#delays.push(Number(now() - sentAt) / 1e6)
  }

  /** What was added since the last time. */
  take(): Delays {
    const delays = Float64Array.from(this.#delays)
    this.#delays = []
    return {
      frames: delays.length,
      p50: quantile(delays, 0.5),
      p99: quantile(delays, 0.99),
      worst: quantile(delays, 1),
    }
  }
}
