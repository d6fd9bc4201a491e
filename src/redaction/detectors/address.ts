/** Street addresses: a house number with its street, followed by a postcode and a town. */
import { ASCII_DIGIT, ASCII_LETTER, isGlue, kindAt, unitAt } from '../characters.ts'
import type { Scan } from '../scan.ts'
import { isMonth } from './birth-date.ts'
import type { Chain } from './chain.ts'
import { folded } from './folding.ts'
import { LITTLE_WORDS, STREET_WORDS } from './street-words.ts'

/** British, Irish, Latvian, Lithuanian and Maltese postcodes, which follow the town. */
const BEHIND_TOWN =
  /(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[\dW] [A-Z\d]{4}|L[VT]-\d{4,5}|(?:VLT|SLM|STJ|GZR|MSD|BKR|QRM|NXR|MST|SGN|SPB|ATD|RBT|MDN|ZTN|PLA|HMR|MSK|ZBG|FRN|BRG|ISL|BML|LQA|SVR|MXR|ZBR|GHR|NDR|MFN|MGR|LJA|IKL|SWQ|XWK|SGW|DGL|VCT|XLN|XRA|SLC|MRS|BBG|TRX|GDJ|ZRQ|QRD|KKP|MQB|SFI|ZRR|BZN|SNT|STR|KBB|PTA|GSM|BRM) \d{4})(?![A-Za-z\d])/y
