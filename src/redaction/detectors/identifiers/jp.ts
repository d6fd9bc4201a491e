/** Japanese identifiers. */
import { digit } from './checks.ts'
import { anything, document, type IdentifierRow } from './row.ts'

/** My Number: eleven digits and a check digit by weights 2 to 7, twice, modulo 11. */
export function isMyNumber(compact: string): boolean {
  let sum = 0
  for (let place = 1; place <= 11; place++)
    sum += digit(compact, 11 - place) * (place <= 6 ? place + 1 : place - 5)
  const rest = sum % 11
  return (rest <= 1 ? 0 : 11 - rest) === digit(compact, 11)
}

export const JAPAN: readonly IdentifierRow[] = [
  {
    entity: 'NATIONAL_ID',
    detector: 'jp.my-number',
    shapes: ['d'.repeat(12)],
    groupings: ['4-4-4'],
    check: isMyNumber,
    strength: 'weak',
    cues: ['マイナンバー*', '個人番号*', 'my number*', 'mynumber*', 'individual number*'],
    shared: 'NATIONAL',
    source: '番号法施行令; 総務省令85号 第5条; python-stdnum stdnum.jp.in_',
  },
  {
    entity: 'BANK_ACCOUNT',
    detector: 'jp.account',
    shapes: ['d'.repeat(7), 'd'.repeat(8)],
    groupings: ['3-4', '5-3'],
    check: anything,
    strength: 'cue',
    cues: ['口座*', '普通*', '当座*', '預金*', '振込先*', 'ゆうちょ*'],
    shared: 'ACCOUNT',
    source: 'Zengin: seven digits behind bank and branch; Yūcho: eight',
  },
  document('PASSPORT', 'jp.passport', ['LLddddddd'], 'JPN-AO'),
  document('DRIVING_LICENCE', 'jp.licence', ['d'.repeat(12)], 'JPN-FO'),
]
