/** Check-digit algorithms that identifiers share. All take digits without separators. */

/** Value of the digit at `at`. */
export function digit(text: string, at: number): number {
  return text.charCodeAt(at) - 0x30
}

/** Sum of the digits times their weights. */
export function weighted(text: string, weights: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < weights.length; at++) sum += digit(text, at) * (weights[at] ?? 0)
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

/** ISO 7064 MOD 11,10 over all digits, check digit last. */
export function mod11and10(digits: string): boolean {
  let product = 10
  for (let at = 0; at < digits.length - 1; at++) {
    const sum = (digit(digits, at) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (product + digit(digits, digits.length - 1)) % 10 === 1
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
