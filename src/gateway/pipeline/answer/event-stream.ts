/** A streamed answer: frames that need no change pass byte for byte, the others are rebuilt with the values back in. */
import type { CompiledStream, FrameTable } from '../../../connectors/compiled.ts'
import type { Lane } from '../../../connectors/contract.ts'
import { decodeJsonString, encodeJsonString, JsonFaultError } from '../../../connectors/wire/json-text.ts'
import {
  endsFrame,
  FrameTooLargeError,
  readSse,
  rewriteSse,
  SseDecoder,
  type SseFrame,
} from '../../../connectors/wire/sse.ts'
import type { RestoreLane, Vault } from '../../../redaction/index.ts'
import { Splice } from '../body/splice.ts'
import { AnswerFaultError, isJsonSource, type AnswerBody, type AnswerFacts } from './answer-body.ts'
import { FrameScan, type FrameString, type LaneKeys } from './frame-scan.ts'
import { quotes } from './json-answer.ts'
import { readUsage } from './pass-through.ts'

const NONE: ReadonlySet<string> = new Set()
const BLANK_LINE = Buffer.from('\n\n')
const MAX_FRAME_BYTES = 8 * 1024 * 1024

/** A lane that text flows through, and a frame to carry what it still holds when it ends. */
interface OpenLane {
  readonly keys: LaneKeys
  readonly restore: RestoreLane
  carrier:
    | {
        readonly frame: SseFrame
        readonly data: string
        readonly strings: readonly FrameString[]
        readonly own: FrameString
      }
    | undefined
}

export class EventStream implements AnswerBody {
  readonly whole = false
  readonly facts: AnswerFacts = { inputTokens: undefined, outputTokens: undefined }
  private readonly stream: CompiledStream
  private readonly vault: Vault
  /** The caller asked for JSON, so the model's own words are JSON source. */
  private readonly structured: boolean
  private readonly decoder = new SseDecoder(MAX_FRAME_BYTES)
  private readonly lanes = new Map<string, OpenLane>()
  private readonly marks: readonly string[]
  private readonly secret: string
  /** JSON source is read from its first character on: whether a name is a token depends on what stands before it. */
  private readonly sources: readonly string[]
  private done = false

  /** @param secret an error event that quotes it is not passed on */
  constructor(stream: CompiledStream, vault: Vault, secret: string, structured: boolean) {
    this.stream = stream
    this.vault = vault
    this.secret = secret
    this.structured = structured
    const { done } = stream.shape
    // Words without their opening quote: a search for what stands everywhere is a slow one.
    this.marks = ['error', ...(done.data === undefined ? [] : [done.data]), ...(done.types ?? [])]
    this.sources = stream.shape.lanes.flatMap(({ source, type, path }) =>
      this.sourceOf(source) === 'json' ? [type ?? `${path.slice(path.lastIndexOf('.') + 1)}"`] : [],
    )
  }

  /** A wire without an end mark is complete whenever it ends. */
  get complete(): boolean {
    const { data, types } = this.stream.shape.done
    return this.done || (data === undefined && types === undefined)
  }

  get ended(): boolean {
    return this.done
  }

  push(chunk: Buffer): Buffer | undefined {
    if (this.decoder.idle && endsFrame(chunk) && !this.isInteresting(chunk)) return chunk
    const output: Buffer[] = []
    try {
      for (const frame of this.decoder.push(chunk)) this.take(frame, output)
    } catch (error) {
      if (error instanceof FrameTooLargeError) throw new AnswerFaultError('vendor_malformed')
      throw error
    }
    return joined(output)
  }

  end(): Buffer | undefined {
    const output: Buffer[] = []
    const { rest } = this.decoder
    if (rest.length > 0) this.takeLast(rest, output)
    const flushed: Buffer[] = []
    this.flush(new Map(), flushed)
    // What follows, and the error event of a stream that is not complete, must not run into an open event.
    if (output.length > 0 && (flushed.length > 0 || !this.complete)) output.push(BLANK_LINE)
    output.push(...flushed)
    return joined(output)
  }

  /**
   * An event without its blank line was never dispatched (WHATWG HTML 9.2.6). One that was cut in the middle is left out,
   * so that the caller's reader meets our error and not half an event; one that is whole but for its end is an event.
   */
  private takeLast(rest: Buffer, output: Buffer[]): void {
    const frame = { bytes: rest }
    const { data } = readSse(frame)
    if (data !== undefined && data !== this.stream.shape.done.data && !isJsonSource(data)) return
    this.take(frame, output)
  }

  /** A cheap look at bytes: could restoration change them, or do they say something that the books need? */
  private isInteresting(bytes: Buffer): boolean {
    if (this.holding) return true
    const text = bytes.toString('latin1')
    if (this.vault.restorable && (this.vault.mightHold(text) || holdsOne(text, this.sources))) return true
    return holdsOne(text, this.marks) || (this.stream.shape.usage !== undefined && holdsUsage(text))
  }

  private get holding(): boolean {
    for (const lane of this.lanes.values()) if (lane.restore.holding) return true
    return false
  }

  private take(frame: SseFrame, output: Buffer[]): void {
    if (!this.isInteresting(frame.bytes)) {
      output.push(frame.bytes)
      return
    }
    const fields = readSse(frame)
    if (fields.data === undefined) {
      output.push(frame.bytes)
      return
    }
    if (fields.data === this.stream.shape.done.data) {
      this.done = true
      this.flush(new Map(), output)
      output.push(frame.bytes)
      return
    }
    this.takeData(frame, fields.data, fields.event, output)
  }

