/** A few threads that look for values in long texts, started when the first one comes, given up when one does not answer. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Finding, Policy } from '../../redaction/index.ts'
import type { FindAnswer, FindRequest } from './messages.ts'
import { unpackFindings } from './packed-findings.ts'

/** The look failed, or did not end in time: the call has to be refused. */
export class DetectionError extends Error {
  override readonly name = 'DetectionError'
  readonly reason: 'failed' | 'late'

  constructor(reason: 'failed' | 'late') {
    super(`The look at a long text ${reason === 'late' ? 'took too long' : 'failed'}.`)
    this.reason = reason
  }
}

interface Job {
  readonly policy: Policy
  readonly text: string
  readonly cue: string | undefined
  readonly timer: NodeJS.Timeout
  readonly resolve: (findings: readonly Finding[]) => void
  readonly reject: (error: DetectionError) => void
}

interface Thread {
  readonly worker: Worker
  /** Policies that it has compiled. */
  readonly known: Set<number>
  job: Job | undefined
}

export interface FindPoolOptions {
  readonly url?: URL
  readonly threads?: number
}

export class FindPool {
  readonly #url: URL
  readonly #most: number
  readonly #threads = new Set<Thread>()
  readonly #waiting: Job[] = []
  readonly #numbers = new WeakMap<Policy, number>()
  #lastNumber = 0
  #lastId = 0
  #closed = false

  constructor(options: FindPoolOptions = {}) {
    this.#url = options.url ?? new URL('./find-worker.ts', import.meta.url)
    this.#most = options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1))
  }

  /** As `find(policy, text, {cue})`. Rejects with a `DetectionError` when it fails, or after `milliseconds`. */
  async find(
    policy: Policy,
    text: string,
    cue: string | undefined,
    milliseconds: number,
  ): Promise<readonly Finding[]> {
    if (this.#closed) throw new DetectionError('failed')
    return await new Promise((resolve, reject) => {
      const job: Job = {
        policy,
        text,
        cue,
        timer: setTimeout(() => this.#late(job), Math.max(0, milliseconds)),
        resolve,
        reject,
      }
      this.#waiting.push(job)
      this.#assign()
    })
  }

  /** Ends the threads; looks under way fail. */
  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#waiting.splice(0)) fail(job, 'failed')
    await Promise.all([...this.#threads].map(async ({ worker }) => await worker.terminate()))
  }

  #assign(): void {
    for (let job = this.#waiting[0]; job !== undefined; job = this.#waiting[0]) {
      const thread = this.#idle()
      if (thread === undefined) return
      this.#waiting.shift()
      thread.job = job
      thread.worker.ref()
      const { worker: port } = thread
      port.postMessage(this.#request(thread, job))
    }
  }

  #idle(): Thread | undefined {
    for (const thread of this.#threads) if (thread.job === undefined) return thread
    return this.#threads.size < this.#most ? this.#start() : undefined
  }

  #start(): Thread {
    const worker = new Worker(this.#url, { name: 'detection' })
    const thread: Thread = { worker, known: new Set(), job: undefined }
    this.#threads.add(thread)
    worker.on('message', ({ findings }: FindAnswer) => {
      const { job } = thread
      thread.job = undefined
      // A thread without work does not keep the process alive.
      worker.unref()
      if (job === undefined) return
      if (findings === undefined) fail(job, 'failed')
      else {
        clearTimeout(job.timer)
        job.resolve(unpackFindings(findings))
      }
      this.#assign()
    })
    // The exit that follows says all that has to be known; the error could quote the text.
    worker.on('error', () => {})
    worker.on('exit', () => {
      this.#threads.delete(thread)
      if (thread.job !== undefined) fail(thread.job, 'failed')
      thread.job = undefined
      if (!this.#closed) this.#assign()
    })
    return thread
  }

  #request(thread: Thread, { policy, text, cue }: Job): FindRequest {
    let number = this.#numbers.get(policy)
    if (number === undefined) this.#numbers.set(policy, (number = ++this.#lastNumber))
    const known = thread.known.has(number)
    thread.known.add(number)
    return {
      id: ++this.#lastId,
      policy: known ? { number } : { number, options: policy.options },
      text,
      cue,
    }
  }

  /** The thread that has the job is given up with it: nothing else ends a look that does not end. */
  #late(job: Job): void {
    const at = this.#waiting.indexOf(job)
    if (at >= 0) this.#waiting.splice(at, 1)
    for (const thread of this.#threads) {
      if (thread.job !== job) continue
      thread.job = undefined
      this.#threads.delete(thread)
      void thread.worker.terminate()
    }
    fail(job, 'late')
    this.#assign()
  }
}

function fail(job: Job, reason: DetectionError['reason']): void {
  clearTimeout(job.timer)
  job.reject(new DetectionError(reason))
}
