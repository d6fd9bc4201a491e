/** A request for a key of one session, answered in the vendor's own shape: no vendor is asked, and none of its keys is handed out. */
import { isUtf8 } from 'node:buffer'
import type { TemporaryKeyTable } from '../../../connectors/live-shape.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { AcceptedCall, AuthenticatedCall } from '../calls.ts'
import type { Line } from '../line.ts'

/** Bytes of a request, which says little. */
const LARGEST = 16_384

/** The table for this path; undefined for any other call. */
export function mintingOf({
  connector,
  service,
  exchange,
  path,
}: Pick<AcceptedCall, 'connector' | 'service' | 'exchange' | 'path'>): TemporaryKeyTable | undefined {
  const table = connector.live?.temporaryKeys
  if (table === undefined || exchange.live !== undefined) return undefined
  const { method } = exchange.request
  return table.service === service && table.method === method && table.paths.includes(path)
    ? table
    : undefined
}

/** Throws `Refusal` 403 for what no key can hold. */
export async function mintKey(call: AuthenticatedCall, table: TemporaryKeyTable, line: Line): Promise<void> {
  const { exchange, tenant, keyId, connector, service } = call
  const asked = table.read(new URLSearchParams(call.query), await readAsked(call))
  if ('wrong' in asked)
    throw new Refusal('feature_refused', {
      path: asked.wrong,
      rule: 'temporary_key',
      because: asked.because,
      remedy: 'say it in the session itself.',
    })
  const now = line.now()
  const expiresAt = now + asked.seconds * 1000
  const value = line.temporaryKeys.mint(
    {
      tenant: tenant.id,
      keyId,
      vendor: connector.vendor,
      service,
      operations: table.operations,
      model: asked.model,
      sessionMilliseconds: asked.sessionSeconds === undefined ? undefined : asked.sessionSeconds * 1000,
      expiresAt,
    },
    now,
  )
  line.meter.temporaryKey(connector.vendor)
  const answer = table.answer({ value, id: line.newId(), expiresAt: Math.floor(expiresAt / 1000), asked })
  const body = Buffer.from(JSON.stringify(answer))
  exchange.releaseBody()
  exchange.writeHead(200, [
    'content-type',
    'application/json',
    'content-length',
    String(body.length),
    'cache-control',
    'no-store',
  ])
  exchange.end(body)
}

async function readAsked({ exchange }: AuthenticatedCall): Promise<unknown> {
  if (!exchange.hasBody) return {}
  const raw = await exchange.readBody(LARGEST)
  if (!isUtf8(raw)) throw new Refusal('body_not_utf8')
  if (raw.length === 0) return {}
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    throw new Refusal('json_malformed')
  }
}
