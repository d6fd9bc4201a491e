/** A streamed answer: frames that need no change pass byte for byte, the others are rebuilt with the values back in. */
import type { CompiledStream, FrameTable } from '../../../connectors/compiled.ts'
import type { Lane } from '../../../connectors/contract.ts'
import { isJsonSource } from '../../../connectors/wire/json-source.ts'
import { JsonFaultError } from '../../../connectors/wire/json-fault.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { FrameFaultError, type Frame, type StreamWire } from '../../../connectors/wire/stream-wire.ts'
import type { Vault } from '../../../redaction/index.ts'
import type { StreamError } from '../../errors/dialect.ts'
import { keyBefore } from '../body/body-redactor.ts'
import { Splice } from '../body/splice.ts'
import { AnswerFaultError, type AnswerBody, type AnswerFacts } from './answer-body.ts'
import type { AnswerScreen } from './answer-screen.ts'
import { hasMember, isError, topLevelString } from './frame-members.ts'
import { type EndedLanes, FrameScan, type FrameString, type LaneKeys } from './frame-scan.ts'
import { quotes, restoreValue } from './json-answer.ts'
import { screenString } from './screen-json.ts'
import { agrees, ALL, carriedLanes, laneName, lastOf, type OpenLane } from './open-lanes.ts'
import { screenLane } from './screen-lane.ts'
import { screenSource } from './screen-source.ts'
import { readUsage, usageObject } from './pass-through.ts'

const NONE: ReadonlySet<string> = new Set()
const ESCAPE = String.raw`\u`
const BLANK_LINE = Buffer.from('\n\n')

