/** Names that only an analyser knows, end to end: asked in the language of the text, refused when it does not answer, seen by nobody else. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { say, startAnalyzer, type StandIn } from '../harness/analyzer.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { metric } from '../harness/observe.ts'
import { postJson, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { chatChunk, chatDelta, chatFrames, fields, items } from '../pipeline/stream-fixture.ts'

const NAME = 'kettle 😀 lamp'
const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }

let standIn: StandIn
let vendor: ScriptedVendor
let gateway: TestGateway
let seen = 0

beforeAll(async () => {
  standIn = await startAnalyzer([NAME], ['en', 'de', 'pl'])
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('ok')))
  const redaction = { names: 'analyzer', names_detector: 'presidio' }
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: {
      name_detectors: {
        presidio: { kind: 'analyzer', url: standIn.origin, countries: ['DE'], attestation, languages: ['en', 'pl'], time_limit: '5s' },
        ended: { kind: 'analyzer', url: standIn.origin, countries: ['DE'], attestation: { ...attestation, expires: '2026-01-02' }, languages: ['en'] },
      },
    },
    tenants: {
      acme: { redaction: { ...redaction, languages: ['en', 'pl', 'de'] } },
      strict: { redaction: { ...redaction, languages: ['en', 'pl'], names_minimum: { de: 'analyzer', en: 'analyzer' } } },
      polish: { redaction: { ...redaction, languages: ['pl'], response: 'apply' } },
      ended: { redaction: { names: 'analyzer', names_detector: 'ended' } },
    },
  })
}) // prettier-ignore

beforeEach(() => {
  standIn.answer = undefined
  seen = standIn.asked.length
  vendor.script = (_call, response) => json(response, 200, chatAnswer('ok'))
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
  await standIn.close()
})

async function chat(content: string, tenant = 'acme'): Promise<RawAnswer> {
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }
  return await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', body)
}

function sent(): string {
  const body: unknown = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '{}')
  return String(fields(items(fields(body)['messages'])[0])['content'])
}

const languages = (): string[] => standIn.asked.slice(seen).map(({ language }) => language)

describe('a name that only the analyser knows', () => {
  it('leaves as a placeholder, looked for in the language of the text', async () => {
    await chat(`Hello, this is what I wanted to tell you about ${NAME}, please.`)
    expect(sent()).toContain('about [PERSON_1], please.')
    expect(languages()).toEqual(['en'])
    await chat(`Dzień dobry, nie wiem co się stało z ${NAME} i proszę o kontakt`)
    expect(sent()).toContain('z [PERSON_1] i')
    expect(languages()).toEqual(['en', 'pl'])
  })

  it('is looked for in every language that a short text may be in', async () => {
    await chat(`${NAME}!`)
    expect(sent()).toBe('[PERSON_1]!')
    expect(languages().toSorted()).toEqual(['en', 'pl'])
  })

  it('is not looked for where the analyser is for none of the languages', async () => {
    await chat('Guten Tag, ich wollte wissen, wann das kommt und wie es weiter geht')
    expect(languages()).toEqual([])
  })

  it('is asked about once in a conversation', async () => {
    const text = `Hello, this is the text that comes again and again with ${NAME}.`
    await chat(text)
    await chat(text)
    expect(languages()).toEqual(['en'])
    expect(sent()).toContain('[PERSON_1]')
    await chat(text, 'strict')
    // Another tenant's memory is its own.
    expect(languages()).toEqual(['en', 'en'])
  })

  it('is masked in an answer', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer(`To jest ${NAME}.`))
    const answer = await chat('kto to jest?', 'polish')
    expect(answer.text).toContain('To jest [PERSON].')
  })
})

function frame(content: string): string {
  return `data: ${JSON.stringify(chatChunk([chatDelta(0, { content })]))}\n\n`
}

describe('an analyser that fails', () => {
  it('refuses the call, and nothing leaves', async () => {
    const before = vendor.seen.length
    standIn.answer = (_request, response) => say(response, 500, { error: 'canary' })
    const answer = await chat('Hello, this is the first text that it fails on')
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'names_tier_failed' })
    expect(answer.text).toContain('The analyser answered with an error.')
    expect(answer.text).not.toContain('canary')
    standIn.answer = (_request, response) => say(response, 200, [{ entity_type: 'PERSON', start: 0, end: 999, score: 1 }])
    expect(refusalOf(await chat('Hello, this is the second text')).code).toBe('names_tier_failed')
    expect(vendor.seen.length).toBe(before)
    expect(await metric(gateway, 'limen_names_failures_total', ['detector="presidio"', 'reason="names_span"'])).toBe(1)
    expect(await metric(gateway, 'limen_names_ready', ['detector="presidio"'])).toBe(0)
    // Other calls do not go through it: the gateway itself stays ready.
    expect(gateway.gateway.unready()).toEqual([])
  }) // prettier-ignore

  it('in an answer keeps the answer back', async () => {
    vendor.script = (_call, response) =>
      json(response, 200, chatAnswer('Tego jeszcze nie było, to jest nowe.'))
    standIn.answer = ({ text }, response) =>
      text.startsWith('Tego') ? say(response, 500, {}) : say(response, 200, [])
    const answer = await chat('nowe pytanie, co to jest?', 'polish')
    expect(refusalOf(answer)).toMatchObject({ status: 502, code: 'answer_uninspectable' })
    expect(answer.text).not.toContain('Tego')
  })

  it('in the middle of a stream ends it with an error of the dialect', async () => {
    const first = Promise.withResolvers<undefined>()
    vendor.script = async (_call, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(frame('To jest pierwsza część, o którą chodzi, i jest tego dość. '.repeat(20)))
      // The second part is not written before the caller has something of the first.
      await first.promise
      response.write(frame('A teraz więcej tego, co jeszcze zostało. '.repeat(60)))
      response.end(chatFrames([chatChunk([chatDelta(0, {}, 'stop')])]))
    }
    standIn.answer = ({ text }, response) => say(response, text.includes('więcej') ? 500 : 200, [])
    const answer = await fetch(`${gateway.origin}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.keys['polish']}` },
      body: JSON.stringify({ model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content: 'powiedz to, co było' }] }),
    }) // prettier-ignore
    let text = ''
    const reading = (async () => {
      for await (const chunk of answer.body ?? []) {
        text += Buffer.from(chunk).toString()
        if (text.includes('pierwsza część')) first.resolve(undefined)
      }
    })()
    await expect(reading).rejects.toThrow('terminated')
    expect(text).toContain('answer_uninspectable')
    expect(text).not.toMatch(/więcej|\[DONE\]/)
  })

  it('for lack of an attestation is not asked', async () => {
    const answer = await chat('Hello, this is a text for nobody', 'ended')
    expect(refusalOf(answer).code).toBe('names_tier_failed')
    expect(answer.text).toContain('attestation')
    expect(languages()).toEqual([])
  })
})

describe('the minimum of a language', () => {
  it('refuses texts that the analyser has no model for', async () => {
    const answer = await chat('Guten Tag, ich wollte wissen, wann das kommt und wie es weiter geht', 'strict')
    expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'names_minimum_unmet' })
    expect((await chat('Hello, this is what I wanted to know about it', 'strict')).status).toBe(200)
  })
})
