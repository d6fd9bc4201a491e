/** Lists of models: a tenant sees what its endpoint may serve, never what else the account holds. */
import { OpenAI } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { startVendor } from '../harness/vendor.ts'

const OTHERS = 'ft:gpt-4o-mini-2024-07-18:other-org:anna-kowalska:9aBcDeFg'

async function list(gateway: TestGateway, target: string): Promise<RawAnswer> {
  return await rawCall(gateway.origin, {
    method: 'GET',
    target,
    headers: { 'api-key': gateway.keys['acme'] ?? '' },
  })
}

describe.each([true, false])('a list of models (sandbox: %s)', (sandbox) => {
  let openai: RunningSimulator
  let azure: RunningSimulator
  let gateway: TestGateway

  beforeAll(async () => {
    openai = await startSimulator(simulators.openai, { seed: 5, behaviour: { hostile: true } })
    azure = await startSimulator(simulators.azure, { seed: 5, behaviour: { hostile: true } })
    gateway = await startTestGateway({
      vendors: { openai: openai.origin, azure: azure.origin },
      endpoints: {
        openai: { models: ['gpt-4o-mini', 'gpt-4.1', 'never-made'] },
        azure: { deployments: { 'gpt-4.1': { model: 'gpt-4.1', sku: 'Standard' } } },
      },
      sandbox,
    })
  })

  afterAll(async () => {
    await gateway.stop()
    await openai.close()
    await azure.close()
  })

  it('holds what this tenant may call and nothing of anybody else', async () => {
    const client = new OpenAI({
      apiKey: gateway.keys['acme'] ?? '',
      baseURL: `${gateway.origin}/openai/v1`,
      maxRetries: 0,
    })
    const ids: string[] = []
    for await (const model of client.models.list()) ids.push(model.id)
    if (sandbox) expect(ids).toContain('gpt-5')
    else expect(ids.toSorted((one, other) => one.localeCompare(other))).toEqual(['gpt-4.1', 'gpt-4o-mini'])
    expect(ids.join()).not.toMatch(/ft:|other-org|third-org|kowalska/)
  })

  it.each(['/azure/openai/models?api-version=2024-10-21', '/azure/openai/v1/models'])('of %s does too', async (target) => {
    const answer = await list(gateway, target)
    expect(answer.status).toBe(200)
    expect(answer.text).not.toMatch(/ft:|other-org|kowalska/)
    if (!sandbox) expect((JSON.parse(answer.text) as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual(['gpt-4.1'])
  }) // prettier-ignore

  it('is not gone round by asking for one model', async () => {
    const seen = openai.counters.requests
    const answer = await list(gateway, `/openai/v1/models/${encodeURIComponent(OTHERS)}`)
    if (sandbox) return
    expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'model_not_allowed' })
    expect(openai.counters.requests).toBe(seen)
    expect((await list(gateway, '/openai/v1/models/gpt-4.1')).status).toBe(200)
  })
})

describe('a list that a vendor writes oddly', () => {
  it.each([
    ['an item without an id', '{"data":[{"object":"model"},{"id":"gpt-4.1"}]}', ['gpt-4.1']],
    ['an id that is no text', '{"data":[{"id":["gpt-4.1"]},{"id":"gpt-4.1"}]}', ['gpt-4.1']],
    ['an id twice in one item', '{"data":[{"id":"gpt-4.1","id":"secret-model"},{"id":"gpt-4.1"}]}', ['gpt-4.1']],
    ['names of members as ids', '{"data":[{"id":"__proto__"},{"id":"constructor"},{"id":"gpt-4.1"}]}', ['gpt-4.1']],
  ])('%s: only what is certainly allowed stays', async (_name, body, expected) => {
    const vendor = await startVendor((_call, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body))
    const gateway = await startTestGateway({ vendors: { openai: vendor.origin }, endpoints: { openai: { models: ['gpt-4.1'] } }, sandbox: false })
    try {
      const answer = await list(gateway, '/openai/v1/models')
      expect(answer.text).not.toContain('secret')
      expect((JSON.parse(answer.text) as { data: { id: string }[] }).data.map(({ id }) => id)).toEqual(expected)
    } finally {
      await gateway.stop()
      await vendor.close()
    }
  }) // prettier-ignore

  it.each(['{"data":{"id":"secret-model"}}', '["secret-model"]', '{}', '{"data":', 'null'])('%s: refused, since it cannot be filtered', async (body) => {
    const vendor = await startVendor((_call, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body))
    const gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
    try {
      const answer = await list(gateway, '/openai/v1/models')
      expect(refusalOf(answer)).toMatchObject({ status: 502, code: 'vendor_malformed' })
      expect(answer.text).not.toContain('secret')
    } finally {
      await gateway.stop()
      await vendor.close()
    }
  }) // prettier-ignore
})
