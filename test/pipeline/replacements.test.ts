/** What stands in place of values in a real call: per entity, per operation, and tokens of embeddings that outlive the call. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, type RawAnswer } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import {
  characters,
  chatChunk,
  chatDelta,
  chatFrames,
  fields,
  items,
  readChat,
  text,
} from './stream-fixture.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((call, response) => json(response, 200, chatAnswer(sent(call.body))))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: {
      acme: {
        redaction: {
          replace_with: { EMAIL: 'surrogate', PESEL: 'refuse', IBAN: 'mask' },
          routes: {
            'openai.responses': {
              mode: 'apply',
              replace_with: { PESEL: 'drop' },
              words: ['Blue Star'],
              allow: ['hotline@firma.pl'],
            },
          },
        },
      },
      other: {},
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

function sent(body: Buffer): string {
  return text(fields(items(fields(JSON.parse(body.toString('utf8')))['messages'])[0])['content'])
}

async function chat(content: string, more: object = {}, tenant = 'acme'): Promise<RawAnswer> {
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content }], ...more }
  return await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', body)
}

async function embed(input: string, tenant: string): Promise<string> {
  vendor.script = (_call, response) => json(response, 200, { data: [] })
  await postJson(gateway.origin, '/openai/v1/embeddings', gateway.keys[tenant] ?? '', { model: 'text-embedding-3-small', input })
  return text(fields(JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? ''))['input'])
} // prettier-ignore

it('a stand-in leaves and its value comes back, whole and streamed', async () => {
  const said = 'Mail a.nowak@firma.pl about DE89 3704 0044 0532 0130 00.'
  const back = 'Mail a.nowak@firma.pl about **** **** **** **** **** **.'
  const whole = await chat(said)
  expect(sent(vendor.seen.at(-1)?.body ?? Buffer.alloc(0))).toBe(
    'Mail x1@limen.invalid about **** **** **** **** **** **.',
  )
  expect(whole.text).toContain(back)
  vendor.script = (call, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const deltas = characters(sent(call.body)).map((content) => chatChunk([chatDelta(0, { content })]))
    response.end(chatFrames([...deltas, chatChunk([chatDelta(0, {}, 'stop')])]))
  }
  const streamed = await chat(said, { stream: true })
  expect(readChat(Buffer.from(streamed.text)).get(0)?.content).toBe(back)
})

it("words of one operation are not another's", async () => {
  vendor.script = (call, response) => json(response, 200, chatAnswer(sent(call.body)))
  await chat('Blue Star, hotline@firma.pl')
  expect(sent(vendor.seen.at(-1)?.body ?? Buffer.alloc(0))).toBe('Blue Star, x1@limen.invalid')
})

it('a refused entity is refused by name, and no byte leaves', async () => {
  const before = vendor.seen.length
  const answer = await chat('PESEL 44051401359')
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('entity_refused')
  expect(answer.text).toContain('redaction.replace_with.PESEL')
  expect(answer.text).not.toContain('4405140')
  expect(vendor.seen.length).toBe(before)
})

it('an operation has replacements of its own', async () => {
  vendor.script = (_call, response) => json(response, 200, { id: 'resp_1', object: 'response', output: [] })
  const body = { model: 'gpt-5.4', input: 'PESEL 44051401359, a@b.pl, Blue Star, hotline@firma.pl' }
  await postJson(gateway.origin, '/openai/v1/responses', gateway.keys['acme'] ?? '', body)
  expect(vendor.seen.at(-1)?.body.toString('utf8')).toContain(
    '"input":"PESEL , x1@limen.invalid, [WORD_1], hotline@firma.pl"',
  )
})

it('an embedding has the same token for the same value in every call, and no other tenant has it', async () => {
  const first = await embed('Write to a.nowak@firma.pl', 'other')
  expect(first).toMatch(/^Write to \[EMAIL_H[A-Z2-7]{12}\]$/)
  expect(await embed('Write to a.nowak@firma.pl', 'other')).toBe(first)
  expect(await embed('Write to b.nowak@firma.pl', 'other')).not.toBe(first)
  const { keys } = gateway
  expect(Object.keys(keys)).toEqual(expect.arrayContaining(['acme', 'other']))
  expect(await embed('4111 1111 1111 1111', 'acme')).not.toBe(await embed('4111 1111 1111 1111', 'other'))
})

const schema = (properties: object): object => ({
  response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema: { type: 'object', properties } } },
}) // prettier-ignore

it.each([
  [
    'an e-mail format',
    schema({ mail: { type: 'string', format: 'email' } }),
    'Mail x1@limen.invalid, tel. [PHONE_1]',
  ],
  [
    'a pattern',
    schema({ tel: { type: 'string', pattern: '^\\+\\d+' } }),
    'Mail x1@limen.invalid, tel. +48 000 000 002',
  ],
  ['neither', schema({ tel: { type: 'string' } }), 'Mail [EMAIL_1], tel. [PHONE_1]'],
])('a schema with %s gets what fits, and the value comes back', async (_name, more, expected) => {
  vendor.script = (call, response) =>
    json(response, 200, chatAnswer(JSON.stringify({ said: sent(call.body) })))
  const said = 'Mail a.nowak@firma.pl, tel. +48 601 234 567'
  const answer = await chat(said, more, 'other')
  expect(sent(vendor.seen.at(-1)?.body ?? Buffer.alloc(0))).toBe(expected)
  const { choices } = JSON.parse(answer.text) as { choices: { message: { content: string } }[] }
  expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({ said })
})
