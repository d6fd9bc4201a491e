/** Names in calls: bodies without a digit or sign, the question before, routes and languages, long texts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, type RawAnswer } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('Dear [PERSON_1]')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: {
      acme: { redaction: { names: 'rules' } },
      polish: { redaction: { names: 'rules', languages: ['pl'] } },
      plain: { redaction: { routes: { 'openai.embeddings': { mode: 'apply', names: 'rules' } } } },
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function chat(tenant: string, ...turns: readonly string[]): Promise<{ sent: string; answer: string }> {
  const messages = turns.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }))
  const body = { model: 'gpt-4o-mini', messages }
  const { text } = await postJson(
    gateway.origin,
    '/openai/v1/chat/completions',
    gateway.keys[tenant] ?? '',
    body,
  )
  return { sent: vendor.seen.at(-1)?.body.toString('utf8') ?? '', answer: text }
}

async function redact(body: object): Promise<RawAnswer> {
  return await postJson(gateway.origin, '/redact', gateway.keys['polish'] ?? '', body)
}

describe('a name in a call', () => {
  it('leaves as a placeholder and comes back', async () => {
    const { sent, answer } = await chat('acme', 'hello my name is xenobia kowalczewska')
    expect(sent).toContain('"hello my name is [PERSON_1]"')
    expect(answer).toContain('Dear xenobia kowalczewska')
  })

  it('is what the turn before asks for', async () => {
    const { sent } = await chat('acme', 'Hi', 'May I have your name?', 'xenobia kowalczewska')
    expect(sent).toContain('"content":"[PERSON_1]"')
  })

  it('is a word too, where the turn before asks for it', async () => {
    const { sent } = await chat('acme', 'Hi', 'What is your name?', 'will')
    expect(sent).toContain('"content":"[PERSON_1]"')
    expect((await chat('acme', 'Hi', 'What is your name?', 'no thanks')).sent).toContain('"no thanks"')
  })

  it('is found in a text for the detection threads', async () => {
    const long = `${'I have a question. '.repeat(1800)}My name is Xenobia Kowalczewska.`
    expect((await chat('acme', long)).sent).toContain('My name is [PERSON_1].')
  })

  it('is looked for in the languages of the tenant', async () => {
    expect((await chat('polish', 'my name is Xquentis Bravonq')).sent).toContain('Xquentis')
    expect((await chat('polish', 'nazywam się Xquentis Bravonq')).sent).not.toContain('Xquentis')
  })

  it('stays where nobody asked, and is looked for on the route that does', async () => {
    expect((await chat('plain', 'my name is Xenobia Kowalczewska')).sent).toContain('Xenobia')
    const key = gateway.keys['plain'] ?? ''
    const input = 'my name is Xenobia Kowalczewska'
    await postJson(gateway.origin, '/openai/v1/embeddings', key, { model: 'text-embedding-3-small', input })
    expect(vendor.seen.at(-1)?.body.toString('utf8')).toMatch(/my name is \[PERSON_H/)
  })
})

describe('a language of one request', () => {
  it('has to be one that the policy names', async () => {
    const answer = await redact({ text: 'secret-word', lang: 'de' })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('the policy does not name it')
    expect((await redact({ text: 'nazywam się Anna Nowak', lang: 'pl' })).text).toContain('[PERSON_1]')
  })
})
