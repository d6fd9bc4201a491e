/** Live transcripts that come whole again and again while they grow: nothing is shown that the complete text would have masked. */
import type { CompiledLive } from '../../../connectors/compiled.ts'
import type { Context } from '../../../redaction/index.ts'
import type { AnswerScreen } from '../answer/answer-screen.ts'
import type { EventStream } from '../answer/event-stream.ts'
import {
  type GrowingFrame,
  type GrowingRule,
  growingRule,
  maskBeginning,
  maskWhole,
  readGrowing,
} from './growing-frame.ts'

/** How long a complete text waits for the next one, where it ends within a number: people breathe. */
const HELD_MS = 1500

/** A text that went on, with the digits at its end. */
interface SaidText {
  readonly order: string
  readonly speaker: string
  readonly tail: string
}

const NOBODY: SaidText = { order: '', speaker: '', tail: '' }

export interface GrowingOptions {
  readonly live: CompiledLive
  readonly screen: AnswerScreen
  /** Puts values back behind the masks, and looks for nothing by itself. */
  readonly restore: EventStream
  /** Takes frames that go on later than what came after them. */
  readonly late: (frames: readonly Buffer[]) => void
}

export class GrowingTexts {
  readonly #options: GrowingOptions
  readonly #rules: ReadonlyMap<string, GrowingRule>
  readonly #discriminator: string
  readonly #on = new Set<string>()
  /** A complete text that ends within a number, and the digits with which the next one begins so far. */
  #held: { readonly frame: GrowingFrame; readonly timer: NodeJS.Timeout; after: string } | undefined
  /** The last text that went on, and the one before it. */
  #last: SaidText = NOBODY
  #before: SaidText = NOBODY

  constructor(options: GrowingOptions) {
    const { operation, stream } = options.live
    const { verbatim } = stream.shape
    this.#options = options
    this.#rules = new Map(
      (operation.vendor.growing ?? []).map((text) => [text.type, growingRule(text, verbatim)]),
    )
    this.#discriminator = stream.shape.discriminator ?? 'type'
  }

  /** Settings of the caller's on which it depends when a text is complete. */
  get settings(): readonly string[] {
    return [...this.#rules.values()].flatMap(({ text }) => text.respelled?.setting ?? [])
  }

  set(setting: string, on: boolean): void {
    if (on) this.#on.add(setting)
    else this.#on.delete(setting)
  }

  /** Undefined for a frame that holds no such text. */
  take(bytes: Buffer): readonly Buffer[] | undefined {
    const data = bytes.toString('utf8')
    const frame = readGrowing(data, this.#discriminator, this.#rules, (setting) => this.#on.has(setting))
    if (frame === undefined) return undefined
    if (!this.#options.screen.applies) {
      // What is only counted is counted once, in the whole text.
      return [...this.#passed(frame, frame.complete ? this.#whole(frame, '') : data)]
    }
    return frame.complete ? this.#complete(frame) : this.#growing(frame)
  }

  /** Nothing more comes: what was held back. */
  rest(): readonly Buffer[] {
    return this.#held === undefined ? [] : this.#release(this.#held.after)
  }

  /** Nobody waits any longer. */
  stop(): void {
    clearTimeout(this.#held?.timer)
    this.#held = undefined
  }

  #complete(frame: GrowingFrame): readonly Buffer[] {
    const { screen, late } = this.#options
    const frames = [...this.#letGo(frame, screen.edgesOf(frame.text, '').head)]
    if (!screen.endsInsideRun(frame.text)) {
      frames.push(...this.#passed(frame, this.#whole(frame, '')))
      return frames
    }
    const timer = setTimeout(() => late(this.rest()), HELD_MS)
    this.#held = { frame, timer, after: '' }
    return frames
  }

  #growing(frame: GrowingFrame): readonly Buffer[] {
    const { screen } = this.#options
    const { head } = screen.edgesOf(frame.text, '')
    if (this.#held !== undefined) {
      // It may be the same number still. A later frame says all that this one does.
      if (frame.text === '' || head !== '') {
        if (this.#held.frame.order !== frame.order) this.#held.after = head
        return []
      }
    }
    return [
      ...this.#letGo(frame, ''),
      ...this.#passed(frame, maskBeginning(frame, screen, this.#saidAround(frame, ''))),
    ]
  }

  /** What was held goes on, now that it is known how the text behind it begins. */
  #letGo(next: GrowingFrame, head: string): readonly Buffer[] {
    if (this.#held === undefined) return []
    const { order, speaker } = this.#held.frame
    return this.#release(order === next.order || speaker !== next.speaker ? '' : head)
  }

  #release(after: string): readonly Buffer[] {
    const held = this.#held
    if (held === undefined) return []
    clearTimeout(held.timer)
    this.#held = undefined
    return this.#passed(held.frame, this.#whole(held.frame, after))
  }

  #whole(frame: GrowingFrame, after: string): string {
    const masked = maskWhole(frame, this.#options.screen, this.#saidAround(frame, after))
    this.#remember(frame)
    return masked
  }

  #saidAround({ order, speaker }: GrowingFrame, after: string): Context['said'] | undefined {
    const earlier = this.#last.order === order ? this.#before : this.#last
    const before = earlier.speaker === speaker ? earlier.tail : ''
    return before === '' && after === '' ? undefined : { before, after }
  }

  #remember({ order, speaker, text }: GrowingFrame): void {
    if (this.#last.order !== order) this.#before = this.#last
    const tail = this.#before.speaker === speaker ? this.#before.tail : ''
    this.#last = { order, speaker, tail: this.#options.screen.edgesOf(text, tail).tail }
  }

  #passed({ data }: GrowingFrame, masked: string): readonly Buffer[] {
    return this.#options.restore.message(Buffer.from(masked === data ? data : masked, 'utf8'))
  }
}
