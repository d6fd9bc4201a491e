/** Stand-ins that keep the format of a value and can be nobody's: for fields that a placeholder does not fit. */
import { ADDRESS_DOMAIN } from './placeholder.ts'
import type { Entity } from './types.ts'

/** Without a format of their own that a reader would check. */
const SHAPELESS: ReadonlySet<Entity> = new Set<Entity>(['SECRET', 'URL_CREDENTIAL', 'WORD'])
const DIGIT = /\d/
const FEWEST_DIGITS = 4
/** Addresses for documentation: RFC 5737 and RFC 3849. */
const DOCUMENTATION_IPV4 = ['192.0.2.', '198.51.100.', '203.0.113.'] as const

/**
 * The stand-in with a number of its own, 1 and up; undefined where the value has no format to keep or no room for the
 * number. Digits become zeros before the number, letters X, and what stands between stays.
 */
export function surrogateOf(entity: Entity, value: string, index: number): string | undefined {
  if (SHAPELESS.has(entity)) return undefined
  switch (entity) {
    case 'EMAIL':
      return `x${index}@${ADDRESS_DOMAIN}`
    case 'IP':
      return address(value, index)
    case 'IBAN':
      // Check digits are 02 to 98 (ISO 13616), so 00 is never an account.
      return numbered(value, index, 2)
    case 'PHONE':
      // The beginning of the calling code stays, and no number goes on with zeros after it.
      return numbered(value, index, value.startsWith('+') ? 3 : 0)
    default:
      return numbered(value, index, 0)
  }
}

function address(value: string, index: number): string | undefined {
  if (value.includes(':')) return `2001:db8::${index.toString(16)}`
  const block = DOCUMENTATION_IPV4[Math.floor((index - 1) / 254)]
  return block === undefined ? undefined : `${block}${((index - 1) % 254) + 1}`
}

/** Keeps the first `kept` characters; the index stands in the last digits. */
function numbered(value: string, index: number, kept: number): string | undefined {
  const units = Array.from(value)
  const places = units.flatMap((unit, at) => (at >= kept && DIGIT.test(unit) ? [at] : []))
  const digits = String(index)
  if (places.length < FEWEST_DIGITS || digits.length > places.length - 2) return undefined
  const first = places.length - digits.length
  return units
    .map((unit, at) => {
      if (at < kept) return unit
      const place = places.indexOf(at)
      if (place >= 0) return place < first ? '0' : (digits[place - first] ?? '0')
      return /\p{Lu}/u.test(unit) ? 'X' : /\p{L}/u.test(unit) ? 'x' : unit
    })
    .join('')
}
