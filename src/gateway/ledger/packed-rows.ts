/** Rows as one text and one list of numbers a table: the cheapest form in which a hundred of them cross to a thread. */

/** How many texts and numbers a row of each table has; the statements of schema.ts take them in this order. */
export const SHAPES = {
  terms: { texts: 18, numbers: 2 },
  intents: { texts: 3, numbers: 3 },
  closings: { texts: 7, numbers: 10 },
  refusals: { texts: 9, numbers: 1 },
} as const

export type Table = keyof typeof SHAPES

/** Rows of one table as they are gathered. No text has a line break; an absent text is empty, an absent number NaN. */
export class RowList {
  readonly texts: string[] = []
  readonly numbers: number[] = []

  pack(): PackedRows | undefined {
    if (this.texts.length === 0) return undefined
    return { text: this.texts.join('\n'), numbers: new Float64Array(this.numbers) }
  }
}

export interface PackedRows {
  readonly text: string
  readonly numbers: Float64Array
}

/** The cells of one row, texts first. */
export type Cells = readonly (string | number | null)[]

/** Calls `use` with the cells of each row, texts first; the array is the same one every time. */
export function eachRow(
  table: Table,
  rows: PackedRows | undefined,
  use: (cells: readonly (string | number)[]) => void,
): void {
  if (rows === undefined) return
  const shape = SHAPES[table]
  const texts = rows.text.split('\n')
  const { numbers } = rows
  const cells: (string | number)[] = Array.from({ length: shape.texts + shape.numbers }, () => '')
  let number = 0
  for (let text = 0; text < texts.length;) {
    let cell = 0
    for (; cell < shape.texts; cell += 1, text += 1) cells[cell] = texts[text] ?? ''
    for (; cell < cells.length; cell += 1, number += 1) cells[cell] = numbers[number] ?? Number.NaN
    use(cells)
  }
}
