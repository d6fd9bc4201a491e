/** Finds the words of many people's names in a text in one pass over it. */
import { isIdeograph, folded } from '../detectors/folding.ts'
import { isCommonWord, OPENING_WORDS } from './common-words.ts'
import { endingOf, type Spoken } from './inflection.ts'
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

interface Entry {
  readonly name: NamePattern
  readonly word: NameWord
  readonly key: string
}

/** Letters of a folded word by which names are looked up. */
const LOOKED_UP = 3

export class NameIndex {
  /** By the first letters that all forms of a key have in common. */
  readonly #entries = new Map<string, Entry[]>()
  /** Bit for the first two folded letters of a word: most words of a text are no beginning of any name. */
  readonly #starts = new Uint8Array(4096)
  /** Names in scripts without spaces, by their first sign. */
  readonly #unspaced = new Map<string, { readonly text: string; readonly name: NamePattern }[]>()

  constructor(names: readonly NamePattern[]) {
    for (const name of names) {
      for (const word of name.words) for (const key of word.keys) this.#add({ name, word, key })
      for (const text of name.unspaced) entriesOf(this.#unspaced, text.charAt(0)).push({ text, name })
    }
  }

  /** Every hit in order. Also tells of single letters, which may spell a name. */
  find(text: string, spoken: Spoken, onLetter: OnLetter): NameHit[] {
    const hits: NameHit[] = []
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
      if (at - start === 1) onLetter(start, foldedLetter(unit))
      else if (this.#mayStart(text, start, at)) this.#wordAt(text, start, at, spoken, hits)
    }
    return hits
  }

  /** Names of which a key stands at an offset of folded letters that were spelled one by one; the longest only. */
  spelled(letters: string, at: number): { readonly length: number; readonly of: readonly NameMatch[] } | undefined {
    let best: { length: number; of: NameMatch[] } | undefined
    for (const { name, word, key } of this.#lookUp(letters.slice(at, at + LOOKED_UP))) {
      if (key.length < LOOKED_UP || !letters.startsWith(key, at)) continue
      if (best === undefined || key.length > best.length) best = { length: key.length, of: [] }
      if (key.length === best.length) best.of.push({ name, word, strong: true })
    }
    return best
  } // prettier-ignore

  #add(entry: Entry): void {
    const { key, word } = entry
    if (key === '') return
    const shortest = Math.min(key.length, ...word.stems.map(({ stem }) => stem.length))
    entriesOf(this.#entries, key.slice(0, Math.min(LOOKED_UP, shortest))).push(entry)
    this.#starts[startOf(key.charCodeAt(0), key.charCodeAt(1))] = 1
  }

  #mayStart(text: string, start: number, end: number): boolean {
    const first = folded(text.charCodeAt(start))
    const second = folded(text.charCodeAt(start + 1))
    // What is written in several scripts, or with accents or invisible signs of its own, is looked at whole.
    if (first > 0x7f || second > 0x7f || second === 0 || first === 0) return true
    if (this.#starts[startOf(first, second)] === 1) return true
    return end - start > 2 && folded(text.charCodeAt(start + 2)) > 0x24f
  }

  #wordAt(text: string, start: number, end: number, spoken: Spoken, hits: NameHit[]): void {
    const form = foldedWord(text, start, end)
    const of: NameMatch[] = []
    let genitive = true
    for (const { name, word, key } of this.#lookUp(form)) {
      const ending = endingAfter(form, key, word, spoken, name)
      if (ending === undefined) continue
      genitive &&= ending === GENITIVE
      if (of.some((other) => other.word === word)) continue
      of.push({ name, word, strong: isStrong(text, start, form, key, ending) })
    }
    // Annas Konto, Peters bil: the letter is the sentence's.
    if (of.length > 0) hits.push({ start, end: genitive ? end - 1 : end, of })
  }

  *#lookUp(form: string): Generator<Entry> {
    for (let length = Math.min(LOOKED_UP, form.length); length >= 2; length--) {
      const entries = this.#entries.get(form.slice(0, length))
      if (entries !== undefined) yield* entries
    }
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

const WHOLE: NameWord = { keys: [], stems: [], initial: '', last: true, parts: [] }

/** Germanic languages: no ending that a name needs to be read. */
const GENITIVE = 's'

/** What stands behind a name in a form of it; undefined when the form is not of this name. */
function endingAfter(
  form: string,
  key: string,
  word: NameWord,
  spoken: Spoken,
  name: NamePattern,
): string | undefined {
  if (form === key) return ''
  if (key.length >= 3 && form.length === key.length + 1 && form.startsWith(key) && form.endsWith(GENITIVE))
    return GENITIVE
  return endingOf(form, word.stems, spoken, name.slavic)
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

/** Full-width Latin letters are read like Latin ones. */
function isSpaced(unit: number): boolean {
  return !isIdeograph(unit) || (unit >= 0xff21 && unit <= 0xff5a)
}

function startOf(first: number, second: number): number {
  return ((first & 63) << 6) | (second & 63)
}

function entriesOf<T>(map: Map<string, T[]>, key: string): T[] {
  let entries = map.get(key)
  if (entries === undefined) map.set(key, (entries = []))
  return entries
}
