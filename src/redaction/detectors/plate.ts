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
  'kontrollschild*', 'autonummer*', 'plaques', 'schild', 'registreringsskylt*', 'regskylt*', 'skylt*', 'bílnúmer*', 'skráningarnúmer*', 'númeraplat*',
  'fastanúmer*', 'valst nr', 'valstybini* nr', 'automobilio numer*', 'automobilio nr', 'numura zīm*', 'reģistrācijas numur*', 'auto numur*', 'auto number*',
  'auto numbri*', 'reg number*', 'registreerimis*', 'registrinumb*', 'numbrimärgi*', 'registracij*', 'registracijsk*', 'registracijska*', 'рег №', 'рег*',
  'регистрация*', 'регистрационни*', 'номер на кол*', 'номера на кол*', 'табел*', 'αριθμό* εγγραφής', 'αριθμό* κυκλοφορίας', 'αρ εγγραφής', 'αριθμό* πινακίδ*',
]) // prettier-ignore

/** Words for a vehicle: what stands behind one may be the name of a model too. */
const VEHICLES = compileCues([
  'car', 'my car', 'van', 'vehicle*', 'auto', 'wagen', 'fahrzeug*', 'pkw', 'firmenwagen', 'mietwagen', 'voiture', 'véhicule*', 'coche', 'vehículo*', 'macchina',
  'veicolo', 'carro', 'viatura*', 'veículo*', 'wagen', 'voertuig*', 'bil', 'bilen', 'min bil', 'fordon*', 'køretøj*', 'bíll*', 'bílinn', 'bílnum', 'auton', 'autoni', 'ajoneuvo*',
  'samochód*', 'samochod*', 'pojazd*', 'vozidl*', 'vozil*', 'automobil*', 'mašīn*', 'mašina*', 'automašīn*', 'sõiduk*', 'autól*', 'autó', 'autóm', 'gépjármű*', 'mașin*',
  'autovehicul*', 'кола*', 'колата*', 'автомобил*', 'όχημα*', 'οχήματος', 'αυτοκίνητο*', 'αυτοκινήτου', '車*',
]) // prettier-ignore
/** Makes whose models are a word and a number. */
const MAKES =
  /^(?:BMW|VW|KIA|MG|DS|MAN|DAF|FSO|GMC|RAM|MK|EQ[ABCES]|XC|CX|GLA|GLB|GLC|GLE|GLS|CLA|CLS|TT|RS|ID|EV|AMG|GTI|TDI|CDI|HDI|TSI|V)(?![A-Z])/i

const EITHER = [CUES, VEHICLES]

const FEWEST = 4
const MOST = 9
const MOST_ATOMS = 5
const LONGEST_LETTERS = 3
const LONGEST_DIGITS = 6
/** Of a plate that only a vehicle stands before. */
const FEWEST_BEHIND_VEHICLE = 5

/** Adds the plate among the atoms of a chain that nothing else covers. */
export function findPlate(scan: Scan, chain: Chain): void {
  if (!scan.isNamed(EITHER) || findCyrillic(scan, chain)) return
  for (let first = 0; first < chain.count; first++) {
    if (chain.covered[first] === 1 || chain.gaps[first] === GLUED) continue
    const last = lastOf(chain, first)
    if (last === -1) continue
    const start = withUmlauts(scan.text, chain.starts[first] ?? 0)
    const end = chain.ends[last] ?? 0
    if (scan.nearness(CUES, start, end) !== 'explicit' && !isBehindVehicle(scan, start, end)) continue
    scan.add('VEHICLE_PLATE', 'plate', start, end, 0.8)
    chain.covered.fill(1, first, last + 1)
    return
  }
}

/** Bulgarian plates in Cyrillic: the twelve letters that both alphabets have. */
const CYRILLIC_BEFORE = /(?<!\p{L})[АВЕКМНОРСТУХ]{1,2}[ -]?$/u
const CYRILLIC_BEHIND = /^[ -]?[АВЕКМНОРСТУХ]{2}(?!\p{L})/u

/** Adds the plate whose four figures are an atom of the chain. */
function findCyrillic(scan: Scan, chain: Chain): boolean {
  const { text } = scan
  for (let atom = 0; atom < chain.count; atom++) {
    const from = chain.starts[atom] ?? 0
    const to = chain.ends[atom] ?? 0
    if (to - from !== 4 || chain.letters[atom] === 1 || chain.covered[atom] === 1) continue
    const before = CYRILLIC_BEFORE.exec(text.slice(Math.max(0, from - 4), from))
    const behind = CYRILLIC_BEHIND.exec(text.slice(to, to + 4))
    if (before === null || behind === null) continue
    const start = from - before[0].length
    const end = to + behind[0].length
    if (scan.nearness(CUES, start, end) === 'none' && scan.nearness(VEHICLES, start, end) === 'none') continue
    scan.add('VEHICLE_PLATE', 'plate', start, end, 0.8)
    chain.covered[atom] = 1
    return true
  }
  return false
}

/** In capitals, no model of a make, and straight behind the word for a vehicle. */
function isBehindVehicle(scan: Scan, start: number, end: number): boolean {
  const plate = scan.text.slice(start, end)
  if (plate.replaceAll(/[ -]/g, '').length < FEWEST_BEHIND_VEHICLE || plate !== plate.toUpperCase())
    return false
  return !MAKES.test(plate) && scan.nearness(VEHICLES, start, end) === 'explicit'
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

/** Letters such as Ö are no part of a chain: `MÜ-AB 123`, `ÖL 77`, `ŠI 123-AB`. */
function withUmlauts(text: string, start: number): number {
  let at = start
  const separator = unitAt(text, at - 1)
  if (separator === 0x2d || separator === 0x20) at--
  let letters = 0
  while (letters < LONGEST_LETTERS && /[A-ZÄÖÜŠČŽĆĐÕØÅÆ]/.test(text.charAt(at - 1))) {
    at--
    letters++
  }
  return letters > 0 && kindAt(text, at - 1) === 0 ? at : start
}
