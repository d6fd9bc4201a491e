/** A push decoder for AWS event streams: lengths and both checksums verified, frames whole, nothing added and nothing lost. */
import { crc32 } from 'node:zlib'
import { GatheredBytes } from './gathered-bytes.ts'
import { FrameFaultError, type Frame } from './stream-wire.ts'

/**
 * Total length (4), length of the headers (4), CRC-32 of those eight bytes (4); then headers, payload, and the CRC-32 of
 * all that (4). Integers are big-endian: https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html
 */
const PRELUDE = 12
const CHECKSUM = 4
const SMALLEST = PRELUDE + CHECKSUM
/** Of the encoding itself: 128 KiB of headers. */
const MAX_HEADERS = 128 * 1024

/** Bytes of a header's value after its type byte; strings and byte arrays carry their own length. */
const VALUE_BYTES: readonly number[] = [0, 0, 1, 2, 4, 8, -1, -1, 8, 16]
const STRING = 7

export interface AwsFrame extends Frame {
  readonly headers: Buffer
  readonly payload: Buffer
}

/** Looks at each byte once, however the input is cut; a frame is handed out only when its checksums agree. */
export class AwsEventDecoder {
  private readonly maxFrameBytes: number
  private readonly held = new GatheredBytes()
  /** Bytes that the unfinished frame has in all, once its prelude is there. */
  private total = 0

  constructor(maxFrameBytes: number) {
    this.maxFrameBytes = maxFrameBytes
  }

  get idle(): boolean {
    return this.held.size === 0
  }

  /** Throws `FrameFaultError`. */
  push(chunk: Buffer): readonly AwsFrame[] {
    const frames: AwsFrame[] = []
    let start = 0
    while (start < chunk.length) {
      if (this.held.size === 0 && chunk.length - start >= PRELUDE) {
        const total = readPrelude(chunk.subarray(start, start + PRELUDE), this.maxFrameBytes)
        if (chunk.length - start >= total) {
          frames.push(readFrame(chunk.subarray(start, start + total)))
          start += total
          continue
        }
        this.total = total
      }
      start = this.hold(chunk, start, frames)
    }
    return frames
  }

  /** Takes what the unfinished prelude or frame still needs; returns where the rest of the chunk starts. */
  private hold(chunk: Buffer, start: number, frames: AwsFrame[]): number {
    const wanted = (this.total === 0 ? PRELUDE : this.total) - this.held.size
    const end = Math.min(chunk.length, start + wanted)
    this.held.append(chunk.subarray(start, end))
    if (end - start < wanted) return end
    if (this.total === 0) this.total = readPrelude(this.held.whole(), this.maxFrameBytes)
    if (this.held.size === this.total) {
      frames.push(readFrame(this.held.whole()))
      this.held.clear()
      this.total = 0
    }
    return end
  }
}

/** Total length that a prelude announces. A length is believed only when the checksum and the bounds are kept. */
function readPrelude(prelude: Buffer, maxFrameBytes: number): number {
  if (crc32(prelude.subarray(0, 8)) !== prelude.readUInt32BE(8)) throw new FrameFaultError('frame malformed')
  const total = prelude.readUInt32BE(0)
  const headers = prelude.readUInt32BE(4)
  if (total > maxFrameBytes) throw new FrameFaultError('frame too large')
  if (headers > MAX_HEADERS || total < SMALLEST + headers) throw new FrameFaultError('frame malformed')
  return total
}

function readFrame(bytes: Buffer): AwsFrame {
  const end = bytes.length - CHECKSUM
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32BE(end)) throw new FrameFaultError('frame malformed')
  const payload = PRELUDE + bytes.readUInt32BE(4)
  const headers = bytes.subarray(PRELUDE, payload)
  const failed = isFailure(headers)
  return { bytes, headers, payload: bytes.subarray(payload, end), ...(failed ? { failed } : {}) }
}

function isFailure(headers: Buffer): boolean {
  const type = stringHeader(headers, ':message-type')
  return type === 'exception' || type === 'error'
}

/** Value of the first string header of this name. Throws `FrameFaultError` for headers that cannot be read to their end. */
export function stringHeader(headers: Buffer, name: string): string | undefined {
  let found: string | undefined
  let position = 0
  while (position < headers.length) {
    const nameEnd = position + 1 + byteAt(headers, position)
    const type = byteAt(headers, nameEnd)
    const fixed = VALUE_BYTES[type]
    if (fixed === undefined) throw new FrameFaultError('frame malformed')
    const start = nameEnd + 1 + (fixed < 0 ? 2 : 0)
    const end =
      start + (fixed < 0 ? byteAt(headers, nameEnd + 1) * 256 + byteAt(headers, nameEnd + 2) : fixed)
    if (end > headers.length) throw new FrameFaultError('frame malformed')
    if (found === undefined && type === STRING && headers.toString('latin1', position + 1, nameEnd) === name)
      found = headers.toString('utf8', start, end)
    position = end
  }
  return found
}

function byteAt(bytes: Buffer, position: number): number {
  const byte = bytes[position]
  if (byte === undefined) throw new FrameFaultError('frame malformed')
  return byte
}

/** A frame of a block of headers and a payload, with its lengths and checksums. */
export function encodeAwsFrame(headers: Buffer, payload: Buffer): Buffer {
  const total = SMALLEST + headers.length + payload.length
  const bytes = Buffer.allocUnsafe(total)
  bytes.writeUInt32BE(total, 0)
  bytes.writeUInt32BE(headers.length, 4)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8)
  headers.copy(bytes, PRELUDE)
  payload.copy(bytes, PRELUDE + headers.length)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, total - CHECKSUM)), total - CHECKSUM)
  return bytes
}

/** A block of string headers. */
export function encodeAwsHeaders(headers: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(headers).flatMap(([name, value]) => {
      const text = Buffer.from(value, 'utf8')
      const length = Buffer.from([STRING, text.length >> 8, text.length & 0xff])
      return [Buffer.from([name.length]), Buffer.from(name, 'latin1'), length, text]
    }),
  )
}
