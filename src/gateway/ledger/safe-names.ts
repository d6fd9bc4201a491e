/** What may be written into a text column: short names of a known form; anything else becomes `other`. */
import { ENTITIES, type Entity } from '../../redaction/types.ts'

const OTHER = 'other'

// No space, no @ and no quote: neither a sentence nor an e-mail address fits.
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:,/=+-]{0,127}$/
const HOST = /^[A-Za-z0-9.:[\]-]{1,255}$/
const IDENTIFIER = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MEMORY = 4096
const LONGEST_LIST = 64

const known = new Map<string, string>()
const entities: ReadonlySet<string> = new Set(ENTITIES)

/** True for a UUID in lower case. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text)
}

/** The name itself, or `other`. Names repeat from row to row, so the verdict is remembered. */
export function safeName(text: string): string {
  const found = known.get(text)
  if (found !== undefined) return found
  const safe = NAME.test(text) ? text : OTHER
  if (text.length > 128) return safe
  if (known.size >= MEMORY) known.clear()
  known.set(text, safe)
  return safe
}

export function safeHost(text: string): string {
  return HOST.test(text) ? text : OTHER
}

/** Names joined by one space. */
export function safeNames(names: readonly string[]): string {
  if (names.length === 0) return ''
  const first = names[0] ?? ''
  if (names.length === 1) return safeName(first)
  return names.slice(0, LONGEST_LIST).map(safeName).join(' ')
}

/** `EMAIL=1 IBAN=2`; entities that the engine does not know and counts of zero are left out. */
export function safeCounts(counts: Readonly<Partial<Record<Entity, number>>>): string {
  let text = ''
  for (const entity in counts) {
    if (!entities.has(entity)) continue
    const value = counts[entity as Entity]
    if (value === undefined || !(value > 0)) continue
    text += `${text === '' ? '' : ' '}${entity}=${wholeNumber(value)}`
  }
  return text
}

/** A whole number that a column can hold; 0 for what is not one. */
export function wholeNumber(value: number): number {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER ? Math.trunc(value) : 0
}

/** Milliseconds with their fraction; NaN, which is stored as no value, for what is not a duration. */
export function milliseconds(value: number | undefined): number {
  return value !== undefined && value >= 0 && value < 1e15 ? value : Number.NaN
}
