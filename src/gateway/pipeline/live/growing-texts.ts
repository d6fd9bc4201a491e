/** Live transcripts that come whole again and again while they grow: nothing is shown that the complete text would have masked. */
import type { CompiledLive } from '../../../connectors/compiled.ts'
import type { GrowingText } from '../../../connectors/live-shape.ts'
import { decodeJsonString, encodeJsonString, scanJson } from '../../../connectors/wire/json-text.ts'
import { nodeAt, PathNode } from '../../../connectors/wire/path-table.ts'
import { type AnswerScreen, maskOf, type OwnValue } from '../answer/answer-screen.ts'
import type { EventStream } from '../answer/event-stream.ts'
import { boundaryOf } from '../answer/screen-lane.ts'
import { maskPieces, type Piece, screenPieces } from '../answer/screen-pieces.ts'
import { Splice } from '../body/splice.ts'

/** What the table says of a string; one that it does not know is a text. */
interface GrowingPlace {
  readonly verbatim: boolean
  /** The list of words that it belongs to. */
  readonly words: string | undefined
}

interface Rule {
  readonly text: GrowingText
  readonly table: PathNode<GrowingPlace>
}

export class GrowingTexts {
  readonly #rules: ReadonlyMap<string, Rule>
  readonly #discriminator: string
  readonly #screen: AnswerScreen
  /** Puts values back behind the masks, and looks for nothing by itself. */
  readonly #restore: EventStream

  constructor({ operation, stream }: CompiledLive, screen: AnswerScreen, restore: EventStream) {
    this.#rules = new Map(
      (operation.vendor.growing ?? []).map((text) => [text.type, ruleOf(text, stream.shape.verbatim)]),
    )
    this.#discriminator = stream.shape.discriminator ?? 'type'
    this.#screen = screen
    this.#restore = restore
  }

  /** Undefined for a frame that holds no such text. */
  take(frame: Buffer): readonly Buffer[] | undefined {
    const data = frame.toString('utf8')
    const found = this.#ruleOf(data)
    if (found === undefined) return undefined
    const masked = found.complete ? this.#whole(data, found.rule) : this.#beginning(data, found.rule)
    return this.#restore.message(masked === data ? frame : Buffer.from(masked, 'utf8'))
  }

  #ruleOf(data: string): { readonly rule: Rule; readonly complete: boolean } | undefined {
    if (![...this.#rules.keys()].some((type) => data.includes(type))) return undefined
    let value: unknown
    try {
      value = JSON.parse(data)
    } catch {
      return undefined
    }
    if (typeof value !== 'object' || value === null) return undefined
    const type: unknown = Reflect.get(value, this.#discriminator)
    const rule = typeof type === 'string' ? this.#rules.get(type) : undefined
    return rule && { rule, complete: Reflect.get(value, rule.text.complete) === true }
  }

  #whole(data: string, rule: Rule): string {
    const splice = new Splice()
    const { texts, words } = placesIn(data, rule)
    const put = putInto(splice)
    for (const piece of texts) put(piece, this.#screen.text(piece.text))
    for (const pieces of words) screenPieces(this.#screen, pieces, put)
    return splice.apply(data)
  }

  /** What is only counted is counted once, in the whole text. */
  #beginning(data: string, rule: Rule): string {
    if (!this.#screen.applies) return data
    const splice = new Splice()
    const put = putInto(splice)
    const { texts, words } = placesIn(data, rule)
    for (const piece of texts) {
      const values = this.#screen.values(piece.text)
      put(piece, masked(piece.text.slice(0, boundaryOf(piece.text, 0, values)), values))
    }
    for (const pieces of words) {
      const text = pieces.map((piece) => piece.text).join(' ')
      const values = this.#screen.values(text)
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
}

function ruleOf(text: GrowingText, verbatim: readonly string[]): Rule {
  const table = new PathNode<GrowingPlace>()
  for (const path of verbatim) nodeAt(table, path).rule = { verbatim: true, words: undefined }
  for (const path of text.words) nodeAt(table, path).rule = { verbatim: false, words: path }
  return { text, table }
}

function placesIn(
  data: string,
  rule: Rule,
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
