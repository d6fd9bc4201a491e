/** Masks values in a whole JSON answer by splicing, before anything is restored in it. */
import type { AnswerPlace } from '../../../connectors/compiled.ts'
import { isJsonSource } from '../../../connectors/wire/json-source.ts'
import { ByteText, decodeByteText } from '../../../connectors/wire/byte-text.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { type JsonSink, type Member, type Scope } from '../../../connectors/wire/json-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { lookAt, mayHoldSomething, mayHoldUnanchored } from '../../../redaction/index.ts'
import { keyBefore, mayBeJson, SHORTEST_NUMBER } from '../body/body-redactor.ts'
import { ByteSplice } from '../body/splice.ts'
import { AnswerFaultError } from './answer-body.ts'
import type { AnswerScreen } from './answer-screen.ts'
import { isNone } from './frame-scan.ts'
import { scanAnswer } from './scan-answer.ts'
import { type Piece, screenPieces } from './screen-pieces.ts'
import { screenSource } from './screen-source.ts'

/** A key above a string whose value is the vendor's own, however it looks. */
const SEALED_KEY = /token|signature|cursor|checksum|hash/i

/** Masks the strings of an answer that is valid UTF-8; the same bytes when nothing changed. Throws `AnswerFaultError`. */
export function screenJson(
  bytes: Buffer,
  table: PathNode<AnswerPlace>,
  screen: AnswerScreen,
  structured: boolean,
): Buffer {
  const source = new ByteText(bytes)
  const once = new JsonScreen(source, screen, structured).run(table)
  return screen.spread() ? new JsonScreen(source, screen, structured).run(table) : once
}

/**
 * A string that stands for itself, with the key above it. `written`: it is JSON that the model wrote, so the key is no name
 * of the vendor's.
 */
export function screenString(
  screen: AnswerScreen,
  text: string,
  key: () => string | undefined,
  written: boolean,
): string {
  if (mayBeJson(text) && isJsonSource(text)) return screenSource(screen, text, key())
  const cue = screen.wantsCue(text) ? key() : undefined
  return screen.text(text, cue !== undefined && !written && SEALED_KEY.test(cue) ? undefined : cue)
}

class JsonScreen implements JsonSink<AnswerPlace> {
  private readonly source: ByteText
  private readonly screen: AnswerScreen
  private readonly structured: boolean
  private readonly everywhere: boolean
  private readonly splice = new ByteSplice()
  private readonly spelled = new Map<AnswerPlace, Piece[]>()

  constructor(source: ByteText, screen: AnswerScreen, structured: boolean) {
    this.source = source
    this.screen = screen
    this.structured = structured
    this.everywhere =
      screen.looksEverywhere || mayHoldUnanchored(source.text) || screen.mayBeSaidIn(source.text)
  }

  run(table: PathNode<AnswerPlace>): Buffer {
    const { bytes, text } = this.source
    scanAnswer(this.source, table, this)
    const put = ({ start, end }: Piece, masked: string): void =>
      this.splice.replace(start, end, encodeJsonString(masked))
    for (const pieces of this.spelled.values()) screenPieces(this.screen, pieces, put)
    return this.splice.empty ? bytes : this.splice.bytes(text)
  }

  onString(start: number, end: number, escaped: boolean, node: PathNode<AnswerPlace> | undefined): void {
    const place = node?.rule
    if (end === start || place?.verbatim === true) return
    if (place?.spelled === true) this.note(place, start, end, escaped)
    else if (this.mayHold(start, end)) this.look(start, end, escaped, place)
  }

  onNumber(start: number, end: number, node: PathNode<AnswerPlace> | undefined): void {
    if (end - start < SHORTEST_NUMBER || node?.rule?.value !== true) return
    const text = this.source.text.slice(start, end)
    const masked = this.screen.text(text, keyOf(this.source.text, start))
    // The mask is a string where a number was.
    if (masked !== text) this.splice.replace(start, end, JSON.stringify(masked))
  }

  onUnknownKey(start: number, end: number, escaped: boolean, _scope: Scope<AnswerPlace> | undefined): void {
    if (end > start && this.mayHold(start, end)) this.look(start, end, escaped, undefined, true)
  }

  onMember({ node, valueStart, valueEnd }: Member<AnswerPlace>): void {
    if (node?.rule?.scattered !== true || !this.screen.applies) return
    if (!isNone(this.source.text.slice(valueStart, valueEnd)))
      throw new AnswerFaultError('answer_uninspectable')
  }

  private look(
    start: number,
    end: number,
    escaped: boolean,
    place: AnswerPlace | undefined,
    isKey = false,
  ): void {
    const text = this.decode(start, end, escaped)
    const key = (): string | undefined => (isKey ? undefined : keyOf(this.source.text, start - 1))
    const json = place?.json === true || (this.structured && isJsonSource(text))
    const masked = json
      ? screenSource(this.screen, text)
      : screenString(this.screen, text, key, place?.value === true)
    if (masked !== text) this.splice.replace(start, end, encodeJsonString(masked))
  }

  private decode(start: number, end: number, escaped: boolean): string {
    const raw = this.source.decode(start, end)
    return escaped ? decodeJsonString(raw) : raw
  }

  private mayHold(start: number, end: number): boolean {
    return this.everywhere || mayHoldSomething(lookAt(this.source.bytes, start, end))
  }

  private note(place: AnswerPlace, start: number, end: number, escaped: boolean): void {
    const piece = { start, end, text: this.decode(start, end, escaped) }
    const pieces = this.spelled.get(place)
    if (pieces === undefined) this.spelled.set(place, [piece])
    else pieces.push(piece)
  }
}

/** The key of the member whose value begins at `at` (its quote, where it has one) in byte text; undefined in an array. */
function keyOf(text: string, at: number): string | undefined {
  const key = keyBefore(text, at)
  return key === undefined ? undefined : decodeByteText(key)
}