  private takeData(frame: SseFrame, data: string, event: string | undefined, output: Buffer[]): void {
    const type = this.typeOf(data, event)
    let scan: FrameScan
    try {
      scan = new FrameScan(data, this.tableOf(type))
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error
      if (event !== 'error') throw new AnswerFaultError('vendor_malformed')
      this.note(data, event, type)
      output.push(frame.bytes)
      return
    }
    // After the scan: an end mark that was cut is none.
    this.note(data, event, type)
    const { ends } = scan
    const carried = ends.length === 0 ? NONE : carriedLanes(scan)
    for (const keys of ends) this.flush(keys, output, carried)
    const changed = this.restoreFrame(frame, data, scan, ends)
    output.push(changed === data ? frame.bytes : rewriteSse(frame, changed))
  }

  private restoreFrame(frame: SseFrame, data: string, scan: FrameScan, ends: readonly LaneKeys[]): string {
    if (!this.vault.restorable) return data
    const splice = new Splice()
    for (const string of scan.strings) {
      const raw = data.slice(string.start, string.end)
      const text = string.escaped ? decodeJsonString(raw) : raw
      let restored: string
      if (string.lane === undefined) {
        const json = string.json || (this.structured && isJsonSource(text))
        restored = this.vault.restore(text, json ? 'json' : 'text')
      } else {
        const keys = scan.keysOf(string)
        const lane = this.laneOf(string.lane.id, this.sourceOf(string.lane.source), keys)
        restored = lane.restore.push(text)
        lane.carrier = { frame, data, strings: scan.strings, own: string }
        if (ends.some((end) => agrees(keys, end))) {
          restored += lane.restore.flush()
          this.lanes.delete(laneName(string.lane.id, keys))
        }
      }
      if (restored !== text) splice.replace(string.start, string.end, encodeJsonString(restored))
    }
    return splice.apply(data)
  }

  private sourceOf(source: Lane['source']): 'text' | 'json' {
    return source === 'answer' ? (this.structured ? 'json' : 'text') : source
  }

  private laneOf(id: string, source: 'text' | 'json', keys: LaneKeys): OpenLane {
    const name = laneName(id, keys)
    let lane = this.lanes.get(name)
    if (lane === undefined) {
      lane = { keys, restore: this.vault.lane(source), carrier: undefined }
      this.lanes.set(name, lane)
    }
    return lane
  }

  /** Ends the lanes that agree with `keys` and lets out what they hold, each in a copy of its last frame. */
  private flush(keys: LaneKeys, output: Buffer[], except: ReadonlySet<string> = NONE): void {
    for (const [name, lane] of this.lanes) {
      if (except.has(name) || !agrees(lane.keys, keys)) continue
      this.lanes.delete(name)
      const rest = lane.restore.flush()
      if (rest === '' || lane.carrier === undefined) continue
      const { frame, data, strings, own } = lane.carrier
      const splice = new Splice()
      for (const string of strings) {
        if (string === own) splice.replace(string.start, string.end, encodeJsonString(rest))
        else if (string.lane !== undefined) splice.replace(string.start, string.end, '')
      }
      output.push(rewriteSse(frame, splice.apply(data)))
    }
  }

  private typeOf(data: string, event: string | undefined): string | undefined {
    const { discriminator } = this.stream.shape
    if (discriminator === undefined) return undefined
    if (event !== undefined && this.stream.tables.has(event)) return event
    return topLevelString(data, discriminator) ?? event
  }

  private tableOf(type: string | undefined): FrameTable {
    return (type === undefined ? undefined : this.stream.tables.get(type)) ?? this.stream.fallback
  }

  /** Notes what the books need: the end mark, an error event, token counts. */
  private note(data: string, event: string | undefined, type: string | undefined): void {
    if (type !== undefined && this.stream.doneTypes.has(type)) this.done = true
    if (event === 'error' || type === 'error' || /^\s*\{\s*"error"\s*:\s*\{/.test(data)) {
      if (quotes(data, this.secret)) throw new AnswerFaultError('vendor_malformed')
      this.done = true
      this.facts.failed = true
    }
    const { usage } = this.stream.shape
    if (usage !== undefined && holdsUsage(data)) readUsage(data, usage, this.facts)
  }
}

function holdsOne(text: string, words: readonly string[]): boolean {
  for (const word of words) if (text.includes(word)) return true
  return false
}

/** Most frames say that they have no usage (`null`): only an object is worth a look. */
function holdsUsage(text: string): boolean {
  return text.includes('usage"') && /"usage"\s*:\s*\{/.test(text)
}

/** Lanes that go on in this frame: one that it also ends is ended behind its last piece, not before. */
function carriedLanes(scan: FrameScan): ReadonlySet<string> {
  const names = new Set<string>()
  for (const string of scan.strings) {
    if (string.lane !== undefined) names.add(laneName(string.lane.id, scan.keysOf(string)))
  }
  return names
}

function laneName(id: string, keys: LaneKeys): string {
  return JSON.stringify([id, ...keys])
}

function agrees(lane: LaneKeys, end: LaneKeys): boolean {
  for (const [path, value] of end) {
    const own = lane.get(path)
    if (own !== undefined && own !== value) return false
  }
  return true
}

/** A top-level string member of a frame; frames are small, so a parse is the exact way. */
function topLevelString(data: string, key: string): string | undefined {
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value !== 'object' || value === null) return undefined
    const member = (value as Readonly<Record<string, unknown>>)[key]
    return typeof member === 'string' ? member : undefined
  } catch {
    return undefined
  }
}

function joined(output: readonly Buffer[]): Buffer | undefined {
  if (output.length === 0) return undefined
  const [only] = output
  return output.length === 1 ? only : Buffer.concat(output)
}
