/** The proof of residency is made anew for every attempt: what held for the first may have ended before the second. */
import { afterEach, expect, test } from 'vitest'
import { call } from '../harness/call.ts'
import { ENDPOINTS, startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'

const BEFORE = Date.parse('2026-06-30T23:59:59.500Z')
const AFTER = Date.parse('2026-07-01T00:00:00.500Z')

let gateway: TestGateway | undefined
let vendor: ScriptedVendor | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
})

/** DeepL as it is on a bad day: the tags of the first attempt are gone, addresses come back. */
function translate(seen: SeenCall): object {
  const { text } = JSON.parse(seen.body.toString('utf8')) as { readonly text: readonly string[] }
  return {
    translations: text.map((each) => ({
      detected_source_language: 'PL',
      text: each.replaceAll(/<x id="\d+">[^<]*<\/x>/g, 'the person'),
    })),
  }
}

async function start(
  onFirst: () => void,
): Promise<{ gateway: TestGateway; vendor: ScriptedVendor; send: () => ReturnType<typeof call> }> {
  const clock = { at: BEFORE }
  const attestations = {
    ...ENDPOINTS.deepl.attestations,
    'data-residency': { by: 'Test Officer', on: '2026-01-01', expires: '2026-06-30', document: 'test' },
  }
  const stand = await startVendor((seen, response) => {
    if (stand.seen.length === 1) {
      onFirst()
      clock.at = AFTER
    }
    json(response, 200, translate(seen))
  })
  vendor = stand
  const running = await startTestGateway({
    vendors: { deepl: stand.origin },
    endpoints: { deepl: { attestations } },
    sandbox: false,
    now: () => clock.at,
  })
  gateway = running
  const body = { text: ['Napisz do jan.kowalski@example.pl, prosze.'], target_lang: 'EN' }
  return {
    gateway: running,
    vendor: stand,
    send: async () =>
      await call(running.origin, { path: '/deepl/v2/translate', key: running.keys['acme'], body }),
  }
}

test('an attestation that ends during the first attempt stops the second', async () => {
  const one = await start(() => {})
  const answer = await one.send()
  expect([answer.status, answer.headers['x-limen-code']]).toEqual([403, 'attestation_expired'])
  expect(one.vendor.seen).toHaveLength(1)
  const records = await one.gateway.records(2)
  expect(records.map(({ kind, outcome, code }) => [kind, outcome, code])).toEqual([
    ['attempt', 'restoration_failed', null],
    ['refusal', 'refused', 'attestation_expired'],
  ])
  // The refusal belongs to the call whose first attempt is recorded.
  expect(records[1]?.id).toBe(records[0]?.call)
})

test('an endpoint that closes during the first attempt stops the second', async () => {
  const one = await start(() => {
    for (const endpoint of gateway?.runtime.endpoints.values() ?? []) endpoint.closed = 'region_drift'
  })
  const answer = await one.send()
  expect([answer.status, answer.headers['x-limen-code']]).toEqual([403, 'endpoint_closed'])
  expect(one.vendor.seen).toHaveLength(1)
})
