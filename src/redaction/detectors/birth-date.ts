/** Dates of birth: a date in any usual spelling behind a word for being born. */
import { kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import type { Chain } from './chain.ts'
import { compileCues, type CueList } from './cues.ts'
import { folded } from './folding.ts'

const CUES: CueList = compileCues([
  'born', 'date of birth', 'birth date*', 'birthdate*', 'birthday*', 'dob', 'd.o.b', 'geboren', 'geb', 'gebürtig', 'geburtsdatum*',
  'geburtstag*', 'geb datum', 'né le', 'née le', 'né', 'née', 'date de naissance', 'naissance', 'nací', 'nacido*', 'nacida*', 'nació',
  'fecha de nacimiento', 'nacimiento', 'f nac', 'nato', 'nata', 'data di nascita', 'nascita', 'nasc', 'urodz*', 'ur', 'data urodzenia',
  'urodziłem*', 'urodziłam*', 'geboortedatum', 'geboorte*', 'födelsedatum*', 'född*', 'fødselsdato*', 'fødselsdag*', 'født', 'fødd', 'syntymäaika*',
  'syntynyt', 'synnyin', 'synnyit*', 'synt', 'datum narození', 'narozen*', 'narodil*', 'nar', 'dátum narodenia', 'narodený*', 'narodená', 'születési*',
  'született*', 'szül', 'data nașterii', 'născut*', 'data nasterii', 'γέννησης', 'γεννήθηκ*', 'дата на раждане', 'роден*', 'рожд*', 'datum rođenja',
  'rođen*', 'datum rojstva', 'rojen*', 'data de nascimento', 'nascido', 'nascida', 'nasci', 'nasceu', 'nascimento', 'sünniaeg*', 'sündinud',
  'dzimšanas datums', 'dzimis', 'dzimusi', 'gimimo data', 'gimęs', 'gimusi', 'fæðingardag*', 'fædd*', 'data tat twelid', 'gebuertsdatum',
  '生年月日*', '誕生日*',
]) // prettier-ignore

const YEAR = String.raw`(?:19|20)\d\d`
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const MONTH = '(?:0?[1-9]|1[0-2])'
const SEPARATED = [
  String.raw`${YEAR}([-./]) ?${MONTH}\1 ?${DAY}`,
  String.raw`(?:${DAY}([-./ ]) ?${MONTH}|${MONTH}([-./ ]) ?${DAY})(?:\2|\3) ?(?:${YEAR}|\d\d)`,
  String.raw`${YEAR}年 ?${MONTH}月 ?${DAY}日`,
]
/** A date in digits, from its first one. */
const NUMERIC = new RegExp(String.raw`(?:${SEPARATED.join('|')})(?!\d)`, 'y')
/** Day, a month's name, year; words such as `de` and `of` in between. */
const DAY_FIRST =
  /(?:\d{1,2})(?:\.|st|nd|rd|th|er|º|ª)?(?: (?:de|of|d))? ([\p{L}]{3,12})[.,]?(?: (?:de|del|of))? (?:(?:19|20)\d\d|\d\d)(?!\d)/uy
/** What follows the name of a month: day and year. */
const DAY_AND_YEAR = /(?:\d{1,2})(?:\.|st|nd|rd|th)?,? (?:19|20)\d\d(?!\d)/y

/** First letters of the months, in every language of Europe, folded. */
const MONTHS = new Set(
  (
    'jan feb mar apr may jun jul aug sep oct nov dec mai okt dez mrz janv fev avr juin juil aou ene abr ago dic gen mag giu lug set ott ' +
    'sty lut kwi maj cze lip sie wrz paz lis gru mrt mei led uno bre dub kve cer srp zar rij pro tam hel maa huh tou kes hei elo syy lok mar jou ' +
    'ian iul aug dec out dez mac jui jaa vee aip sau vas kov bal geg bir lie rgp rug spa lap ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ ' +
    'яну фев мар апр май юни юли авг сеп окт ное дек sij vel ozu tra svi srp kol stu pro sze'
  ).split(' '),
)

/** Adds the date of birth that begins with the chain, or with the name of a month before it. */
export function findBirthDate(scan: Scan, chain: Chain): void {
  if (!scan.isNamed([CUES])) return
  const { text } = scan
  for (let atom = 0; atom < chain.count; atom++) {
    if (
      chain.letters[atom] === 1 ||
      chain.covered[atom] === 1 ||
      kindAt(text, (chain.starts[atom] ?? 0) - 1) === 1
    )
      continue
    const digits = chain.starts[atom] ?? 0
    const date = dateAt(text, digits)
    if (date === undefined) continue
    const [start, end] = date
    if (scan.nearness(CUES, start, end) === 'none' || scan.interrupted) continue
    scan.add('BIRTH_DATE', 'birth-date', start, end, 0.9)
    for (let other = atom; other < chain.count && (chain.starts[other] ?? 0) < end; other++)
      chain.covered[other] = 1
    return
  }
}

/** Start and end of the date whose first digit is at `digits`; undefined when there is none. */
function dateAt(text: string, digits: number): readonly [start: number, end: number] | undefined {
  NUMERIC.lastIndex = digits
  if (NUMERIC.test(text)) return [digits, NUMERIC.lastIndex]
  DAY_FIRST.lastIndex = digits
  const month = DAY_FIRST.exec(text)?.[1]
  if (month !== undefined && isMonth(month)) return [digits, DAY_FIRST.lastIndex]
  const start = monthBefore(text, digits)
  DAY_AND_YEAR.lastIndex = digits
  return start !== undefined && DAY_AND_YEAR.test(text) ? [start, DAY_AND_YEAR.lastIndex] : undefined
}

/** Start of a month's name straight before the digits. */
function monthBefore(text: string, digits: number): number | undefined {
  let end = digits - 1
  if (unitAt(text, end) !== 0x20) return undefined
  if (unitAt(text, end - 1) === 0x2e) end--
  let start = end
  while (end - start <= 12 && kindAt(text, start - 1) >= 2) start--
  return isMonth(text.slice(start, end)) ? start : undefined
}

/** True when a word begins as the name of a month does. */
export function isMonth(word: string): boolean {
  if (word.length < 3 || word.length > 12) return false
  let head = ''
  for (let at = 0; at < 4; at++) head += String.fromCharCode(folded(word.charCodeAt(at)))
  return MONTHS.has(head.slice(0, 3)) || MONTHS.has(head)
}
