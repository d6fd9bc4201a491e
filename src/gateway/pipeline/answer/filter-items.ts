/** Lists of an account, cut down to what this tenant may see. */
import type { AnswerShape } from '../../../connectors/contract.ts'
import { AnswerFaultError } from './answer-body.ts'

type Fields = Readonly<Record<string, unknown>>

/** Ids of the items of a list. Throws `AnswerFaultError` for what is none. */
export function itemIds(filter: NonNullable<AnswerShape['filter']>, text: string): readonly string[] {
  return read(filter, text).items.flatMap((item) => idOf(filter, item) ?? [])
}

/**
 * Keeps the items whose id is visible. The envelope is written again, with its numbers and flags: its other texts
 * (`first_id`, `last_id`, a link to the next page) name items that may not be visible.
 */
export function filterItems(
  filter: NonNullable<AnswerShape['filter']>,
  visible: (id: string) => boolean,
): (text: string) => string {
  return (text) => {
    const { envelope, items } = read(filter, text)
    const kept = items.filter((item) => {
      const id = idOf(filter, item)
      return id !== undefined && visible(id)
    })
    const plain = Object.entries(envelope).filter(
      ([name, value]) => name === 'object' || typeof value === 'number' || typeof value === 'boolean',
    )
    return JSON.stringify({ ...Object.fromEntries(plain), [filter.items]: kept })
  }
}

function read(
  filter: NonNullable<AnswerShape['filter']>,
  text: string,
): { readonly envelope: Fields; readonly items: readonly unknown[] } {
  const envelope = parse(text)
  const items = isFields(envelope) ? envelope[filter.items] : undefined
  if (!isFields(envelope) || !Array.isArray(items)) throw new AnswerFaultError('vendor_malformed')
  return { envelope, items }
}

function idOf(filter: NonNullable<AnswerShape['filter']>, item: unknown): string | undefined {
  const id = isFields(item) ? item[filter.id] : undefined
  return typeof id === 'string' ? id : undefined
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AnswerFaultError('vendor_malformed')
  }
}
