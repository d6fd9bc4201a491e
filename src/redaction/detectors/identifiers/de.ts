/** German identifiers. */
import { dayExists, digit, mod11and10, weightedAlphanumeric } from './checks.ts'
import { anything, type IdentifierRow } from './row.ts'

/** Steuerliche Identifikationsnummer: one digit of the first ten twice or thrice, all others once at most; MOD 11,10. */
export function isTaxId(compact: string): boolean {
  if (compact.charCodeAt(0) === 0x30) return false
  const counts = new Uint8Array(10)
  for (let at = 0; at < 10; at++) {
    const value = digit(compact, at)
    counts[value] = (counts[value] ?? 0) + 1
  }
  let repeated = 0
  for (let value = 0; value < 10; value++) {
    const count = counts[value] ?? 0
    if (count > 3) return false
    if (count > 1) repeated++
    // Three of a kind never stand side by side.
    if (count === 3 && compact.slice(0, 10).includes(String(value).repeat(3))) return false
  }
  return repeated === 1 && mod11and10(compact)
}

const PENSION_WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]

/** Rentenversicherungsnummer: area, birth date, letter, serial, check digit; letter counts as two digits. */
export function isPensionNumber(compact: string): boolean {
  const area = Number(compact.slice(0, 2))
  // Days above 31 mark numbers issued when a date had run out.
  const day = Number(compact.slice(2, 4))
  const month = Number(compact.slice(4, 6))
  if (area < 2 || area > 89 || !dayExists(day > 50 ? day - 50 : day, month)) return false
  const letter = String(compact.charCodeAt(8) - 0x40).padStart(2, '0')
  const digits = compact.slice(0, 8) + letter + compact.slice(9, 11)
  return crossSum(digits, PENSION_WEIGHTS) % 10 === digit(compact, 11)
}

/** Krankenversichertennummer: letter and eight digits, check digit by weights 1 2 over cross sums. */
export function isHealthNumber(compact: string): boolean {
  const letter = String(compact.charCodeAt(0) - 0x40).padStart(2, '0')
  const digits = letter + compact.slice(1, 9)
  return crossSum(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 === digit(compact, 9)
}

function crossSum(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < weights.length; at++) {
    const product = digit(digits, at) * (weights[at] ?? 0)
    sum += Math.floor(product / 10) + (product % 10)
  }
  return sum
}

/** Steuernummer in the federal form of 13 digits, the fifth always 0: no public check holds in every Land. */
function isFederalTaxNumber(compact: string): boolean {
  return compact.charCodeAt(4) === 0x30
}

const DOCUMENT = /^[CFGHJKLMNPRTVWXYZ]\d?[CFGHJKLMNPRTVWXYZ0-9]{7,9}$/

/** Serial number of identity card and passport: nine characters without vowels, the tenth a check digit by 7 3 1. */
export function isGermanDocument(compact: string): boolean {
  if (!DOCUMENT.test(compact) || !/\d/.test(compact)) return false
  if (compact.length === 9) return true
  return weightedAlphanumeric(compact, [7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 === digit(compact, 9)
}

/** Führerschein: authority, serial, check character and issue; letters and digits at fixed places. */
function isGermanLicence(compact: string): boolean {
  return /^[A-Z]\d[0-9A-Z]\d{6}[0-9A-Z]\d?[0-9A-Z]$/.test(compact)
}

export const GERMANY: readonly IdentifierRow[] = [
  {
    entity: 'DE_TAX_ID',
    detector: 'de.idnr',
    shapes: ['d'.repeat(11)],
    groupings: ['2-3-3-3'],
    check: isTaxId,
    strength: 'strong',
    cues: [
      'steuer id*', 'steuer identifikation*', 'steuerliche identifikation*', 'identifikationsnummer', 'idnr', 'id nr',
      'tin', 'tax id*', 'tax number', 'steuernummer', 'steuer nr',
    ], // prettier-ignore
    source: '§ 139b AO; python-stdnum stdnum.de.idnr',
  },
  {
    entity: 'DE_TAX_ID',
    detector: 'de.steuernummer',
    shapes: ['d'.repeat(13)],
    groupings: [],
    check: isFederalTaxNumber,
    strength: 'cue',
    cues: ['steuernummer', 'steuer nr', 'st nr', 'stnr', 'tax number'],
    source: 'ELSTER federal scheme; python-stdnum stdnum.de.stnr',
  },
  {
    entity: 'DE_TAX_ID',
    detector: 'de.steuernummer-land',
    shapes: ['d'.repeat(10), 'd'.repeat(11)],
    groupings: ['2-3-5', '3-3-5', '3-4-4', '2-4-4'],
    check: () => true,
    strength: 'cue',
    cues: ['steuernummer', 'steuer nr', 'st nr', 'stnr'],
    source: 'python-stdnum stdnum.de.stnr',
  },
  {
    entity: 'DE_INSURANCE',
    detector: 'de.pension',
    shapes: ['ddddddddLddd'],
    groupings: ['2-6-1-3', '8-1-3', '2-2-2-2-1-3', '2-6-4', '2-7-3'],
    check: isPensionNumber,
    strength: 'strong',
    cues: [
      'rentenversicherung*', 'sozialversicherung*', 'versicherungsnummer', 'rvnr', 'svnr', 'sv nummer', 'rv nummer',
      'social security*', 'pension insurance*',
    ], // prettier-ignore
    source: '§ 147 SGB VI, VKVV § 2–4',
  },
  {
    entity: 'DE_INSURANCE',
    detector: 'de.health',
    shapes: ['Lddddddddd'],
    groupings: ['4-3-3', '1-9'],
    check: isHealthNumber,
    strength: 'weak',
    cues: [
      'versichertennummer*', 'versicherungsnummer*', 'versicherungsnr', 'versicherten nr', 'krankenversicher*', 'krankenversicherten*', 'kvnr', 'kv nummer',
      'gesundheitskarte', 'krankenkasse', 'versichertenkarte', 'health insurance*', 'insurance number',
    ], // prettier-ignore
    source: '§ 290 SGB V, ITSG',
  },
  {
    entity: 'ID_CARD',
    detector: 'de.id-card',
    shapes: ['*9', '*10'],
    check: isGermanDocument,
    strength: 'cue',
    shared: 'ID_CARD',
    source: 'PAuswV § 5a; python-stdnum has none; ICAO 9303 check digit',
  },
  {
    entity: 'PASSPORT',
    detector: 'de.passport',
    shapes: ['*9', '*10'],
    check: isGermanDocument,
    strength: 'cue',
    shared: 'PASSPORT',
    source: 'PassV § 3; ICAO 9303 check digit; npm stdnum de.passport',
  },
  {
    entity: 'ID_CARD',
    detector: 'de.id-card-old',
    shapes: ['d'.repeat(10), 'd'.repeat(9)],
    check: anything,
    strength: 'cue',
    shared: 'ID_CARD',
    source: 'Personalausweis before November 2010: digits only',
  },
  {
    entity: 'DRIVING_LICENCE',
    detector: 'de.licence',
    shapes: ['*11'],
    check: isGermanLicence,
    strength: 'cue',
    shared: 'LICENCE',
    source: 'FeV Anlage 8',
  },
]
