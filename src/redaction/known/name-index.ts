/** Finds the words of many people's names in a text in one pass over it. */
import { isIdeograph, folded } from '../detectors/folding.ts'
import { isCommonWord, OPENING_WORDS } from './common-words.ts'
import { endingOf, type Spoken, type Stem } from './inflection.ts'
import { foldedLetter, foldedWord, isNameUnit, type NamePattern, type NameWord } from './name-words.ts'

/** A word of the text that is one of a name. */
export interface NameHit {
  /** What is to be taken out: UTF-16 units. */
  readonly start: number
  readonly end: number
  /** Names that it may be of, each with the word that it is. */
  readonly of: readonly NameMatch[]
}

export interface NameMatch {
  readonly name: NamePattern
  readonly word: NameWord
  /** It is a name by itself; a word of everyday language is not, nor is one of two letters. */
  readonly strong: boolean
}

/** One spelling of a word, and the names that have it. */
interface Entry {
  readonly key: string
  readonly stems: readonly Stem[]
  readonly of: { readonly name: NamePattern; readonly word: NameWord }[]
  slavic: boolean
}

/** Letters of a folded word by which names are looked up. */
const LOOKED_UP = 4
const SHORTEST_LOOKED_UP = 2
/** Whose a word is that more people have than that is not told. */
const MOST_NAMES = 16
/** Looks at names for each unit of a text, and besides: only names made up to be alike cost more. */
const MOST_LOOKS = 16
const LOOKS_BESIDES = 1_000_000

export class NameIndex {
  readonly #byKey = new Map<string, Entry>()
  /** By the first letters that all forms of a key have in common. */
  readonly #entries = new Map<string, Entry[]>()
  /** Bit for the first two folded letters of a word: most words of a text are no beginning of any name. */
  readonly #starts = new Uint8Array(4096)
  /** Names in scripts without spaces, by their first sign. */
  readonly #unspaced = new Map<string, { readonly text: string; readonly name: NamePattern }[]>()

  /** That the text which is read may still cost. */
  #looks = LOOKS_BESIDES

