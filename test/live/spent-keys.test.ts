/** Keys of one session that are shown twice, too late, in the wrong place, or after what minted them is gone. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newKey } from '../../src/gateway/config/key.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { metric } from '../harness/observe.ts'
import { callLive, refusedLive, STREAMING, type RefusedCall } from './caller.ts'
import { startLiveVendor, type LiveVendor } from './vendor.ts'

const OWN = newKey(randomBytes)
const MINT = '/assemblyai-streaming/v3/token'
const SECRETS = '/openai/v1/realtime/client_secrets'
const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }

const ownKey = (status: 'active' | 'revoked'): Readonly<Record<string, unknown>> => ({
  keys: [{ id: OWN.id, hash: OWN.hash, status }],
})
const TENANTS = {
  acme: { unlisted: { mode: 'redact', attestation } },
  silent: { media: [] },
  own: ownKey('active'),
}

let vendor: LiveVendor
let gateway: TestGateway
/** Milliseconds that the gateway's clock is ahead. */
let ahead: number

beforeEach(async () => {
  ahead = 0
  vendor = await startLiveVendor()
  gateway = await startTestGateway({
    vendors: { assemblyai: vendor.origin, openai: vendor.origin, azure: vendor.origin },
    tenants: TENANTS,
    now: () => Date.now() + ahead,
  })
})

afterEach(async () => {
  await gateway.stop()
  await vendor.close()
})

async function ask(path: string, body?: string, key = gateway.keys['acme'] ?? ''): Promise<Response> {
  return await fetch(gateway.origin + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  })
}

async function mint(query = '', key?: string): Promise<string> {
  const answer = await ask(MINT + query, undefined, key)
  const { token } = (await answer.json()) as { token: string }
  expect(token).toMatch(/^ek_limen_[A-Za-z0-9_-]{43}$/)
  return token
}

const shown = (token: string) => ({ target: `${STREAMING}&token=${token}`, headers: { authorization: '' } })

const refused = async (token: string): Promise<RefusedCall> => await refusedLive(gateway, shown(token))

function spent(answer: RefusedCall): readonly unknown[] {
  return [answer.status, answer.headers['x-limen-code']]
}

describe('a key of one session', () => {
  it('is refused the second time, and says why', async () => {
    const token = await mint()
    const caller = await callLive(gateway, shown(token))
    const again = await refused(token)
    expect(spent(again)).toEqual([401, 'temporary_key_spent'])
    expect(again.text).toContain('is good for one use')
    expect(again.text).not.toContain(token)
    expect(vendor.sessions).toHaveLength(1)
    expect(caller.socket.readyState).toBe(caller.socket.OPEN)
    expect(await metric(gateway, 'limen_temporary_keys_total', ['vendor="assemblyai"'])).toBe(1)
    const labels = ['code="temporary_key_spent"', 'rule="used"']
    expect(await metric(gateway, 'limen_refusals_total', labels)).toBe(1)
  })

  it('opens one of two sessions that come at once', async () => {
    const token = await mint()
    const both = await Promise.allSettled([0, 1].map(async () => await callLive(gateway, shown(token))))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(vendor.connections).toHaveLength(1)
  })

  it.each([
    ['told', '?expires_in_seconds=10', 10],
    ['usual', '', 60],
  ])('is refused after its %s time', async (_which, query, seconds) => {
    const [early, late] = [await mint(query), await mint(query)]
    ahead = seconds * 1000 - 5000
    await callLive(gateway, shown(early))
    ahead = seconds * 1000
    const answer = await refused(late)
    expect(spent(answer)).toEqual([401, 'temporary_key_spent'])
    expect(answer.text).toContain('Its time is over')
    const labels = ['code="temporary_key_spent"', 'rule="expired"']
    expect(await metric(gateway, 'limen_refusals_total', labels)).toBe(1)
  })

  it('ends with the key that minted it', async () => {
    const [first, second] = [await mint('', OWN.text), await mint('', OWN.text)]
    gateway.reload({ tenants: { ...TENANTS, own: ownKey('revoked') } })
    expect(spent(await refused(first))).toEqual([401, 'key_revoked'])
    gateway.reload({ tenants: { acme: {} } })
    expect(spent(await refused(second))).toEqual([401, 'key_unknown'])
    expect(vendor.connections).toEqual([])
  })

  it('opens nothing at another vendor, at another service or over HTTP, and is spent by that', async () => {
    const realtime = '/openai/v1/realtime?model=gpt-5.4'
    for (const target of [realtime, realtime.replace('openai', 'azure/openai')]) {
      const token = await mint()
      const headers = { authorization: `Bearer ${token}` }
      expect(spent(await refusedLive(gateway, { target, headers }))).toEqual([401, 'key_unknown'])
      expect(spent(await refused(token))).toEqual([401, 'temporary_key_spent'])
    }
    for (const path of ['/assemblyai/v2/transcript/abc', MINT, '/redact', '/openai/v1/models'])
      expect((await ask(path, undefined, await mint())).status).toBe(401)
    const { value } = (await (await ask(SECRETS, '{}')).json()) as { value: string }
    expect(spent(await refused(value))).toEqual([401, 'key_unknown'])
    expect(vendor.connections).toEqual([])
  })

  it("is its tenant's alone: another one's consent does not help, and nobody shows two keys", async () => {
    const key = gateway.keys['silent']
    expect(spent(await refused(await mint('', key)))).toEqual([403, 'media_not_allowed'])
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({ tenant: 'silent', code: 'media_not_allowed' })
    const two = { target: `${STREAMING}&token=${await mint('', key)}` }
    expect(spent(await refusedLive(gateway, two))).toEqual([400, 'keys_conflict'])
    expect(vendor.connections).toEqual([])
  })

  it('is in nothing that the gateway writes down or sends on', async () => {
    const tokens = [await mint(), await mint(), await mint()]
    const [first = '', second = '', third = ''] = tokens
    const caller = await callLive(gateway, shown(first))
    const { request } = await vendor.session(1)
    caller.socket.close()
    await refused(first)
    await refusedLive(gateway, { target: `${STREAMING}&region=us&token=${second}`, headers: { authorization: '' } })
    await ask(`/assemblyai/v2/transcript/abc?token=${third}`, undefined, third)
    await gateway.records(2)
    const folder = dirname(gateway.ledgerFile)
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
    const metrics = await (await fetch(`${gateway.operations}/metrics`)).text()
    const written = [...gateway.logLines, metrics, ...files, request.url, ...request.rawHeaders].join('\n')
    expect(written).toContain('temporary_key')
    expect(written).not.toContain('ek_limen_')
    for (const token of tokens) expect(written).not.toContain(token.slice(9))
  }) // prettier-ignore
})

