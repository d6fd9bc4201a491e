/** UTF-8 read as text of one byte a unit: an offset is that of a byte, a search runs as fast as memory, and nothing is decoded. */
import { isAscii } from 'node:buffer'

/** JSON or any other text whose marks are ASCII, in the bytes that it came in. */
export class ByteText {
  readonly bytes: Buffer
  /** One unit a byte. */
  readonly text: string
  readonly ascii: boolean

  /**
   * @param bytes valid UTF-8
   * @param text the same as one unit a byte, if somebody has it
   */
  constructor(bytes: Buffer, text: string = bytes.toString('latin1')) {
    this.bytes = bytes
    this.text = text
    this.ascii = isAscii(bytes)
  }

  /** What the bytes say. */
  decode(start: number, end: number): string {
    return this.ascii ? this.text.slice(start, end) : this.bytes.toString('utf8', start, end)
  }
}

const WIDE = /[^\u0000-\u007f]/

/** Any text as byte text. */
export function byteText(text: string): string {
  if (!WIDE.test(text)) return text
  // A key of half a surrogate pair has no bytes: left as it is, it equals no byte text.
  return text.isWellFormed() ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** What a piece of byte text says. */
export function decodeByteText(text: string): string {
  return WIDE.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text
}

/** True when a byte below 0x20 is among them. Looks at four at a time. */
export function holdsControl(bytes: Buffer): boolean {
  const { length } = bytes
  const view = new DataView(bytes.buffer, bytes.byteOffset, length)
  let at = 0
  for (const last = length - 4; at <= last; at += 4) {
    const word = view.getInt32(at)
    // A borrow reaches the top bit of a byte that is below 0x20 and had no top bit of its own; the lowest such is exact.
    if (((word - 0x20202020) & ~word & 0x80808080) !== 0) return true
  }
  for (; at < length; at += 1) if ((bytes[at] ?? 0) < 0x20) return true
  return false
}

/**
 * Offset of the byte that is `units` UTF-16 units of the decoded text behind the byte at `from`, in the source of a JSON
 * string whose escapes are well-formed; -1 when that lies inside a character.
 */
export function sourceOffset(bytes: Buffer, from: number, units: number): number {
  let at = from
  let left = units
  while (left > 0 && at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (byte === 0x5c) at += bytes[at + 1] === 0x75 ? 6 : 2
    else if (byte < 0x80) at += 1
    else if (byte < 0xe0) at += 2
    else if (byte < 0xf0) at += 3
    else {
      at += 4
      left -= 1
    }
    left -= 1
  }
  return left === 0 ? at : -1
}
