/** The content type of a body that leaves: what was read in it, and no text of the caller's. */
import type { InspectedBody } from './inspected-body.ts'

/** A media type that says nothing but how the body is written. */
const PLAIN = /^[a-z]+\/[a-z-]+(?:;\s*charset="?utf-?8"?)?$/i

/** One boundary, so that no two readers find different ones. */
const PLAIN_MULTIPART = /^multipart\/form-data;\s*boundary=(?:"[^"\\]{1,70}"|[^\s;,"\\]{1,70})$/i

/** The content type of the body that leaves: as sent where it is plain, else rebuilt from what step 4 read in it. */
export function contentTypeOf(body: InspectedBody, sent: string | undefined): string | undefined {
  switch (body.kind) {
    case 'none':
      return undefined
    case 'multipart':
      return sent !== undefined && PLAIN_MULTIPART.test(sent)
        ? sent
        : `multipart/form-data; boundary="${body.boundary}"`
    case 'json':
      return sent !== undefined && PLAIN.test(sent) ? sent : 'application/json'
    default:
      return sent !== undefined && PLAIN.test(sent) ? sent : 'application/x-www-form-urlencoded'
  }
}
