/** A push decoder for server-sent events (WHATWG HTML, section 9.2): bytes cut anywhere go in, whole frames come out. */

const LF = 0x0a
const CR = 0x0d

/** A frame grew beyond the bound without a blank line. */
export class FrameTooLargeError extends Error {
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
  /** Pieces of the unfinished frame. */
  private parts: Buffer[] = []
  private size = 0
  /** Nothing stands on the current line yet: a line break now is the blank line that ends the frame. */
  private lineEmpty = true
  /** The last byte was a CR: a LF that follows belongs to it. */
  private afterCr = false

  constructor(maxFrameBytes: number) {
    this.maxFrameBytes = maxFrameBytes
  }

  /** No bytes of an unfinished frame are held. */
  get idle(): boolean {
    return this.size === 0
  }

  /** Bytes held, in input order. */
  get rest(): Buffer {
    return this.parts.length === 1 && this.parts[0] !== undefined ? this.parts[0] : Buffer.concat(this.parts)
  }

  /** Line ends are LF, CRLF or CR; a CR at the very end is not decided yet. Throws `FrameTooLargeError`. */
  push(chunk: Buffer): readonly SseFrame[] {
    const frames: SseFrame[] = []
    let start = 0
    const endLine = (position: number): void => {
      if (this.lineEmpty) {
        frames.push({ bytes: this.finish(chunk.subarray(start, position)) })
        start = position
      }
      this.lineEmpty = true
    }
    let position = 0
    if (this.afterCr && chunk.length > 0) {
      this.afterCr = false
      position = chunk[0] === LF ? 1 : 0
      endLine(position)
    }
    let lf = chunk.indexOf(LF, position)
    let cr = chunk.indexOf(CR, position)
    for (;;) {
      if (lf >= 0 && lf < position) lf = chunk.indexOf(LF, position)
      if (cr >= 0 && cr < position) cr = chunk.indexOf(CR, position)
      const next = cr >= 0 && (lf < 0 || cr < lf) ? cr : lf
      if (next !== position && position < chunk.length) this.lineEmpty = false
      if (next < 0) break
      if (next === cr && cr + 1 === chunk.length) {
        this.afterCr = true
        break
      }
      position = next === cr && chunk[cr + 1] === LF ? next + 2 : next + 1
      endLine(position)
    }
    this.hold(start === 0 ? chunk : chunk.subarray(start))
    return frames
  }

  private finish(last: Buffer): Buffer {
    if (this.size === 0) return last
    const bytes = Buffer.concat([...this.parts, last])
    this.parts = []
    this.size = 0
    return bytes
  }

  private hold(rest: Buffer): void {
    if (rest.length === 0) return
    this.parts.push(rest)
    this.size += rest.length
    if (this.size > this.maxFrameBytes) throw new FrameTooLargeError()
  }
}

/** True when the chunk surely ends on a frame boundary. */
export function endsFrame(chunk: Buffer): boolean {
  const length = chunk.length
  if (chunk[length - 1] !== LF) return false
  return chunk[length - 2] === LF || (chunk[length - 2] === CR && chunk[length - 3] === LF)
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
