/** Payment cards: Luhn and issuer ranges (ISO/IEC 7812). */
import { compileCues, type CueList } from '../cues.ts'
import { luhn, uniform } from './checks.ts'
import { anything, type IdentifierRow } from './row.ts'

/** Words for payment cards. */
const WORDS = [
  'card', 'cards', 'card number', 'cardnumber', 'card no*', 'credit*', 'debit*', 'visa', 'mastercard*', 'amex', 'american express',
  'maestro', 'karta', 'karty', 'kartę', 'kartą', 'karcie', 'kredytow*', 'debetow*', 'płatnicz*', 'kreditkart*', 'kartennummer',
  'karte', 'carte', 'carte bancaire', 'bancaire', 'tarjeta*', 'carta', 'carta di credito', 'kaart', 'kaartnummer', 'creditcard*',
  'cc number', 'pan',
] // prettier-ignore
export const CARD_CUES: CueList = compileCues(WORDS)
const SOURCE = 'ISO/IEC 7812-1; issuer ranges as published by the schemes'

function between(digits: string, size: number, from: number, to: number): boolean {
  const head = Number(digits.slice(0, size))
  return head >= from && head <= to
}

/** Visa, Mastercard, Discover, JCB, UnionPay, Diners with sixteen digits. */
function isSixteen(digits: string): boolean {
  return (
    digits.charCodeAt(0) === 0x34 ||
    between(digits, 2, 51, 55) ||
    between(digits, 4, 2221, 2720) ||
    between(digits, 4, 6011, 6011) ||
    between(digits, 3, 644, 659) ||
    between(digits, 2, 62, 62) ||
    between(digits, 4, 3528, 3589) ||
    between(digits, 2, 36, 36) ||
    between(digits, 2, 38, 39)
  )
}

function isMaestro(digits: string): boolean {
  return between(digits, 2, 50, 50) || between(digits, 2, 56, 69)
}

export const CARDS: readonly IdentifierRow[] = [
  {
    entity: 'CARD',
    detector: 'card.16',
    shapes: ['d'.repeat(16)],
    groupings: ['4-4-4-4', '8-8', '4-12', '6-10', '4-4-8'],
    check: (digits) => luhn(digits) && isSixteen(digits),
    strength: 'strong',
    cues: WORDS,
    source: SOURCE,
  },
  {
    entity: 'CARD',
    detector: 'card.amex',
    shapes: ['d'.repeat(15)],
    groupings: ['4-6-5', '4-4-4-3', '5-5-5'],
    check: (digits) => luhn(digits) && (between(digits, 2, 34, 34) || between(digits, 2, 37, 37)),
    strength: 'strong',
    cues: WORDS,
    source: SOURCE,
  },
  {
    entity: 'CARD',
    detector: 'card.diners',
    shapes: ['d'.repeat(14)],
    groupings: ['4-6-4', '4-4-4-2'],
    check: (digits) =>
      luhn(digits) &&
      (between(digits, 3, 300, 305) || between(digits, 2, 36, 36) || between(digits, 2, 38, 39)),
    strength: 'strong',
    cues: WORDS,
    source: SOURCE,
  },
  {
    entity: 'CARD',
    detector: 'card.other',
    shapes: [12, 13, 16, 17, 18, 19].map((count) => 'd'.repeat(count)),
    groupings: ['4-4-4-4', '4-4-5', '4-4-4-4-1', '4-4-4-4-2', '4-4-4-4-3', '6-13', '4-4-4'],
    telling: ['4-4-4-4', '4-4-4-4-3', '6-13'],
    check: (digits) => luhn(digits) && !uniform(digits) && (isMaestro(digits) || isSixteen(digits)),
    strength: 'weak',
    cues: WORDS,
    source: SOURCE,
  },
  {
    entity: 'IMEI',
    detector: 'device.imei',
    shapes: ['d'.repeat(15)],
    groupings: ['2-6-6-1', '6-2-6-1', '8-6-1', '2-6-7'],
    check: luhn,
    strength: 'weak',
    cues: ['imei*', 'serial number*', 'device id*', 'gerätenummer*'],
    source: '3GPP TS 23.003, 6.2.1',
  },
  {
    entity: 'IMEI',
    detector: 'device.imeisv',
    shapes: ['d'.repeat(16), 'd'.repeat(14)],
    groupings: ['2-6-6-2', '2-6-6'],
    check: anything,
    strength: 'cue',
    cues: ['imei*'],
    source: '3GPP TS 23.003, 6.2.2',
  },
]
