/** What the tagger sees of a text beside its words: their shapes, the signs between them, lists, how capitals are used, the language. */
import {
  APOSTROPHE, COLON, COMMA, DIGITS, DOT, END, FIRST_UPPER, HYPHEN, IDEOGRAPH, LATER_UPPER, LOWER, NEWLINE, OTHER,
  OTHER_SCRIPT, PARAGRAPH, SPACE, type Tokens,
} from '../tokens.ts' // prettier-ignore
import { COMMON, GIVEN, NEVER, PLACE, ROLE, SURNAME, THING, TITLE } from '../word-table.ts'

/** Kinds of words by their letters. */
export const KIND = {
  small: 0,
  capital: 1,
  initial: 2,
  capitals: 3,
  mixed: 4,
  digits: 5,
  foreign: 6,
} as const

/** What stands before a word, the most telling sign of it. */
export const GAP = {
  start: 0, line: 1, end: 2, stop: 3, colon: 4, comma: 5, hyphen: 6, apostrophe: 7, glue: 8, other: 9, space: 10,
} as const // prettier-ignore

/**
 * Whether capitals tell names in this text, or it is written without care for them (transcripts, quick chat). A careful one has its capitals
 * where sentences begin and its full stops, and none inside: most likely nobody is named.
 */
export type Register = 'cased' | 'careful' | 'uncased'

/** What the lists say of a word, as the weights know it: given name, surname, among the commonest, town; nobody's; ordinary; said before names; before things that are named after people. */
export function listedBits(bits: number, ordinary: number): number {
  return (
    (bits & (GIVEN | SURNAME | COMMON | PLACE)) |
    ((bits & NEVER) === 0 ? 0 : 16) |
    (ordinary === 0 ? 0 : ORDINARY) |
    ((bits & (TITLE | ROLE)) === 0 ? 0 : TITLED) |
    ((bits & THING) === 0 ? 0 : 128)
  )
}

/** Listed so that it is a candidate even where it is an ordinary word: among the commonest names (`Rose`, `Klein`), behind a title, a surname behind a given name. */
export function isLikely(listed: number, before: number): boolean {
  if ((listed & COMMON) !== 0 && (listed & (GIVEN | SURNAME)) !== 0) return true
  return (before & TITLED) !== 0 || ((listed & SURNAME) !== 0 && (before & GIVEN) !== 0)
}

/** In `listedBits`: a title, or who speaks. */
const TITLED = 64

/** In `listedBits`: in no list, and an inflected form of a name that is in one; of a town, a firm or a product. */
export const FORM_OF_NAME = 512
export const FORM_OF_THING = 1024

/** Said of words that no list has and no language for an ordinary one. */
export function mayBeForm(listed: number): boolean {
  return (listed & (GIVEN | SURNAME | ORDINARY)) === 0
}

const ORDINARY = 32

/** Beside a word that is not there. */
const NO_WORD = 256

/** A set of words by the hashes of their folded letters, that errs only towards "yes" (Bloom filter). */
export interface WordSet {
  has(hash: number): boolean
}

/** Classes of words from 0, which is unknown, to 3; `language` is a place in `LANGUAGES` counted from 1, or 0. */
export interface Frequencies {
  frequency(hash: number, language: number): number
}

/** What is known of words in general. */
export interface WordClasses {
  /** Words that the training saw outside names. */
  readonly common: WordSet
  readonly frequencies: Frequencies | undefined
}

/** In a word's class, for words that the training saw; beside it 0 where no frequencies are at hand, else one more than theirs. */
export const KNOWN = 8
/** The other bits of a class. */
export const FREQUENCY = 7
/** Frequencies are at hand, and do not know the word. */
export const UNKNOWN = 1

export interface View {
  readonly tokens: Tokens
  /** One of `KIND` a word. */
  readonly kinds: Uint8Array
  /** One of `GAP` a word, and one for the end of the text. */
  readonly gaps: Uint8Array
  /** `listedBits` a word. */
  readonly listed: Uint16Array
  /** How ordinary each word is: `wordClass`. */
  readonly classes: Uint8Array
  readonly words: WordClasses
  readonly register: Register
  /** Position in `LANGUAGES`; 0 when nobody knows. */
  readonly language: number
}

const KINDS = new Uint8Array(64)
for (let shape = 0; shape < 64; shape++) KINDS[shape] = kindOfShape(shape)

function kindOfShape(shape: number): number {
  if ((shape & DIGITS) !== 0) return KIND.digits
  if ((shape & (IDEOGRAPH | OTHER_SCRIPT)) !== 0 && (shape & (LOWER | FIRST_UPPER | LATER_UPPER)) === 0)
    return KIND.foreign
  if ((shape & (FIRST_UPPER | LATER_UPPER)) === 0) return KIND.small
  if ((shape & LOWER) === 0) return KIND.capitals
  return (shape & FIRST_UPPER) !== 0 && (shape & LATER_UPPER) === 0 ? KIND.capital : KIND.mixed
}

const GAPS = new Uint8Array(2 * PARAGRAPH)
for (let bits = 0; bits < GAPS.length; bits++) GAPS[bits] = gapOfBits(bits)

function gapOfBits(bits: number): number {
  if (bits === 0) return GAP.start
  if ((bits & (NEWLINE | PARAGRAPH)) !== 0) return GAP.line
  if ((bits & END) !== 0) return GAP.end
  if ((bits & DOT) !== 0) return (bits & SPACE) !== 0 ? GAP.stop : GAP.glue
  if ((bits & COLON) !== 0) return GAP.colon
  if ((bits & COMMA) !== 0) return GAP.comma
  if (bits === HYPHEN) return GAP.hyphen
  if (bits === APOSTROPHE) return GAP.apostrophe
  if ((bits & OTHER) !== 0) return (bits & SPACE) !== 0 ? GAP.other : GAP.glue
  return bits === SPACE ? GAP.space : GAP.other
}

