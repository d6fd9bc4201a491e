/** Austrian identifiers. */
import { dayExists, digit, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Sozialversicherungsnummer: serial of three, check digit, birth date; weighted sum modulo 11. Months above 12 mark used-up days. */
export function isAustrianInsurance(compact: string): boolean {
  const month = two(compact, 6)
  if (compact.charCodeAt(0) === 0x30 || !dayExists(two(compact, 4), month > 12 ? 1 : month) || month > 15)
    return false
  return weighted(compact, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digit(compact, 3)
}

/** Abgabenkontonummer: office of two digits, six digits, check digit by Luhn. */
export function isAustrianTaxNumber(compact: string): boolean {
  let sum = 0
  for (let at = 0; at < 8; at++) {
    const value = digit(compact, at)
    sum += at % 2 === 0 ? value : value > 4 ? value * 2 - 9 : value * 2
  }
  return (10 - (sum % 10)) % 10 === digit(compact, 8)
}

export const AUSTRIA: readonly IdentifierRow[] = [
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'at.svnr',
    shapes: ['d'.repeat(10)],
    groupings: ['4-6', '4-2-2-2', '3-1-6'],
    telling: ['4-6', '4-2-2-2'],
    check: isAustrianInsurance,
    strength: 'weak',
    cues: [
      'svnr',
      'sv nr',
      'sv nummer',
      'vers nr',
      'versicherungsnummer',
      'versicherungsnr',
      'vsnr',
      'e card*',
      'ecard*',
    ],
    shared: 'SOCIAL',
    source: '§ 31 ASVG; python-stdnum stdnum.at.vnr',
  },
  {
    entity: 'TAX_ID',
    detector: 'at.steuernummer',
    shapes: ['d'.repeat(9)],
    groupings: ['2-3-4', '2-7'],
    check: isAustrianTaxNumber,
    strength: 'weak',
    cues: ['steuernr', 'steuer nr', 'abgabenkonto*', 'finanzamtsnummer', 'steuernummer'],
    shared: 'TAX',
    source: 'BMF; python-stdnum stdnum.at.tin',
  },
  document('PASSPORT', 'at.passport', ['Lddddddd', 'LLddddddd'], 'AUT-AO'),
  document('DRIVING_LICENCE', 'at.licence', ['dddddddd'], 'AUT-FO'),
]
