/** French identifiers. */
import { digit } from './checks.ts'
import type { IdentifierRow } from './row.ts'

const SHAPE = /^\d{5}(?:\d\d|2[AB])\d{8}$/

/** Numéro d'inscription au répertoire: sex, birth year and month, place, serial, key 97 minus the rest modulo 97. */
export function isNir(compact: string): boolean {
  if (!SHAPE.test(compact) || !isNirBody(compact)) return false
  // Corsica: 2A counts as 19, 2B as 18.
  const department = compact.slice(5, 7).replace('2A', '19').replace('2B', '18')
  const body = Number(compact.slice(0, 5) + department + compact.slice(7, 13))
  return 97 - (body % 97) === Number(compact.slice(13, 15))
}

/** The thirteen places before the key: sex digit, month 1-12 or one of the codes for an unknown one, department. */
function isNirBody(compact: string): boolean {
  const sex = digit(compact, 0)
  const month = Number(compact.slice(3, 5))
  const monthKnown =
    (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || (month >= 50 && month <= 99)
  return (sex === 1 || sex === 2 || sex === 3 || sex === 4 || sex === 7 || sex === 8) && monthKnown
}

const CUES = [
  'nir', 'sécurité sociale', 'securite sociale', 'numéro de sécu*', 'n° sécu*', 'sécu', 'secu', 'carte vitale', 'insee',
  'numéro ss', 'n° ss', 'assuré*', 'immatriculation', 'social security*', 'insurance number',
] // prettier-ignore

export const FRANCE: readonly IdentifierRow[] = [
  {
    entity: 'FR_NIR',
    detector: 'fr.nir',
    shapes: ['d'.repeat(15), 'ddddddLdddddddd'],
    groupings: ['1-2-2-2-3-3-2', '13-2', '1-2-2-5-3-2', '1-2-2-2-3-5', '7-3-3-2', '5-2-3-3-2', '1-4-2-3-3-2'],
    check: isNir,
    strength: 'strong',
    cues: CUES,
    source: 'INSEE, décret 82-103; python-stdnum stdnum.fr.nir',
  },
  {
    entity: 'FR_NIR',
    detector: 'fr.nir-without-key',
    shapes: ['d'.repeat(13), 'ddddddLdddddd'],
    groupings: ['1-2-2-2-3-3', '1-2-2-5-3'],
    check: isNirBody,
    strength: 'cue',
    cues: CUES,
    source: 'INSEE: the key is often left out',
  },
]