let kinds = new Uint8Array(0)
let gaps = new Uint8Array(0)
let classes = new Uint8Array(0)

/** Looks at a text; `listed` has a number a word. The answer is valid until the next call: its columns are used again. */
export function viewOf(tokens: Tokens, listed: Uint16Array, language: number, words: WordClasses): View {
  const { count } = tokens
  if (kinds.length <= count) {
    kinds = new Uint8Array(2 * count + 64)
    gaps = new Uint8Array(2 * count + 64)
    classes = new Uint8Array(2 * count + 64)
  }
  readShapes(tokens)
  readClasses(tokens, language, words)
  return { tokens, kinds, gaps, listed, classes, words, language, register: registerOf(tokens, kinds, gaps) }
}

function readClasses(
  { count, hashes }: Tokens,
  language: number,
  { common, frequencies }: WordClasses,
): void {
  for (let at = 0; at < count; at++) {
    const hash = hashes[at] ?? 0
    const known = common.has(hash) ? KNOWN : 0
    classes[at] = frequencies === undefined ? known : known | (1 + frequencies.frequency(hash, language))
  }
}

/** Fills the columns; words of identifiers count as foreign. */
function readShapes(tokens: Tokens): void {
  const { count, shapes, starts, ends } = tokens
  let chain = 0
  for (let at = 0; at < count; at++) {
    const kind = KINDS[shapes[at] ?? 0] ?? 0
    const isLetter = kind === KIND.capitals && (ends[at] ?? 0) - (starts[at] ?? 0) === 1
    kinds[at] = isLetter ? KIND.initial : kind
    gaps[at] = GAPS[tokens.gaps[at] ?? 0] ?? 0
    if (at < count - 1 && isJoined(tokens, at + 1)) continue
    if (isIdentifier(tokens, chain, at)) kinds.fill(KIND.foreign, chain, at + 1)
    chain = at + 1
  }
  gaps[count] = count > 0 && (ends[count - 1] ?? 0) < tokens.text.length ? GAP.stop : GAP.start
}

const FULL_STOPS = '.!?\u2026'

/** Capitals count for nothing where none stands inside a sentence, where sentences begin small, or where there is hardly any. */
function registerOf(tokens: Tokens, kinds: Uint8Array, gaps: Uint8Array): Register {
  let letters = 0
  let inside = 0
  let opens = 0
  let opensSmall = 0
  for (let at = 0; at < tokens.count; at++) {
    const kind = kinds[at] ?? 0
    if (kind > KIND.capital && kind !== KIND.mixed) continue
    letters++
    if (opensSentence(tokens, kinds, gaps, at)) {
      opens++
      if (kind === KIND.small) opensSmall++
    } else if (kind !== KIND.small && (gaps[at] ?? 0) !== GAP.glue) inside++
  }
  if (inside > 0 && 2 * opensSmall <= opens && inside * 40 >= letters) return 'cased'
  const isCareful = opens > 0 && opensSmall === 0 && inside === 0
  return isCareful && FULL_STOPS.includes(tokens.text.at(-1) ?? '') ? 'careful' : 'uncased'
}

/** Signs that join words to an address or an identifier. */
const JOINING = new Set(Array.from('.@_/\\=&%+#:-\u2010\u2011', (sign) => sign.charCodeAt(0)))

/** One such sign and nothing else stands before the word. */
function isJoined(tokens: Tokens, at: number): boolean {
  if (((tokens.gaps[at] ?? 0) & SPACE) !== 0) return false
  const behind = tokens.ends[at - 1] ?? 0
  return (tokens.starts[at] ?? 0) - behind === 1 && JOINING.has(tokens.text.charCodeAt(behind))
}

/** Addresses, paths, names of models: words joined by more than hyphens, or with numbers among them, and text that is nothing else in small letters. */
function isIdentifier(tokens: Tokens, first: number, last: number): boolean {
  const wholeSmall = first === 0 && last === tokens.count - 1 && tokens.small === tokens.count
  if (last - first < 2) return wholeSmall
  if (wholeSmall) return true
  for (let at = first; at <= last; at++) {
    if (((tokens.shapes[at] ?? 0) & DIGITS) !== 0) return true
    if (at > first && (GAPS[tokens.gaps[at] ?? 0] ?? 0) !== GAP.hyphen) return true
  }
  return false
}

/** True for the first word of a sentence. */
export function isFirst({ tokens, kinds, gaps }: View, at: number): boolean {
  return opensSentence(tokens, kinds, gaps, at)
}

/** An abbreviation's stop (`Dr.`, `J.`) ends no sentence. */
function opensSentence(tokens: Tokens, kinds: Uint8Array, gaps: Uint8Array, at: number): boolean {
  const gap = gaps[at] ?? 0
  if (gap <= GAP.end) return true
  if (gap !== GAP.stop || at === 0) return false
  const before = kinds[at - 1] ?? 0
  const length = (tokens.ends[at - 1] ?? 0) - (tokens.starts[at - 1] ?? 0)
  return !(length <= 3 && (before === KIND.capital || before === KIND.initial))
}

/** The class of a word; 7 for a word that is not there. */
export function classAt(view: View, at: number): number {
  return at < 0 || at >= view.tokens.count ? 7 : (view.classes[at] ?? 0)
}

/** What the lists say of a word. */
export function listedAt(view: View, at: number): number {
  return at < 0 || at >= view.tokens.count ? NO_WORD : (view.listed[at] ?? 0)
}
