/** Canaries in every place and through every kind of end, then a search of everything that the gateway wrote or said. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashKey, newKey } from '../../src/gateway/config/key.ts'
import { call, chat, type CallAnswer } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { LOCAL, PERSON, REFUSED, SENT, TEXT, VENDORS } from './canaries.ts'
import { startWiretap, type Wiretap } from './wiretap.ts'

const KEY = newKey((count) => new Uint8Array(count).fill(9))
const SECRET = 'canary-secret-of-the-file-0123456789abcdef'
const VENDOR_KEYS = {
  openai: 'canaryvendorkey-openai',
  azure: 'canaryvendorkey-azure',
  deepl: 'canaryvendorkey-deepl',
}

let gateway: TestGateway
let vendor: ScriptedVendor
let tap: Wiretap

/** What came back: of the tenant with the canaries, and of another. */
const answers: { readonly name: string; readonly answer: CallAnswer }[] = []
const others: CallAnswer[] = []

beforeAll(async () => {
  vendor = await startVendor(() => {})
  tap = await startWiretap(vendor.origin)
  gateway = await startTestGateway({
    vendors: { openai: tap.origin, azure: tap.origin, deepl: tap.origin },
    endpoints: {
      openai: { key: VENDOR_KEYS.openai },
      azure: { key: VENDOR_KEYS.azure },
      deepl: { key: VENDOR_KEYS.deepl },
    },
    settings: { secret: SECRET, timeouts: { first_byte: '2s', idle: '2s' } },
    sandbox: false,
    tenants: { acme: { keys: [{ id: KEY.id, hash: hashKey(KEY.text), status: 'active' }] }, beta: {} },
  })
  for (const [name, script] of Object.entries(VENDORS)) {
    vendor.script = script
    for (const [what, options] of Object.entries(SENT)) {
      // A call that the vendor drops without a word has no answer to look at.
      const answer = await call(gateway.origin, { ...options, key: KEY.text }).catch(() => undefined)
      if (answer !== undefined) answers.push({ name: `${what}: the vendor ${name}`, answer })
    }
    gateway.reload()
  }
  for (const [what, options] of Object.entries(REFUSED)) {
    const answer = await call(gateway.origin, { ...options, key: KEY.text }).catch(() => undefined)
    if (answer !== undefined) answers.push({ name: `refused: ${what}`, answer })
  }
  for (const headers of [
    ['api-key', LOCAL.wrongKey],
    ['authorization', `Bearer ${LOCAL.wrongKey}`],
    ['api-key', LOCAL.wrongKey, 'x-api-key', KEY.text],
  ])
    answers.push({
      name: 'refused: the key',
      answer: await call(gateway.origin, { ...chat(TEXT.prompt), headers }),
    })
  vendor.script = (_seen, response) => json(response, 200, chatAnswer('hi'))
  const key = gateway.keys['beta']
  others.push(await call(gateway.origin, { ...chat('hello'), key }))
  others.push(await call(gateway.origin, { ...chat('hello', { model: 'no-such-model' }), key }))
  others.push(await call(gateway.origin, { path: '/openai/v1/nothing', key }))
}, 120_000)

afterAll(async () => {
  await gateway.stop()
  await tap.close()
  await vendor.close()
})

const everything = [...Object.values(PERSON), ...Object.values(TEXT), ...Object.values(LOCAL)]
const secrets = [...Object.values(VENDOR_KEYS), SECRET, KEY.text]

/** Names of the canaries in a text, in plain, percent-encoded or JSON-escaped form. */
function hits(text: string | Buffer, canaries: readonly string[]): readonly string[] {
  const plain = typeof text === 'string' ? text : text.toString('latin1')
  return canaries.filter((canary) =>
    [
      canary,
      encodeURIComponent(canary),
      encodeURIComponent(canary).replaceAll('%20', '+'),
      canary.toLowerCase(),
    ].some((form) => plain.includes(form)),
  )
}

