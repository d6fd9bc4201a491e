/** Takes the member in which a caller says what it knows out of a JSON body, before anything else looks at the body. */
import type { RequestPlace } from '../../../connectors/compiled.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import type { KnownValue } from '../../../redaction/index.ts'
import { KNOWN_MEMBER, readKnownMember } from '../../detection/known-values.ts'
import { JsonBody } from './json-body.ts'
import { dropMembers } from './json-strings.ts'
import { ByteSplice } from './splice.ts'

export interface BodyAndKnown {
  /** The same one when it has no such member. */
  readonly body: JsonBody
  readonly known: readonly KnownValue[]
}

const NOTHING: readonly KnownValue[] = []

/** Throws `Refusal` 400 for a member that cannot be read: it is never sent on. */
export function takeKnownMember(body: JsonBody, table: PathNode<RequestPlace>): BodyAndKnown {
  const span = body.member(KNOWN_MEMBER)
  if (span === undefined) return { body, known: NOTHING }
  const known = readKnownMember(body.bytes.toString('utf8', span.valueStart, span.valueEnd))
  const splice = new ByteSplice()
  dropMembers(body.text, [span], splice)
  return { body: JsonBody.read(splice.bytes(body.text), table), known }
}
