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

export class SseDecoder {
  private readonly maxFrameBytes: number
  private parts: Buffer[] = []
  private size = 0
  /** Where the first unfinished line starts in the held bytes. */
  private lineStart = 0

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

  push(chunk: Buffer): readonly SseFrame[] {
    const input = this.size === 0 ? chunk : Buffer.concat([...this.parts, chunk])
    const frames: SseFrame[] = []
    let frame = 0
    let line = this.lineStart
    for (;;) {
      const end = lineEnd(input, line)
      if (end < 0) break
      if (isLineBreak(input[line])) {
        frames.push({ bytes: input.subarray(frame, end) })
        frame = end
      }
      line = end
    }
    this.lineStart = line - frame
    this.hold(frame === input.length ? undefined : frame === 0 ? input : input.subarray(frame))
    return frames
  }

  private hold(rest: Buffer | undefined): void {
    this.parts = rest === undefined ? [] : [rest]
    this.size = rest?.length ?? 0
    if (this.size > this.maxFrameBytes) throw new FrameTooLargeError()
  }
}

/** True when the chunk surely ends on a frame boundary. */
export function endsFrame(chunk: Buffer): boolean {
  const length = chunk.length
  if (chunk[length - 1] !== LF) return false
  return chunk[length - 2] === LF || (chunk[length - 2] === CR && chunk[length - 3] === LF)
}

/**
 * Offset after the line break that ends the line at `position`, or -1 while it is not there. Line ends are LF, CRLF or
 * CR; a CR at the very end is not decided yet, since the LF of a CRLF may follow.
 */
function lineEnd(bytes: Buffer, position: number): number {
  const lf = bytes.indexOf(LF, position)
  const limit = lf < 0 ? bytes.length : lf
  const cr = bytes.subarray(position, limit).indexOf(CR)
  if (cr < 0) return lf < 0 ? -1 : lf + 1
  const at = position + cr
  if (at + 1 === bytes.length) return -1
  return bytes[at + 1] === LF ? at + 2 : at + 1
}

function isLineBreak(byte: number | undefined): boolean {
  return byte === LF || byte === CR
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
      const spaced = line.includes('data: ') ? 'data: ' : 'data:'
      for (const part of data.split('\n')) output += `${spaced}${part}${end}`
      written = true
    } else output += line + end
  }
  return Buffer.from(output, 'utf8')
}
