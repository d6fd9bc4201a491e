/** A stream that is held to its end: a tier for names outside the engine has to see its texts before any of them goes on. */
import { GatheredBytes } from '../../../connectors/wire/gathered-bytes.ts'
import { AnswerFaultError, type AnswerBody, type AnswerFacts } from './answer-body.ts'
import type { AnswerScreen } from './answer-screen.ts'
import type { EventStream } from './event-stream.ts'

/** With a screen: a stream that restores nothing and counts for nobody. Without: the one whose bytes go to the caller. */
export type OpenStream = (scout: AnswerScreen | undefined) => EventStream

export class HeldStream implements AnswerBody {
  readonly whole = true
  private readonly open: OpenStream
  private readonly prepare: (walk: (screen: AnswerScreen) => void) => Promise<void>
  /** Bytes. */
  private readonly limit: number
  private readonly gathered = new GatheredBytes()
  private stream: EventStream | undefined = undefined

  constructor(
    open: OpenStream,
    prepare: (walk: (screen: AnswerScreen) => void) => Promise<void>,
    limit: number,
  ) {
    this.open = open
    this.prepare = prepare
    this.limit = limit
  }

  get complete(): boolean {
    return this.stream?.complete === true
  }

  get facts(): AnswerFacts {
    return this.stream?.facts ?? { inputTokens: undefined, outputTokens: undefined }
  }

  push(chunk: Buffer): undefined {
    if (this.gathered.size + chunk.length > this.limit) throw new AnswerFaultError('answer_too_large')
    this.gathered.append(chunk)
    return undefined
  }

  readonly endDurably = async (): Promise<Buffer> => {
    const raw = this.gathered.whole()
    await this.prepare((screen) => void run(this.open(screen), raw))
    this.stream = this.open(undefined)
    return run(this.stream, raw)
  }

  /** Only `endDurably` ends it. */
  end(): never {
    throw new AnswerFaultError('answer_uninspectable')
  }
}

function run(stream: EventStream, raw: Buffer): Buffer {
  const first = stream.push(raw)
  const last = stream.end()
  return Buffer.concat([first, last].filter((part) => part !== undefined))
}
