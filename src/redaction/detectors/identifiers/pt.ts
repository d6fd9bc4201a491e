/** Portuguese identifiers. */
import { digit, luhn36, weighted } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** NIF: eight digits weighted by 9 to 2, modulo 11; first digits of the register only. */
export function isPortugueseNif(compact: string): boolean {
  if (!/^[1-35-9]/.test(compact) && !compact.startsWith('45')) return false
  const rest = weighted(compact, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? 0 : 11 - rest) === digit(compact, 8)
}

/** NISS: ten digits weighted by primes, nine minus the sum modulo 10. */
export function isNiss(compact: string): boolean {
  if (compact.charCodeAt(0) !== 0x31 && compact.charCodeAt(0) !== 0x32) return false
  return 9 - (weighted(compact, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10) === digit(compact, 10)
}

export const PORTUGAL: readonly IdentifierRow[] = [
  {
    entity: 'TAX_ID',
    detector: 'pt.nif',
    shapes: ['d'.repeat(9)],
    groupings: ['3-3-3'],
    check: isPortugueseNif,
    strength: 'weak',
    cues: ['nif*', 'contribuinte*', 'n.i.f', 'número fiscal', 'identificação fiscal', 'nipc'],
    shared: 'TAX',
    source: 'Decreto-Lei 14/2013; python-stdnum stdnum.pt.nif',
  },
  {
    entity: 'ID_CARD',
    detector: 'pt.cc',
    shapes: ['dddddddddLLd', 'dddddddddLdd', 'ddddddddddLd', 'd'.repeat(12)],
    groupings: ['8-1-3', '8-1-2-1', '9-3'],
    check: luhn36,
    strength: 'weak',
    cues: ['cc', 'c.c', 'cartão', 'bi', 'número de identificação civil', 'identificação civil'],
    telling: ['8-1-3', '8-1-2-1'],
    shared: 'ID_CARD',
    source: 'IRN: número de documento; python-stdnum stdnum.pt.cc',
  },
  {
    entity: 'ID_CARD',
    detector: 'pt.bi',
    shapes: ['d'.repeat(8), 'd'.repeat(9)],
    check: anything,
    strength: 'cue',
    cues: ['cartão de cidadão', 'bilhete de identidade', 'identificação civil'],
    source: 'Lei 7/2007: the number of civil identification alone',
  },
  {
    entity: 'SOCIAL_SECURITY',
    detector: 'pt.niss',
    shapes: ['d'.repeat(11)],
    groupings: ['3-3-3-2', '1-3-3-4'],
    check: isNiss,
    strength: 'weak',
    cues: ['niss*', 'segurança social*', 'seguranca social', 'beneficiário'],
    shared: 'SOCIAL',
    source: 'Segurança Social: estrutura do NISS',
  },
  {
    entity: 'HEALTH_ID',
    detector: 'pt.utente',
    shapes: ['d'.repeat(9)],
    groupings: ['3-3-3'],
    check: anything,
    strength: 'cue',
    cues: ['utente*', 'sns', 'cartão de saúde'],
    source: 'SPMS: número nacional de utente',
  },
  document('PASSPORT', 'pt.passport', ['Ldddddd', 'LLdddddd'], 'PRT-AO'),
  document(
    'DRIVING_LICENCE',
    'pt.licence',
    ['Ldddddddd', 'LLddddddd', 'Lddddddd', 'LLdddddddd', 'Lddddddddd'],
    'PRT-FO',
  ),
]
