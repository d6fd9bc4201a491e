/** What takes a number or a word apart without being seen: inline markup inside it, letters of other scripts that look Latin. */
import { ASCII_DIGIT, kindAt } from './characters.ts'

/** A text without its disguise, and how to get back. */
export interface Undisguised {
  readonly text: string
  /** Offsets in the original of every dropped unit, ascending. */
  readonly dropped: readonly number[]
}

/** Emphasis of Markdown, inline tags and entities of HTML that stand for a space or for nothing. */
const MARK =
  '(?:\\*{1,3}|__|~~|</?(?:b|i|u|em|strong|span|mark|small|code|font|a|wbr|br)(?: [^<>]{0,80})?/?>|&(?:nbsp|thinsp|ensp|emsp|shy|zwnj|zwj|#160|#173|#8203|#xa0|#xad|#x200b);)'
const BETWEEN_DIGITS = new RegExp(`(?<=\\d)(?:${MARK}){1,4}(?=\\d)`, 'gi')
/** Marks that part what they stand between. */
const PARTING = /<br|&(?:nbsp|thinsp|ensp|emsp|#160|#xa0);/i

/** Inline tags of HTML that are not seen between two letters. */
const TAG = /<\/?(?:b|i|u|em|strong|span|mark|small|font|wbr)(?: [^<>]{0,80})?\/?>/gi

/** Greek and Cyrillic capitals that look like Latin ones. */
const GREEK = 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'
const CYRILLIC = 'АВЕЅІЈКМНОРСТУХ'
const LATIN: ReadonlyMap<string, string> = new Map([
  ...Array.from(GREEK, (letter, at) => [letter, 'ABEZHIKMNOPTYX'.charAt(at)] as const),
  ...Array.from(CYRILLIC, (letter, at) => [letter, 'ABESIJKMHOPCTYX'.charAt(at)] as const),
])
/** In front of a digit, with other letters of a code and one separator between at most. */
const LOOKALIKES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?=[A-Z]{0,3}[${GREEK}${CYRILLIC}])[A-Z${GREEK}${CYRILLIC}]{1,4}(?=[ -]?\\d)`,
  'gu',
)

/** Hardly any text has one: told before the search that looks around it. */
const LOOKALIKE = new RegExp(`[${GREEK}${CYRILLIC}]`)

/** What a reader may see in the text; nothing where nothing in it is disguised, as in nearly every text. */
export function undisguised(text: string): readonly Undisguised[] {
  const mayBeMarked = mayHoldMarks(text)
  const unmarked = mayBeMarked ? withoutMarks(text) : undefined
  const plain = unmarked?.text ?? text
  const latin = LOOKALIKE.test(plain) ? inLatin(plain) : plain
  const tagless = mayBeMarked ? withoutTags(text) : undefined
  if (unmarked === undefined && latin === plain) return tagless === undefined ? NOTHING : [tagless]
  const seen = { text: latin, dropped: unmarked?.dropped ?? [] }
  return tagless === undefined ? [seen] : [seen, tagless]
}

const NOTHING: readonly Undisguised[] = []

function inLatin(text: string): string {
  return text.replace(LOOKALIKES, (code) =>
    code.replaceAll(/\P{ASCII}/gu, (letter) => LATIN.get(letter) ?? letter),
  )
}

function mayHoldMarks(text: string): boolean {
  return (
    text.includes('<') ||
    text.includes('*') ||
    text.includes('&') ||
    text.includes('__') ||
    text.includes('~~')
  )
}

/** The text without its inline tags, where one stands inside a word; undefined where none does. Numbers are put together too. */
export function withoutTags(text: string): Undisguised | undefined {
  if (!hasTagInWord(text)) return undefined
  const dropped: number[] = []
  let plain = ''
  let from = 0
  TAG.lastIndex = 0
  for (const { index, 0: tag } of text.matchAll(TAG)) {
    plain += text.slice(from, index)
    from = index + tag.length
    for (let unit = index; unit < from; unit++) dropped.push(unit)
  }
  return { text: plain + text.slice(from), dropped }
}

/** Looks at what stands around a tag before the tag: hardly any is inside a word. */
function hasTagInWord(text: string): boolean {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (!isLetter(text, at - 1)) continue
    TAG.lastIndex = at
    const tag = TAG.exec(text)
    if (tag === null) return false
    at = tag.index
    if (isLetter(text, at - 1) && isLetter(text, TAG.lastIndex)) return true
  }
  return false
}

function isLetter(text: string, at: number): boolean {
  return kindAt(text, at) > ASCII_DIGIT
}

function withoutMarks(text: string): Undisguised | undefined {
  const dropped: number[] = []
  const plain = text.replace(BETWEEN_DIGITS, (marks, at: number) => {
    const parts = PARTING.test(marks)
    for (let unit = parts ? 1 : 0; unit < marks.length; unit++) dropped.push(at + unit)
    return parts ? ' ' : ''
  })
  return dropped.length === 0 ? undefined : { text: plain, dropped }
}
