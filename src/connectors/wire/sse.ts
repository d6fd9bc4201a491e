/** A push decoder for server-sent events (WHATWG HTML, section 9.2): bytes cut anywhere go in, whole frames come out. */
import { GatheredBytes } from './gathered-bytes.ts'
import { FrameFaultError } from './stream-wire.ts'

const LF = 0x0a
const CR = 0x0d

/** A frame grew beyond the bound without a blank line. */
export class FrameTooLargeError extends FrameFaultError {
  constructor() {
    super('frame too large')
    this.name = 'FrameTooLargeError'
  }
}

/** One event with its blank line. The bytes of all frames, and the rest, concatenate to the input. */
export interface SseFrame {
  readonly bytes: Buffer
}

/** A frame's fields, and what is needed to write it again with other data. */
export interface SseFields {
  readonly event: string | undefined
  /** `data` fields joined by line feeds; undefined when the frame has none. */
  readonly data: string | undefined
}

/** Looks at each byte once, however the input is cut. */
export class SseDecoder {
  private readonly maxFrameBytes: number
  /** The unfinished frame. */
  private readonly held = new GatheredBytes()
  /** The current line has no byte yet. */
  private lineEmpty = true
  /** The held bytes end in a CR that may be half of a CRLF. */
  private afterCarriage = false

  constructor(maxFrameBytes: number) {
    this.maxFrameBytes = maxFrameBytes
  }

  /** No bytes of an unfinished frame are held. */
  get idle(): boolean {
    return this.held.size === 0
  }

  /** Bytes held, in input order. */
  get rest(): Buffer {
    return this.held.whole()
  }

  /** Looks at each byte once, however the input is cut. Throws `FrameTooLargeError`. */
  push(chunk: Buffer): readonly SseFrame[] {
    const frames: SseFrame[] = []
    const carriages = chunk.includes(CR)
    let start = 0
    let line = 0
    if (this.afterCarriage && chunk.length > 0) {
      this.afterCarriage = false
      if (chunk[0] === LF) line = 1
      if (this.lineEmpty) start = this.finish(frames, chunk, 0, line)
      this.lineEmpty = true
    }
    while (line < chunk.length) {
      const at = lineBreak(chunk, line, carriages)
      if (at < 0) {
        this.lineEmpty = false
        break
      }
      const blank = this.lineEmpty && at === line
      if (chunk[at] === CR && at + 1 === chunk.length) {
        this.afterCarriage = true
        this.lineEmpty = blank
        break
      }
      line = chunk[at] === CR && chunk[at + 1] === LF ? at + 2 : at + 1
      if (blank) start = this.finish(frames, chunk, start, line)
      this.lineEmpty = true
    }
    if (start < chunk.length) this.hold(start === 0 ? chunk : chunk.subarray(start))
    return frames
  }

  /** A frame of what is held and `chunk[start, end)`; returns where the next one starts. */
  private finish(frames: SseFrame[], chunk: Buffer, start: number, end: number): number {
    const tail = start === 0 && end === chunk.length ? chunk : chunk.subarray(start, end)
    if (this.held.size === 0) frames.push({ bytes: tail })
    else {
      this.held.append(tail)
      frames.push({ bytes: this.held.whole() })
      this.held.clear()
    }
    return end
  }

  private hold(bytes: Buffer): void {
    if (this.held.size + bytes.length > this.maxFrameBytes) throw new FrameTooLargeError()
    this.held.append(bytes)
  }
}

/** True when the chunk surely ends on a frame boundary. */
export function endsFrame(chunk: Buffer): boolean {
  const length = chunk.length
  if (chunk[length - 1] !== LF) return false
  return chunk[length - 2] === LF || (chunk[length - 2] === CR && chunk[length - 3] === LF)
}

/** Offset of the first LF or CR from `position` on, or -1. Line ends are LF, CRLF or CR. */
function lineBreak(bytes: Buffer, position: number, carriages: boolean): number {
  const lf = bytes.indexOf(LF, position)
  if (!carriages) return lf
  const cr = bytes.subarray(position, lf < 0 ? bytes.length : lf).indexOf(CR)
  return cr < 0 ? lf : position + cr
}

/** Reads the fields of a frame. */
export function readSse(frame: SseFrame): SseFields {
  const text = frame.bytes.toString('utf8')
  let event: string | undefined
  let data: string | undefined
  for (const line of text.split(/\r\n|\n|\r/)) {
    const clean = line.startsWith('\ufeff') ? line.slice(1) : line
    const colon = clean.indexOf(':')
    const name = colon < 0 ? clean : clean.slice(0, colon)
    if (name !== 'data' && name !== 'event') continue
    const value = colon < 0 ? '' : clean.slice(clean[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'event') event = value
    else data = data === undefined ? value : `${data}\n${value}`
  }
  return { event, data }
}

/** Writes a frame again with other data: every other line, and the line ends, stay as they were. */
export function rewriteSse(frame: SseFrame, data: string): Buffer {
  const text = frame.bytes.toString('utf8')
  let output = ''
  let written = false
  for (const match of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const [, line = '', end = ''] = match
    if (/^\ufeff?data(?::|$)/.test(line)) {
      if (written) continue
      const spaced = /^\ufeff?data: /.test(line)
      // A reader takes one space away, so a value that starts with one needs another.
      for (const part of data.split('\n'))
        output += `data:${spaced || part.startsWith(' ') ? ' ' : ''}${part}${end}`
      written = true
    } else output += line + end
  }
  return Buffer.from(output, 'utf8')
}
