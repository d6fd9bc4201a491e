/** Frames on their way to the caller: JSON with the real values back in, lane by lane; sound as it came. */
import type { CompiledLive } from '../../../connectors/compiled.ts'
import { scanForm } from '../../../connectors/wire/form-text.ts'
import { MessageWire } from '../../../connectors/wire/message-wire.ts'
import type { Vault } from '../../../redaction/index.ts'
import { fittingReason } from '../../live/close-code.ts'
import { AnswerFaultError, type AnswerCounts } from '../answer/answer-body.ts'
import type { AnswerScreen } from '../answer/answer-screen.ts'
import { EventStream } from '../answer/event-stream.ts'
import { screenOf } from '../answer/choose-body.ts'
import type { RecordedCall } from '../calls.ts'
import type { Line } from '../line.ts'
import { GrowingTexts } from './growing-texts.ts'
import type { MadeObjects } from './made-objects.ts'

const KIND_WITHIN = 200

export class VendorFrames {
  inputTokens: number | undefined = undefined
  outputTokens: number | undefined = undefined
  /** Personal data of the vendor's own, where config asks for a look. */
  readonly found: AnswerCounts
  readonly #live: CompiledLive
  readonly #secret: Buffer
  readonly #stream: EventStream
  readonly #screen: AnswerScreen | undefined
  readonly #vault: Vault
  /** Kinds of frames that carry sound in base64, in quotes. */
  readonly #sounds: readonly string[]
  readonly #made: MadeObjects
  readonly #growing: GrowingTexts | undefined

  /** @param late takes frames that go on later than what came after them */
  constructor(
    call: RecordedCall,
    live: CompiledLive,
    secret: string,
    line: Line,
    made: MadeObjects,
    late: (frames: readonly Buffer[]) => void,
  ) {
    this.#made = made
    const screen = screenOf(call, line)
    const { growing = [] } = live.operation.vendor
    this.#live = live
    this.#sounds = (live.stream.shape.opaque ?? []).map(({ type }) => `"${type}"`)
    this.#secret = Buffer.from(secret, 'latin1')
    this.#stream = new EventStream(
      live.stream,
      new MessageWire(),
      call.vault,
      secret,
      call.structured,
      screen,
    )
    this.#screen = screen
    this.#vault = call.vault
    this.found = screen?.counts ?? {}
    if (screen !== undefined && growing.length > 0) {
      const restore = new EventStream(live.stream, new MessageWire(), call.vault, secret, call.structured)
      this.#growing = new GrowingTexts({ live, screen, restore, late })
      for (const setting of this.#growing.settings) this.#growing.set(setting, isSet(call.query, setting))
    }
  }

  /** By the name of its kind, near its beginning: only a number depends on it. */
  isAudio(data: Buffer, binary: boolean): boolean {
    if (binary && this.#live.operation.vendor.binary === 'audio') return true
    if (this.#sounds.length === 0) return false
    const beginning = data.toString('latin1', 0, KIND_WITHIN)
    return this.#sounds.some((kind) => beginning.includes(kind))
  }

  /** The frames that go on, in order. Throws `AnswerFaultError` for one that cannot. */
  take(data: Buffer, binary: boolean): readonly Buffer[] {
    const { vendor } = this.#live.operation
    if (binary && vendor.binary === 'audio') return [data]
    if (binary && vendor.binary === 'refused') throw new AnswerFaultError('vendor_malformed')
    if (this.#secret.length > 0 && data.includes(this.#secret)) throw new AnswerFaultError('vendor_malformed')
    this.#made.note(data)
    const frames = this.#growing?.take(data) ?? this.#stream.message(data)
    const { inputTokens, outputTokens } = this.#stream.takeUsage()
    if (inputTokens !== undefined) this.inputTokens = (this.inputTokens ?? 0) + inputTokens
    if (outputTokens !== undefined) this.outputTokens = (this.outputTokens ?? 0) + outputTokens
    return frames
  }

  /** What the caller asked for last: whether answers that begin from here on are JSON. */
  set structured(value: boolean) {
    this.#stream.structured = value
  }

  /** The vendor says no more: what lanes still hold. */
  rest(): readonly Buffer[] {
    return [...(this.#growing?.rest() ?? []), ...this.#stream.rest()]
  }

  /** Why the vendor closes: its own words like any other, cut to what a close frame holds; none that quote the credential. */
  reason(text: string): string {
    if (text === '' || (this.#secret.length > 0 && text.includes(this.#secret.toString('latin1')))) return ''
    const said = this.#screen?.text(text) ?? text
    return fittingReason(this.#vault.restorable ? this.#vault.restore(said, 'text') : said)
  }

  /** Settings that frames of the caller may change, and their change. */
  get settings(): readonly string[] {
    return this.#growing?.settings ?? []
  }

  set(setting: string, on: boolean): void {
    this.#growing?.set(setting, on)
  }

  /** The session is over. */
  stop(): void {
    this.#growing?.stop()
  }
}

function isSet(query: string, parameter: string): boolean {
  return scanForm(query).some(({ name, value }) => name === parameter && value === 'true')
}
