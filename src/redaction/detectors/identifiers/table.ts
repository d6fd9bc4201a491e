/** All identifier rows, and their index by shape for the entities of one policy. */
import type { Entity } from '../../types.ts'
import { compileCues, type CueList } from '../cues.ts'
import { AUSTRIA } from './at.ts'
import { ESTONIA, LATVIA, LITHUANIA } from './baltic.ts'
import { BELGIUM } from './be.ts'
import { BULGARIA } from './bg.ts'
import { CARDS } from './card.ts'
import { LIECHTENSTEIN, SWITZERLAND } from './ch.ts'
import { CYPRUS } from './cy.ts'
import { CZECHIA, SLOVAKIA } from './cz.ts'
import { GERMANY } from './de.ts'
import { DENMARK } from './dk.ts'
import { SPAIN } from './es.ts'
import { FINLAND } from './fi.ts'
import { FRANCE } from './fr.ts'
import { BRITAIN } from './gb.ts'
import { GREECE } from './gr.ts'
import { CROATIA, SLOVENIA } from './hr.ts'
import { HUNGARY } from './hu.ts'
import { ICELAND, IRELAND, LUXEMBOURG, MALTA } from './ie.ts'
import { ITALY } from './it.ts'
import { JAPAN } from './jp.ts'
import { NETHERLANDS } from './nl.ts'
import { NORWAY } from './no.ts'
import { POLAND } from './pl.ts'
import { PORTUGAL } from './pt.ts'
import { ROMANIA } from './ro.ts'
import { anything, type IdentifierRow } from './row.ts'
import { SWEDEN } from './se.ts'
import { sharedCues } from './shared-cues.ts'

/** Every row; of rows that are equally sure of a number the first wins. */
export const IDENTIFIERS: readonly IdentifierRow[] = [
  CARDS, POLAND, GERMANY, FRANCE, SPAIN, ITALY, NETHERLANDS, AUSTRIA, BELGIUM, BULGARIA, CROATIA, CYPRUS, CZECHIA, DENMARK,
  ESTONIA, FINLAND, GREECE, HUNGARY, ICELAND, IRELAND, LATVIA, LIECHTENSTEIN, LITHUANIA, LUXEMBOURG, MALTA, NORWAY, PORTUGAL,
  ROMANIA, SLOVAKIA, SLOVENIA, SWEDEN, BRITAIN, SWITZERLAND, JAPAN,
].flat() // prettier-ignore

/** A row with its words and groupings compiled. */
export interface CompiledRow extends Omit<IdentifierRow, 'cues' | 'shared' | 'groupings' | 'telling'> {
  readonly cues: readonly CueList[]
  /** Codes of groupings, see `grouped`. */
  readonly groupings: ReadonlySet<number>
  readonly telling: ReadonlySet<number>
}

/** Rows that a number of one shape may belong to. */
export interface Bucket {
  readonly all: CompiledRow[]
  /** Those that need no cue, in one grouping at least. */
  readonly alone: CompiledRow[]
  /** Groupings that one of those is written in, besides none at all. */
  readonly aloneIn: Set<number>
  /** Bit n is set when one of those is written in n groups. */
  aloneGroups: number
  /** Every list that has a cue for one of the rows. */
  readonly cues: Set<CueList>
}

/** Rows by the shape of a number without separators. */
export interface IdentifierIndex {
  /** Rows of n digits at place n. */
  readonly digits: readonly Bucket[]
  /** Rows with letters at fixed places, by signature. */
  readonly shapes: ReadonlyMap<number, Bucket>
  /** Rows of letters and digits mixed, by length. */
  readonly mixed: readonly Bucket[]
  /** Bit n is set when a row with letters has n places. */
  readonly lettered: number
  /** The most runs of letters or digits that a row with letters at fixed places has. */
  readonly mostRuns: number
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

/** How many groups a code stands for. */
function groupsOf(code: number): number {
  return code === 0 ? 0 : 1 + groupsOf(Math.floor(code / 32))
}

function groupingCodes(groupings: readonly string[] = []): ReadonlySet<number> {
  return new Set(
    groupings.map((sizes) => sizes.split('-').reduce((code, size) => grouped(code, Number(size)), 0)),
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
    const { cues, shared, ...rest } = row
    const lists = [
      ...(cues === undefined ? [] : [compileCues(cues)]),
      ...(shared === undefined ? [] : [sharedCues(shared)]),
    ]
    const groupings = groupingCodes(row.groupings)
    result = { ...rest, cues: lists, groupings, telling: groupingCodes(row.telling) }
    compiledRows.set(row, result)
  }
  return result
}

// Compiled with the module, so that the first call of a tenant waits for nothing.
for (const row of IDENTIFIERS) compiled(row)

/** Index over the rows whose entity is enabled. */
export function indexIdentifiers(enabled: (entity: Entity) => boolean): IdentifierIndex {
  const digits = Array.from({ length: LONGEST_IDENTIFIER + 1 }, emptyBucket)
  const mixed = Array.from({ length: LONGEST_IDENTIFIER + 1 }, emptyBucket)
  const shapes = new Map<number, Bucket>()
  let lettered = 0
  let mostRuns = 1
  for (const row of IDENTIFIERS) {
    if (!enabled(row.entity)) continue
    for (const shape of row.shapes) {
      if (shape.startsWith('*')) {
        put(mixed[Number(shape.slice(1))], row)
        lettered |= 1 << Number(shape.slice(1))
      } else if (shape.includes('L')) {
        const signature = signatureOf(shape)
        if (!shapes.has(signature)) shapes.set(signature, emptyBucket())
        put(shapes.get(signature), row)
        mostRuns = Math.max(mostRuns, shape.match(/d+|L+/g)?.length ?? 1)
        lettered |= 1 << shape.length
      } else {
        put(digits[shape.length], row)
      }
    }
  }
  return { digits, shapes, mixed, lettered, mostRuns }
}

function emptyBucket(): Bucket {
  return { all: [], alone: [], aloneIn: new Set([0]), aloneGroups: 2, cues: new Set() }
}

function put(bucket: Bucket | undefined, row: IdentifierRow): void {
  const one = compiled(row)
  // Passports of a dozen countries are nine digits: one row speaks for all.
  const known = (other: CompiledRow) =>
    other.check === anything &&
    other.entity === one.entity &&
    other.cues.length === 1 &&
    one.cues.every((list) => other.cues.includes(list))
  if (bucket === undefined || (one.check === anything && bucket.all.some(known))) return
  bucket.all.push(one)
  for (const list of one.cues) bucket.cues.add(list)
  if (one.strength !== 'strong' && one.telling.size === 0) return
  bucket.alone.push(one)
  for (const grouping of one.groupings) {
    bucket.aloneIn.add(grouping)
    bucket.aloneGroups |= 1 << groupsOf(grouping)
  }
}
