/** An analyser with Presidio's API inside the zone: one request a text and language, over a guarded connection, refused when in doubt. */
import type { Entity } from '../../../redaction/index.ts'
import { collect } from '../../egress/collect.ts'
import { EgressError } from '../../egress/failure.ts'
import { type EgressPool, openPool } from '../../egress/pool.ts'
import { EndpointTarget } from '../../egress/target.ts'
import { Refusal } from '../../errors/refusal.ts'
import { type NamesDetector, TierError, type TierSpan, type TierText } from '../contract.ts'
import { readAnswer } from './analyzer-answer.ts'

export interface AnalyzerOptions {
  readonly id: string
  /** `https`, or `http` on loopback. */
  readonly url: string
  readonly languages: ReadonlySet<string>
  /** Its entities, and what each is called here. */
  readonly entities: ReadonlyMap<string, Entity>
  readonly threshold: number
  readonly connections: number
  readonly connectMilliseconds: number
  readonly privateNetwork: readonly string[]
  /** PEM text. */
  readonly ca: string | undefined
  /** Unix milliseconds at which the attestation of its place ends. */
  readonly attestedUntil: number
  readonly now?: () => number
}

/** Bytes of one answer: ten thousand places have less. */
const MOST_ANSWER = 2 * 1024 * 1024
/** Calls at one time; more are refused at once. */
const MOST_CALLS = 256

export class Analyzer implements NamesDetector {
  readonly tier = 'analyzer'
  readonly id: string
  readonly languages: ReadonlySet<string>
  readonly #options: AnalyzerOptions
  readonly #target: EndpointTarget
  readonly #path: string
  readonly #entities: readonly string[]
  #pool: EgressPool | undefined
  #calls = 0
  #closed = false
  /** The last answer failed: what the health metric says. */
  #fault: string | undefined

  /** Throws `EgressError` for a host that may not be dialled. */
  constructor(options: AnalyzerOptions) {
    this.#target = targetOf(options)
    this.id = options.id
    this.languages = options.languages
    this.#options = options
    this.#path = `${new URL(options.url).pathname.replace(/\/+$/, '')}/analyze`
    this.#entities = [...options.entities.keys()]
  }

  get unready(): string | undefined {
    return this.#fault
  }

  start(): void {
    this.#pool ??= openPool(this.#target, {
      connections: this.#options.connections,
      connectMilliseconds: this.#options.connectMilliseconds,
    })
  }

  async look(texts: readonly TierText[], milliseconds: number): Promise<readonly (readonly TierSpan[])[]> {
    const { attestedUntil, now = Date.now } = this.#options
    if (this.#closed) throw new TierError('names_closed')
    if (now() >= attestedUntil) throw new TierError('names_attestation')
    this.start()
    const asked = texts.flatMap(({ text, languages }) => languages.map((language) => ({ text, language })))
    if (this.#calls >= MOST_CALLS) throw new TierError('names_busy')
    this.#calls += 1
    const giveUp = new AbortController()
    const timer = setTimeout(() => giveUp.abort(), Math.max(0, milliseconds))
    try {
      const answers: (readonly TierSpan[])[] = []
      let next = 0
      const one = async (): Promise<void> => {
        for (let at = next++; at < asked.length; at = next++) {
          const { text = '', language = '' } = asked[at] ?? {}
          answers[at] = await this.#ask(text, language, milliseconds, giveUp.signal)
        }
      }
      await Promise.all(Array.from({ length: Math.min(asked.length, this.#options.connections) }, one))
      this.#fault = undefined
      let told = 0
      return texts.map(({ languages }) => languages.flatMap(() => answers[told++] ?? []))
    } catch (error) {
      giveUp.abort()
      const fault = error instanceof TierError ? error : new TierError('names_failed')
      this.#fault = fault.fault
      throw fault
    } finally {
      this.#calls -= 1
      clearTimeout(timer)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#pool?.destroy()
  }

  async #ask(
    text: string,
    language: string,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<readonly TierSpan[]> {
    const pool = this.#pool
    if (pool === undefined) throw new TierError('names_closed')
    const { threshold, entities } = this.#options
    const body = Buffer.from(
      JSON.stringify({ text, language, entities: this.#entities, score_threshold: threshold }),
    )
    try {
      const { status, bytes } = await collect(
        pool,
        {
          method: 'POST',
          path: this.#path,
          headers: [
            'content-type',
            'application/json',
            'accept',
            'application/json',
            'content-length',
            String(body.length),
          ],
          body,
          limits: { firstByte: milliseconds, idle: milliseconds, total: milliseconds },
        },
        MOST_ANSWER,
        signal,
      )
      if (status !== 200) throw new TierError('names_status')
      return readAnswer(bytes, text, entities)
    } catch (error) {
      throw faultOf(error, signal)
    }
  }
}

function targetOf({ id, url, privateNetwork, ca }: AnalyzerOptions): EndpointTarget {
  const { protocol, hostname, port, origin } = new URL(url)
  return protocol === 'http:'
    ? EndpointTarget.of({ id, host: '', sandbox: { origin } })
    : EndpointTarget.of({ id, host: hostname, port: Number(port || 443), internal: true, privateNetwork, ca })
}

function faultOf(error: unknown, signal: AbortSignal): TierError {
  if (error instanceof TierError) return error
  if (signal.aborted) return new TierError('names_timeout')
  if (!(error instanceof Refusal)) return new TierError('names_failed')
  if (error.outcome.startsWith('vendor_timeout_') && error.code !== 'vendor_timeout_connect')
    return new TierError('names_timeout')
  if (
    error.code === 'vendor_malformed' ||
    error.code === 'vendor_truncated' ||
    error.code === 'answer_too_large'
  )
    return new TierError('names_malformed')
  return error instanceof EgressError && error.reason === 'pool_closed'
    ? new TierError('names_closed')
    : new TierError('names_unreachable')
}
