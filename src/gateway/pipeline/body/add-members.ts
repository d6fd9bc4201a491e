/** Puts members into a JSON body in front of its own, with the commas that what is left of those needs. */
import type { JsonBody } from './json-body.ts'
import type { Splice } from './splice.ts'

/** `members` is source, `"a":1,"b":2`; what an earlier call put in stands before it. */
export function addMembers(body: JsonBody, members: string, splice: Splice): void {
  const start = body.start + 1
  if (body.keepsMembers) splice.replace(start, start, `${members},`)
  else splice.replace(start, start, splice.putsInAt(start) ? `,${members}` : members)
}
