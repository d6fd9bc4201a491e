/** A stream whose texts a tier for names outside the engine has to see: what came goes on when it has, and not before. */
import { GatheredBytes } from '../../../connectors/wire/gathered-bytes.ts'
import type { StreamError } from '../../errors/dialect.ts'
import { TierError } from '../../names-tier/contract.ts'
import type { NamesAhead } from '../../names-tier/names-ahead.ts'
import { AnswerFaultError, type AnswerBody, type AnswerFacts } from './answer-body.ts'
import type { EventStream } from './event-stream.ts'

export interface PacedStreamOptions {
  /** A stream like the one that goes to the caller, which restores nothing and counts for nobody. */
  readonly scout: () => EventStream
  /** The one whose bytes go to the caller. */
  readonly stream: EventStream
  /** What both ask. */
  readonly ahead: NamesAhead
  /** Bytes of the whole stream: it is kept, since a scout that met a text which nobody has seen begins anew. */
  readonly limit: number
}

/**
 * The scout reads each chunk first. When it asks for a text that the tier has not seen, that is looked at, and another scout
 * reads everything from the beginning, until one asks for nothing new: then the real stream, which does as the scout did, may read
 * the chunk too.
 */
export class PacedStream implements AnswerBody {
  readonly whole = false
  readonly keeps = true
  readonly #options: PacedStreamOptions
  readonly #gathered = new GatheredBytes()
  #scout: EventStream

  constructor(options: PacedStreamOptions) {
    this.#options = options
    this.#scout = options.scout()
  }

  get complete(): boolean {
    return this.#options.stream.complete
  }

  get ended(): boolean {
    return this.#options.stream.ended
  }

  get facts(): AnswerFacts {
    return this.#options.stream.facts
  }

  readonly pushDurably = async (chunk: Buffer): Promise<Buffer | undefined> => {
    if (this.#gathered.size + chunk.length > this.#options.limit)
      throw new AnswerFaultError('answer_too_large')
    this.#gathered.append(chunk)
    await this.#seen(
      () => void this.#scout.push(chunk),
      () => void this.#anew(),
    )
    return this.#options.stream.push(chunk)
  }

  readonly endDurably = async (): Promise<Buffer | undefined> => {
    await this.#seen(
      () => void this.#scout.end(),
      () => void this.#anew().end(),
    )
    return this.#options.stream.end()
  }

  readonly errorFrame = (error: StreamError): Buffer => this.#options.stream.errorFrame(error)

  /** Only `pushDurably` and `endDurably` are called. */
  push(): never {
    throw new AnswerFaultError('answer_uninspectable')
  }

  end(): never {
    throw new AnswerFaultError('answer_uninspectable')
  }

  #anew(): EventStream {
    this.#scout = this.#options.scout()
    this.#scout.push(this.#gathered.whole())
    return this.#scout
  }

  /** `first` goes on with the scout, `again` begins with a new one. */
  async #seen(first: () => void, again: () => void): Promise<void> {
    const { ahead } = this.#options
    let walk = first
    ahead.renew()
    try {
      await ahead.untilSeen(() => {
        walk()
        walk = again
      })
    } catch (error) {
      throw error instanceof TierError ? new AnswerFaultError('answer_uninspectable') : error
    }
  }
}
