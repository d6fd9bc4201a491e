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
const GAP_TEXT = ' '
const MOST_SEPARATORS = 2
/** Letters that an open word may still have. */
const LONGEST_TAIL = 40

/** Child of a node by letter from a to z, at node times 32 plus its lowest five bits; a gap is at 0. No node has child 0. */
let letters = new Uint16Array(32 * 1024)
/** Other children of all nodes, by node times 65,536 plus unit. */
const children = new Map<number, number>()
const endings: Ending[][] = [[]]
/** Whether any cue begins with a unit. */
const begins = new Uint8Array(0x1_0000)
/** Whether any cue may begin with three letters, five bits of each: the tree is large, and most words are in no branch of it. */
const openings = new Uint8Array(32 * 32 * 32)
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

/** Notes the first three units of a cue; behind a shorter one, and behind a gap, anything may stand. */
function noteOpening(word: string): void {
  const start = Array.from(word.split(GAP_TEXT, 1)[0] ?? '', (letter) => folded(letter.charCodeAt(0)))
  const [first = 0, second, third] = start.filter((unit) => unit !== 0).map((unit) => unit & 31)
  const from = (first * 32 + (second ?? 0)) * 32 + (third ?? 0)
  const size = second === undefined ? 1024 : third === undefined ? 32 : 1
  openings.fill(1, from, from + size)
}

/** False when no cue begins here. Whatever is no plain letter in the text is left to the tree. */
function mayOpen(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1)
  const third = text.charCodeAt(at + 2)
  if (!isPlainLetter(second) || !isPlainLetter(third)) return true
  return openings[((folded(text.charCodeAt(at)) & 31) * 32 + (second & 31)) * 32 + (third & 31)] === 1
}

/** An ASCII letter; its lowest five bits are those of either case. */
function isPlainLetter(unit: number): boolean {
  return KINDS[unit] === ASCII_LETTER
}

function insert(word: string, ending: Ending): void {
  noteOpening(word)
  let node = 0
  for (let at = 0; at < word.length; at++) {
    const unit = folded(word.charCodeAt(at))
    if (unit === 0) continue
    if (node === 0) begins[unit] = 1
    let next = childOf(node, unit)
    if (next === 0) {
      next = endings.length
      endings.push([])
      addChild(node, unit, next)
    }
    node = next
  }
  const known = endings[node]
  if (known?.some(({ list, open }) => list === ending.list && open === ending.open) === false)
    known.push(ending)
}

function isDense(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || unit === GAP
}

/** 0 when the node has no such child. */
function childOf(node: number, unit: number): number {
  return (isDense(unit) ? letters[node * 32 + (unit & 31)] : children.get(node * 0x1_0000 + unit)) ?? 0
}

function addChild(node: number, unit: number, child: number): void {
  if (!isDense(unit)) {
    children.set(node * 0x1_0000 + unit, child)
    return
  }
  if (child > 0xffff) throw new RangeError('There are more cues than the tree has room for.')
  if (letters.length < (child + 1) * 32) {
    const larger = new Uint16Array(letters.length * 2)
    larger.set(letters)
    letters = larger
  }
  letters[node * 32 + (unit & 31)] = child
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
    if (begins[folded(unit)] === 1 && mayOpen(text, at)) readCue(text, at, hits)
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
    // A space in the text is a separator, and the gap that it may stand for is looked up as one.
    let next = unit === 0 ? node : unit === GAP ? 0 : childOf(node, unit)
    at++
    if (next === 0 && unit !== 0) {
      if (!isSeparator(unit)) return
      next = childOf(node, GAP)
      if (next === 0) return
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

const NO_LISTS: readonly number[] = []
/** Lists by key, of keys that vendors' tables have: as many as those tables have keys. */
const listsByKey = new Map<string, readonly number[]>()

/** Lists with a cue in a JSON key or question. A key that is the vendor's own and not the caller's is `known`, and read once. */
export function cueLists(cue: string, known: boolean): readonly number[] {
  const remembered = known ? listsByKey.get(cue) : undefined
  if (remembered !== undefined) return remembered
  const words = cueText(cue)
  const hits: CueHits = { lists: [], starts: [], ends: [] }
  readCues(words, 0, words.length, hits)
  const found = hits.lists.length === 0 ? NO_LISTS : [...new Set(hits.lists)]
  if (known) listsByKey.set(cue, found)
  return found
}

/** A JSON key or question as cue text: camel case and snake case split into words. */
function cueText(cue: string): string {
  return cue
    .slice(-200)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/[_\-./]+/g, ' ')
}
