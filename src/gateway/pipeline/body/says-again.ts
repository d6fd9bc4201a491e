/** A cheap look at a redacted body: does it still say, somewhere, a value that was taken out elsewhere? */
import { byteText } from '../../../connectors/wire/byte-text.ts'
import { encodeJsonString } from '../../../connectors/wire/json-text.ts'
import { SHORTEST_SPREAD, type TakenValue, type Vault } from '../../../redaction/index.ts'
import type { JsonBody } from './json-body.ts'
import { SLICED, Slices } from './slices.ts'

/** True when a value stands in the source more often than it was taken out; one in another spelling is not seen. */
export async function saysAgain(body: JsonBody, vault: Pick<Vault, 'taken'>): Promise<boolean> {
  const slices = body.bytes.length < SLICED ? undefined : new Slices()
  for (const taken of vault.taken) {
    if (isSaidAgain(body, taken)) return true
    if (slices?.over === true) await slices.pause()
  }
  // The body is put together next, in one piece.
  await slices?.pause()
  return false
}

function isSaidAgain(body: JsonBody, { value, uses }: TakenValue): boolean {
  if (value.length < SHORTEST_SPREAD) return false
  const source = byteText(encodeJsonString(value))
  let found = 0
  for (let at = body.text.indexOf(source); at !== -1; at = body.text.indexOf(source, at + source.length)) {
    found++
    if (found > uses) return true
  }
  return false
}
