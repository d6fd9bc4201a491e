/** Street addresses: a house number with its street, followed by a postcode and a town. */
import { ASCII_DIGIT, kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import type { Chain } from './chain.ts'
import { folded } from './folding.ts'
import { LITTLE_WORDS, STREET_WORDS } from './street-words.ts'

/** Postcodes of Europe before a town: DE FR IT ES, AT BE DK NL, PL, PT, CZ SE SK GR. */
const BEFORE_TOWN =
  /(?:[A-Z]{1,2}-)?(?:\d{5}|\d{4}-\d{3}|\d{4}(?: ?[A-Z]{2}(?![A-Za-z]))?|\d{2}-\d{3}|\d{3} \d{2})(?!\d)(?=,? \p{Lu})/uy
/** British and Irish postcodes, which follow the town. */
const BEHIND_TOWN = /[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![A-Za-z\d])/y
const HOUSE_NUMBER = /^\d{1,4}[a-z]?(?:[/-]\w{1,4})?$/iu

const REACH = 90
const MOST_WORDS = 12
const MOST_STREET_WORDS = 6
const MOST_TOWN_WORDS = 5
const LONGEST_TOWN = 60

/** Adds the address whose postcode is in the chain; its house number may lie before it or in the chain itself. */
export function findAddress(scan: Scan, chain: Chain): void {
  const { text } = scan
  for (let atom = 0; atom < chain.count; atom++) {
    const start = chain.starts[atom] ?? 0
    const length = (chain.ends[atom] ?? 0) - start
    if (chain.letters[atom] === 1) {
      if (length <= 2 && findBehindTown(scan, chain, atom, start)) return
      continue
    }
    if (length < 2 || length > 5 || kindAt(text, start - 1) !== 0) continue
    BEFORE_TOWN.lastIndex = start
    if (!BEFORE_TOWN.test(text)) continue
    const from = streetStart(text, start)
    if (from === -1) continue
    add(scan, chain, from, townEnd(text, BEFORE_TOWN.lastIndex))
    return
  }
}

function findBehindTown(scan: Scan, chain: Chain, atom: number, start: number): boolean {
  if (kindAt(scan.text, start - 1) !== 0 || chain.letters[atom + 1] !== 0) return false
  BEHIND_TOWN.lastIndex = start
  if (!BEHIND_TOWN.test(scan.text)) return false
  const from = streetStart(scan.text, start)
  if (from === -1) return false
  add(scan, chain, from, BEHIND_TOWN.lastIndex)
  return true
}

function add(scan: Scan, chain: Chain, start: number, end: number): void {
  scan.add('ADDRESS', 'address', start, end, 0.8)
  for (let atom = 0; atom < chain.count; atom++) {
    if ((chain.starts[atom] ?? 0) >= start && (chain.starts[atom] ?? 0) < end) chain.covered[atom] = 1
  }
}

/** A word between spaces, without the punctuation around it. */
interface Word {
  readonly start: number
  readonly text: string
  /** A comma or colon parts it from the next. */
  readonly closed: boolean
}

/** Start of the street and house number that end before the postcode at `at`; -1 when there are none. */
function streetStart(text: string, at: number): number {
  // Most postcodes are none: without a digit in the words before there is no house number.
  if (!holdsDigit(text, Math.max(0, at - REACH), at)) return -1
  const words = wordsBefore(text, at)
  for (let index = words.length - 1; index >= 0; index--) {
    const word = words[index]
    if (word === undefined || !HOUSE_NUMBER.test(word.text)) continue
    const first = firstStreetWord(words, index)
    if (first !== -1) return words[first]?.start ?? -1
    // 12 bis rue des Lilas; 39B Victoria Avenue
    if (
      !word.closed &&
      words.slice(index + 1, index + 6).some(({ text: next }) => STREET_WORDS.has(fold(next)))
    )
      return word.start
  }
  return -1
}

function holdsDigit(text: string, from: number, to: number): boolean {
  for (let at = to - 1; at >= from; at--) if (kindAt(text, at) === ASCII_DIGIT) return true
  return false
}

function wordsBefore(text: string, at: number): readonly Word[] {
  const limit = Math.max(0, at - REACH)
  const words: Word[] = []
  let end = at
  let closed = false
  while (end > limit && words.length < MOST_WORDS) {
    const unit = text.charCodeAt(end - 1)
    if (unit <= 0x20 || unit === 0xa0 || unit === 0x2c || unit === 0x3a || unit === 0x3b) {
      closed ||= unit !== 0x20 && unit !== 0xa0
      end--
      continue
    }
    let start = end
    while (start > limit && !isSpace(text.charCodeAt(start - 1))) start--
    if (start === limit && start > 0) break
    words.unshift({ start, text: text.slice(start, end), closed })
    end = start
    closed = false
  }
  return words
}

function isSpace(unit: number): boolean {
  return unit <= 0x20 || unit === 0xa0 || unit === 0x2c || unit === 0x3a || unit === 0x3b
}

/** The first word of the street whose house number is at `index`; -1 when no street stands before it. */
function firstStreetWord(words: readonly Word[], index: number): number {
  let first = index
  let named = false
  for (let at = index - 1; at >= 0 && index - at <= MOST_STREET_WORDS; at--) {
    const word = words[at]
    if (word === undefined || word.closed) break
    const street = STREET_WORDS.has(fold(word.text))
    const capital = isCapital(word.text)
    if (!street && !capital && !LITTLE_WORDS.has(fold(word.text))) break
    if (at === index - 1 && !street && !capital) break
    if (street || capital) first = at
    named ||= street || (capital && word.text.length > 2)
  }
  return named ? first : -1
}

function isCapital(word: string): boolean {
  return /^\p{Lu}[\p{L}\p{M}.'’-]*$/u.test(word)
}

/** A word in small letters without accents and without the full stop or slash behind it. */
function fold(word: string): string {
  let result = ''
  for (let at = 0; at < word.length; at++) {
    const unit = folded(word.charCodeAt(at))
    if (unit !== 0 && unit !== 0x2e && unit !== 0x2f) result += String.fromCharCode(unit)
  }
  return result
}

/** End of the town behind a postcode: words with a capital, little words between them, `Praha 1`, `(MI)`. */
function townEnd(text: string, from: number): number {
  let end = from
  let at = from
  const limit = Math.min(text.length, from + LONGEST_TOWN)
  for (let words = 0; words < MOST_TOWN_WORDS && at < limit; words++) {
    if (words === 0 && unitAt(text, at) === 0x2c) at++
    if (unitAt(text, at) !== 0x20) break
    let next = at + 1
    while (next < limit && (kindAt(text, next) !== 0 || "'’-".includes(text.charAt(next)))) next++
    const word = text.slice(at + 1, next)
    const district = words > 0 && /^\d{1,2}$/.test(word)
    if (isCapital(word) || district) end = next
    else if (words === 0 || !LITTLE_WORDS.has(fold(word))) break
    if (district) break
    at = next
  }
  const province = /^ \([A-Z]{2}\)/.exec(text.slice(end, end + 5))
  return province === null ? end : end + 5
}
