/**
 * Texts of the collections with what has to leave marked: `{{Anna Kowalska}}`, or `{{phone|five five ~uh~ two}}` with the kind of value
 * first and with wavy lines around what lies inside the value and is no part of it.
 */
import type { Context, Finding } from '../../src/redaction/index.ts'

/** Marked text, `[start, end)` in UTF-16 units. */
export interface Marked {
  /** What the mark says that it is; empty when it says nothing. */
  readonly kind: string
  readonly start: number
  readonly end: number
  /** Stretches of it that are no part of the value. */
  readonly fillers: readonly Stretch[]
}

export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface MarkedText {
  readonly text: string
  readonly marked: readonly Marked[]
  /** The question before it. */
  readonly cue?: string
}

/** Parts of a file by their headings: `== chat` on a line of its own. */
export function readParts(file: URL, text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^== /m).slice(1)
  if (parts.length === 0) throw new Error(`${file.pathname} has no heading.`)
  return new Map(
    parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1).trim()]),
  )
}

/** Reads the marks of a text; throws where one is not closed. */
export function readMarks(source: string): MarkedText {
  let text = ''
  const marked: Marked[] = []
  const pieces = source.split(/\{\{|\}\}/)
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) {
      text += piece
      continue
    }
    const [, kind = '', value = ''] = /^(?:([\w-]+)\|)?(.*)$/s.exec(piece) ?? []
    const start = text.length
    const fillers: Stretch[] = []
    for (const [part, words] of value.split('~').entries()) {
      if (part % 2 === 1) fillers.push({ start: text.length, end: text.length + words.length })
      text += words
    }
    marked.push({ kind, start, end: text.length, fillers })
  }
  if (pieces.length % 2 === 0 || /[{}~]/.test(text)) throw new Error(`A mark is not closed: ${source}`)
  return { text, marked }
}

/** An answer behind its question: `Your name? | {{Ann}}`. */
export function readAnswer(line: string): MarkedText {
  const [question, answer] = line.split(' | ')
  if (question === undefined || answer === undefined) throw new Error(`No answer: ${line}`)
  return { ...readMarks(answer), cue: question }
}

/** What stands before a text and helps to read it. */
export function contextOf({ cue }: MarkedText): Context | undefined {
  return cue === undefined ? undefined : { cue }
}

/** Whether findings cover every letter and digit of a marked value. */
export function isCovered(text: string, marked: Marked, findings: readonly Finding[]): boolean {
  for (let at = marked.start; at < marked.end; at++) {
    const holds = (stretch: Stretch) => stretch.start <= at && at < stretch.end
    if (findings.some(holds) || marked.fillers.some(holds)) continue
    if (/[\p{L}\p{N}]/u.test(text[at] ?? '')) return false
  }
  return true
}

export function touches(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end
}
