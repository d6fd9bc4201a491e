/** Where a number of JSON ends. */
import { JsonFaultError } from './json-fault.ts'

/** End of the number that starts at `start` (RFC 8259, section 6). Throws `JsonFaultError` when none does. */
export function numberEnd(text: string, start: number): number {
  const first = text.charCodeAt(start) === 0x2d ? start + 1 : start
  let at = first
  while (isDigit(text.charCodeAt(at))) at += 1
  if (at === first || (text.charCodeAt(first) === 0x30 && at > first + 1))
    throw new JsonFaultError('malformed')
  if (text.charCodeAt(at) === 0x2e && isDigit(text.charCodeAt(at + 1))) {
    at += 2
    while (isDigit(text.charCodeAt(at))) at += 1
  }
  if ((text.charCodeAt(at) | 0x20) !== 0x65) return at
  const sign = text.charCodeAt(at + 1)
  let digits = sign === 0x2b || sign === 0x2d ? at + 2 : at + 1
  if (!isDigit(text.charCodeAt(digits))) return at
  while (isDigit(text.charCodeAt(digits))) digits += 1
  return digits
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}
