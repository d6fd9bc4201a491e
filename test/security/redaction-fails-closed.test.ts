/** A redactor that does not finish refuses the call: the vendor sees no byte of it. */
import { performance } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { Vault } from '../../src/redaction/index.ts'
import { call, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { callsOf, fittingAnswer, pinNamed, ROUTES, type Extra, type Route } from './every-operation.ts'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  gateway = await startTestGateway({
    vendors: {
      openai: vendor.origin,
      azure: vendor.origin,
      deepl: vendor.origin,
      assemblyai: vendor.origin,
      vertex: vendor.origin,
      bedrock: vendor.origin,
    },
  })
  await pinNamed(gateway)
})

afterEach(() => {
  vi.restoreAllMocks()
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(options: CallOptions): Promise<CallAnswer> {
  return await call(gateway.origin, { ...options, key: gateway.keys['acme'] })
}

/** Operations that carry text of the caller's. */
const WITH_TEXT = ROUTES.filter(({ operation }) => operation.body !== 'none' && operation.body !== 'binary')

/** An upload needs a part with text, every other operation something that a detector starts at: no other string is looked at. */
const textOf = ({ operation }: Route): Extra => {
  if (operation.body === 'multipart') return { fields: { prompt: 'hello' } }
  if (operation.request?.turns.length === 0)
    return { fields: { metadata: { note: 'write to jan.kowalski@example.pl' } } }
  return { text: 'write to jan.kowalski@example.pl' }
}

/** Both ways into the engine. */
function breakDetectors(message: string): void {
  for (const way of ['redact', 'replacements'] as const) {
    vi.spyOn(Vault.prototype, way).mockImplementation(() => {
      throw new Error(message)
    })
  }
}

describe.each(WITH_TEXT.map((route) => [route.name, route] as const))('%s', (_name, route) => {
  test('a detector that throws', async () => {
    breakDetectors('a detector fell over something that a person wrote')
    for (const options of callsOf(route, textOf(route))) {
      const before = vendor.seen.length
      const answer = await send(options)
      expect([answer.status, answer.headers['x-limen-code']]).toEqual([422, 'redaction_failed'])
      expect(answer.text).not.toContain('a person wrote')
      expect(vendor.seen).toHaveLength(before)
    }
    expect(gateway.logLines.join('')).not.toContain('a person wrote')
  })

  test('a deadline that has passed', async () => {
    gateway.reload({ settings: { timeouts: { redaction: '10ms' } } })
    const real = performance.now.bind(performance)
    let jump = 0
    vi.spyOn(performance, 'now').mockImplementation(() => real() + (jump += 50))
    // Looked at for every body, one that holds nothing too.
    const extra = route.operation.tokens === 'element' ? textOf(route) : { ...textOf(route), text: 'hello' }
    for (const options of callsOf(route, extra)) {
      const before = vendor.seen.length
      const answer = await send(options)
      expect([answer.status, answer.headers['x-limen-code']]).toEqual([422, 'redaction_failed'])
      expect(vendor.seen).toHaveLength(before)
    }
    vi.restoreAllMocks()
    gateway.reload()
    const [good] = callsOf(route)
    expect((await send(good ?? { path: '/' })).status).toBe(200)
  })
})

test('before any attempt, the vendor has not even seen a connection', async () => {
  const untouched = await startVendor(() => {})
  const own = await startTestGateway({ vendors: { openai: untouched.origin } })
  breakDetectors('down')
  const content = 'write to jan.kowalski@example.pl'
  const body = { model: 'gpt-5.4', messages: [{ role: 'user', content }] }
  const answer = await call(own.origin, { path: '/openai/v1/chat/completions', body, key: own.keys['acme'] })
  expect([answer.status, untouched.connections]).toEqual([422, 0])
  const [record] = await own.records(1)
  expect(record).toMatchObject({ kind: 'refusal', code: 'redaction_failed', outcome: 'redaction_failed' })
  await own.stop()
  await untouched.close()
})
