/** One model in memory, however many configurations name it: a reload that leaves it as it is does not load it again. */
import type { NamesDetector, TierSpan, TierText } from '../contract.ts'
import { ModelThreads, type ModelThreadsOptions } from './model-threads.ts'

interface Shared {
  readonly threads: ModelThreads
  users: number
}

const models = new Map<string, Shared>()

/** Its threads start with the first `start` or look, and end when everybody who asked for it has closed it. */
export function sharedModel(options: ModelThreadsOptions): NamesDetector {
  const key = JSON.stringify({ ...options, languages: [...(options.languages ?? [])] })
  const shared = models.get(key) ?? { threads: new ModelThreads(options), users: 0 }
  models.set(key, shared)
  shared.users += 1
  return new UsedModel(shared, () => {
    shared.users -= 1
    if (shared.users === 0) models.delete(key)
    return shared.users === 0
  })
}

class UsedModel implements NamesDetector {
  readonly tier = 'onnx'
  readonly #shared: Shared
  readonly #release: () => boolean
  #closed = false

  constructor(shared: Shared, release: () => boolean) {
    this.#shared = shared
    this.#release = release
  }

  get id(): string {
    return this.#shared.threads.id
  }

  get languages(): ReadonlySet<string> | undefined {
    return this.#shared.threads.languages
  }

  get unready(): string | undefined {
    return this.#shared.threads.unready
  }

  start(): void {
    this.#shared.threads.start()
  }

  async look(texts: readonly TierText[], milliseconds: number): Promise<readonly (readonly TierSpan[])[]> {
    return await this.#shared.threads.look(texts, milliseconds)
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    if (this.#release()) await this.#shared.threads.close()
  }
}
