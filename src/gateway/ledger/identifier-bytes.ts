/** Identifiers as the file keeps them: the sixteen bytes of a UUID, in the same order as its text. */

const LENGTH = 16
const HEX_DIGITS = 16

/** Value of each character code that is a hexadecimal digit in lower case. */
const VALUES = new Uint8Array(128)
for (let value = 0; value < HEX_DIGITS; value += 1) VALUES[value.toString(HEX_DIGITS).charCodeAt(0)] = value

/** The bytes of a UUID's text (RFC 9562 section 4), written into `bytes` where given; the text was checked before. */
export function identifierBytes(text: string, bytes: Uint8Array = new Uint8Array(LENGTH)): Uint8Array {
  let at = 0
  for (let index = 0; index < LENGTH; index += 1) {
    if (text.charCodeAt(at) === HYPHEN) at += 1
    const high = VALUES[text.charCodeAt(at)] ?? 0
    const low = VALUES[text.charCodeAt(at + 1)] ?? 0
    bytes[index] = (high << 4) | low
    at += 2
  }
  return bytes
}

const HYPHEN = 0x2d
