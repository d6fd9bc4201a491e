/** Ids of objects at a vendor that a body names, found while it is scanned. */
import type { NamedObject } from '../../../connectors/contract.ts'
import type { RequestPlace } from '../../../connectors/compiled.ts'

/** One name, and the rule of the table that says what it is. */
export interface ObjectName {
  readonly rule: NamedObject
  readonly id: string
}

/** The name that a text at this place is; undefined where the table expects none, or the text is not somebody's own. */
export function objectName(place: RequestPlace | undefined, text: string): ObjectName | undefined {
  const rule = place?.object
  if (rule === undefined || text === '' || rule.only?.test(text) === false) return undefined
  return { rule, id: text }
}
