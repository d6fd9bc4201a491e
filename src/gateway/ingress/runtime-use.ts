/** Which configurations calls are still using: what an old one holds is given back when its last call has ended. */
import type { Runtime } from '../config/runtime.ts'

export class RuntimeUse {
  private readonly calls = new Map<Runtime, number>()
  private readonly waiting = new Map<Runtime, () => void>()

  begin(runtime: Runtime): void {
    this.calls.set(runtime, (this.calls.get(runtime) ?? 0) + 1)
  }

  end(runtime: Runtime): void {
    const left = (this.calls.get(runtime) ?? 0) - 1
    if (left > 0) {
      this.calls.set(runtime, left)
      return
    }
    this.calls.delete(runtime)
    this.waiting.get(runtime)?.()
    this.waiting.delete(runtime)
  }

  /** Resolves when no call uses it; it must not be given to new calls any more. */
  async unused(runtime: Runtime): Promise<void> {
    if (!this.calls.has(runtime)) return
    await new Promise<void>((resolve) => this.waiting.set(runtime, resolve))
  }
}
