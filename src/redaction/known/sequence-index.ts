/** Finds numbers, addresses and other values however they are grouped, in one pass over a text. */
import { ASCII_DIGIT, KINDS } from '../characters.ts'
import { folded } from '../detectors/folding.ts'
import type { Entity } from '../types.ts'

/** A value without case, accents and whatever parts its letters and digits. */
interface Sequence {
  readonly entity: Entity
  /** What the caller knows. */
  readonly value: string
  readonly units: string
  /** A phone number may have its prefixes before it. */
  readonly phone: boolean
}

export interface SequenceHit {
  readonly entity: Entity
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Letters and digits by which sequences are looked up; shorter ones by all of theirs. */
const LOOKED_UP = 6
/** Looks at sequences for each unit of a text, and besides: only values made up to be alike cost more. */
const MOST_LOOKS = 16
const LOOKS_BESIDES = 1_000_000
/** More of them in a row are no grouping. */
const MOST_SEPARATORS = 4
/** No national number that is told from others is shorter. */
const SHORTEST_CORE = 6

export class SequenceIndex {
  readonly #byBeginning = new Map<string, Sequence[]>()
  readonly #starts = new Uint8Array(128)
  readonly #lengths = new Set<number>()
  #wide = false
  /** That the text which is read may still cost. */
  #looks = LOOKS_BESIDES
  empty = true

  add(entity: Entity, value: string): void {
    const cores = entity === 'PHONE' ? coresOf(value) : []
    for (const units of cores) this.#insert({ entity, value, units, phone: true })
    if (cores.length > 0) return
    const written = entity === 'ADDRESS' || entity === 'WORD' ? writingsOf(value) : [value]
    for (const units of new Set(written.flatMap((one) => spellingsOf(entity, one))))
      this.#insert({ entity, value, units, phone: false })
  }

  find(text: string): SequenceHit[] {
    const hits: SequenceHit[] = []
    const { length } = text
    this.#looks = LOOKS_BESIDES + length * MOST_LOOKS
    let before = 0
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at)
      const kind = KINDS[unit] ?? 0
      if (kind === 0) {
        before = 0
        continue
      }
      const inside = before !== 0 && (before === ASCII_DIGIT) === (kind === ASCII_DIGIT)
      before = kind
      if (unit < 0x80 ? this.#starts[unit] === 0 : !this.#wide && unit < 0x250) continue
      const hit = this.#longest(text, at, inside)
      if (hit === undefined) continue
      hits.push(hit)
      at = hit.end - 1
      before = KINDS[text.charCodeAt(at)] ?? 0
    }
    return hits
  }

  #insert(sequence: Sequence): void {
    const { units, value } = sequence
    // Behind the first word of an address its dot may be said.
    const first = sequence.entity === 'EMAIL' ? value.search(/[^\p{L}\p{N}]/u) : LOOKED_UP
    const beginning = units.slice(0, Math.min(LOOKED_UP, Math.max(1, first)))
    this.#lengths.add(beginning.length)
    const others = this.#byBeginning.get(beginning)
    if (others === undefined) this.#byBeginning.set(beginning, [sequence])
    else if (!others.some((other) => other.units === units && other.entity === sequence.entity))
      others.push(sequence)
    const start = units.charCodeAt(0)
    // Every unit that folds to it begins it.
    if (start >= 0x80 || (start >= 0x61 && start <= 0x7a)) this.#wide = true
    for (let unit = 0; unit < 0x80; unit++) if (folded(unit) === start) this.#starts[unit] = 1
    this.empty = false
  }

  #longest(text: string, at: number, inside: boolean): SequenceHit | undefined {
    const beginning = beginningAt(text, at)
    let best: SequenceHit | undefined
    for (const length of this.#lengths) {
      if (length > beginning.length) continue
      const sequences = this.#byBeginning.get(beginning.slice(0, length))
      if (sequences === undefined) continue
      this.#looks -= sequences.length
      if (this.#looks < 0) throw new RangeError('The values of a call are too much alike.')
      for (const sequence of sequences) best = better(best, hitAt(text, at, sequence, inside))
    }
    return best
  }
}

