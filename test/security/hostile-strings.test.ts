/** Hostile texts as key, model, path and names: refused as what they are, and nothing of them is run, kept or repeated. */
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, chat, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { fittingAnswer } from './every-operation.ts'
import { fitsHeader, HOSTILE_TEXTS, INJECTIONS } from './hostile-texts.ts'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin },
    sandbox: false,
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const key = (): string => gateway.keys['acme'] ?? ''

/** In parallel, a few at a time, so that the suite stays short. */
async function sendAll(calls: readonly CallOptions[]): Promise<readonly CallAnswer[]> {
  const answers: CallAnswer[] = []
  for (let start = 0; start < calls.length; start += 16) {
    const batch = calls.slice(start, start + 16)
    answers.push(...(await Promise.all(batch.map((options) => call(gateway.origin, options)))))
  }
  return answers
}

const codes = (answers: readonly CallAnswer[]): readonly unknown[] =>
  [
    ...new Set(answers.map(({ status, headers }) => `${status} ${String(headers['x-limen-code'])}`)),
  ].toSorted()

test('the list is long enough to mean something', () => {
  expect(INJECTIONS.length).toBeGreaterThanOrEqual(200)
})

test('as a key, in every carrier', async () => {
  const texts = HOSTILE_TEXTS.filter(fitsHeader)
  expect(texts.length).toBeGreaterThan(200)
  const calls = texts.flatMap((text) => {
    const value = Buffer.from(text, 'latin1').toString('latin1')
    return [
      { ...chat('hello'), headers: ['authorization', `Bearer ${value}`] },
      { ...chat('hello'), headers: ['authorization', value] },
      { ...chat('hello'), headers: ['api-key', value] },
      { ...chat('hello'), headers: ['x-goog-api-key', value] },
    ]
  })
  expect(codes(await sendAll(calls))).toEqual(['401 key_unknown'])
})

test('as a model, in a body', async () => {
  const calls = HOSTILE_TEXTS.map((model) => ({ ...chat('hello', { model }), key: key() }))
  expect(codes(await sendAll(calls))).toEqual(['403 model_not_allowed'])
})

test('as a model or deployment, in a path', async () => {
  const texts = HOSTILE_TEXTS.filter(
    (text) => text.isWellFormed() && text.length < 2000 && text.trim() !== '',
  )
  const calls = texts.flatMap((text) => [
    { path: `/openai/v1/models/${encodeURIComponent(text)}`, key: key() },
    {
      path: `/azure/openai/deployments/${encodeURIComponent(text)}/chat/completions`,
      key: key(),
      body: { messages: [] },
    },
  ])
  expect(codes(await sendAll(calls))).toEqual(['403 model_not_allowed', '404 operation_unknown'])
})

test('as what names a tenant, a key or a call', async () => {
  const texts = HOSTILE_TEXTS.filter((text) => fitsHeader(text) && text.length < 1000)
  const names = [
    'x-limen-tenant',
    'x-tenant',
    'x-request-id',
    'x-client-request-id',
    'idempotency-key',
    'traceparent',
  ]
  const calls = texts.map((text) => ({
    ...chat('hello'),
    headers: names.flatMap((name) => [name, text]),
    key: key(),
  }))
  expect(codes(await sendAll(calls))).toEqual(['200 undefined'])
  for (const seen of vendor.seen.slice(-texts.length)) expect(seen.headers['x-tenant']).toBeUndefined()
})

test('as keys and values of a body', async () => {
  const calls = HOSTILE_TEXTS.map((text) => ({
    ...chat(text, { user: text, metadata: { [text]: text }, stop: [text] }),
    key: key(),
  }))
  expect(codes(await sendAll(calls))).toEqual(['200 undefined'])
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
})

describe('afterwards', () => {
  test('the ledger is whole, and holds nothing of them', async () => {
    const records = await gateway.records()
    expect(records.length).toBeGreaterThan(500)
    const database = new DatabaseSync(gateway.ledgerFile, { readOnly: true })
    const check = database.prepare('PRAGMA integrity_check').get()
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
    database.close()
    expect(check).toEqual({ integrity_check: 'ok' })
    expect(tables.map((row) => row['name'])).toEqual([
      'closing_rows',
      'endings',
      'intent_rows',
      'meta',
      'pins',
      'refusals',
      'terms',
    ])
    const bytes = ['', '-wal'].map((end) => readFileSync(gateway.ledgerFile + end, 'latin1')).join('')
    for (const text of ['OR 1=1', 'UNION SELECT', 'DROP TABLE', '__proto__', 'jndi', '<script', 'etc/passwd'])
      expect(bytes).not.toContain(text)
    for (const record of records)
      expect([record.tenant, record.model === null || ['gpt-5.4-mini', ''].includes(record.model)]).toEqual([
        'acme',
        true,
      ])
  })

  test('no log line and no metric says anything of them', async () => {
    expect(gateway.logLines).toEqual([])
    const page = await fetch(`${gateway.operations}/metrics`).then((answer) => answer.text())
    expect(page).not.toMatch(/forged|1=1|DROP|jndi|<script/)
    for (const line of page.split('\n'))
      expect(line).toMatch(
        /^(?:#.*|[a-z0-9_]+(?:\{[^}]*\})? [0-9.e+-]+|[a-z0-9_]+(?:\{[^}]*\})? (?:\+Inf|NaN)|)$/,
      )
  })

  test('the gateway still serves', async () => {
    expect((await call(gateway.origin, { ...chat('hello'), key: key() })).status).toBe(200)
  })
})
