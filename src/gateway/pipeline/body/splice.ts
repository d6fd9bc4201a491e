/** Edits of a text by offset: what no edit names stays as it was sent. */

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

  apply(source: string): string {
    if (this.edits.length === 0) return source
    this.edits.sort((left, right) => left.start - right.start || left.end - right.end)
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
