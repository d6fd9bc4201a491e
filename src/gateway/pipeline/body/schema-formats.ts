/** Whether a body's own JSON schema asks the model for strings that no placeholder can be. */
import type { Entity } from '../../../redaction/index.ts'
import type { JsonBody } from './json-body.ts'

const EMAIL_FORMAT = /"format"\s*:\s*"(?:idn-)?email"/
const PATTERN = /"pattern"\s*:\s*"/
/** A schema that the vendor enforces: of the answer, or of a tool's arguments. */
const ENFORCED = /"(?:json_schema|response_?[sS]chema|output_format|strict)"\s*:/

/**
 * Entities of which a stand-in of the same format has to leave: e-mail addresses for an e-mail format, everything for a pattern.
 * Undefined for nearly every body.
 */
export function onlySurrogatesFit(body: JsonBody): ((entity: Entity) => boolean) | undefined {
  const { text } = body
  // Two plain searches before any expression runs.
  const mayPattern = text.includes('"pattern"')
  if (!mayPattern && !text.includes('email"')) return undefined
  if (!ENFORCED.test(text)) return undefined
  if (mayPattern && PATTERN.test(text)) return () => true
  return EMAIL_FORMAT.test(text) ? (entity) => entity === 'EMAIL' : undefined
}
