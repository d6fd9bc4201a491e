/** Parts of one string of a body exchanged where they stand, so that the rest of it stays as it was sent. */
import { byteText, sourceOffset } from '../../../connectors/wire/byte-text.ts'
import { encodeJsonString } from '../../../connectors/wire/json-string.ts'
import type { Replacement } from '../../../redaction/index.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { JsonBody, StringPlace } from './json-body.ts'
import type { Splice } from './splice.ts'

/** Bytes of a string from which its edits are put together as they come: a hundred thousand are no list to sort and join at the end. */
const LONG = 64 * 1024
/** UTF-16 units of a piece that is put together. */
const PIECE = 8 * 1024

export class StringEdits {
  private readonly body: JsonBody
  private readonly start: number
  private readonly end: number
  private readonly splice: Splice
  /** What the string becomes up to `byte`; undefined where each edit goes to the splice by itself. */
  private readonly pieces: Buffer[] | undefined
  private piece = ''
  /** How far the string was read: units of the text, and the byte that they end at. */
  private unit = 0
  private byte: number

  constructor(body: JsonBody, { start, end }: StringPlace, splice: Splice) {
    this.body = body
    this.start = start
    this.end = end
    this.splice = splice
    this.byte = start
    this.pieces = end - start < LONG ? undefined : []
  }

  /** Takes replacements in the order in which they stand in the text. */
  replace({ start, end, by }: Replacement): void {
    const { bytes } = this.body
    const from = sourceOffset(bytes, this.byte, start - this.unit)
    const to = sourceOffset(bytes, from, end - start)
    if (from < 0 || to < 0 || to > this.end)
      throw new Refusal('redaction_failed', {
        because: 'A value has no place in the body.',
        rule: 'redaction_failed',
      })
    if (this.pieces === undefined) this.splice.replace(from, to, encodeJsonString(by))
    else this.append(this.pieces, this.body.text.slice(this.byte, from) + byteText(encodeJsonString(by)))
    this.byte = to
    this.unit = end
  }

  /** To be called behind the last replacement. */
  finish(): void {
    if (this.pieces === undefined || this.byte === this.start) return
    this.append(this.pieces, this.body.text.slice(this.byte, this.end))
    this.pieces.push(Buffer.from(this.piece, 'latin1'))
    this.splice.replaceSource(this.start, this.end, Buffer.concat(this.pieces).toString('latin1'))
  }

  private append(pieces: Buffer[], text: string): void {
    this.piece += text
    if (this.piece.length < PIECE) return
    pieces.push(Buffer.from(this.piece, 'latin1'))
    this.piece = ''
  }
}
