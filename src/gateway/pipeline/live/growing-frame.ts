/** One frame of a text that grows: what it says of itself, and its strings masked, whole or as far as they are sure. */
import type { GrowingText } from '../../../connectors/live-shape.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { scanJson } from '../../../connectors/wire/json-text.ts'
import { nodeAt, PathNode } from '../../../connectors/wire/path-table.ts'
import type { Context } from '../../../redaction/index.ts'
import { type AnswerScreen, maskOf, type OwnValue } from '../answer/answer-screen.ts'
import { boundaryOf } from '../answer/screen-lane.ts'
import { maskPieces, type Piece, screenPieces } from '../answer/screen-pieces.ts'
import { Splice } from '../body/splice.ts'

/** What the table says of a string; one that it does not know is a text. */
interface GrowingPlace {
  readonly verbatim: boolean
  /** The list of words that it belongs to. */
  readonly words: string | undefined
}

export interface GrowingRule {
  readonly text: GrowingText
  readonly table: PathNode<GrowingPlace>
}

export interface GrowingFrame {
  readonly rule: GrowingRule
  readonly data: string
  /** What is said in it, which of the texts it is, and who says it. */
  readonly text: string
  readonly order: string
  readonly speaker: string
  readonly complete: boolean
}

export function growingRule(text: GrowingText, verbatim: readonly string[]): GrowingRule {
  const table = new PathNode<GrowingPlace>()
  for (const path of verbatim) nodeAt(table, path).rule = { verbatim: true, words: undefined }
  for (const path of text.words) nodeAt(table, path).rule = { verbatim: false, words: path }
  return { text, table }
}

/** Undefined for a frame of no rule. `isOn` tells the settings that the caller asked for. */
export function readGrowing(
  data: string,
  discriminator: string,
  rules: ReadonlyMap<string, GrowingRule>,
  isOn: (setting: string) => boolean,
): GrowingFrame | undefined {
  if (![...rules.keys()].some((type) => data.includes(type))) return undefined
  const value = parsed(data)
  const rule = rules.get(nameOf(value[discriminator]))
  if (rule === undefined) return undefined
  const { complete, text, order, speaker, respelled } = rule.text
  const again = respelled !== undefined && isOn(respelled.setting) && value[respelled.member] !== true
  return {
    rule,
    data,
    text: nameOf(value[text]),
    order: nameOf(value[order]),
    speaker: speaker === undefined ? '' : nameOf(value[speaker]),
    complete: value[complete] === true && !again,
  }
}

/** The frame with every value masked. `said` are digits of its neighbours that go on in it. */
export function maskWhole(
  { data, rule }: GrowingFrame,
  screen: AnswerScreen,
  said: Context['said'] | undefined,
): string {
  const splice = new Splice()
  const put = putInto(splice)
  const { texts, words } = placesIn(data, rule)
  for (const piece of texts) put(piece, screen.text(piece.text, undefined, said))
  for (const pieces of words) screenPieces(screen, pieces, put, said)
  return splice.apply(data)
}

/** The frame as far as it can be shown while it grows. Nothing is counted: its whole text is. */
export function maskBeginning(
  { data, rule }: GrowingFrame,
  screen: AnswerScreen,
  said: Context['said'] | undefined,
): string {
  const splice = new Splice()
  const put = putInto(splice)
  const { texts, words } = placesIn(data, rule)
  for (const piece of texts) {
    const values = screen.values(piece.text, undefined, said)
    put(piece, masked(piece.text.slice(0, boundaryOf(piece.text, 0, values)), values))
  }
  for (const pieces of words) {
    const text = pieces.map((piece) => piece.text).join(' ')
    const values = screen.values(text, undefined, said)
    const end = boundaryOf(text, 0, values)
    let at = 0
    const shown = pieces.filter((piece) => {
      at += piece.text.length + 1
      if (at - 1 <= end) return true
      put(piece, '')
      return false
    })
    maskPieces(shown, text, values, put)
  }
  return splice.apply(data)
}

function parsed(data: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function placesIn(
  data: string,
  rule: GrowingRule,
): { readonly texts: readonly Piece[]; readonly words: Iterable<readonly Piece[]> } {
  const texts: Piece[] = []
  const words = new Map<string, Piece[]>()
  scanJson(
    data,
    rule.table,
    {
      onString: (start, end, escaped, node) => {
        if (node?.rule?.verbatim === true || end === start) return
        const raw = data.slice(start, end)
        const piece = { start, end, text: escaped ? decodeJsonString(raw) : raw }
        const list = node?.rule?.words
        const pieces = list === undefined ? texts : words.get(list)
        if (pieces === undefined) words.set(list ?? '', [piece])
        else pieces.push(piece)
      },
      // A key is no text that grows: the vendor's own, or a name that would have to be screened whole.
      onUnknownKey: () => {},
      onNumber: () => {},
      onMember: () => {},
    },
    { refuseDuplicates: false },
  )
  return { texts, words: words.values() }
}

function putInto(splice: Splice): (piece: Piece, masked: string) => void {
  return ({ start, end, text }, masked) => {
    if (masked !== text) splice.replace(start, end, encodeJsonString(masked))
  }
}

/** The beginning of a text, cut where no value goes across. */
function masked(text: string, values: readonly OwnValue[]): string {
  let output = ''
  let from = 0
  for (const { entity, start, end } of values) {
    if (start >= text.length) break
    output += text.slice(from, start) + maskOf(entity)
    from = end
  }
  return output + text.slice(from)
}