const OBJECT = /\s*:\s*\{/y

export class EventStream implements AnswerBody {
  readonly whole = false
  private readonly noted: AnswerFacts = { inputTokens: undefined, outputTokens: undefined }
  private readonly stream: CompiledStream
  private readonly wire: StreamWire
  private readonly vault: Vault
  /** The caller asked for JSON, so the model's own words are JSON source. */
  private asksForJson: boolean
  private readonly screen: AnswerScreen | undefined
  private readonly lanes = new Map<string, OpenLane>()
  private readonly marks: string[]
  /** How the name of the object with token counts ends. */
  private readonly usage: string | undefined
  private readonly secret: string
  /** JSON source is read from its first character on: whether a name is a token depends on what stands before it. */
  private sources: readonly string[]
  private done = false
  /** The first and the last text with token counts that passed unread: a stream may repeat them in every frame. */
  private unread: string[] = []

  /** @param secret an error event that quotes it is not passed on */
  constructor(
    stream: CompiledStream,
    wire: StreamWire,
    vault: Vault,
    secret: string,
    structured: boolean,
    screen?: AnswerScreen,
  ) {
    this.stream = stream
    this.wire = wire
    this.vault = vault
    this.secret = secret
    this.asksForJson = structured
    this.screen = screen
    if (screen !== undefined) this.noted.found = screen.counts
    const { done } = stream.shape
    // Words without their opening quote: a search for what stands everywhere is a slow one.
    this.marks = ['error', ...(done.types ?? [])]
    if (done.data !== undefined) this.marks.push(done.data)
    if (done.member !== undefined) this.marks.push(`${done.member}"`)
    // Where names stand in the JSON alone, one that is written with escapes is still the name.
    if (stream.shape.wire === 'event_stream' || stream.shape.wire === 'message') this.marks.push(ESCAPE)
    this.usage = stream.shape.usage === undefined ? undefined : `${usageObject(stream.shape.usage)}"`
    this.sources = this.sourcesNow()
  }

  /** Holds for texts that begin from here on: in a session each turn may ask for something else. */
  set structured(value: boolean) {
    if (this.asksForJson === value) return
    this.asksForJson = value
    this.sources = this.sourcesNow()
  }

  private sourcesNow(): readonly string[] {
    return this.stream.shape.lanes.flatMap(({ source, type, path }) =>
      this.sourceOf(source) === 'json' ? [type ?? `${path.slice(path.lastIndexOf('.') + 1)}"`] : [],
    )
  }

  /** A wire without an end mark is complete whenever it ends. */
  get complete(): boolean {
    const { data, types, member } = this.stream.shape.done
    const marked = data !== undefined || types !== undefined || member !== undefined
    return (this.done || !marked) && !this.wire.cut
  }

  /** Counts of frames that passed unread are read when somebody asks. */
  get facts(): AnswerFacts {
    const { usage } = this.stream.shape
    if (usage !== undefined) for (const text of this.unread) readUsage(text, usage, this.noted)
    this.unread = []
    return this.noted
  }

  get ended(): boolean {
    return this.done
  }

  push(chunk: Buffer): Buffer | undefined {
    const { wire } = this
    if (wire.idle && wire.passes(chunk)) {
      const text = chunk.toString('latin1')
      if (!this.isInteresting(text)) {
        this.keepUsage(text)
        return chunk
      }
    }
    const output: Buffer[] = []
    try {
      for (const frame of wire.push(chunk)) this.take(frame, output)
    } catch (error) {
      if (error instanceof FrameFaultError) throw new AnswerFaultError('vendor_malformed')
      throw error
    }
    return joined(output)
  }

  /** A message of a WebSocket, and before it what lanes hold that it ends: each a message of its own. */
  message(bytes: Buffer): readonly Buffer[] {
    const output: Buffer[] = []
    this.take({ bytes }, output)
    return output
  }

  /** What lanes still hold when nothing more comes. */
  rest(): readonly Buffer[] {
    const output: Buffer[] = []
    this.flush(ALL, output)
    return output
  }

  /** Token counts since the last time somebody asked: a conversation has many answers. */
  takeUsage(): Pick<AnswerFacts, 'inputTokens' | 'outputTokens'> {
    const { inputTokens, outputTokens } = this.facts
    this.noted.inputTokens = undefined
    this.noted.outputTokens = undefined
    return { inputTokens, outputTokens }
  }

  end(): Buffer | undefined {
    const output: Buffer[] = []
    const last = this.wire.last()
    if (last !== undefined) this.takeLast(last, output)
    const flushed: Buffer[] = []
    this.flush(ALL, flushed)
    // What follows, and the error event of a stream that is not complete, must not run into an open event.
    if (output.length > 0 && (flushed.length > 0 || !this.complete)) output.push(BLANK_LINE)
    output.push(...flushed)
    return joined(output)
  }

  /**
   * An event without its blank line was never dispatched (WHATWG HTML 9.2.6). One that was cut in the middle is left out,
   * so that the caller's reader meets our error and not half an event; one that is whole but for its end is an event.
   */
  private takeLast(frame: Frame, output: Buffer[]): void {
    const { data } = this.wire.read(frame)
    if (data !== undefined && data !== this.stream.shape.done.data && !isJsonSource(data)) return
    this.take(frame, output)
  }

  /** A cheap look at bytes: could restoration change them, or do they say something that the books need? */
  private isInteresting(text: string): boolean {
    if (this.holding || this.screen !== undefined) return true
    if (this.vault.restorable && (this.vault.mightHold(text) || holdsOne(text, this.sources))) return true
    return holdsOne(text, this.marks)
  }

  private keepUsage(text: string): void {
    if (this.holdsUsage(text)) this.unread = [this.unread[0] ?? text, text]
  }

  private get holding(): boolean {
    for (const lane of this.lanes.values()) if (lane.restore.holding) return true
    return false
  }

  private take(frame: Frame, output: Buffer[]): void {
    const { wire } = this
    if (frame.closes === true) {
      this.done = true
      this.flush(ALL, output)
      output.push(frame.bytes)
      return
    }
    // Nobody reads on behind the vendor's own failure.
    if (frame.failed === true) this.flush(ALL, output)
    else {
      const text = wire.look(frame)
      if (!this.isInteresting(text)) {
        this.keepUsage(text)
        output.push(frame.bytes)
        return
      }
    }
    const fields = wire.read(frame)
    if (fields.data === undefined) {
      if (frame.failed === true) this.fail(frame.bytes.toString('latin1'))
      output.push(frame.bytes)
      return
    }
    if (fields.data === this.stream.shape.done.data) {
      this.done = true
      this.flush(ALL, output)
      output.push(frame.bytes)
      return
    }
    this.takeData(frame, fields.data, fields.event, output)
  }

  private takeData(frame: Frame, data: string, event: string | undefined, output: Buffer[]): void {
    const type = this.typeOf(data, event)
    let scan: FrameScan
    try {
      scan = new FrameScan(data, this.tableOf(type))
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error
      if (event !== 'error' && frame.failed !== true) throw new AnswerFaultError('vendor_malformed')
      this.note(frame, data, event, type)
      const said = this.screen?.text(data) ?? data
      output.push(said === data ? frame.bytes : this.wire.rewrite(frame, said))
      return
    }
    if (scan.scattered && this.screen?.applies === true) throw new AnswerFaultError('answer_uninspectable')
    // After the scan: an end mark that was cut is none.
    this.note(frame, data, event, type)
    const { ends } = scan
    const carried = ends.length === 0 ? NONE : carriedLanes(scan)
    for (const end of ends) this.flush(end, output, carried)
    const changed = this.restoreFrame(frame, data, scan, ends)
    output.push(changed === data ? frame.bytes : this.wire.rewrite(frame, changed))
  }

  private restoreFrame(frame: Frame, data: string, scan: FrameScan, ends: readonly EndedLanes[]): string {
    const { screen, vault } = this
    if (!vault.restorable && screen === undefined) return data
    const splice = new Splice()
    for (const string of scan.strings) {
      const raw = data.slice(string.start, string.end)
      const text = string.escaped ? decodeJsonString(raw) : raw
      let restored: string
      if (string.lane === undefined) restored = this.wholeString(text, string, data)
      else {
        const keys = scan.keysOf(string)
        const lane = this.laneOf(string.lane.id, this.sourceOf(string.lane.source), keys)
        restored = lane.restore.push(lane.screen === undefined ? text : lane.screen.push(text))
        lane.carrier = { frame, data, strings: scan.strings, own: string }
        if (ends.some((end) => agrees(lane, end))) {
          restored += lastOf(lane)
          this.lanes.delete(laneName(string.lane.id, keys))
        }
      }
      if (restored !== text) splice.replace(string.start, string.end, encodeJsonString(restored))
    }
    if (screen !== undefined) {
      for (const { start, end } of scan.numbers) {
        const number = data.slice(start, end)
        const masked = screen.text(number, keyBefore(data, start))
        if (masked !== number) splice.replace(start, end, JSON.stringify(masked))
      }
    }
    return splice.apply(data)
  }

  /** A string that no other frame goes on with. */
  private wholeString(said: string, { json, value, provisional, start }: FrameString, data: string): string {
    const { screen, vault } = this
    if (provisional && screen?.applies === true) return ''
    const source = json || (this.asksForJson && isJsonSource(said))
    let text = said
    if (screen !== undefined) {
      const key = (): string | undefined => keyBefore(data, start - 1)
      text = source ? screenSource(screen, said) : screenString(screen, said, key, value)
    }
    if (!vault.restorable) return text
    return value
      ? restoreValue(text, (each) => vault.restore(each, 'json'))
      : vault.restore(text, source ? 'json' : 'text')
  }

  private sourceOf(source: Lane['source']): 'text' | 'json' {
    return source === 'answer' ? (this.asksForJson ? 'json' : 'text') : source
  }

  private laneOf(id: string, source: 'text' | 'json', keys: LaneKeys): OpenLane {
    const name = laneName(id, keys)
    let lane = this.lanes.get(name)
    if (lane === undefined) {
      const screen = this.screen === undefined ? undefined : screenLane(this.screen, source)
      lane = { id, keys, restore: this.vault.lane(source), screen, carrier: undefined }
      this.lanes.set(name, lane)
    }
    return lane
  }

  /** Ends the lanes that `end` is about and lets out what they hold, each in a copy of its last frame. */
  private flush(end: EndedLanes, output: Buffer[], except: ReadonlySet<string> = NONE): void {
    for (const [name, lane] of this.lanes) {
      if (except.has(name) || !agrees(lane, end)) continue
      this.lanes.delete(name)
      const rest = lastOf(lane)
      if (rest === '' || lane.carrier === undefined) continue
      const { frame, data, strings, own } = lane.carrier
      const splice = new Splice()
      for (const string of strings) {
        if (string === own) splice.replace(string.start, string.end, encodeJsonString(rest))
        else if (string.lane !== undefined) splice.replace(string.start, string.end, '')
      }
      output.push(this.wire.another(frame, splice.apply(data)))
    }
  }

  private typeOf(data: string, event: string | undefined): string | undefined {
    const { tables, doneTypes, shape } = this.stream
    if (event !== undefined && (tables.has(event) || doneTypes.has(event))) return event
    const { discriminator } = shape
    if (discriminator === undefined) return undefined
    return topLevelString(data, discriminator) ?? event
  }

  private tableOf(type: string | undefined): FrameTable {
    return (type === undefined ? undefined : this.stream.tables.get(type)) ?? this.stream.fallback
  }

  /** Notes what the books need: the end mark, an error event, token counts. */
  private note(frame: Frame, data: string, event: string | undefined, type: string | undefined): void {
    const { done, usage } = this.stream.shape
    if (type !== undefined && this.stream.doneTypes.has(type)) this.done = true
    const { member } = done
    if (
      member !== undefined &&
      (data.includes(`"${member}"`) || data.includes(ESCAPE)) &&
      hasMember(data, member)
    )
      this.done = true
    if (frame.failed === true || event === 'error' || type === 'error' || isError(data)) this.fail(data)
    if (usage !== undefined && this.holdsUsage(data)) readUsage(data, usage, this.facts)
  }

  /** The vendor's own error ends the stream, unless it quotes the credential. */
  private fail(data: string): void {
    if (quotes(data, this.secret)) throw new AnswerFaultError('vendor_malformed')
    this.done = true
    this.noted.failed = true
  }

  /** Most frames say that they have no usage (`null`): only an object is worth a look. */
  private holdsUsage(text: string): boolean {
    const { usage } = this
    if (usage === undefined) return false
    for (let at = text.indexOf(usage); at >= 0; at = text.indexOf(usage, at + 1)) {
      OBJECT.lastIndex = at + usage.length
      if (OBJECT.test(text)) return true
    }
    return false
  }

  /** The frame that ends a broken stream on this wire. */
  errorFrame({ event, data }: StreamError): Buffer {
    return this.wire.errorFrame(event, data)
  }
}

function holdsOne(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true
  return false
}

function joined(output: readonly Buffer[]): Buffer | undefined {
  if (output.length === 0) return undefined
  const [only] = output
  return output.length === 1 ? only : Buffer.concat(output)
}
