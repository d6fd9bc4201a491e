/** XML element tokens for machine translation: `<x id="1">RYX</x>`, restored by id whatever came back around it. */
import { ADDRESS_DOMAIN, NEUTRAL } from './placeholder.ts'

export function elementToken(id: string): string {
  return `<x id="${id}">${NEUTRAL}</x>`
}

export function addressToken(id: string): string {
  return `x${id}@${ADDRESS_DOMAIN}`
}

/** An opening or empty tag of ours as translators return it: any case, quotes, spacing. */
const OPENING =
  /<\s{0,4}x\s{1,4}id\s{0,4}=\s{0,4}["'“”„‟‘’«»]?\s{0,4}(s?\d{1,9})\s{0,4}["'“”„‟‘’«»]?\s{0,4}(\/?)\s{0,4}>/iy
const CLOSING_OR_NEXT = /<\s*(?:\/\s*x\s*>|x[\s/>])/gi
const ADDRESS = /(?<![\w.%+-])x(s?\d{1,9})\s?@\s?limen\s?\.\s?invalid(?![\w-])/gi

/** One token in a text that came back. */
interface Piece {
  readonly id: string
  readonly start: number
  readonly end: number
  /** An element that was opened and never closed: its inner word cannot be told from the text. */
  readonly broken: boolean
}

/** Every element in our shape, in order, whatever its id. Linear: each search stops at the next element. */
function elements(text: string): readonly Piece[] {
  const pieces: Piece[] = []
  let at = text.indexOf('<')
  while (at !== -1) {
    OPENING.lastIndex = at
    const match = OPENING.exec(text)
    if (match === null) {
      at = text.indexOf('<', at + 1)
      continue
    }
    const id = (match[1] ?? '').toLowerCase()
    let end = OPENING.lastIndex
    let broken = false
    if (match[2] === '') {
      CLOSING_OR_NEXT.lastIndex = end
      const next = CLOSING_OR_NEXT.exec(text)
      broken = next === null || !next[0].includes('/') || next[0].endsWith('x/')
      if (!broken) end = CLOSING_OR_NEXT.lastIndex
    }
    pieces.push({ id, start: at, end, broken })
    at = text.indexOf('<', end)
  }
  return pieces
}

/** Puts values in place of elements and address tokens; the same reference when there are none. */
export function restoreElements(
  text: string,
  valueOf: (id: string) => string | undefined,
  escaped: boolean,
): string {
  let output = ''
  let from = 0
  for (const { id, start, end } of elements(text)) {
    const value = valueOf(id)
    if (value === undefined) continue
    output += restoreAddresses(text.slice(from, start), valueOf, escaped) + value
    from = end
  }
  const rest = restoreAddresses(from === 0 ? text : text.slice(from), valueOf, escaped)
  return from === 0 ? rest : output + rest
}

function restoreAddresses(
  text: string,
  valueOf: (id: string) => string | undefined,
  escaped: boolean,
): string {
  const readable = escaped ? unescapeXml(text) : text
  if (!readable.includes('@')) return readable
  return readable.replaceAll(ADDRESS, (token, id: string) => valueOf(id.toLowerCase()) ?? token)
}

/** What is wrong with the tokens of one text that came back. */
export interface ElementCheck {
  readonly complete: boolean
  readonly missing: readonly string[]
  readonly duplicated: readonly string[]
  /** Ids in our shape that were not in the text that left. */
  readonly foreign: readonly string[]
}

/** Compares the ids of a text that came back with those of the text that left, as multisets. */
export function compareElements(
  sent: string,
  returned: string,
  isOurs: (id: string) => boolean,
): ElementCheck {
  const expected = countIds(sent)
  const actual = countIds(returned)
  const missing: string[] = []
  const duplicated: string[] = []
  for (const [id, count] of expected) {
    if (!isOurs(id)) continue
    const back = actual.get(id) ?? 0
    if (back < count) missing.push(id)
    if (back > count) duplicated.push(id)
  }
  const foreign = [...actual.keys()].filter((id) => !expected.has(id))
  return { complete: missing.length + duplicated.length + foreign.length === 0, missing, duplicated, foreign }
}

function countIds(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (id: string) => counts.set(id, (counts.get(id) ?? 0) + 1)
  for (const { id, broken } of elements(text)) if (!broken) count(id)
  for (const match of text.matchAll(ADDRESS)) count((match[1] ?? '').toLowerCase())
  return counts
}

/** Ids of elements and addresses in our shape that a request already holds. */
export function idsIn(text: string): Iterable<string> {
  // A request body may be JSON source, in which quotes are escaped.
  return countIds(text.replaceAll(String.raw`\"`, '"')).keys()
}

/** Whether the text holds tags, so that a character at an offset may lie inside one. */
export class MarkupCursor {
  readonly #text: string
  #at = 0
  #inTag = false
  #quote = ''

  constructor(text: string) {
    this.#text = text
  }

  /** True when the unit at `offset` lies inside a tag or comment. Offsets must not go back. */
  isInTag(offset: number): boolean {
    const text = this.#text
    for (; this.#at < offset; this.#at++) {
      const character = text.charAt(this.#at)
      if (!this.#inTag) this.#inTag = character === '<' && /[a-z/!?]/i.test(text.charAt(this.#at + 1))
      else if (this.#quote !== '') this.#quote = character === this.#quote ? '' : this.#quote
      else if (character === '"' || character === "'") this.#quote = character
      else if (character === '>') this.#inTag = false
    }
    return this.#inTag
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Escapes plain text for XML content; the same reference when nothing needs it. */
export function escapeXml(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll(/[&<>]/g, (character) => ESCAPES[character] ?? character) : text
}

/** Undoes `escapeXml` and the other escapes that a translator may write in its place. */
function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole
    },
  )
}
