/** Ids of objects at a vendor that a body names, found while it is scanned. */
import type { NamedObject } from '../../../connectors/contract.ts'
import type { RequestPlace } from '../../../connectors/compiled.ts'

/** One name, and the rule of the table that says what it is. */
export interface ObjectName {
  readonly rule: NamedObject
  readonly id: string
}

const NONE: readonly ObjectName[] = []

/** The names that a text at this place holds; none where the table expects none, or the text is not somebody's own. */
export function objectNames(place: RequestPlace | undefined, text: string): readonly ObjectName[] {
  const rule = place?.object
  return rule === undefined ? NONE : namesIn(rule, text)
}

/** The names that a text holds where the rule expects one, or several. */
export function namesIn(rule: NamedObject, text: string): readonly ObjectName[] {
  const ids = rule.separator === undefined ? [text] : text.split(rule.separator).map((id) => id.trim())
  return ids.filter((id) => id !== '' && rule.only?.test(id) !== false).map((id) => ({ rule, id }))
}
