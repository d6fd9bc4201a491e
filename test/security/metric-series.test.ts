/** No caller makes a series: what is asked for, by whom and under which name changes numbers only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { CODES, OUTCOMES } from '../../src/gateway/errors/codes.ts'
import { ENTITIES } from '../../src/redaction/types.ts'
import { call, chat, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, chatAnswer('hi')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin },
    // As in the sandbox: every model passes, which is where a model could become a label.
    tenants: { acme: { unlisted: { mode: 'redact', attestation } } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function page(): Promise<string> {
  return await fetch(`${gateway.operations}/metrics`).then((answer) => answer.text())
}

const series = (text: string): Set<string> =>
  new Set(
    text
      .split('\n')
      .filter((line) => line.startsWith('limen_') && !/^limen_(?:nodejs|process)_/.test(line))
      .map((line) => line.slice(0, line.lastIndexOf(' '))),
  )

async function sendAll(calls: readonly CallOptions[]): Promise<void> {
  for (let start = 0; start < calls.length; start += 32)
    await Promise.all(calls.slice(start, start + 32).map((options) => call(gateway.origin, options)))
}

/** A round of every kind of junk; `number` makes each name new. */
const junk = (number: number): readonly CallOptions[] => {
  const key = gateway.keys['acme']
  return [
    { ...chat('hello', { model: `junk-model-${number}` }), key },
    { path: `/azure/openai/deployments/junk-${number}/chat/completions`, body: { messages: [] }, key },
    { path: `/openai/v1/junk/${number}`, body: { model: `junk-${number}` }, key },
    { path: `/openai/v1/models/junk-${number}`, key },
    { path: `/junk-vendor-${number}/v1`, key },
    { ...chat('hello'), key: `junk-key-${number}` },
    {
      ...chat('hello'),
      key,
      headers: ['x-limen-tenant', `junk-${number}`, 'x-request-id', `junk-${number}`],
    },
    { ...chat('hello', { [`junk${number}`]: number, user: `junk-${number}` }), key },
    { ...chat('hello', { tools: [{ type: `junk_${number}` }] }), key },
    { path: `/openai/v1/junk?${number}=${number}`, method: 'DELETE', key },
  ]
}

test(
  'ten thousand junk names leave the series as they were, and the page small',
  { timeout: 120_000 },
  async () => {
    await sendAll(junk(0))
    await gateway.records()
    await page()
    const before = series(await page())
    expect(before.size).toBeGreaterThan(20)
    await sendAll(Array.from({ length: 1000 }, (_each, index) => junk(index + 1)).flat())
    const text = await page()
    expect([...series(text)].filter((each) => !before.has(each))).toEqual([])
    expect(text).not.toContain('junk')
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
    expect(gateway.logLines).toEqual([])
  },
)

describe('labels', () => {
  test('take their values from closed sets', async () => {
    const operations = [...connectors.values()].flatMap((connector) =>
      connector.operations.map(({ id }) => id),
    )
    const closed: Readonly<Record<string, readonly string[]>> = {
      vendor: [...connectors.keys(), 'none'],
      operation: [...operations, 'none', 'unlisted'],
      region: [...connectors.values()].flatMap(({ regions }) => regions.map(({ id }) => id)),
      outcome: OUTCOMES,
      code: Object.keys(CODES),
      entity: ENTITIES,
      direction: ['input', 'output'],
    }
    for (const match of (await page()).matchAll(/^limen_(?!nodejs|process)\w+\{([^}]*)\}/gm)) {
      for (const [, name = '', value = ''] of (match[1] ?? '').matchAll(/(\w+)="([^"]*)"/g)) {
        if (['le', 'hash', 'rule', 'endpoint'].includes(name)) continue
        expect([name, value, closed[name]?.includes(value)]).toEqual([name, value, true])
      }
    }
  })

  test('name no tenant and no key', async () => {
    expect(await page()).not.toMatch(/acme|sandbox|unused00|tenant/)
  })
})