const HOUSE_NUMBER = /^\d{1,4}[a-z]?(?:[/-]\w{1,4})?$/i
/** Word, and a full stop or apostrophe inside or behind it. */
const CAPITAL = /^\p{Lu}[\p{L}\p{M}.'’-]*$/u

/** 1052 Budapest, Váci utca 12. */
const STREET_BEHIND_TOWN =
  /,? (?:\p{Lu}[\p{L}.'’-]{0,30} ){1,3}(?:utca|u\.|út|útja|tér|tere|körút|krt\.|sétány|fasor|sor|köz|liget|park|rakpart) \d{1,4}(?:[/-]\w{1,4})?/uy
/** Laugavegur 12, before a postcode of three figures. */
const ICELANDIC_STREET =
  /(?:vegur|vegi|gata|götu|stígur|stíg|braut|hlíð|tún|holt|gerði|strönd|bakki|torg|stræti|melur|hagi|teigur|tangi|flöt) \d{1,3}[a-z]?, $/u

/** Towns whose districts have numbers: Dublin 2 is no house. */
const NUMBERED_TOWNS: ReadonlySet<string> = new Set([
  'Dublin',
  'Paris',
  'Lyon',
  'Marseille',
  'Praha',
  'Wien',
  'Bratislava',
])

/** May stand between a street and its house number. */
const NUMBER_WORDS: ReadonlySet<string> = new Set([
  'nr',
  'nr.',
  'no',
  'no.',
  'n.',
  'nº',
  'n°',
  'č.',
  'č.p.',
  'br.',
  'št.',
  '№',
  'αρ.',
  'номер',
])

const YEAR = /^(?:19|20)\d\d\D/

const REACH = 90
const MOST_WORDS = 12
/** Words between a house number before its street and the word that makes it one. */
const MOST_BETWEEN = 5
const MOST_STREET_WORDS = 6
const MOST_TOWN_WORDS = 5
const LONGEST_TOWN = 60
const LONGEST_STREET_WORD = 12
const SPACE = 0x20
const HYPHEN = 0x2d

/** Adds the address whose postcode is in the chain; its house number may lie before it or in the chain itself. */
export function findAddress(scan: Scan, chain: Chain): void {
  for (let atom = 0; atom < chain.count; atom++) {
    const end =
      chain.letters[atom] === 1
        ? endBehindTown(scan.text, chain, atom)
        : endBeforeTown(scan.text, chain, atom)
    if (end === -1) continue
    const postcode = chain.starts[atom] ?? 0
    const start = streetStart(scan.text, postcode, scan.streetsEnd)
    const behind = chain.letters[atom] === 1 ? end : townEnd(scan.text, end)
    if (start !== -1) {
      add(scan, chain, start, behind)
      return
    }
    STREET_BEHIND_TOWN.lastIndex = behind
    if (chain.letters[atom] === 1 || !STREET_BEHIND_TOWN.test(scan.text)) continue
    add(scan, chain, postcode, STREET_BEHIND_TOWN.lastIndex)
    return
  }
}

/** End of a postcode before a town (DE 12345, AT 1234, NL 1234 AB, PL 12-345, PT 1234-567, CZ SE SK GR 123 45, RO 123456, LU L-1234); -1 when there is none. */
function endBeforeTown(text: string, chain: Chain, atom: number): number {
  const start = chain.starts[atom] ?? 0
  let end = chain.ends[atom] ?? 0
  const gap = chain.gaps[atom + 1]
  const next = atom + 1 < chain.count ? (chain.ends[atom + 1] ?? 0) - (chain.starts[atom + 1] ?? 0) : 0
  const length = end - start
  if (length < 2 || length > 6 || isGlue(text, start - 1)) return -1
  const letters = chain.letters[atom + 1] === 1
  if (length === 2 && next === 3 && gap === HYPHEN && !letters) end += 4
  else if (length === 3 && next === 2 && gap === SPACE && !letters) end += 3
  else if (length === 4 && next === 3 && gap === HYPHEN && !letters) end += 4
  else if (
    length === 4 &&
    next === 2 &&
    gap === SPACE &&
    letters &&
    /[A-Z]{2}/.test(text.slice(end, end + 3))
  )
    end += 3
  else if (length === 3 && ICELANDIC_STREET.test(text.slice(Math.max(0, start - 32), start))) {
    return isTown(text, end) ? end : -1
  } else if (length < 4) return -1
  if (isTown(text, end)) return end
  return length === 4 && letters && end > start + 4 && isTown(text, start + 4) ? start + 4 : -1
}

/** A space, or a comma and one, and a word of two letters or more that begins with a capital. */
function isTown(text: string, at: number): boolean {
  const start = unitAt(text, at) === 0x2c ? at + 2 : at + 1
  if (unitAt(text, start - 1) !== SPACE || kindAt(text, start) < ASCII_LETTER) return false
  if (kindAt(text, start + 1) < ASCII_LETTER && unitAt(text, start + 1) !== 0x27) return false
  const first = text.charAt(start)
  // Short words in capitals are codes: 1014 PL61.
  return first !== first.toLowerCase() && kindAt(text, start + 2) !== ASCII_DIGIT
}

function endBehindTown(text: string, chain: Chain, atom: number): number {
  const start = chain.starts[atom] ?? 0
  if ((chain.ends[atom] ?? 0) - start > 3 || chain.letters[atom + 1] !== 0 || isGlue(text, start - 1))
    return -1
  BEHIND_TOWN.lastIndex = start
  return BEHIND_TOWN.test(text) ? BEHIND_TOWN.lastIndex : -1
}

function add(scan: Scan, chain: Chain, start: number, end: number): void {
  scan.add('ADDRESS', 'address', start, end, 0.8)
  scan.streetsEnd = end
  for (let atom = 0; atom < chain.count; atom++) {
    if ((chain.starts[atom] ?? 0) >= start && (chain.starts[atom] ?? 0) < end) chain.covered[atom] = 1
  }
}

/** Start of the street and house number that end before the postcode at `at`; -1 when there are none. */
function streetStart(text: string, at: number, floor: number): number {
  const limit = Math.max(floor, at - REACH)
  let end = at
  let lastStreetWord = -1
  for (let words = 0; words < MOST_WORDS; words++) {
    const wordEnd = skipSpacesBack(text, end, limit)
    const start = wordStart(text, wordEnd, limit)
    if (start === wordEnd || (start === limit && start > floor)) return -1
    if (kindAt(text, start) === ASCII_DIGIT) {
      if (HOUSE_NUMBER.test(text.slice(start, wordEnd))) {
        const street = firstStreetWord(text, start, limit)
        // May 12, 1971 Leeds
        if (street !== -1)
          return YEAR.test(text.slice(at, at + 5)) && isMonth(text.slice(street, start - 1)) ? -1 : street
        // 12 bis rue des Lilas; 39B Victoria Avenue
        if (
          lastStreetWord !== -1 &&
          words - lastStreetWord <= MOST_BETWEEN &&
          (unitAt(text, wordEnd) === SPACE || unitAt(text, wordEnd) === 0x2c)
        )
          return start
      }
    } else if (STREET_WORDS.has(fold(text.slice(start, wordEnd)))) {
      lastStreetWord = words
    }
    end = start
  }
  return -1
}

function skipSpacesBack(text: string, at: number, limit: number): number {
  let end = at
  while (end > limit && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

function wordStart(text: string, end: number, limit: number): number {
  let start = end
  while (start > limit && !isSpace(text.charCodeAt(start - 1))) start--
  return start
}

/** Spaces, and the comma, colon and semicolon that end a part of an address. */
function isSpace(unit: number): boolean {
  return unit <= SPACE || unit === 0xa0 || unit === 0x2c || unit === 0x3a || unit === 0x3b
}

/** Start of the first word of the street whose house number begins at `at`; -1 when no street stands before it. */
function firstStreetWord(text: string, at: number, limit: number): number {
  let first = -1
  let named = false
  let end = at
  for (let words = 0; words < MOST_STREET_WORDS; words++) {
    const wordEnd = end - 1
    // One space, and nothing that closes a part.
    if (unitAt(text, wordEnd) !== SPACE || wordEnd <= limit || isSpace(text.charCodeAt(wordEnd - 1))) break
    const start = wordStart(text, wordEnd, limit)
    const word = text.slice(start, wordEnd)
    // Strada Lungă nr. 12
    if (words === 0 && NUMBER_WORDS.has(word)) {
      end = start
      continue
    }
    if (words === 0 && NUMBERED_TOWNS.has(word)) break
    const capital = CAPITAL.test(word)
    const key = capital ? '' : fold(word)
    const street = !capital && STREET_WORDS.has(key)
    if (!street && !capital && (words === 0 || !LITTLE_WORDS.has(key))) break
    if (street || capital) first = start
    named ||= street || word.length > 2
    end = start
  }
  return named ? first : -1
}

/** A word in small letters without accents and without the full stop or slash behind it. */
function fold(word: string): string {
  if (word.length > LONGEST_STREET_WORD) return ''
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
    if (CAPITAL.test(word) || district) end = next
    else if (words === 0 || !LITTLE_WORDS.has(fold(word))) break
    if (district) break
    at = next
  }
  const province = /^ \([A-Z]{2}\)/.exec(text.slice(end, end + 5))
  return province === null ? end : end + 5
}
