/** Machine translation: values ride in elements, come back by id whatever the vendor does to the tags, or the call fails openly. */
import { Translator } from 'deepl-node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { recordsOf } from '../harness/record-of.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'

const EMAIL = 'anna.nowak@example.pl'
const PHONE = '+48 512 345 678'

interface Request {
  readonly text: readonly string[]
  readonly [member: string]: unknown
}

type Encode = (request: Request) => { readonly contentType: string; readonly body: string }

const asJson: Encode = (request) => ({
  contentType: 'application/json',
  body: JSON.stringify({ target_lang: 'DE', ...request }),
})

const asForm: Encode = ({ text, ...rest }) => {
  const form = new URLSearchParams({ target_lang: 'DE' })
  for (const each of text) form.append('text', each)
  for (const [name, value] of Object.entries(rest)) form.append(name, String(value))
  return { contentType: 'application/x-www-form-urlencoded', body: form.toString() }
}

async function translate(gateway: TestGateway, encode: Encode, request: Request): Promise<RawAnswer> {
  const { contentType, body } = encode(request)
  return await rawCall(gateway.origin, {
    target: '/deepl/v2/translate',
    headers: { authorization: `DeepL-Auth-Key ${gateway.keys['acme']}`, 'content-type': contentType },
    body,
  })
}

function texts(answer: RawAnswer): readonly string[] {
  const body = JSON.parse(answer.text) as { readonly translations: readonly { readonly text: string }[] }
  return body.translations.map(({ text }) => text)
}

/** Members of a request as the vendor read them. */
function membersOf(source: string): Readonly<Record<string, unknown>> {
  if (source.startsWith('{')) return JSON.parse(source) as Readonly<Record<string, unknown>>
  const form = new URLSearchParams(source)
  return { ...Object.fromEntries(form), text: form.getAll('text') }
}

