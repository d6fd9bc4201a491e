/** The number detector: reads one chain, then asks for accounts, addresses, identifiers, cards and phones in that order. */
import { ASCII_DIGIT, kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { findAddress } from './address.ts'
import { findBicAround } from './bic.ts'
import { findBirthDate } from './birth-date.ts'
import { findCardDetails } from './card-details.ts'
import { Chain, GLUED } from './chain.ts'
import { compileCues } from './cues.ts'
import { readIban } from './iban.ts'
import { findIdentifiers } from './identifiers/windows.ts'
import { findIpv4 } from './ip.ts'
import { findMac } from './mac.ts'
import { findPlate } from './plate.ts'
import { findToldPassword } from './secrets.ts'
import { findPhoneBehindPlus, findPhones } from './phone.ts'

const chain = new Chain()
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/iy
const OWN_TOKEN = /\[[A-Z_]{2,28}_S?$/
const IBAN_CUES = compileCues([
  'iban*',
  'konto*',
  'kontonummer',
  'account*',
  'rachun*',
  'compte*',
  'cuenta*',
  'rekening*',
])
/** Nothing that is found has fewer digits and letters: a security code has three. */
const FEWEST_CHARACTERS = 3
/** The figures of a British postcode. */
const FEWEST_POSTCODE_DIGITS = 2
/** No identifier that stands alone has fewer, and no phone number. */
const FEWEST_IDENTIFIER_DIGITS = 7
/** With so many letters an identifier has fewer: letters of an Italian code may stand for digits. */
const MOST_LETTERS = 9

/** Score of an account whose check fails behind its name. */
const UNVERIFIED = 0.5

/** Looks at the number whose first digit is at `at`, not before `floor`; returns where scanning continues. */
export function findNumbers(scan: Scan, at: number, floor: number): number {
  const { text, policy } = scan
  const uuid = uuidAround(text, at)
  if (uuid > at) return uuid
  if (isOwnToken(text, at)) return digitsEnd(text, at)
  const mac = policy.mac ? macAround(scan, at) : -1
  if (mac !== -1) return mac
  let resume = chain.read(text, at, floor)
  scan.wordless = false
  const iban = policy.iban ? findIban(scan) : -1
  if (iban !== -1) resume = iban
  const fewDigits = chain.digits < FEWEST_IDENTIFIER_DIGITS && chain.letterCount < MOST_LETTERS
  if (chain.count === 0) return resume
  if (chain.digits + chain.letterCount < FEWEST_CHARACTERS) {
    if (policy.birthDate) findDayOfBirth(scan)
    return resume
  }
  if (policy.address && chain.digits >= FEWEST_POSTCODE_DIGITS) findAddress(scan, chain)
  scan.lookForWords(chain.starts[0] ?? 0, chain.ends[chain.count - 1] ?? 0)
  if (policy.ip) findIpv4(scan, chain)
  if (fewDigits && scan.wordless) return resume
  // Nothing but a phone number follows a plus.
  if (policy.phone && !fewDigits) findPhoneBehindPlus(scan, chain)
  if (!scan.wordless) {
    const end = policy.secret ? findToldPassword(scan, at) : -1
    if (end !== -1) return end
    if (policy.birthDate) findBirthDate(scan, chain)
    if (policy.cardDetails) findCardDetails(scan, chain)
    if (policy.plate) findPlate(scan, chain)
  }
  findIdentifiers(scan, chain)
  if (policy.phone && !fewDigits) findPhones(scan, chain)
  return resume
}

/** End of the UUID that the digit at `at` belongs to; `at` when there is none. Its digits are no number. */
function uuidAround(text: string, at: number): number {
  let start = at
  while (at - start < 8 && kindAt(text, start - 1) !== 0) start--
  if (unitAt(text, start + 8) !== 0x2d || unitAt(text, start + 13) !== 0x2d) return at
  UUID.lastIndex = start
  return UUID.test(text) ? UUID.lastIndex : at
}

/** A day alone may begin a date of birth: 5 May 1971. */
function findDayOfBirth(scan: Scan): void {
  scan.lookForWords(chain.starts[0] ?? 0, chain.ends[chain.count - 1] ?? 0)
  if (!scan.wordless) findBirthDate(scan, chain)
}

/** End of the hardware address whose first pair holds the digit at `at`; -1 when there is none. */
function macAround(scan: Scan, at: number): number {
  const end = findMac(scan, at)
  return end === -1 ? findMac(scan, at - 1) : end
}

/** The index of a token of ours, `[ID_CARD_1]`: the name in it is no cue. */
function isOwnToken(text: string, at: number): boolean {
  const before = unitAt(text, at - 1)
  return (before === 0x5f || before === 0x53) && OWN_TOKEN.test(text.slice(Math.max(0, at - 32), at))
}

function digitsEnd(text: string, at: number): number {
  let end = at
  while (kindAt(text, end) === ASCII_DIGIT) end++
  return end
}

/** Finds an IBAN in the chain and cuts the chain before it; returns its end, or -1. */
function findIban(scan: Scan): number {
  const { text } = scan
  for (let atom = 0; atom + 1 < chain.count; atom++) {
    const end = chain.ends[atom] ?? 0
    if (chain.letters[atom] === 0 || chain.gaps[atom] === GLUED) continue
    const start = end - 2
    const size = end - (chain.starts[atom] ?? 0)
    // The word itself may be glued on: IBANPL61…
    if (size !== 2 && !(size === 6 && text.slice(start - 4, start).toLowerCase() === 'iban')) continue
    const reading = readIban(text, start)
    if (reading === undefined) continue
    if (!reading.valid && scan.nearness(IBAN_CUES, start, reading.end) !== 'explicit') continue
    scan.add('IBAN', 'iban', start, reading.end, reading.valid ? 1 : UNVERIFIED)
    if (scan.policy.bic) findBicAround(scan, start, reading.end)
    chain.count = atom
    return reading.end
  }
  return -1
}