function hitAt(
  text: string,
  at: number,
  { entity, value, units, phone }: Sequence,
  inside: boolean,
): SequenceHit | undefined {
  if (inside && !phone) return undefined
  const end = endOf(text, at, units, entity === 'EMAIL')
  const start = end === -1 ? -1 : phone ? prefixStart(text, at) : at
  return start === -1 ? undefined : { entity, value, start, end }
}

/** The longer of two. */
function better(one: SequenceHit | undefined, other: SequenceHit | undefined): SequenceHit | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.end - other.start > one.end - one.start ? other : one
}

/** Digits and letters of a text, folded; what is not seen and what groups is left out. */
function unitsOf(text: string): string {
  let units = ''
  const composed = text.normalize('NFKC')
  for (let at = 0; at < composed.length; at++) {
    const unit = composed.charCodeAt(at)
    if ((KINDS[unit] ?? 0) === 0) continue
    const plain = folded(unit)
    if (plain !== 0) units += String.fromCharCode(plain)
  }
  return units
}

const ISO_DATE = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/
const DAY_FIRST = /^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$/

const TAKEN_APART: Readonly<Record<string, string>> = {
  ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe', æ: 'ae', œ: 'oe', ß: 'ss',
} // prettier-ignore

/** With letters taken apart as keyboards without them do, and the commonest word for a street in each of its writings. */
function writingsOf(value: string): readonly string[] {
  const plain = value.normalize('NFC').toLowerCase()
  const writings = [plain, plain.replaceAll(/[äöüåøæœß]/g, (letter) => TAKEN_APART[letter] ?? letter)]
  if (/stra(?:ss|ß)e|str\./.test(plain))
    for (const street of ['straße', 'strasse', 'str.'])
      writings.push(
        ...writings.slice(0, 2).map((writing) => writing.replaceAll(/stra(?:ss|ß)e|str\./g, street)),
      )
  return writings
}

/** What stands for the whole value: itself, and the lines of an address that tell a house. */
function spellingsOf(entity: Entity, value: string): readonly string[] {
  const spellings = [unitsOf(value)]
  if (entity === 'ADDRESS') {
    for (const part of value.split(/[,;\n]/)) {
      if (!/\d/.test(part) || !/\p{L}{3}/u.test(part)) continue
      // Without the word for a street too: ul. Długa 5, Długa 5.
      spellings.push(unitsOf(part), unitsOf(part.replace(/^\s*\p{L}{1,4}\.?\s+(?=\p{L}{3})/u, '')))
    }
  }
  if (entity === 'IBAN') spellings.push(unitsOf(value).slice(2), unitsOf(value).slice(4))
  if (entity === 'BIRTH_DATE') {
    const [, year = '', month = '', day = ''] = ISO_DATE.exec(value) ?? []
    const [, early = '', middle = '', late = ''] = DAY_FIRST.exec(value) ?? []
    if (year !== '') for (const date of dates(year, month, day)) spellings.push(date)
    if (late !== '') for (const date of dates(late, middle, early)) spellings.push(date)
  }
  return spellings.filter((spelling) => spelling.length > 1)
}

function dates(year: string, month: string, day: string): readonly string[] {
  const [wideMonth, wideDay] = [month.padStart(2, '0'), day.padStart(2, '0')]
  return [year + wideMonth + wideDay, wideDay + wideMonth + year, `${Number(day)}${Number(month)}${year}`]
}

/** Calling codes of two digits (ITU-T E.164, list of assigned country codes); 1 and 7 are of one, the others of three. */
const TWO_DIGIT_CODES = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

/** The digits that every spelling of a phone number has: without calling code and trunk prefix. */
function coresOf(value: string): readonly string[] {
  const digits = value.replaceAll(/\(0\)/g, '').replaceAll(/\D/g, '')
  const international = /^\s*(?:\+|00)/.test(value)
  const cores: string[] = []
  if (international) {
    const national = digits.replace(/^00/, '')
    const code = /^[17]/.test(national) ? 1 : TWO_DIGIT_CODES.test(national) ? 2 : 3
    cores.push(national.slice(code), national.slice(code).replace(/^0/, ''))
  } else cores.push(digits, digits.replace(/^0/, ''))
  return [...new Set(cores)].filter((core) => core.length >= SHORTEST_CORE)
}

