/** A few threads that look for values in long texts, started when the first one comes, given up when one does not answer. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Finding, Policy } from '../../redaction/index.ts'
import type { FindAnswer, FindBegun, FindRequest } from './messages.ts'
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

/**
 * How long a thread may take to load the detectors and compile a policy. A caller's time is for the look: the first long
 * text of a process that has just begun, or of one that was reloaded, is not refused for what the process had to do.
 */
const START_MS = 10_000

interface Job {
  readonly policy: Policy
  readonly text: string
  readonly cue: string | undefined
  readonly milliseconds: number
  timer: NodeJS.Timeout
  readonly resolve: (findings: readonly Finding[]) => void
  readonly reject: (error: DetectionError) => void
}

interface Thread {
  readonly worker: Worker
  /** Policies that it has compiled. */
  readonly known: Set<number>
  job: Job | undefined
  /** Runs until the thread has compiled what its job asks for. */
  starting: NodeJS.Timeout | undefined
}

export interface FindPoolOptions {
  readonly url?: URL
  readonly threads?: number
  /** Milliseconds until a thread has compiled a policy. */
  readonly start?: number
}

export class FindPool {
  readonly #url: URL
  readonly #most: number
  readonly #start: number
  readonly #threads = new Set<Thread>()
  readonly #waiting: Job[] = []
  readonly #numbers = new WeakMap<Policy, number>()
  #lastNumber = 0
  #lastId = 0
  #closed = false

  constructor(options: FindPoolOptions = {}) {
    this.#url = options.url ?? new URL('./find-worker.ts', import.meta.url)
    this.#start = options.start ?? START_MS
    this.#most = options.threads ?? Math.max(1, Math.min(4, availableParallelism() - 1))
  }

  /**
   * As `find(policy, text, {cue})`. Rejects with a `DetectionError` when it fails, or after `milliseconds`, to which the time
   * that a thread takes to start comes.
   */
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
        milliseconds,
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
      const request = this.#request(thread, job)
      if (request.policy.options !== undefined) {
        clearTimeout(job.timer)
        thread.starting = setTimeout(() => this.#giveUp(thread), this.#start)
      }
      port.postMessage(request)
    }
  }

  #idle(): Thread | undefined {
    for (const thread of this.#threads) if (thread.job === undefined) return thread
    return this.#threads.size < this.#most ? this.#open() : undefined
  }

  #open(): Thread {
    const worker = new Worker(this.#url, { name: 'detection' })
    const thread: Thread = { worker, known: new Set(), job: undefined, starting: undefined }
    this.#threads.add(thread)
    worker.on('message', (message: FindAnswer | FindBegun) => {
      const { job } = thread
      clearTimeout(thread.starting)
      thread.starting = undefined
      if ('begun' in message) {
        if (job !== undefined) job.timer = setTimeout(() => this.#late(job), Math.max(0, job.milliseconds))
        return
      }
      const { findings } = message
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
      clearTimeout(thread.starting)
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
    for (const thread of this.#threads) {
      if (thread.job !== job) continue
      this.#giveUp(thread)
      return
    }
    const at = this.#waiting.indexOf(job)
    // What is ahead of it may have to wait for a thread that is only starting.
    if (at >= 0 && [...this.#threads].some(({ starting }) => starting !== undefined)) {
      job.timer = setTimeout(() => this.#late(job), Math.max(100, job.milliseconds))
      return
    }
    if (at >= 0) this.#waiting.splice(at, 1)
    fail(job, 'late')
    this.#assign()
  }

  #giveUp(thread: Thread): void {
    const { job } = thread
    thread.job = undefined
    clearTimeout(thread.starting)
    this.#threads.delete(thread)
    void thread.worker.terminate()
    if (job !== undefined) fail(job, 'late')
    this.#assign()
  }
}

function fail(job: Job, reason: DetectionError['reason']): void {
  clearTimeout(job.timer)
  job.reject(new DetectionError(reason))
}
