/** A cheap look at a redacted body: does it still say, somewhere, a value that was taken out elsewhere? */
import { byteText } from '../../../connectors/wire/byte-text.ts'
import { encodeJsonString } from '../../../connectors/wire/json-text.ts'
import { SHORTEST_SPREAD, type Vault } from '../../../redaction/index.ts'
import type { JsonBody } from './json-body.ts'

/** True when a value stands in the source more often than it was taken out; one in another spelling is not seen. */
export function saysAgain(body: JsonBody, vault: Pick<Vault, 'taken'>): boolean {
  for (const { value, uses } of vault.taken) {
    if (value.length < SHORTEST_SPREAD) continue
    const source = byteText(encodeJsonString(value))
    let found = 0
    for (let at = body.text.indexOf(source); at !== -1; at = body.text.indexOf(source, at + source.length)) {
      found++
      if (found > uses) return true
    }
  }
  return false
}
