/** Estonian, Latvian and Lithuanian identifiers. */
import { dayExists, digit, two, weighted } from './checks.ts'
import { document, type IdentifierRow } from './row.ts'

/** Isikukood and asmens kodas: sex and century, birth date, serial, check digit by two rounds of weights. */
export function isBalticCode(compact: string): boolean {
  const century = digit(compact, 0)
  if (century < 1 || century > 8 || !dayExists(two(compact, 5), two(compact, 3))) return false
  let check = weighted(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  if (check === 10) check = (weighted(compact, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10
  return check === digit(compact, 10)
}

/** Personas kods: birth date, century, serial and check digit; those given since 2017 begin with 32 to 39 and have none. */
export function isLatvianCode(compact: string): boolean {
  if (compact.charCodeAt(0) === 0x33 && compact.charCodeAt(1) > 0x31) return true
  if (!dayExists(two(compact, 0), two(compact, 2)) || digit(compact, 6) > 2) return false
  return ((1 + weighted(compact, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === digit(compact, 10)
}

const ELEVEN = ['d'.repeat(11)]

export const ESTONIA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'ee.isikukood',
    shapes: ELEVEN,
    groupings: ['1-6-4', '1-2-2-2-4'],
    check: isBalticCode,
    strength: 'strong',
    cues: ['isikukood*', 'isiku kood*', 'id kood*', 'ik'],
    shared: 'NATIONAL',
    source: 'EVS 585; python-stdnum stdnum.ee.ik',
  },
  document('PASSPORT', 'ee.passport', ['LLddddddd', 'Lddddddd'], 'EST-AO'),
  document('ID_CARD', 'ee.id-card', ['LLddddddd', 'Lddddddd'], 'EST-BO'),
  document('DRIVING_LICENCE', 'ee.licence', ['LLdddddd'], 'EST-FO'),
]

export const LATVIA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'lv.personas-kods',
    shapes: ELEVEN,
    groupings: ['6-5'],
    telling: ['6-5'],
    check: isLatvianCode,
    strength: 'weak',
    cues: ['personas kod*', 'pers kod*', 'p.k'],
    shared: 'NATIONAL',
    source: 'Fizisko personu reģistra likums; python-stdnum stdnum.lv.pvn',
  },
  document('PASSPORT', 'lv.passport', ['LLddddddd'], 'LVA-AO'),
  document('ID_CARD', 'lv.id-card', ['LLddddddd'], 'LVA-BO'),
  document('DRIVING_LICENCE', 'lv.licence', ['LLdddddd', 'LLLdddddd'], 'LVA-FO'),
]

export const LITHUANIA: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'lt.asmens-kodas',
    shapes: ELEVEN,
    groupings: ['1-6-4', '1-10'],
    check: isBalticCode,
    strength: 'strong',
    cues: ['asmens kod*', 'a.k'],
    shared: 'NATIONAL',
    source: 'Gyventojų registro įstatymas; python-stdnum stdnum.lt.asmens',
  },
  document('PASSPORT', 'lt.passport', ['dddddddd'], 'LTU-AO'),
  document('ID_CARD', 'lt.id-card', ['dddddddd'], 'LTU-BO'),
  document('DRIVING_LICENCE', 'lt.licence', ['dddddddd'], 'LTU-FO'),
]