/** The first letters and digits from `at` on, folded. */
function beginningAt(text: string, at: number): string {
  let beginning = ''
  let separators = 0
  for (let here = at; here < text.length && beginning.length < LOOKED_UP; here++) {
    const unit = text.charCodeAt(here)
    if ((KINDS[unit] ?? 0) === 0) {
      if (++separators > MOST_SEPARATORS) break
      continue
    }
    separators = 0
    const plain = folded(unit)
    if (plain !== 0) beginning += String.fromCharCode(plain)
  }
  return beginning
}

/** How an at sign, a dot, a hyphen and an underscore are said. */
const SAID_SYMBOLS = new Set(
  `at dot malpa kropka podkreslnik podkreslenie myslnik minus klammeraffe punkt unterstrich bindestrich arobase point tiret arroba punto
  guion chiocciola trattino apenstaartje apestaartje punt streepje ponto hifen snabela prick alfakroll krollalfa bindestreck
  zavinac tecka pomlcka podtrzitko miukumauku piste viiva underscore dash hyphen`.split(/\s+/),
)

/** Offset behind the last unit of a sequence that begins at `at`; -1 when it does not, or goes on in a longer word or number. */
function endOf(text: string, at: number, units: string, said: boolean): number {
  let here = at
  let word = -1
  let wordPlace = 0
  for (let place = 0; place < units.length;) {
    let separators = 0
    let unit = text.charCodeAt(here)
    while (here < text.length && ((KINDS[unit] ?? 0) === 0 || folded(unit) === 0)) {
      if (++separators > MOST_SEPARATORS || !isGrouping(unit)) return -1
      unit = text.charCodeAt(++here)
    }
    if (here >= text.length) return -1
    if (separators > 0) {
      word = here
      wordPlace = place
    }
    if (folded(unit) === units.charCodeAt(place)) {
      here++
      place++
      continue
    }
    const behind = said && word !== -1 ? behindSaidSymbol(text, word) : -1
    if (behind === -1) return -1
    here = behind
    place = wordPlace
    word = -1
  }
  const last = KINDS[text.charCodeAt(here - 1)] ?? 0
  const next = here < text.length ? (KINDS[text.charCodeAt(here)] ?? 0) : 0
  return next !== 0 && (next === ASCII_DIGIT) === (last === ASCII_DIGIT) ? -1 : here
}

/** What may stand between the groups of one value; brackets of a list or a sentence's end may not. */
function isGrouping(unit: number): boolean {
  return !(unit === 0x21 || unit === 0x3f || unit === 0x3b || unit === 0x22 || unit === 0x7b || unit === 0x7d)
}

function behindSaidSymbol(text: string, at: number): number {
  let end = at
  let word = ''
  while (end < text.length && (KINDS[text.charCodeAt(end)] ?? 0) > ASCII_DIGIT) {
    const plain = folded(text.charCodeAt(end++))
    if (plain !== 0) word += String.fromCharCode(plain)
  }
  return SAID_SYMBOLS.has(word) ? end : -1
}

/** Calling code and trunk prefix before the core of a number. */
const PREFIX = /(?:(?:\+|00)[\s.-]?)?(?:\(?\d{1,3}\)?[\s./-]{0,2})?(?:\(0\)|0)?[\s./()-]{0,2}$/

/** Where a number begins whose core begins at `at`; -1 when other digits go before it. */
function prefixStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 14), at)
  const prefix = PREFIX.exec(before)?.[0] ?? ''
  const start = at - prefix.length
  if (!/\d/.test(prefix)) return start + prefix.length - (prefix.endsWith('+') ? 1 : 0)
  return start > 0 && KINDS[text.charCodeAt(start - 1)] === ASCII_DIGIT ? -1 : start + leadingSpace(prefix)
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length
}
