/** Spanish identifiers. */
import type { IdentifierRow } from './row.ts'

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** Eight digits and the letter of their remainder modulo 23. */
export function isDni(compact: string): boolean {
  return LETTERS.charCodeAt(Number(compact.slice(0, 8)) % 23) === compact.charCodeAt(8)
}

/** X, Y or Z stand for 0, 1 and 2; then as a DNI. */
export function isNie(compact: string): boolean {
  const first = 'XYZ'.indexOf(compact.charAt(0))
  return first !== -1 && isDni(`${first}${compact.slice(1)}`)
}

const CUES = [
  'nif*',
  'documento*',
  'identidad',
  'identificación*',
  'id card*',
  'national id*',
  'tax id*',
] as const

export const SPAIN: readonly IdentifierRow[] = [
  {
    entity: 'ES_DNI',
    detector: 'es.dni',
    shapes: ['ddddddddL'],
    groupings: ['8-1', '2-3-3-1', '2-3-4', '1-7-1'],
    check: isDni,
    strength: 'strong',
    cues: ['dni*', 'd.n.i', ...CUES],
    source: 'Real Decreto 1553/2005; python-stdnum stdnum.es.dni',
  },
  {
    entity: 'ES_NIE',
    detector: 'es.nie',
    shapes: ['LdddddddL'],
    groupings: ['1-7-1', '1-8', '8-1', '1-1-3-3-1', '2-3-3-1'],
    check: isNie,
    strength: 'strong',
    cues: ['nie', 'n.i.e', 'extranjero*', ...CUES],
    source: 'Orden INT/2058/2008; python-stdnum stdnum.es.nie',
  },
]