describe.each([
  ['JSON', asJson],
  ['a form', asForm],
])('a vendor that plays with tags, asked in %s', (_name, encode) => {
  let simulator: RunningSimulator
  let gateway: TestGateway

  beforeEach(async () => {
    simulator = await startSimulator(simulators.deepl, {
      seed: 3,
      behaviour: { hostile: false, keys: ['upstream-deepl-key'] },
    })
    gateway = await startTestGateway({ vendors: { deepl: simulator.origin } })
  })

  afterEach(async () => {
    await gateway.stop()
    await simulator.close()
  })

  it.each(['reorder-tags', 'move-tag'])('has its way with %s: ids tell the values apart', async (trick) => {
    const answer = await translate(gateway, encode, { text: [`Write to ${EMAIL} or call ${PHONE} now. simulate: ${trick}`] })
    expect(answer.status).toBe(200)
    const [text = ''] = texts(answer)
    expect(text.split(EMAIL)).toHaveLength(2)
    expect(text.split(PHONE)).toHaveLength(2)
    expect(text).not.toMatch(/RYX|<x|limen/)
    expect(await recordsOf(gateway, answer)).toMatchObject([{ attempt: 1, outcome: 'ok', restored: 2, redactions: { EMAIL: 1, PHONE: 1 } }])
  }) // prettier-ignore

  it.each(['omit-tag', 'drop-tag', 'duplicate-tag'])('is asked once more after %s, with tokens that are addresses', async (trick) => {
    const answer = await translate(gateway, encode, { text: [`Write to ${EMAIL} or call ${PHONE} now. simulate: ${trick}`] })
    expect(answer.status).toBe(200)
    const [text = ''] = texts(answer)
    expect(text).toContain(EMAIL)
    expect(text).toContain(PHONE)
    expect(text).not.toMatch(/RYX|<x|limen/)
    const [first, second] = simulator.seen.map((request) => membersOf(request.text))
    expect(simulator.seen).toHaveLength(2)
    expect(first).toMatchObject({ tag_handling: 'xml', tag_handling_version: 'v2' })
    expect(String(first?.['text'])).toContain('<x id="1">RYX</x>')
    expect(Object.keys(second ?? {}).toSorted((one, other) => one.localeCompare(other))).toEqual(['target_lang', 'text'])
    expect(String(second?.['text'])).toContain('x1@limen.invalid or call x2@limen.invalid now')
    const records = await recordsOf(gateway, answer)
    expect(records).toMatchObject([
      { attempt: 1, outcome: 'restoration_failed', vendorStatus: 200 },
      { attempt: 2, outcome: 'ok', vendorStatus: 200 },
    ])
    expect(records.map((record) => record.redactions)).toEqual([{ EMAIL: 1, PHONE: 1 }, { EMAIL: 1, PHONE: 1 }])
    for (const request of simulator.seen) expect(decodeURIComponent(request.text.replaceAll('+', ' '))).not.toMatch(/anna|512/)
  }) // prettier-ignore

  it('is given back its empty tags', async () => {
    const answer = await translate(gateway, encode, { text: [`Write to ${EMAIL} now. simulate: empty-tag`] })
    expect(answer.status).toBe(200)
    expect(texts(answer)[0]).toContain(EMAIL)
  })

  it('translates several texts, each with its own values, and those without any', async () => {
    const answer = await translate(gateway, encode, { text: ['Hello you', `to ${EMAIL}`, '', `to ${PHONE} and ${EMAIL}`] })
    const [first, second, third, fourth] = texts(answer)
    expect(first).toMatch(/^H.ll. y..$/)
    expect(second?.endsWith(EMAIL)).toBe(true)
    expect(third).toBe('')
    expect(fourth).toContain(PHONE)
    expect(fourth?.endsWith(EMAIL)).toBe(true)
  }) // prettier-ignore

  it('keeps characters that mean something in XML', async () => {
    const answer = await translate(gateway, encode, {
      text: [`5 < 6 & 7 > 2 "q" 'p' &amp; <b> ${EMAIL}`, 'R&D <3'],
    })
    expect(texts(answer)).toEqual([`5 < 6 & 7 > 2 "q" 'p' &ámp; <b> ${EMAIL}`, 'R&D <3'])
  })

  it('keeps the tags of a caller who sends XML', async () => {
    const answer = await translate(gateway, encode, {
      text: [`<p class="big">to <b>${EMAIL}</b> &amp; <x id="1">mine</x></p>`],
      tag_handling: 'xml',
    })
    expect(texts(answer)).toEqual([`<p class="big">tó <b>${EMAIL}</b> &amp; <x id="1">míné</x></p>`])
    const left = String(membersOf(simulator.seen.at(-1)?.text ?? '')['text'])
    expect(left).toBe('<p class="big">to <b><x id="2">RYX</x></b> &amp; <x id="1">mine</x></p>')
    expect(membersOf(simulator.seen.at(-1)?.text ?? '')).not.toHaveProperty('tag_handling_version')
  })

  it('gets a value inside an attribute as an address, since a tag in a tag would break the markup', async () => {
    const answer = await translate(gateway, encode, { text: [`<a href="mailto:${EMAIL}">write to ${EMAIL}</a>`], tag_handling: 'html' })
    expect(texts(answer)[0]).toContain(`<a href="mailto:${EMAIL}">`)
    expect(texts(answer)[0]?.split(EMAIL)).toHaveLength(3)
  }) // prettier-ignore

  it('gets nothing but what came when nothing was found', async () => {
    const request = { text: ['Hello <b>you</b> & me'], formality: 'prefer_more' }
    const answer = await translate(gateway, encode, request)
    expect(texts(answer)).toEqual(['Hélló <b>yóú</b> & mé'])
    expect(simulator.seen.at(-1)?.text).toBe(encode(request).body)
  })

  it('gets the context without its values, which never come back', async () => {
    const answer = await translate(gateway, encode, { text: ['Hello'], context: `A letter of ${EMAIL}` })
    expect(answer.status).toBe(200)
    expect(JSON.stringify(membersOf(simulator.seen.at(-1)?.text ?? ''))).not.toContain('anna')
    expect(answer.text).not.toContain('anna')
  })
})

function sent(call: SeenCall): readonly string[] {
  return membersOf(call.body.toString('utf8'))['text'] as readonly string[]
}

