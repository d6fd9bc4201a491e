/** Encrypted reasoning items without a memory: the item names its tool calls and bears a checksum. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { alphanumeric, between } from '../chance.ts'
import type { Random } from '../contract.ts'

/** Not a secret: it only lets the simulator know its own items again. */
const SEAL_KEY = 'limen simulator reasoning'

/** Card number and IBAN that pass their checksums, between characters of the base64url alphabet. */
const DECOYS = '-4111111111111111-PL61109010140000071219812874-'

/**
 * Opaque base64url text. A hostile one holds runs that look like a card number and an IBAN: a gateway that redacts or
 * rewrites any of it breaks the checksum.
 */
export function sealReasoning(callIds: readonly string[], random: Random, hostile: boolean): string {
  const filler = alphanumeric(random, between(random, 80, 240))
  const content = Buffer.from(JSON.stringify({ calls: callIds, filler })).toString('base64url')
  const sealed = `${content}.${hostile ? DECOYS : ''}`.replace('.', '_SIM_')
  return `gAAAAAB${sealed}${checksum(sealed)}`
}

/** The tool calls that the sealed reasoning led to; undefined when the seal is not ours or was changed. */
export function openReasoning(text: string): readonly string[] | undefined {
  const match = /^gAAAAAB(.*)([0-9a-f]{32})$/s.exec(text)
  const [, sealed, mark] = match ?? []
  if (sealed === undefined || mark === undefined) return undefined
  if (!timingSafeEqual(Buffer.from(checksum(sealed)), Buffer.from(mark))) return undefined
  const content = sealed.slice(0, sealed.indexOf('_SIM_'))
  const parsed: unknown = JSON.parse(Buffer.from(content, 'base64url').toString('utf8'))
  if (typeof parsed !== 'object' || parsed === null || !('calls' in parsed) || !Array.isArray(parsed.calls))
    return []
  return parsed.calls.map(String)
}

/** A call id that says of itself that it came with reasoning. */
export function reasonedCallId(random: Random): string {
  const body = alphanumeric(random, 16)
  return `call_${body}${checksum(body).slice(0, 8)}`
}

export function isReasonedCallId(id: string): boolean {
  const [, body, mark] = /^call_([A-Za-z0-9]{16})([0-9a-f]{8})$/.exec(id) ?? []
  return body !== undefined && checksum(body).slice(0, 8) === mark
}

function checksum(text: string): string {
  return createHmac('sha256', SEAL_KEY).update(text).digest('hex').slice(0, 32)
}
