/** A push decoder for one JSON array of objects that is streamed: bytes cut anywhere go in, each element comes out when it closes. */
import { GatheredBytes } from './gathered-bytes.ts'
import { FrameFaultError } from './stream-wire.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** An element with the bracket or comma and the space before it. The bytes of all frames concatenate to the input. */
export interface ArrayFrame {
  readonly bytes: Buffer
  /** Where the element begins. */
  readonly start: number
  /** The closing bracket, or space behind it: no element. */
  readonly closes?: true
}

/** What may stand at the next byte that is no space. */
type Expected = 'array' | 'first' | 'separator' | 'element' | 'nothing'

/** Looks at each byte once, however the input is cut. Elements are objects, as those of Google's streams are. */
export class JsonArrayDecoder {
  private readonly maxFrameBytes: number
  /** What came since the last frame. */
  private readonly held = new GatheredBytes()
  private expected: Expected = 'array'
  /** Brackets and braces that are open inside the element; 0 between elements. */
  private depth = 0
  private inString = false
  /** The last byte was a backslash that escapes the next. */
  private escaped = false
  /** Offset of the element in what is held and the current chunk. */
  private start = 0

  constructor(maxFrameBytes: number) {
    this.maxFrameBytes = maxFrameBytes
  }

  get idle(): boolean {
    return this.held.size === 0
  }

  /** The closing bracket came. */
  get closed(): boolean {
    return this.expected === 'nothing'
  }

  /** Throws `FrameFaultError`. */
  push(chunk: Buffer): readonly ArrayFrame[] {
    const frames: ArrayFrame[] = []
    let from = 0
    let at = 0
    while (at < chunk.length) {
      if (this.depth > 0) {
        at = this.walkElement(chunk, at)
        if (this.depth > 0) break
        frames.push(this.frame(chunk, from, at, undefined))
        from = at
      } else {
        at = this.walkBetween(chunk, at, from)
        if (this.depth > 0) continue
        if (this.closed && at > from) {
          frames.push(this.frame(chunk, from, at, true))
          from = at
        }
      }
    }
    if (from < chunk.length) this.hold(from === 0 ? chunk : chunk.subarray(from))
    return frames
  }

  /** From inside an element to behind its last brace, or to the end of the chunk. */
  private walkElement(chunk: Buffer, from: number): number {
    let at = from
    while (at < chunk.length) {
      if (this.inString) {
        at = this.walkString(chunk, at)
        continue
      }
      const byte = chunk[at]
      at += 1
      if (byte === QUOTE) this.inString = true
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.depth += 1
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.depth -= 1
        if (this.depth === 0) {
          this.expected = 'separator'
          return at
        }
      }
    }
    return at
  }

  /** From inside a string to behind its quote, or to the end of the chunk. */
  private walkString(chunk: Buffer, from: number): number {
    let at = from
    while (at < chunk.length) {
      if (this.escaped) {
        this.escaped = false
        at += 1
        continue
      }
      const byte = chunk[at]
      at += 1
      if (byte === BACKSLASH) this.escaped = true
      else if (byte === QUOTE) {
        this.inString = false
        return at
      }
    }
    return at
  }

  /** Over brackets, commas and space to behind the brace that opens an element, or to the end of the chunk. */
  private walkBetween(chunk: Buffer, from: number, frameFrom: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue
      if (byte === OPEN_BRACE && (this.expected === 'first' || this.expected === 'element')) {
        this.start = this.held.size + at - frameFrom
        this.depth = 1
        return at + 1
      }
      if (byte === OPEN_BRACKET && this.expected === 'array') this.expected = 'first'
      else if (byte === COMMA && this.expected === 'separator') this.expected = 'element'
      else if (byte === CLOSE_BRACKET && (this.expected === 'separator' || this.expected === 'first'))
        this.expected = 'nothing'
      else throw new FrameFaultError('frame malformed')
    }
    return chunk.length
  }

  private frame(chunk: Buffer, from: number, to: number, closes: true | undefined): ArrayFrame {
    const tail = from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to)
    let bytes = tail
    if (this.held.size > 0) {
      this.held.append(tail)
      bytes = this.held.whole()
      this.held.clear()
    }
    if (bytes.length > this.maxFrameBytes) throw new FrameFaultError('frame too large')
    return closes === undefined ? { bytes, start: this.start } : { bytes, start: bytes.length, closes }
  }

  private hold(bytes: Buffer): void {
    if (this.held.size + bytes.length > this.maxFrameBytes) throw new FrameFaultError('frame too large')
    this.held.append(bytes)
  }
}