describe('a vendor that is beyond help', () => {
  let vendor: ScriptedVendor
  let gateway: TestGateway

  beforeAll(async () => {
    vendor = await startVendor((_call, response) => json(response, 200, {}))
    gateway = await startTestGateway({
      vendors: { deepl: vendor.origin },
      tenants: { acme: {}, reporter: { redaction: { mode: 'report' } } },
    })
  })

  afterAll(async () => {
    await gateway.stop()
    await vendor.close()
  })

  it.each<readonly [string, (text: string) => string]>([
    ['loses every token', () => 'nothing'],
    ['doubles every token', (text) => `${text} ${text}`],
    ['invents one', (text) => `${text} <x id="9">RYX</x> x9@limen.invalid`],
    ['gives the tokens of another text', () => '<x id="2">RYX</x> x2@limen.invalid'],
  ])('%s: two attempts, then an open failure', async (_name, change) => {
    const before = vendor.seen.length
    vendor.script = (call, response) => json(response, 200, { translations: sent(call).map((text) => ({ detected_source_language: 'EN', text: change(text) })) })
    const answer = await translate(gateway, asJson, { text: [`to ${EMAIL}`] })
    expect(refusalOf(answer)).toMatchObject({ status: 502, code: 'restoration_failed' })
    expect(answer.text).not.toContain('anna')
    expect(vendor.seen.length).toBe(before + 2)
    expect(await recordsOf(gateway, answer)).toMatchObject([
      { attempt: 1, outcome: 'restoration_failed' },
      { attempt: 2, outcome: 'restoration_failed', code: 'restoration_failed' },
    ])
  }) // prettier-ignore

  it.each([
    ['answers for fewer texts', { translations: [] }],
    ['answers for more texts', { translations: [{ text: '<x id="1">RYX</x>' }, { text: 'x' }] }],
    ['answers without a text', { translations: [{ detected_source_language: 'EN' }] }],
    ['answers with something else', { translations: 'none' }],
    ['answers with a list', []],
  ])('%s: refused as malformed', async (_name, body) => {
    vendor.script = (_call, response) => json(response, 200, body)
    const answer = await translate(gateway, asJson, { text: [`to ${EMAIL}`] })
    expect(refusalOf(answer)).toMatchObject({ status: 502, code: 'vendor_malformed' })
  })

  it('pairs a translation with another text by the same key twice: refused as malformed', async () => {
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"translations":[{"text":"x","text":"<x id=\\"1\\">RYX</x>"}]}')
    }
    expect(refusalOf(await translate(gateway, asJson, { text: ['Hello', `to ${EMAIL}`] }))).toMatchObject({
      status: 502,
    })
  })

  it('quotes the texts in members that nobody knows: values come back there too, and nothing else changes', async () => {
    const before = String.raw`{ "quoted":"\u0068i <x id=\"1\">RYX</x>", "translations" : [ {"text":"zu <x id='1'>RYXem</x> \/","billed_characters":1.0e1,"detected_source_language":"EN"} ], "n":12345678901234567890 }`
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(before)
    }
    const answer = await translate(gateway, asJson, { text: [`to ${EMAIL}`] })
    expect(answer.text).toBe(before.replace(String.raw`\u0068i <x id=\"1\">RYX</x>`, `hi ${EMAIL}`).replace(String.raw`zu <x id='1'>RYXem</x> \/`, `zu ${EMAIL} /`))
  }) // prettier-ignore

  it('answers an error that quotes the text: the value comes back, the status stays, no second attempt', async () => {
    vendor.script = (call, response) => json(response, 456, { message: 'Quota Exceeded', detail: `Input: ${sent(call).join()}` })
    const before = vendor.seen.length
    const answer = await translate(gateway, asJson, { text: [`to ${EMAIL}`] })
    expect(answer.status).toBe(456)
    expect(JSON.parse(answer.text)).toEqual({ message: 'Quota Exceeded', detail: `Input: to ${EMAIL}` })
    expect(vendor.seen.length).toBe(before + 1)
  }) // prettier-ignore

  it('is left alone when the tenant only counts what it finds', async () => {
    vendor.script = (call, response) =>
      json(response, 200, { translations: sent(call).map((text) => ({ text })) })
    const body = asJson({ text: [`to ${EMAIL}`] })
    const answer = await rawCall(gateway.origin, {
      target: '/deepl/v2/translate',
      headers: {
        authorization: `DeepL-Auth-Key ${gateway.keys['reporter']}`,
        'content-type': body.contentType,
      },
      body: body.body,
    })
    expect(vendor.seen.at(-1)?.body.toString()).toBe(body.body)
    expect(await recordsOf(gateway, answer)).toMatchObject([
      { redaction: 'report', redactions: { EMAIL: 1 } },
    ])
  })
})

describe.each([21, 22, 23, 24, 25, 26])('the SDK against a hostile vendor, run %i', (seed) => {
  it('translates, with values at their places', async () => {
    const simulator = await startSimulator(simulators.deepl, { seed, behaviour: { hostile: true } })
    const gateway = await startTestGateway({ vendors: { deepl: simulator.origin } })
    try {
      const translator = new Translator(gateway.keys['acme'] ?? '', { serverUrl: `${gateway.origin}/deepl`, maxRetries: 0 })
      for (let round = 0; round < 8; round += 1) {
        const [one, two] = await translator.translateText([`Write to ${EMAIL} & ${PHONE} <now>`, 'R&D <3'], 'en', 'de', { context: `For ${EMAIL}` })
        expect(one?.text).toContain(EMAIL)
        expect(one?.text).toContain(PHONE)
        expect(one?.text).toContain('&')
        expect(one?.text).not.toMatch(/limen\.invalid|<x/)
        expect(two?.text).toBe('R&D <3')
      }
      for (const request of simulator.seen) expect(decodeURIComponent(request.text.replaceAll('+', ' '))).not.toMatch(/anna|512 345/)
      for (const record of await gateway.records()) expect(['ok', 'restoration_failed']).toContain(record.outcome)
    } finally {
      await gateway.stop()
      await simulator.close()
    }
  }) // prettier-ignore
})
