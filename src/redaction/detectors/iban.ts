/** International bank account numbers: country, structure and remainder 1 modulo 97 (ISO 13616, ISO 7064). */
import { isGlue, KINDS, kindAt, unitAt } from '../characters.ts'

/**
 * BBAN structure by country, as in the SWIFT IBAN registry: n digits, a letters, c either.
 * The total length is the sum plus four.
 */
const STRUCTURES: Readonly<Record<string, string>> = {
  AD: 'n8c12', AE: 'n19', AL: 'n8c16', AT: 'n16', AZ: 'a4c20', BA: 'n16', BE: 'n12', BG: 'a4n6c8', BH: 'a4c14',
  BI: 'n23', BR: 'n23a1c1', BY: 'c4n4c16', CH: 'n5c12', CR: 'n18', CY: 'n8c16', CZ: 'n20', DE: 'n18', DJ: 'n23',
  DK: 'n14', DO: 'c4n20', EE: 'n16', EG: 'n25', ES: 'n20', FI: 'n14', FK: 'a2n12', FO: 'n14', FR: 'n10c11n2',
  GB: 'a4n14', GE: 'a2n16', GI: 'a4c15', GL: 'n14', GR: 'n7c16', GT: 'c24', HN: 'a4n20', HR: 'n17', HU: 'n24',
  IE: 'a4n14', IL: 'n19', IQ: 'a4n15', IS: 'n22', IT: 'a1n10c12', JO: 'a4n4c18', KW: 'a4c22', KZ: 'n3c13',
  LB: 'n4c20', LC: 'a4c24', LI: 'n5c12', LT: 'n16', LU: 'n3c13', LV: 'a4c13', LY: 'n21', MC: 'n10c11n2', MD: 'c20',
  ME: 'n18', MK: 'n3c10n2', MN: 'n16', MR: 'n23', MT: 'a4n5c18', MU: 'a4n19a3', NI: 'a4n20', NL: 'a4n10',
  NO: 'n11', OM: 'n3c16', PK: 'a4c16', PL: 'n24', PS: 'a4c21', PT: 'n21', QA: 'a4c21', RO: 'a4c16', RS: 'n18',
  RU: 'n14c15', SA: 'n2c18', SC: 'a4n20a3', SD: 'n14', SE: 'n20', SI: 'n15', SK: 'n20', SM: 'a1n10c12', SO: 'n19',
  ST: 'n21', SV: 'a4n20', TL: 'n19', TN: 'n20', TR: 'n6c16', UA: 'n6c19', VA: 'n18', VG: 'a4n16', XK: 'n16',
  YE: 'a4n4c18',
} // prettier-ignore

/** Country -> one character a place of the BBAN. */
const PLACES: ReadonlyMap<string, string> = new Map(
  Object.entries(STRUCTURES).map(([country, structure]) => [
    country,
    structure.replaceAll(/([nac])(\d+)/g, (_, kind: string, count: string) => kind.repeat(Number(count))),
  ]),
)

/** The same by the letters of the country, five bits each. */
const PLACES_BY_LETTERS: (string | undefined)[] = Array.from({ length: 1024 }, () => undefined)
for (const [country, places] of PLACES) PLACES_BY_LETTERS[lettersAt(country, 0)] = places

/** Number of the two ASCII letters at an offset, in either case; 0, which is no country, for anything else. */
function lettersAt(text: string, at: number): number {
  if (kindAt(text, at) !== 2 || kindAt(text, at + 1) !== 2) return 0
  return (text.charCodeAt(at) & 31) * 32 + (text.charCodeAt(at + 1) & 31)
}

/** Total lengths by country, for tests and documentation. */
export const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  [...PLACES].map(([country, places]) => [country, places.length + 4]),
)

export interface IbanReading {
  readonly end: number
  readonly valid: boolean
}

/** Reads an IBAN whose country letters start at `start`; undefined when shape, length or boundaries do not fit. */
export function readIban(text: string, start: number): IbanReading | undefined {
  const places = PLACES_BY_LETTERS[lettersAt(text, start)]
  if (places === undefined) return undefined
  let at = start + 2
  if (isSeparator(unitAt(text, at))) at++
  const checkStart = at
  if (kindAt(text, at) !== 1 || kindAt(text, at + 1) !== 1) return undefined
  at += 2
  let remainder = 0
  for (let place = 0; place < places.length; place++) {
    let unit = unitAt(text, at)
    if (isSeparator(unit)) unit = unitAt(text, ++at)
    const value = valueOf(unit)
    if (value < 0) return undefined
    const kind = places.charCodeAt(place)
    if (value < 10 ? kind === 0x61 : kind === 0x6e) return undefined
    remainder = (value < 10 ? remainder * 10 + value : remainder * 100 + value) % 97
    at++
  }
  const glued = isGlue(text, at)
  if (glued && !isNext(text, at)) return undefined
  for (const unit of [unitAt(text, start), unitAt(text, start + 1)]) {
    remainder = (remainder * 100 + valueOf(unit)) % 97
  }
  const check = Number(text.slice(checkStart, checkStart + 2))
  remainder = (remainder * 100 + check) % 97
  const valid = remainder === 1 && check >= 2 && check <= 98
  return glued && !valid ? undefined : { end: at, valid }
}

/** Another account follows without a space. */
function isNext(text: string, at: number): boolean {
  const joint = text.slice(at, at + 4)
  return (
    PLACES.has(joint.slice(0, 2).toUpperCase()) && kindAt(text, at + 2) === 1 && kindAt(text, at + 3) === 1
  )
}

/** True when 26 digits are a Polish account number: an IBAN without its `PL`. */
export function isPolishAccount(digits: string): boolean {
  const rearranged = `${digits.slice(2)}2521${digits.slice(0, 2)}`
  let remainder = 0
  for (let at = 0; at < rearranged.length; at++) {
    remainder = (remainder * 10 + rearranged.charCodeAt(at) - 0x30) % 97
  }
  return remainder === 1
}

function isSeparator(unit: number): boolean {
  return unit === 0x20 || unit === 0x2d || unit === 0x2e
}

function valueOf(unit: number): number {
  const kind = KINDS[unit]
  if (kind === 1) return unit - 0x30
  if (kind === 2) return (unit & 0x5f) - 0x41 + 10
  return -1
}