  constructor(names: readonly NamePattern[]) {
    for (const name of names) {
      for (const word of name.words) for (const key of word.keys) this.#add(key, name, word)
      for (const text of name.unspaced) entriesOf(this.#unspaced, text.charAt(0)).push({ text, name })
    }
  }

  /** Every hit in order. Also tells of single letters, which may spell a name. Throws a `RangeError` for names made to be slow. */
  find(text: string, spoken: Spoken, onLetter: OnLetter): NameHit[] {
    const hits: NameHit[] = []
    this.#looks = LOOKS_BESIDES + text.length * MOST_LOOKS
    const { length } = text
    for (let at = 0; at < length;) {
      const unit = text.charCodeAt(at)
      if (!isNameUnit(unit)) {
        at++
        continue
      }
      if (!isSpaced(unit)) {
        at = this.#unspacedAt(text, at, hits)
        continue
      }
      const start = at
      while (at < length && isNameUnit(text.charCodeAt(at)) && isSpaced(text.charCodeAt(at))) at++
      const broken = brokenEnd(text, start, at)
      if (
        broken !== -1 &&
        this.#mayStart(text, start, at) &&
        this.#wordAt(text, start, broken, spoken, hits, true)
      )
        at = broken
      else if (at - start === 1) onLetter(start, foldedLetter(unit))
      else if (this.#mayStart(text, start, at)) this.#wordAt(text, start, at, spoken, hits)
    }
    return hits
  }

  /** Names of which a key stands at an offset of folded letters that were spelled one by one; the longest only. */
  spelled(letters: string, at: number): { readonly length: number; readonly of: readonly NameMatch[] } | undefined {
    let best: { length: number; of: NameMatch[] } | undefined
    for (let length = Math.min(LOOKED_UP, letters.length - at); length >= SHORTEST_LOOKED_UP; length--) {
      for (const { key, of } of this.#entries.get(letters.slice(at, at + length)) ?? []) {
        if (key.length < SHORTEST_SPELLED || key.length <= (best?.length ?? 0) || !letters.startsWith(key, at)) continue
        best = { length: key.length, of: of.slice(0, MOST_NAMES).map((owner) => ({ ...owner, strong: true })) }
      }
    }
    return best
  } // prettier-ignore

  #add(key: string, name: NamePattern, word: NameWord): void {
    if (key === '') return
    let entry = this.#byKey.get(key)
    if (entry === undefined) {
      this.#byKey.set(key, (entry = { key, stems: word.stems, of: [], slavic: false }))
      let shortest = Math.min(LOOKED_UP, key.length)
      for (const { stem } of word.stems) {
        const common = shared(stem, key)
        // Those of another spelling are found by it.
        if (common >= SHORTEST_LOOKED_UP) shortest = Math.min(shortest, common)
      }
      entriesOf(this.#entries, key.slice(0, shortest)).push(entry)
      this.#starts[startOf(key.charCodeAt(0), key.charCodeAt(1))] = 1
    }
    entry.slavic ||= name.slavic
    entry.of.push({ name, word })
  }

  #mayStart(text: string, start: number, end: number): boolean {
    const first = folded(text.charCodeAt(start))
    const second = folded(text.charCodeAt(start + 1))
    // What is written in several scripts, or with accents or invisible signs of its own, is looked at whole.
    if (first > 0x7f || second > 0x7f || second === 0 || first === 0) return true
    if (this.#starts[startOf(first, second)] === 1) return true
    return end - start > 2 && folded(text.charCodeAt(start + 2)) > 0x24f
  }

  #wordAt(
    text: string,
    start: number,
    end: number,
    spoken: Spoken,
    hits: NameHit[],
    broken = false,
  ): boolean {
    const form = broken ? unbroken(text, start, end) : foldedWord(text, start, end)
    const of: NameMatch[] = []
    let genitive = true
    for (let length = Math.min(LOOKED_UP, form.length); length >= SHORTEST_LOOKED_UP; length--) {
      const entries = this.#entries.get(form.slice(0, length))
      if (entries === undefined) continue
      this.#looks -= entries.length
      if (this.#looks < 0) throw new RangeError('The names of a call are too much alike.')
      for (const entry of entries) {
        const ending = endingAfter(form, entry, spoken)
        if (ending === undefined) continue
        genitive &&= ending === GENITIVE
        const strong = isStrong(text, start, form, entry.key, ending)
        for (const { name, word } of entry.of) {
          if (of.length >= MOST_NAMES) break
          if (!of.some((other) => other.word === word)) of.push({ name, word, strong })
        }
      }
    }
    // Annas Konto, Peters bil: the letter is the sentence's.
    if (of.length > 0) hits.push({ start, end: genitive ? end - 1 : end, of })
    return of.length > 0
  }

  #unspacedAt(text: string, at: number, hits: NameHit[]): number {
    const entries = this.#unspaced.get(text.charAt(at)) ?? []
    let end = at
    let of: NameMatch[] = []
    for (const { text: name, name: pattern } of entries) {
      if (!text.startsWith(name, at) || at + name.length < end) continue
      if (at + name.length > end) of = []
      end = at + name.length
      of.push({ name: pattern, word: WHOLE, strong: true })
    }
    if (end === at) return at + 1
    hits.push({ start: at, end, of })
    return end
  }
}

/** Told of each single letter, folded, and where it stands. */
export type OnLetter = (at: number, letter: number) => void

/** Fewer letters are initials. */
const SHORTEST_SPELLED = 3

const WHOLE: NameWord = { keys: [], stems: [], initial: '', last: true, parts: [] }

/** Germanic languages: no ending that a name needs to be read. */
const GENITIVE = 's'

/** What stands behind a name in a form of it; undefined when the form is not of this name. */
function endingAfter(form: string, { key, stems, slavic }: Entry, spoken: Spoken): string | undefined {
  if (form === key) return ''
  if (key.length >= 3 && form.length === key.length + 1 && form.startsWith(key) && form.endsWith(GENITIVE))
    return GENITIVE
  return endingOf(form, stems, spoken, slavic)
}

function isStrong(text: string, start: number, form: string, key: string, ending: string): boolean {
  const written = text.charAt(start)
  const cased = written !== written.toLowerCase()
  const common = isCommonWord(form) || (ending === GENITIVE && isCommonWord(key))
  if (key.length < 3 || common) {
    return cased && ending.length < 2 && !(OPENING_WORDS.has(form) && opensSentence(text, start))
  }
  return cased || form.length >= (ending === '' ? 3 : 4)
}

const BEHIND_A_SENTENCE = /(?:^|[.!?…:¿¡\n\r])[\s"'„“”«»([-]{0,4}$/

function opensSentence(text: string, start: number): boolean {
  return BEHIND_A_SENTENCE.test(text.slice(Math.max(0, start - 8), start))
}

/** UTF-16 units from the hyphen to the rest of a word: a line end, and how the next line is indented or quoted. */
const FARTHEST_REST = 8

/** Where the rest of a word ends that a hyphen breaks off at the end of a line; -1 when none does. */
function brokenEnd(text: string, start: number, end: number): number {
  const hyphen = text.charCodeAt(end)
  const soft = text.charCodeAt(end - 1) === 0xad
  if (hyphen !== 0x2d && hyphen !== 0x2010 && !soft) return -1
  let rest = soft ? end : end + 1
  let lines = 0
  for (; rest - end < FARTHEST_REST && rest < text.length; rest++) {
    const unit = text.charCodeAt(rest)
    if (unit === 0x0a) lines++
    else if (unit !== 0x0d && unit !== 0x20 && unit !== 0x09 && unit !== 0x3e) break
  }
  if (lines !== 1) return -1
  let behind = rest
  while (
    behind - start < LONGEST_BROKEN &&
    isNameUnit(text.charCodeAt(behind)) &&
    isSpaced(text.charCodeAt(behind))
  )
    behind++
  return behind === rest ? -1 : behind
}

function unbroken(text: string, start: number, end: number): string {
  const word = text.slice(start, end).replaceAll(/[-\u2010\s>]+/g, '')
  return foldedWord(word, 0, word.length)
}

/** UTF-16 units: no word of a name is longer. */
const LONGEST_BROKEN = 80

/** Full-width Latin letters are read like Latin ones. */
function isSpaced(unit: number): boolean {
  return !isIdeograph(unit) || (unit >= 0xff21 && unit <= 0xff5a)
}

/** Letters that two words begin with. */
function shared(one: string, other: string): number {
  let length = 0
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length++
  return length
}

function startOf(first: number, second: number): number {
  return ((first & 63) << 6) | (second & 63)
}

function entriesOf<T>(map: Map<string, T[]>, key: string): T[] {
  let entries = map.get(key)
  if (entries === undefined) map.set(key, (entries = []))
  return entries
}
