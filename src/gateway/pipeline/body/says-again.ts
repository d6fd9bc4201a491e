/** A cheap look at a redacted body: does it still say, somewhere, a value that was taken out elsewhere? */
import { byteText } from '../../../connectors/wire/byte-text.ts'
import { encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { SHORTEST_SPREAD, type TakenValue, type Vault } from '../../../redaction/index.ts'
import type { JsonBody } from './json-body.ts'
import { SLICED, Slices } from './slices.ts'

/**
 * True when a value stands in the source more often than it was taken out; one in another spelling is not seen, but for
 * people's names, which come again in parts and in other cases.
 */
export async function saysAgain(
  body: JsonBody,
  vault: Pick<Vault, 'taken' | 'saysNameAgain'>,
): Promise<boolean> {
  const slices = body.bytes.length < SLICED ? undefined : new Slices()
  for (const taken of vault.taken) {
    if (isSaidAgain(body, taken)) return true
    if (slices?.over === true) await slices.pause()
  }
  if (vault.taken.some(({ entity }) => entity === 'PERSON') && vault.saysNameAgain(sayings(body))) return true
  // The body is put together next, in one piece.
  await slices?.pause()
  return false
}

const ESCAPE = /\\(?:u([\da-fA-F]{4})|.)/g

/** The whole body as text: escapes of JSON would hide where a word begins. */
function sayings(body: JsonBody): string {
  const text = body.bytes.toString('utf8')
  if (!text.includes('\\')) return text
  return text.replaceAll(ESCAPE, (_, code?: string) =>
    code === undefined ? ' ' : String.fromCharCode(Number.parseInt(code, 16)),
  )
}

function isSaidAgain(body: JsonBody, { entity, value, uses }: TakenValue): boolean {
  if (entity === 'PERSON') return false
  if (value.length < SHORTEST_SPREAD) return false
  const source = byteText(encodeJsonString(value))
  let found = 0
  for (let at = body.text.indexOf(source); at !== -1; at = body.text.indexOf(source, at + source.length)) {
    found++
    if (found > uses) return true
  }
  return false
}
