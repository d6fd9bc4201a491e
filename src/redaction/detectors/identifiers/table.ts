/** All identifier rows, and their index by shape for the entities of one policy. */
import type { Entity } from '../../types.ts'
import { compileCues } from '../cues.ts'
import { CARDS } from './card.ts'
import { GERMANY } from './de.ts'
import { SPAIN } from './es.ts'
import { FRANCE } from './fr.ts'
import { ITALY } from './it.ts'
import { NETHERLANDS } from './nl.ts'
import { POLAND } from './pl.ts'
import type { IdentifierRow } from './row.ts'

export const IDENTIFIERS: readonly IdentifierRow[] = [
  ...CARDS,
  ...POLAND,
  ...GERMANY,
  ...FRANCE,
  ...SPAIN,
  ...ITALY,
  ...NETHERLANDS,
]

/** A row with its patterns compiled. */
export interface CompiledRow extends Omit<IdentifierRow, 'cues' | 'groupings' | 'telling'> {
  readonly cues: RegExp
  /** Codes of groupings, see `grouped`. */
  readonly groupings: ReadonlySet<number>
  readonly telling: ReadonlySet<number>
}

/** Rows by the shape of a number without separators. */
export interface IdentifierIndex {
  /** Rows of n digits at place n. */
  readonly digits: readonly (readonly CompiledRow[])[]
  /** Rows with letters at fixed places, by signature. */
  readonly shapes: ReadonlyMap<number, readonly CompiledRow[]>
  /** Rows of letters and digits mixed, by length. */
  readonly mixed: readonly (readonly CompiledRow[])[]
  /** Bit n is set when a row with letters has n places. */
  readonly lettered: number
}

export const LONGEST_IDENTIFIER = 26

/** Adds a run of digits or letters to the signature of the runs before it. */
export function signed(signature: number, letters: boolean, length: number): number {
  return signature * 64 + (letters ? 32 : 0) + Math.min(length, 31)
}

/** Adds a group of so many characters to the code of the groups before it; one group alone has no code. */
export function grouped(code: number, length: number): number {
  return code * 32 + Math.min(length, 31)
}

/** Groups that the longest grouping has, and the most that a number with a cue may be written in. */
export const MOST_GROUPS = 8

function groupingCodes(groupings: readonly string[] | undefined): ReadonlySet<number> {
  return new Set(
    groupings?.map((sizes) => sizes.split('-').reduce((code, size) => grouped(code, Number(size)), 0)),
  )
}

function signatureOf(shape: string): number {
  let signature = 0
  for (const [run] of shape.matchAll(/d+|L+/g)) signature = signed(signature, run.startsWith('L'), run.length)
  return signature
}

const compiledRows = new Map<IdentifierRow, CompiledRow>()

function compiled(row: IdentifierRow): CompiledRow {
  let result = compiledRows.get(row)
  if (result === undefined) {
    result = {
      ...row,
      cues: compileCues(row.cues),
      groupings: groupingCodes(row.groupings),
      telling: groupingCodes(row.telling),
    }
    compiledRows.set(row, result)
  }
  return result
}

/** Index over the rows whose entity is enabled. */
export function indexIdentifiers(enabled: (entity: Entity) => boolean): IdentifierIndex {
  const digits: CompiledRow[][] = Array.from({ length: LONGEST_IDENTIFIER + 1 }, () => [])
  const mixed: CompiledRow[][] = Array.from({ length: LONGEST_IDENTIFIER + 1 }, () => [])
  const shapes = new Map<number, CompiledRow[]>()
  let lettered = 0
  for (const row of IDENTIFIERS) {
    if (!enabled(row.entity)) continue
    for (const shape of row.shapes) {
      if (shape.startsWith('*')) {
        mixed[Number(shape.slice(1))]?.push(compiled(row))
        lettered |= 1 << Number(shape.slice(1))
      } else if (shape.includes('L')) {
        const signature = signatureOf(shape)
        shapes.set(signature, [...(shapes.get(signature) ?? []), compiled(row)])
        lettered |= 1 << shape.length
      } else {
        digits[shape.length]?.push(compiled(row))
      }
    }
  }
  return { digits, shapes, mixed, lettered }
}
