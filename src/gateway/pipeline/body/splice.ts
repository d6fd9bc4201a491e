/** Edits of a text by offset: what no edit names stays as it was sent. */
import { byteText } from '../../../connectors/wire/byte-text.ts'

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export class Splice {
  private readonly edits: Edit[] = []

  get empty(): boolean {
    return this.edits.length === 0
  }

  /** Replaces `start..end` (UTF-16 units of the source). An edit inside another is void: what holds it goes as a whole. */
  replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text })
  }

  /** Like `replace`, by a text that is written as the source is. */
  replaceSource(start: number, end: number, source: string): void {
    this.edits.push({ start, end, text: source })
  }

  /** Whether something is put in right at an offset. */
  putsInAt(offset: number): boolean {
    return this.edits.some(({ start, end }) => start === offset && end === offset)
  }

  apply(source: string): string {
    if (this.edits.length === 0) return source
    if (!isSorted(this.edits)) this.edits.sort(inOrder)
    let output = ''
    let position = 0
    for (const edit of this.edits) {
      if (edit.start < position) continue
      output += source.slice(position, edit.start) + edit.text
      position = edit.end
    }
    return output + source.slice(position)
  }
}

/** Edits of a text of which every unit is a byte (`ByteText`): offsets are bytes, what is put in is any text. */
export class ByteSplice extends Splice {
  override replace(start: number, end: number, text: string): void {
    super.replace(start, end, byteText(text))
  }

  bytes(source: string): Buffer {
    return Buffer.from(this.apply(source), 'latin1')
  }
}

function inOrder(left: Edit, right: Edit): number {
  return left.start - right.start || left.end - right.end
}

function isSorted(edits: readonly Edit[]): boolean {
  let last = edits[0]
  for (const edit of edits) {
    if (last !== undefined && inOrder(last, edit) > 0) return false
    last = edit
  }
  return true
}
