/** Vehicle plates: two to four short groups of letters and digits behind the word for them. */
import { kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { type Chain, GLUED, SEVERAL } from './chain.ts'
import { compileCues } from './cues.ts'

const CUES = compileCues([
  'kennzeichen*', 'nummernschild*', 'kfz*', 'numer rejestracyjn*', 'numerze rejestracyjnym', 'numerem rejestracyjnym', 'nr rej*',
  'rejestracj*', 'rejestracyjn*', 'tablic*', 'immatricul*', 'plaque*', 'targa', 'targat*', 'targhe', 'matrícula*', 'kenteken*',
  'nummerplaat*', 'number plate*', 'numberplate*', 'license plate*', 'licence plate*', 'plate number*', 'plate', 'vehicle registration*',
  'registration*', 'reg number', 'reg no', 'reg', 'car reg*', 'registreringsnummer*', 'registreringsnr', 'regnummer*', 'regnr', 'reg nr',
  'spz', 'rz', 'poznávací značk*', 'registrační značk*', 'ečv', 'evč', 'rendszám*', 'rekisterinumero*', 'rekisteritunnu*',
  'rekisterikilp*', 'nummerplade*', 'skiltnummer*', 'bilskilt*', 'registarsk*', 'registrsk*', 'înmatriculare*', 'nr auto',
  'număr de înmatriculare', 'πινακίδ*', 'регистрационен', 'рег номер', 'numrimärk*', 'valsts numur*', 'valstybin* numer*', 'ナンバープレート*',
]) // prettier-ignore

const FEWEST = 4
const MOST = 9
const MOST_ATOMS = 5
const LONGEST_LETTERS = 3
const LONGEST_DIGITS = 5

/** Adds the plate among the atoms of a chain that nothing else covers. */
export function findPlate(scan: Scan, chain: Chain): void {
  if (!scan.isNamed([CUES])) return
  for (let first = 0; first < chain.count; first++) {
    if (chain.covered[first] === 1 || chain.gaps[first] === GLUED) continue
    const last = lastOf(chain, first)
    if (last === -1) continue
    const start = withUmlauts(scan.text, chain.starts[first] ?? 0)
    const end = chain.ends[last] ?? 0
    if (scan.nearness(CUES, start, end) !== 'explicit') continue
    scan.add('VEHICLE_PLATE', 'plate', start, end, 0.8)
    chain.covered.fill(1, first, last + 1)
    return
  }
}

/** The last atom of the longest plate from an atom on; -1 when there is none. */
function lastOf(chain: Chain, first: number): number {
  let size = 0
  let letters = 0
  let found = -1
  for (let atom = first; atom < chain.count && atom < first + MOST_ATOMS; atom++) {
    if (chain.covered[atom] === 1 || (atom > first && chain.gaps[atom] === SEVERAL)) break
    const length = (chain.ends[atom] ?? 0) - (chain.starts[atom] ?? 0)
    const isLetters = chain.letters[atom] === 1
    if (length > (isLetters ? LONGEST_LETTERS : LONGEST_DIGITS)) break
    size += length
    if (isLetters) letters += length
    if (size > MOST) break
    const ends = atom + 1 < chain.count ? chain.gaps[atom + 1] !== GLUED : !chain.tailGlued
    if (ends && size >= FEWEST && letters > 0 && letters < size) found = atom
  }
  return found
}

/** Letters such as Ö are no part of a chain: `MÜ-AB 123`, `ÖL 77`. */
function withUmlauts(text: string, start: number): number {
  let at = start
  const separator = unitAt(text, at - 1)
  if (separator === 0x2d || separator === 0x20) at--
  let letters = 0
  while (letters < LONGEST_LETTERS && /[A-ZÄÖÜ]/.test(text.charAt(at - 1))) {
    at--
    letters++
  }
  return letters > 0 && kindAt(text, at - 1) === 0 ? at : start
}
