/** Business identifier codes of banks (ISO 9362): behind their name, or next to an account of the same country. */
import { kindAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { IBAN_LENGTHS } from './iban.ts'

/** What people write before a code. */
export const BIC_NAMES = ['BIC', 'bic', 'Bic', 'SWIFT', 'swift', 'Swift'] as const
const CODE = /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/i
/** Countries with banks that have codes and no IBAN. */
const OTHERS = new Set('AU CA CN HK ID IN JP KR MA MX MY NZ PH SG TH TW US ZA'.split(' '))
const REACH = 40
const REACH_AROUND = 60
const SHORT = 8
const LONG = 11

/** Adds the codes behind the words BIC and SWIFT. */
export function findBics(scan: Scan): void {
  const { text } = scan
  for (const name of BIC_NAMES) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      if (kindAt(text, at - 1) !== 0) continue
      const from = at + name.length
      findIn(scan, from, from + REACH, (code) => code === code.toUpperCase() || code === code.toLowerCase())
    }
  }
}

/** Adds a code around an account that lies between two offsets: capitals, and of the account's country. */
export function findBicAround(scan: Scan, start: number, end: number): void {
  const country = scan.text.slice(start, start + 2).toUpperCase()
  const fits = (code: string) => code === code.toUpperCase() && code.slice(4, 6) === country
  findIn(scan, Math.max(0, start - REACH_AROUND), start, fits)
  findIn(scan, end, end + REACH_AROUND, fits)
}

/** Adds the first word between two offsets that is a code. */
function findIn(scan: Scan, from: number, to: number, fits: (code: string) => boolean): void {
  const { text } = scan
  const limit = Math.min(text.length, to)
  let at = from
  // A word that began before is none of ours.
  while (at < limit && kindAt(text, at - 1) !== 0 && kindAt(text, at) !== 0) at++
  while (at < limit) {
    while (at < limit && kindAt(text, at) === 0) at++
    const start = at
    while (at < text.length && at - start <= LONG && kindAt(text, at) !== 0) at++
    if (at - start !== SHORT && at - start !== LONG) {
      while (at < limit && kindAt(text, at) !== 0) at++
      continue
    }
    const code = text.slice(start, at)
    const country = code.slice(4, 6).toUpperCase()
    if (!CODE.test(code) || !fits(code) || !(IBAN_LENGTHS.has(country) || OTHERS.has(country))) continue
    scan.add('BIC', 'bic', start, at, 0.9)
    return
  }
}
