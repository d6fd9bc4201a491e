/** A tenant's own exceptions rest on attestations too, and those end at their minute like every other. */
import { afterEach, describe, expect, test } from 'vitest'
import { call } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let gateway: TestGateway | undefined
let vendor: ScriptedVendor | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
})

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2026-06-30', document: 'test' }
const EXCEPTIONS = {
  unlisted: { mode: 'redact', attestation },
  opaque: { mode: 'allow', attestation },
}

async function start(
  tenant: Readonly<Record<string, unknown>>,
): Promise<{ at: number; send: () => Promise<unknown[]>; picture: () => Promise<unknown[]> }> {
  const stand = await startVendor((_seen, response) => json(response, 200, { ok: true }))
  vendor = stand
  const clock = { at: Date.parse('2026-06-30T23:59:59.999Z') }
  const running = await startTestGateway({
    vendors: { openai: stand.origin },
    sandbox: false,
    tenants: { acme: { ...tenant, media: [] }, plain: { media: [] } },
    now: () => clock.at,
  })
  gateway = running
  const ask = async (path: string, body: object, tenantId = 'acme'): Promise<unknown[]> => {
    const answer = await call(running.origin, { path, body, key: running.keys[tenantId] })
    return [answer.status, answer.headers['x-limen-code'], answer.text]
  }
  return Object.assign(clock, {
    send: async () => await ask('/openai/v1/notes', { items: [] }),
    picture: async () =>
      await ask('/openai/v1/chat/completions', {
        model: 'gpt-5.4-mini',
        messages: [
          {
            role: 'user',
            content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }],
          },
        ],
      }),
  })
}

describe('the policy for unlisted operations', () => {
  test('holds through its last millisecond and is over in the next', async () => {
    const one = await start({ unlisted: EXCEPTIONS.unlisted })
    expect((await one.send())[0]).toBe(200)
    one.at += 1
    const [status, code, text] = await one.send()
    expect([status, code]).toEqual([403, 'attestation_expired'])
    expect(text).toContain('tenants.acme.unlisted.attestation has ended')
    expect(vendor?.seen).toHaveLength(1)
    const refusals = (await gateway?.records(2))?.filter((record) => record.kind === 'refusal')
    expect(refusals?.map(({ code: own, rule }) => [own, rule])).toEqual([['attestation_expired', 'unlisted']])
  })

  test('of one tenant is none of another', async () => {
    await start({ unlisted: EXCEPTIONS.unlisted })
    const answer = await call(gateway?.origin ?? '', {
      path: '/openai/v1/notes',
      body: { items: [] },
      key: gateway?.keys['plain'],
    })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([404, 'operation_unknown'])
    expect(answer.text).toContain('set unlisted: {mode: redact, attestation: ...} for tenant plain')
  })
})

describe('the policy for what cannot be inspected', () => {
  test('holds through its last millisecond and is over in the next', async () => {
    const one = await start({ opaque: EXCEPTIONS.opaque })
    expect((await one.picture())[0]).toBe(200)
    one.at += 1
    const [status, code, text] = await one.picture()
    expect([status, code]).toEqual([403, 'attestation_expired'])
    expect(text).toContain('tenants.acme.opaque.attestation has ended')
    expect(vendor?.seen).toHaveLength(1)
  })

  test('is not needed where the operation itself is named', async () => {
    const one = await start({ opaque: EXCEPTIONS.opaque })
    one.at += 1
    gateway?.reload({
      tenants: { acme: { opaque: EXCEPTIONS.opaque, media: ['openai.chat.completions'] }, plain: {} },
    })
    expect((await one.picture())[0]).toBe(200)
  })
})
