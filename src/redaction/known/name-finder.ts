/** Puts the words of names that stand together in a text together: given name, surname, initials, what is spelled. */
import { folded } from '../detectors/folding.ts'
import type { Spoken } from './inflection.ts'
import { NameIndex, type NameHit, type NameMatch } from './name-index.ts'
import { foldedWord, isNameUnit, type NamePattern, type NameWord } from './name-words.ts'

/** A place in a text where names of one person stand. */
export interface FoundName {
  readonly start: number
  readonly end: number
  /** The name that it is of; undefined when it may be of several. */
  readonly of: string | undefined
  /** Several words of the name, or a surname that is no word: so it is told in an identifier too. */
  readonly telling: boolean
}

/** UTF-16 units between two words of one name: a particle or a second name may stand there. */
const LONGEST_GAP = 24
const BARE_GAP = /^\s{0,3}[,.'’ʼ`´‘‐‑-]?\s{0,3}$/
const SECOND_NAME = /^[ \u00a0]\p{Lu}[\p{L}\p{M}]*\.?[ \u00a0]$/u
const INITIAL_BEFORE = /(?<![\p{L}\p{N}])(\p{Lu})(\.?)([ \u00a0]?)$/u
const INITIAL_AFTER = /^(?:,? ?|\u00a0)(\p{Lu})(?![\p{L}\p{N}])/u
/** Letters that spell a name one by one: fewer are initials. */
const SHORTEST_SPELLED = 3
const LONGEST_SPELLED = 64
const TELLING_SURNAME = 5

export class NameFinder {
  readonly #index: NameIndex

  constructor(names: readonly NamePattern[]) {
    this.#index = new NameIndex(names)
  }

  find(text: string, spoken: Spoken): FoundName[] {
    const spelling = new Spelling(text)
    const hits = this.#index.find(text, spoken, (at, letter) => spelling.add(at, letter))
    const spelled = spelling.hits(this.#index)
    if (spelled.length > 0) {
      hits.push(...spelled)
      hits.sort((one, other) => one.start - other.start)
    }
    const found: FoundName[] = []
    let group: Group | undefined
    for (const hit of hits) {
      if (group?.take(hit) === true) continue
      const name = group?.found()
      if (name !== undefined) found.push(name)
      group = new Group(text, hit)
    }
    const last = group?.found()
    if (last !== undefined) found.push(last)
    return found
  }
}

/** Hits that stand together and may be of one name. */
class Group {
  readonly #text: string
  #start: number
  #end: number
  readonly #words = new Map<
    NamePattern,
    { readonly words: Set<NameWord>; strong: boolean; telling: boolean }
  >()

  constructor(text: string, hit: NameHit) {
    this.#text = text
    this.#start = hit.start
    this.#end = hit.end
    for (const match of hit.of) this.#note(match, hit)
  }

  /** False when the hit begins another name. */
  take(hit: NameHit): boolean {
    const gap = hit.start - this.#end
    if (gap < 0 || gap > LONGEST_GAP) return gap < 0 && hit.end <= this.#end
    const matches = hit.of.filter(({ name, word }) => {
      const known = this.#words.get(name)
      return known !== undefined && isNew(word, known.words) && this.#isJoined(hit.start, name)
    })
    if (matches.length === 0) return false
    const kept = new Set(matches.map(({ name }) => name))
    for (const name of this.#words.keys()) if (!kept.has(name)) this.#words.delete(name)
    for (const match of matches) this.#note(match, hit)
    this.#end = hit.end
    return true
  }

  found(): FoundName | undefined {
    const strong = [...this.#words].filter(([, seen]) => seen.strong || weightOf(seen.words) > 1)
    const [first] = strong
    if (first === undefined) return undefined
    const [name, { words, telling }] = first
    const others = strong.some(([other]) => other.value !== name.value)
    const extent = others ? { start: this.#start, end: this.#end } : this.#withInitials(name, words)
    return {
      ...extent,
      of: others ? undefined : name.value,
      telling: telling || weightOf(words) > 1,
    }
  }

  #note({ name, word, strong }: NameMatch, hit: NameHit): void {
    let seen = this.#words.get(name)
    if (seen === undefined)
      this.#words.set(name, (seen = { words: new Set(), strong: false, telling: false }))
    seen.words.add(word)
    seen.strong ||= strong
    seen.telling ||= strong && word.last && hit.end - hit.start >= TELLING_SURNAME
  }

  #isJoined(start: number, name: NamePattern): boolean {
    const gap = this.#text.slice(this.#end, start)
    if (BARE_GAP.test(gap)) return gap.length <= 4
    if (SECOND_NAME.test(gap)) return true
    if (/[^\p{L}\p{M}\s'’]/u.test(gap)) return false
    const words = gap.match(/[\p{L}\p{M}]+/gu) ?? []
    return words.every((word) => name.particles.has(foldedWord(word, 0, word.length)))
  }

  /** Initials of the name's other words beside what was found, and its particles before it. */
  #withInitials(name: NamePattern, words: ReadonlySet<NameWord>): { start: number; end: number } {
    const text = this.#text
    let [start, end] = [this.#start, this.#end]
    start = this.#particlesBefore(name, start)
    if (!mayEndInCapital(text, start) && !mayBeginWithCapital(text, end)) return { start, end }
    const initials = new Set(name.words.filter((word) => !words.has(word)).map(({ initial }) => initial))
    for (let times = 0; times < 2; times++) {
      const before = INITIAL_BEFORE.exec(text.slice(Math.max(0, start - 4), start))
      if (before === null || !initials.has(foldedInitial(before[1])) || before[0].length === 1) break
      start -= before[0].length
    }
    const after = INITIAL_AFTER.exec(text.slice(end, end + 4))
    if (after !== null && after[0].length > 1 && initials.has(foldedInitial(after[1]))) end += after[0].length
    return { start, end }
  }

  #particlesBefore({ particles }: NamePattern, from: number): number {
    const text = this.#text
    let start = from
    while (particles.size > 0) {
      let end = start
      while (end > 0 && start - end < 3 && /[\s'’]/.test(text.charAt(end - 1))) end--
      let begin = end
      while (begin > 0 && isNameUnit(text.charCodeAt(begin - 1))) begin--
      if (begin === end || end === start || !particles.has(foldedWord(text, begin, end))) break
      start = begin
    }
    return start
  }
}

/** A capital stands right before, its dot and a space aside. */
function mayEndInCapital(text: string, at: number): boolean {
  let before = at - 1
  while (before >= 0 && before > at - 3 && isBetween(text.charCodeAt(before))) before--
  return before < at - 1 && isCapital(text.charAt(before))
}

/** A capital stands behind a space. */
function mayBeginWithCapital(text: string, at: number): boolean {
  let behind = at
  while (behind < at + 2 && isBetween(text.charCodeAt(behind))) behind++
  return behind > at && isCapital(text.charAt(behind))
}

/** Space, no-break space, dot, comma. */
function isBetween(unit: number): boolean {
  return unit === 0x20 || unit === 0xa0 || unit === 0x2e || unit === 0x2c
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase()
}

/** The word is none of those, nor written as one with any of them. */
function isNew(word: NameWord, words: ReadonlySet<NameWord>): boolean {
  for (const other of words) {
    if (other === word || other.parts.includes(word) || word.parts.includes(other)) return false
    if (other.parts.some((part) => word.parts.includes(part))) return false
  }
  return true
}

/** How many words of the name they are. */
function weightOf(words: ReadonlySet<NameWord>): number {
  let weight = 0
  for (const { parts } of words) weight += Math.max(1, parts.length)
  return weight
}

function foldedInitial(letter: string | undefined): string {
  return String.fromCharCode(folded((letter ?? '').charCodeAt(0)))
}

/** Gathers letters that stand one by one, `K-O-W-A-L-S-K-I`, and finds names in each run of them. */
class Spelling {
  readonly #text: string
  readonly #runs: { letters: string; readonly places: number[] }[] = []

  constructor(text: string) {
    this.#text = text
  }

  add(at: number, letter: number): void {
    const run = this.#runs.at(-1)
    const last = run?.places.at(-1)
    if (run !== undefined && last !== undefined && run.letters.length < LONGEST_SPELLED) {
      if (/^[^\p{L}\p{N}]{1,3}$/u.test(this.#text.slice(last + 1, at))) {
        run.letters += String.fromCharCode(letter)
        run.places.push(at)
        return
      }
      if (run.letters.length < SHORTEST_SPELLED) this.#runs.pop()
    }
    this.#runs.push({ letters: String.fromCharCode(letter), places: [at] })
  }

  hits(index: NameIndex): readonly NameHit[] {
    const hits: NameHit[] = []
    for (const { letters, places } of this.#runs) {
      if (letters.length < SHORTEST_SPELLED) continue
      for (let at = 0; at < letters.length; at++) {
        const spelled = index.spelled(letters, at)
        if (spelled === undefined) continue
        const last = at + spelled.length - 1
        hits.push({ start: places[at] ?? 0, end: (places[last] ?? 0) + 1, of: spelled.of })
        at = last
      }
    }
    return hits
  }
}
