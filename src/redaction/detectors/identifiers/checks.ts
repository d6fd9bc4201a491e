/** Check-digit algorithms that identifiers share. All take digits without separators. */

/** Value of the digit at `at`. */
export function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 0x30
}

/** Value of a digit or an upper-case letter: 0-9, then A is 10. */
function alphanumeric(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit < 0x3a ? unit - 0x30 : unit - 0x37
}

/** Sum of the digits times their weights. */
export function weighted(text: string, weights: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < weights.length; at++) sum += digit(text, at) * (weights[at] ?? 0)
  return sum
}

/** Sum of digits and letters (A is 10) times their weights. */
export function weightedAlphanumeric(text: string, weights: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < weights.length; at++) sum += alphanumeric(text, at) * (weights[at] ?? 0)
  return sum
}

/** Luhn, ISO/IEC 7812-1 annex B. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let at = digits.length - 1, even = false; at >= 0; at--, even = !even) {
    const value = digit(digits, at)
    sum += even ? (value > 4 ? value * 2 - 9 : value * 2) : value
  }
  return sum % 10 === 0
}

/** Luhn over digits and letters (A is 10): a doubled value above nine loses nine, the sum ends in zero. */
export function luhn36(text: string): boolean {
  let sum = 0
  for (let at = text.length - 1, even = false; at >= 0; at--, even = !even) {
    const value = alphanumeric(text, at)
    sum += even ? (value * 2 > 9 ? value * 2 - 9 : value * 2) : value
  }
  return sum % 10 === 0
}

/** ISO 7064 MOD 11,10 over all digits, check digit last. */
export function mod11and10(digits: string): boolean {
  let product = 10
  for (let at = 0; at < digits.length - 1; at++) {
    const sum = (digit(digits, at) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (product + digit(digits, digits.length - 1)) % 10 === 1
}

/** Remainder of a decimal number of any length. */
export function remainder(digits: string, modulus: number): number {
  let rest = 0
  for (let at = 0; at < digits.length; at++) rest = (rest * 10 + digit(digits, at)) % modulus
  return rest
}

const VERHOEFF_PRODUCT = [
  '0123456789', '1234067895', '2340178956', '3401289567', '4012395678', '5987604321', '6598710432', '7659821043',
  '8765932104', '9876543210',
] // prettier-ignore
const VERHOEFF_PERMUTATION = [
  '0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258',
] // prettier-ignore

/** Verhoeff's check over all digits, check digit last. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let place = 0; place < digits.length; place++) {
    const value = digit(digits, digits.length - 1 - place)
    const permuted = digit(VERHOEFF_PERMUTATION[place % 8] ?? '', value)
    check = digit(VERHOEFF_PRODUCT[check] ?? '', permuted)
  }
  return check === 0
}

/** True when all digits are the same: a filler, whatever its checksum. */
export function uniform(digits: string): boolean {
  for (let at = 1; at < digits.length; at++) if (digits.charCodeAt(at) !== digits.charCodeAt(0)) return false
  return true
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** True when the day exists in the month of some year. */
export function dayExists(day: number, month: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= (DAYS[month - 1] ?? 0)
}

/** Number that two digits make. */
export function two(digits: string, at: number): number {
  return digit(digits, at) * 10 + digit(digits, at + 1)
}
