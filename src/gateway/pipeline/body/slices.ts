/** Long work of one call in slices: the thread that serves everybody serves others in between. */
import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'

/** Bytes from which a body is worked on in slices. */
export const SLICED = 64 * 1024
/** What a slice may take (ms). */
const SLICE_MS = 8

export class Slices {
  private until = performance.now() + SLICE_MS

  /** The slice has taken its time: `pause` before more is done. */
  get over(): boolean {
    return performance.now() >= this.until
  }

  async pause(): Promise<void> {
    await setImmediate()
    this.until = performance.now() + SLICE_MS
  }
}