describe('a request for a key', () => {
  it.each([
    ['settings', '{"session":{"type":"realtime","instructions":"canary"}}', 'session.instructions'],
    ['a member that nobody knows', '{"session":{"canary":1}}', 'session'],
    ['a model that is none', '{"session":{"model":42}}', 'session.model'],
    ['a model that is a text', '{"session":{"model":"a canary sings"}}', 'session.model'],
    ['a model without end', `{"session":{"model":"${'m'.repeat(129)}"}}`, 'session.model'],
    ['a session that is none', '{"session":"canary"}', 'session'],
    ['a session of another kind', '{"session":{"type":"canary"}}', 'session.type'],
    ['more than ten minutes', '{"expires_after":{"seconds":601}}', 'expires_after.seconds'],
    ['less than ten seconds', '{"expires_after":{"seconds":9}}', 'expires_after.seconds'],
    ['half a second', '{"expires_after":{"seconds":10.5}}', 'expires_after.seconds'],
    ['seconds that are a text', '{"expires_after":{"seconds":"60"}}', 'expires_after.seconds'],
    ['a time that is none', '{"expires_after":60}', 'expires_after'],
    ['another anchor', '{"expires_after":{"anchor":"canary"}}', 'expires_after'],
    ['another member', '{"canary":1}', 'body'],
    ['a list', '[]', 'body'],
  ])('with %s is refused in words of our own', async (_what, body, path) => {
    const answer = await ask(SECRETS, body)
    const text = await answer.text()
    expect([answer.status, answer.headers.get('x-limen-code')]).toEqual([403, 'feature_refused'])
    expect(text).toContain(`At ${path}.`)
    expect(text).not.toContain('canary')
    const [record] = await gateway.records(1)
    expect(record).toMatchObject({ kind: 'refusal', code: 'feature_refused', rule: 'temporary_key' })
  })

  it.each(['canary=1', 'expires_in_seconds=601', 'expires_in_seconds=0', 'expires_in_seconds=1e1'])(
    'with the query %s is refused',
    async (query) => {
      const answer = await ask(`${MINT}?${query}`)
      expect([answer.status, answer.headers.get('x-limen-code')]).toEqual([403, 'feature_refused'])
      expect(await answer.text()).not.toContain('canary')
    },
  )

  it('with a parameter twice is refused', async () => {
    const answer = await ask(`${MINT}?expires_in_seconds=60&expires_in_seconds=600`)
    expect(answer.headers.get('x-limen-code')).toMatch(/^(?:feature_refused|request_malformed)$/)
  })

  it('reaches no vendor in any other spelling or method, not even where unlisted operations pass', async () => {
    for (const path of [`${MINT}/`, `${MINT}/x`, MINT.replace('token', 'TOKEN'), MINT.replace('token', '%74oken')])
      expect((await ask(path)).headers.get('x-limen-code')).toBe('operation_not_allowed')
    for (const path of [MINT, '/assemblyai/v2/realtime/token/', '/assemblyai-sync/v3/token'])
      expect((await ask(path, '{}')).headers.get('x-limen-code')).toBe('operation_not_allowed')
    expect(vendor.connections).toEqual([])
  }) // prettier-ignore
})
