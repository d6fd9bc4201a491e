/** Reads what an analyser answered: a list of places in Python's code points, none of which is believed before it is checked. */
import { z } from 'zod'
import type { Entity } from '../../../redaction/index.ts'
import { TierError, type TierSpan } from '../contract.ts'

/** Source: microsoft/presidio, presidio-analyzer/app.py and RecognizerResult.to_dict. */
const answerSchema = z
  .array(
    z.object({
      entity_type: z.string(),
      start: z.int().nonnegative(),
      end: z.int().nonnegative(),
      score: z.number().min(0).max(1),
    }),
  )
  .max(10_000)

/**
 * Spans in UTF-16 units. Throws a `TierError` for what is no such list, for places that are not in the text, and for places
 * of one entity that overlap. Entities that were not asked for are left out.
 */
export function readAnswer(
  bytes: Buffer,
  text: string,
  entities: ReadonlyMap<string, Entity>,
): readonly TierSpan[] {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new TierError('names_malformed')
  }
  const parsed = answerSchema.safeParse(value)
  if (!parsed.success) throw new TierError('names_malformed')
  if (parsed.data.length === 0) return []
  const units = unitsOf(text)
  const spans: TierSpan[] = []
  const ends = new Map<string, number>()
  for (const { entity_type: type, start, end, score } of parsed.data.toSorted(inOrder)) {
    const entity = entities.get(type)
    if (entity === undefined) continue
    const from = units === undefined ? start : units[start]
    const to = units === undefined ? end : units[end]
    if (from === undefined || to === undefined || start >= end || to > text.length)
      throw new TierError('names_span')
    if (start < (ends.get(type) ?? 0)) throw new TierError('names_span')
    ends.set(type, end)
    spans.push({ entity, start: from, end: to, score })
  }
  return spans
}

function inOrder(
  one: { readonly start: number; readonly end: number },
  other: { readonly start: number; readonly end: number },
): number {
  return one.start - other.start || one.end - other.end
}

/** Where each code point begins, and the end, in UTF-16 units; undefined for a text in which they are the same. */
function unitsOf(text: string): readonly number[] | undefined {
  if (!/[\ud800-\udfff]/.test(text)) return undefined
  const units: number[] = []
  // A surrogate without its other half is one code point to Python too, when JSON spells it as an escape.
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) units.push(at)
  units.push(text.length)
  return units
}
