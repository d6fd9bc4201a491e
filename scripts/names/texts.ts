/**
 * Reads texts that were written for this training, one a line, with the names of people marked where they stand: `texts/<language>.txt`.
 * Usage as a check: node scripts/names/texts.ts
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf } from './corpus.ts'
import type { Case, Gender } from './inflect.ts'
import { TAGGED } from './lists.ts'

/** Registers of the texts, as their headings name them. */
export const SECTIONS = ['chat', 'answer', 'mail', 'speech', 'prose', 'nobody', 'nobody speech'] as const

export type Section = (typeof SECTIONS)[number]

/** A name as it stands in a text. Without a `kind` it is never exchanged for another. */
export interface NamedThere {
  readonly literal: string
  readonly kind: NameKind | undefined
  readonly gender: Gender | undefined
  readonly grammatical: Case | undefined
}

/** Given name and surname, given name, surname. */
export type NameKind = 'full' | 'f' | 'l'

export interface WrittenText {
  readonly language: string
  readonly section: Section
  /** Pieces of the text in order. */
  readonly parts: readonly (string | NamedThere)[]
  /** Never trained on. */
  readonly heldOut: boolean
}

/** One in so many texts is held out, by the hash of its line. */
const HELD_OUT_ONE_IN = 8

const FOLDER = join(import.meta.dirname, 'texts')

const KINDS: ReadonlySet<string> = new Set<NameKind>(['full', 'f', 'l'])
const GENDERS: ReadonlySet<string> = new Set<Gender>(['m', 'f'])
const CASES: ReadonlySet<string> = new Set<Case>([
  'gen', 'dat', 'acc', 'ins', 'loc', 'voc', 'par', 'ela', 'abl', 'ade', 'ill',
]) // prettier-ignore

/** All texts of a language; none where it has no file. Throws with file and line where one is malformed. */
export function readTexts(language: string): readonly WrittenText[] {
  const { texts, errors } = parsedFile(language)
  if (errors[0] !== undefined) throw new Error(errors[0])
  return texts
}

interface Parsed {
  readonly texts: readonly WrittenText[]
  readonly errors: readonly string[]
}

function parsedFile(language: string): Parsed {
  const path = join(FOLDER, `${language}.txt`)
  return existsSync(path) ? parseTexts(readFileSync(path, 'utf8'), language, path) : { texts: [], errors: [] }
}

/** The texts of a file; what is malformed in it, each with `path` and line. */
export function parseTexts(file: string, language: string, path: string): Parsed {
  const texts: WrittenText[] = []
  const errors: string[] = []
  const seen = new Map<string, number>()
  let section: Section | undefined
  for (const [index, line] of file.split('\n').entries()) {
    if (line === '') continue
    try {
      if (line.startsWith('=')) section = sectionOf(line)
      else {
        if (section === undefined) throw new Error('text before the first section')
        const before = seen.get(line)
        if (before !== undefined) throw new Error(`the same text as line ${before}`)
        seen.set(line, index + 1)
        texts.push(textOf(line, language, section))
      }
    } catch (error) {
      errors.push(`${path}:${index + 1}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return { texts, errors }
}

function sectionOf(line: string): Section {
  const section = SECTIONS.find((each) => line === `= ${each}`)
  if (section === undefined) throw new Error(`section is none of ${SECTIONS.join(', ')}`)
  return section
}

function textOf(line: string, language: string, section: Section): WrittenText {
  if (line.trim() !== line) throw new Error('space at the beginning or end')
  const parts: (string | NamedThere)[] = []
  let from = 0
  for (const match of line.matchAll(/\{([^{}]*)\}/g)) {
    if (match.index > from) parts.push(plain(line.slice(from, match.index)))
    parts.push(nameOf(match[1] ?? ''))
    from = match.index + match[0].length
  }
  if (from < line.length) parts.push(plain(line.slice(from)))
  const names = parts.filter((part) => typeof part !== 'string').length
  if (section.startsWith('nobody') && names > 0) throw new Error('a name in a section without names')
  return { language, section, parts, heldOut: hashOf(line) % HELD_OUT_ONE_IN === 0 }
}

function plain(text: string): string {
  if (/[{}]/.test(text)) throw new Error('a brace without its other')
  if (/\\(?!n)/.test(text)) throw new Error('a backslash that is no \\n')
  return text.replaceAll('\\n', '\n')
}

/** `kind.gender.case=literal`, where all before the sign may be missing together. */
function nameOf(inside: string): NamedThere {
  const sign = inside.indexOf('=')
  if (sign === -1) throw new Error(`{${inside}} has no =`)
  const literal = inside.slice(sign + 1)
  if (!/\p{L}/u.test(literal) || literal.trim() !== literal) throw new Error(`{${inside}} holds no name`)
  if (sign === 0) return { literal, kind: undefined, gender: undefined, grammatical: undefined }
  const [kind = '', gender = '', grammatical, ...more] = inside.slice(0, sign).split('.')
  if (!isKind(kind)) throw new Error(`{${inside}}: the kind of a name is full, f or l`)
  if (!isGender(gender)) throw new Error(`{${inside}}: behind the kind comes m or f`)
  if (more.length > 0 || (grammatical !== undefined && !isCase(grammatical)))
    throw new Error(`{${inside}}: a case is one of ${[...CASES].join(', ')}`)
  return { literal, kind, gender, grammatical }
}

const isKind = (word: string): word is NameKind => KINDS.has(word)
const isGender = (word: string): word is Gender => GENDERS.has(word)
const isCase = (word: string): word is Case => CASES.has(word)

/** Texts and names by section; what is malformed. */
function check(language: string): readonly string[] {
  const { texts, errors } = parsedFile(language)
  const counts = SECTIONS.map((section) => {
    const there = texts.filter((text) => text.section === section)
    const names = there.flatMap(({ parts }) => parts.filter((part) => typeof part !== 'string'))
    return `${section} ${there.length}${names.length > 0 ? ` (${names.length} names)` : ''}`
  })
  process.stdout.write(`${language}: ${texts.length} texts: ${counts.join(', ')}\n`)
  return errors
}

if (import.meta.main) {
  const errors = TAGGED.flatMap(check)
  for (const error of errors) process.stderr.write(`${error}\n`)
  if (errors.length > 0) process.exitCode = 1
}
