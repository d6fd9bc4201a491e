/** The threads of one ONNX model: started with the configuration, given up when one hangs, started again when one ends. */
import { Worker } from 'node:worker_threads'
import type { NamesDetector, TierSpan, TierText } from '../contract.ts'
import { TierError, type TierFault } from '../contract.ts'
import type { ModelAnswer, ModelRequest, ModelStart } from './model-messages.ts'
import type { ClassifierOptions } from './token-classifier.ts'

export interface ModelThreadsOptions {
  readonly id: string
  readonly languages: ReadonlySet<string> | undefined
  readonly model: ClassifierOptions
  readonly threads: number
  /** Tests bring a thread that misbehaves. */
  readonly url?: URL
}

type Spans = readonly (readonly TierSpan[])[]

interface Job {
  readonly texts: readonly string[]
  readonly timer: NodeJS.Timeout
  readonly resolve: (spans: Spans) => void
  readonly reject: (error: TierError) => void
  settled: boolean
}

interface Thread {
  readonly worker: Worker
  readonly cancelled: Int32Array
  ready: boolean
  job: Job | undefined
  id: number
  /** Runs while a job that was given up has not ended. */
  hanging: NodeJS.Timeout | undefined
}

/** Calls that wait for a thread; more are refused at once. */
const MOST_WAITING = 256
/** Milliseconds that a window may take after its call was given up, before the thread is. */
const PATIENCE = 5000
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 30_000

export class ModelThreads implements NamesDetector {
  readonly tier = 'onnx'
  readonly id: string
  readonly languages: ReadonlySet<string> | undefined
  readonly #options: ModelThreadsOptions
  readonly #threads = new Set<Thread>()
  readonly #waiting: Job[] = []
  readonly #pauses = new Set<NodeJS.Timeout>()
  #failures = 0
  #lastId = 0
  #started = false
  #closed = false

  constructor(options: ModelThreadsOptions) {
    this.id = options.id
    this.languages = options.languages
    this.#options = options
  }

  start(): void {
    if (this.#started || this.#closed) return
    this.#started = true
    for (let count = 0; count < this.#options.threads; count++) this.#start()
  }

  get unready(): string | undefined {
    if (this.#closed) return 'closed'
    for (const { ready } of this.#threads) if (ready) return undefined
    return this.#failures === 0 ? 'loading' : 'the model does not load'
  }

  async look(texts: readonly TierText[], milliseconds: number): Promise<Spans> {
    if (this.#closed) throw new TierError('names_closed')
    this.start()
    // Nobody waits for what has failed to load; another try is under way all the same.
    if (this.#failures > 0 && this.unready !== undefined) throw new TierError('names_loading')
    if (this.#waiting.length >= MOST_WAITING) throw new TierError('names_busy')
    return await new Promise((resolve, reject) => {
      const job: Job = {
        texts: texts.map(({ text }) => text),
        timer: setTimeout(() => this.#late(job), Math.max(0, milliseconds)),
        resolve,
        reject,
        settled: false,
      }
      this.#waiting.push(job)
      this.#assign()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const pause of this.#pauses) clearTimeout(pause)
    for (const job of this.#waiting.splice(0)) fail(job, 'names_closed')
    await Promise.all([...this.#threads].map(async ({ worker }) => await worker.terminate()))
  }

  #assign(): void {
    for (const thread of this.#threads) {
      if (!thread.ready || thread.job !== undefined) continue
      const job = this.#waiting.shift()
      if (job === undefined) return
      thread.job = job
      thread.id = this.#lastId = (this.#lastId + 1) & 0x3fff_ffff
      const request: ModelRequest = { id: thread.id, texts: job.texts }
      thread.worker.ref()
      const { worker: port } = thread
      port.postMessage(request)
    }
  }

  #start(): void {
    const cancelled = new Int32Array(new SharedArrayBuffer(4))
    Atomics.store(cancelled, 0, -1)
    const start: ModelStart = { options: this.#options.model, cancelled }
    const url = this.#options.url ?? new URL('./model-worker.ts', import.meta.url)
    // What a model's library prints is not ours to log.
    const worker = new Worker(url, { name: 'names', workerData: start, stdout: true, stderr: true })
    worker.stdout.resume()
    worker.stderr.resume()
    const thread: Thread = { worker, cancelled, ready: false, job: undefined, id: 0, hanging: undefined }
    this.#threads.add(thread)
    // A thread without work does not keep the process alive.
    worker.unref()
    worker.on('message', (answer: ModelAnswer) => this.#answered(thread, answer))
    // The exit that follows says all that has to be known; the error could quote a text.
    worker.on('error', () => {})
    worker.on('exit', () => this.#ended(thread))
  }

  #answered(thread: Thread, answer: ModelAnswer): void {
    if (answer.kind === 'ready') {
      thread.ready = true
      this.#failures = 0
    } else if (answer.id === thread.id) {
      const { job } = thread
      thread.job = undefined
      clearTimeout(thread.hanging)
      thread.hanging = undefined
      thread.worker.unref()
      if (job !== undefined && answer.spans === undefined) fail(job, 'names_failed')
      else if (job !== undefined) succeed(job, answer.spans ?? [])
    }
    this.#assign()
  }

  /** Another takes its place, later each time one ends before it could answer. */
  #ended(thread: Thread): void {
    this.#threads.delete(thread)
    clearTimeout(thread.hanging)
    if (thread.job !== undefined) fail(thread.job, this.#closed ? 'names_closed' : 'names_crashed')
    if (this.#closed) return
    if (!thread.ready) this.#failures++
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(10, this.#failures))
    const timer = setTimeout(
      () => {
        this.#pauses.delete(timer)
        this.#start()
      },
      this.#failures === 0 ? 0 : pause,
    )
    this.#pauses.add(timer)
    timer.unref()
  }

  /** The call is refused now; its thread stops after the window that it is in, or is given up. */
  #late(job: Job): void {
    const at = this.#waiting.indexOf(job)
    if (at >= 0) this.#waiting.splice(at, 1)
    const loading = at >= 0 && this.unready !== undefined
    fail(job, loading ? 'names_loading' : 'names_timeout')
    for (const thread of this.#threads) {
      if (thread.job !== job) continue
      Atomics.store(thread.cancelled, 0, thread.id)
      thread.hanging = setTimeout(() => void thread.worker.terminate(), PATIENCE)
      thread.hanging.unref()
    }
  }
}

function succeed(job: Job, spans: Spans): void {
  if (job.settled) return
  job.settled = true
  clearTimeout(job.timer)
  if (spans.length === job.texts.length) job.resolve(spans)
  else job.reject(new TierError('names_failed'))
}

function fail(job: Job, fault: TierFault): void {
  if (job.settled) return
  job.settled = true
  clearTimeout(job.timer)
  job.reject(new TierError(fault))
}
