/** Cue words: the words before, after or above a number that say what it is, all read by one walk over one tree. */
import { ASCII_DIGIT, ASCII_LETTER, KINDS } from '../characters.ts'
import { folded, isIdeograph } from './folding.ts'

/** A list of cue words. Its number is what the hits in a text are told apart by. */
export type CueList = number & { readonly list: unique symbol }

/** Where cue words stand in a text: three parallel columns, in the order in which the words begin. */
export interface CueHits {
  readonly lists: number[]
  readonly starts: number[]
  readonly ends: number[]
}

interface Ending {
  readonly list: CueList
  /** The word may go on. */
  readonly open: boolean
}

/** Stands for up to two separators between the words of a cue. */
const GAP = 0x20
const MOST_SEPARATORS = 2
/** Letters that an open word may still have. */
const LONGEST_TAIL = 40

/** Children of all nodes, by node times 65,536 plus unit: one map is quicker to fill than thousands. */
const children = new Map<number, number>()
const endings: Ending[][] = [[]]
/** Whether any cue begins with a unit. */
const begins = new Uint8Array(0x1_0000)
/** Cues are added twice when two lists share a word; each list is made once. */
let lists = 0

/**
 * Compiles cue words into a list. Case and accents do not count. A space, hyphen or full stop in a cue matches any or
 * no separator (`steuer id` finds `Steuer-ID`, `steuer_id` and `SteuerID`); a trailing `*` lets the word go on.
 */
export function compileCues(cues: readonly string[]): CueList {
  const list = ++lists as CueList
  for (const cue of cues) {
    const open = cue.endsWith('*')
    const words = (open ? cue.slice(0, -1) : cue)
      .normalize('NFC')
      .split(/[ .-]+/)
      .filter((word) => word !== '')
    for (const spelling of spellings(words)) insert(spelling, { list, open })
  }
  return list
}

/** Every way to join the words, each gap written or not; of a long phrase only with all gaps or none. */
function spellings(words: readonly string[]): readonly string[] {
  if (words.length > 4) return [words.join(' '), words.join('')]
  return words
    .slice(1)
    .reduce<readonly string[]>(
      (before, word) => before.flatMap((start) => [`${start} ${word}`, start + word]),
      [words[0] ?? ''],
    )
}

function insert(word: string, ending: Ending): void {
  let node = 0
  for (let at = 0; at < word.length; at++) {
    const unit = folded(word.charCodeAt(at))
    if (unit === 0) continue
    if (node === 0) begins[unit] = 1
    const key = node * 0x1_0000 + unit
    let next = children.get(key)
    if (next === undefined) {
      next = endings.length
      endings.push([])
      children.set(key, next)
    }
    node = next
  }
  const known = endings[node]
  if (known?.some(({ list, open }) => list === ending.list && open === ending.open) === false)
    known.push(ending)
}

/** Adds every cue that begins in `from..to` to the hits; returns the end of the last word, which may lie behind `to`. */
export function readCues(text: string, from: number, to: number, hits: CueHits): number {
  let at = from
  for (; at < to; at++) {
    const unit = text.charCodeAt(at)
    const kind = KINDS[unit] ?? 0
    if (kind < ASCII_LETTER) {
      // A sign such as `№` may begin a cue; a digit never does.
      if (kind === ASCII_DIGIT || unit < 0x80 || begins[unit] === 0) continue
    }
    if (begins[folded(unit)] === 1) readCue(text, at, hits)
    if (isIdeograph(unit)) continue
    // On to the end of the word: no cue begins inside one.
    while (at + 1 < text.length && (KINDS[text.charCodeAt(at + 1)] ?? 0) >= ASCII_LETTER) at++
  }
  return at
}

function readCue(text: string, start: number, hits: CueHits): void {
  let node = 0
  let at = start
  while (at < text.length) {
    const unit = folded(text.charCodeAt(at))
    let next = unit === 0 ? node : children.get(node * 0x1_0000 + unit)
    at++
    if (next === undefined) {
      if (!isSeparator(unit)) return
      next = children.get(node * 0x1_0000 + GAP)
      if (next === undefined) return
      for (let more = 1; more < MOST_SEPARATORS && isSeparator(text.charCodeAt(at)); more++) at++
    }
    node = next
    const found = endings[node]
    if (found !== undefined && found.length > 0) addHits(text, start, at, found, hits)
  }
}

function addHits(text: string, start: number, at: number, found: readonly Ending[], hits: CueHits): void {
  const goesOn = (KINDS[text.charCodeAt(at)] ?? 0) >= ASCII_LETTER && !isIdeograph(text.charCodeAt(at - 1))
  let end = at
  const limit = goesOn ? at + LONGEST_TAIL : at
  while (end < limit && (KINDS[text.charCodeAt(end)] ?? 0) >= ASCII_LETTER) end++
  for (const { list, open } of found) {
    if (goesOn && !open) continue
    hits.lists.push(list)
    hits.starts.push(start)
    hits.ends.push(end)
  }
}

function isSeparator(unit: number): boolean {
  return unit === 0x20 || unit === 0x2d || unit === 0x2e || unit === 0x5f || unit === 0xa0 || unit === 0x0a
}

/** A JSON key or question as cue text: camel case and snake case split into words. */
export function cueText(cue: string): string {
  return cue
    .slice(-200)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\-./]+/g, ' ')
}