test('the sweep went through what it says: answers, refusals and failures', () => {
  const codes = new Set(answers.map(({ answer }) => String(answer.headers['x-limen-code'] ?? answer.status)))
  const wanted = [
    '200 400 model_not_allowed operation_unknown route_unknown feature_refused header_refused media_not_allowed',
    'request_malformed json_malformed json_duplicate_key json_too_deep body_byte_order_mark body_not_utf8',
    'content_type_unsupported content_encoding_unsupported multipart_malformed refused_midstream key_unknown',
    'keys_conflict vendor_malformed vendor_redirect vendor_reset vendor_truncated',
  ]
  for (const code of wanted.flatMap((line) => line.split(' '))) expect(codes).toContain(code)
  expect(answers.some(({ answer }) => answer.broken)).toBe(true)
  expect(answers.length).toBeGreaterThan(150)
})

describe('what left for the vendor', () => {
  test('holds no personal data, no gateway key and nothing that stays here', () => {
    const sent = tap.sent()
    expect(sent.length).toBeGreaterThan(50_000)
    expect(hits(sent, [...Object.values(PERSON), ...Object.values(LOCAL), KEY.text, SECRET])).toEqual([])
    // The search can find something: these are on their way with every call.
    expect(hits(sent, [TEXT.prompt, ...Object.values(VENDOR_KEYS)])).toHaveLength(4)
  })

  test('shows each vendor its own key only', () => {
    for (const seen of vendor.seen) {
      const shown = hits(seen.rawHeaders.join(' '), Object.values(VENDOR_KEYS))
      const own = seen.url.startsWith('/openai/') ? 'azure' : seen.url.startsWith('/v2/') ? 'deepl' : 'openai'
      expect(shown).toEqual([VENDOR_KEYS[own]])
    }
  })
})

describe('what callers got', () => {
  test('holds no key of the operator, no secret and no gateway key, whatever the vendor repeated', () => {
    for (const { name, answer } of answers)
      expect([name, hits(`${answer.rawHeaders.join(' ')} ${answer.text}`, secrets)]).toEqual([name, []])
  })

  test('holds nothing of the call where the gateway speaks itself', () => {
    const own = answers.filter(({ answer }) => answer.headers['x-limen-code'] !== undefined)
    expect(own.length).toBeGreaterThan(60)
    for (const { name, answer } of own) {
      const said = `${answer.rawHeaders.join(' ')} ${answer.text}`
      expect([name, hits(said, everything)]).toEqual([name, []])
    }
  })

  test('holds no header that the vendor sets for itself', () => {
    for (const { name, answer } of answers) {
      const heads = answer.rawHeaders.join(' ')
      expect([name, hits(heads, [TEXT.vendorError, ...Object.values(PERSON)])]).toEqual([name, []])
    }
  })

  test('holds their own values again where the vendor repeated the placeholders', () => {
    const named = answers.find(({ name }) => name === 'chat: the vendor answers with what it was sent')
    for (const value of Object.values(PERSON)) expect(named?.answer.text).toContain(value)
  })

  test('of another tenant holds nothing of the first', () => {
    expect(others.map(({ status }) => status)).toEqual([200, 403, 404])
    for (const answer of others)
      expect(
        hits(`${answer.rawHeaders.join(' ')} ${answer.text}`, [...everything, ...secrets, KEY.id]),
      ).toEqual([])
  })
})

describe('what the gateway wrote', () => {
  test('in the record: every column', async () => {
    const records = await gateway.records(150)
    expect(records.length).toBeGreaterThan(150)
    for (const record of records)
      expect(hits(JSON.stringify(record), [...everything, ...secrets])).toEqual([])
    expect(new Set(records.map(({ outcome }) => outcome)).size).toBeGreaterThan(5)
  })

  test('in the files of the ledger: every byte', async () => {
    await gateway.records()
    const folder = dirname(gateway.ledgerFile)
    const files = readdirSync(folder)
    expect(files.length).toBeGreaterThan(1)
    for (const file of files)
      expect([file, hits(readFileSync(join(folder, file)), [...everything, ...secrets])]).toEqual([file, []])
  })

  test('in the log: nothing but JSON objects, and nothing of a call', () => {
    for (const line of gateway.logLines) {
      expect(JSON.parse(line)).toBeTypeOf('object')
      expect(hits(line, [...everything, ...secrets])).toEqual([])
    }
  })

  test('in the metrics and the health pages', async () => {
    for (const path of ['/metrics', '/readyz', '/livez']) {
      const page = await call(gateway.operations, { path })
      expect([path, hits(page.text, [...everything, ...secrets, KEY.id, 'acme'])]).toEqual([path, []])
    }
  })
})
