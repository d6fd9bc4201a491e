/** Names through whole calls: one placeholder in all turns, forms by case in streams, a word to the model about grammar. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call, chat, type CallAnswer } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor, type VendorScript } from '../harness/vendor.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

const answering =
  (content: string): VendorScript =>
  (_seen, response) =>
    json(response, 200, chatAnswer(content))

beforeAll(async () => {
  vendor = await startVendor(answering('ok'))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: {
      acme: { redaction: { names: 'rules' } },
      noted: { redaction: { names: 'rules', placeholder_note: true } },
      plain: {},
    },
  })
})

beforeEach(() => void (vendor.script = answering('ok')))

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

type Message = Readonly<{ role: string; content: string }>

async function send(messages: readonly Message[], more: object = {}, tenant = 'acme'): Promise<CallAnswer> {
  return await call(gateway.origin, { ...chat('', { messages, ...more }), key: gateway.keys[tenant] })
}

function left(): { readonly body: string; readonly messages: readonly Message[] } {
  const body = vendor.seen.at(-1)?.body.toString('utf8') ?? '{}'
  return { body, messages: (JSON.parse(body) as { messages: Message[] }).messages }
}

const user = (content: string): Message => ({ role: 'user', content })
const known = (...values: string[]): object => ({
  limen: { known: values.map((value) => ({ entity: 'PERSON', value })) },
})

describe('a conversation', () => {
  const turns = [
    { role: 'system', content: 'Jesteś asystentem. Klient to Jan Kowalski.' },
    user('Dzień dobry, nazywam się Jan Kowalski, dzwonię w sprawie faktury.'),
    { role: 'assistant', content: 'Dzień dobry, panie Janie. W czym mogę pomóc panu Kowalskiemu?' },
    user('kowalski, k-o-w-a-l-s-k-i. Proszę o konto kowalskiego.'),
  ]

  it('says a person’s name nowhere when one turn gives it away', async () => {
    await send(turns)
    expect(left().body).not.toMatch(/kowalsk/i)
    expect(left().messages[3]?.content).toBe('[PERSON_1], [PERSON_1]. Proszę o konto [PERSON_1].')
  })

  it('leaves the same bytes whether its texts are remembered or read anew', async () => {
    const long = turns.flatMap((turn) => [{ ...turn, content: `${turn.content} ${'Rozumiem. '.repeat(120)}` }])
    await send(long)
    const [first] = [left().body]
    await send(long)
    const second = left().body
    gateway.reload()
    await send(long)
    expect(first.length).toBeGreaterThan(4096)
    expect([second, left().body]).toEqual([first, first])
    expect(first).not.toMatch(/kowalsk/i)
  }) // prettier-ignore

  it('keeps placeholders of earlier turns while it grows', async () => {
    await send(turns.slice(0, 2))
    const before = left().messages
    await send(turns)
    expect(left().messages.slice(0, 2)).toEqual(before)
  })
})

describe('an answer', () => {
  const said = [user('Jan Kowalski prosi. Konto Jana Kowalskiego, daj Kowalskiemu.')]
  const TEXT = 'Dla [PERSON_1|D] i [PERSON_1]owi, czyli [PERSON_1|Ms]: [PERSON_1].'
  const RESTORED = 'Dla Jana Kowalskiego i Kowalskiemu, czyli Jan Kowalski: Jan Kowalski.'

  it('has names in the case that the model names', async () => {
    vendor.script = answering(TEXT)
    const answer = await send(said, known('Jan Kowalski'), 'plain')
    expect(answer.text).toContain(RESTORED)
  })

  it('has them in a stream, cut anywhere', async () => {
    for (const size of [1, 2, 3, 5, 7]) {
      const pieces = TEXT.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
      vendor.script = (_seen, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        for (const content of pieces)
          response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
        response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
      }
      const answer = await send(said, { stream: true, ...known('Jan Kowalski') }, 'plain')
      const deltas = [...answer.text.matchAll(/^data: (\{.*)$/gm)].map(
        ([, frame]) =>
          (JSON.parse(frame ?? '') as { choices: [{ delta: { content?: string } }] }).choices[0].delta,
      )
      expect(deltas.map(({ content }) => content ?? '').join('')).toBe(RESTORED)
    }
  })

  it('gives tools the base form', async () => {
    const message = {
      role: 'assistant',
      tool_calls: [
        {
          id: 'call_1',
          type: 'function',
          function: { name: 'find', arguments: '{"name":"[PERSON_1]","of":"PERSON_1"}' },
        },
      ],
    }
    vendor.script = (_seen, response) => json(response, 200, { choices: [{ index: 0, message }] })
    const answer = await send(said, known('Jan Kowalski'), 'plain')
    expect(answer.text).toContain(String.raw`{\"name\":\"Jan Kowalski\",\"of\":\"Jan Kowalski\"}`)
  })
})

/** The system prompt of a tenant that asks for the note, as it leaves. */
async function note(content: string, ...values: string[]): Promise<string> {
  await send([user(content)], known(...values), 'noted')
  return left().messages[0]?.content ?? ''
}

describe('a word to the model', () => {
  it('asks for cases and tells of genders where Polish or Czech is spoken', async () => {
    const polish = await note(
      'Dzwoni pani Nowak, żona Jana Kowalskiego, w sprawie łączności.',
      'Nowak',
      'Jan Kowalski',
    )
    expect(polish).toContain('[PERSON_1|D] (M, D, C, B, N, Ms or W)')
    expect(polish).toContain('[PERSON_1] is a woman, [PERSON_2] is a man.')
    const czech = await note('Příště řekněte, že volala Jana Nováková, děkuji.', 'Jana Nováková')
    expect(czech).toContain('[PERSON_1|2] (1 to 7)')
    expect(czech).toContain('[PERSON_1] is a woman.')
  })

  it('says nothing of either elsewhere, nor where nobody is named', async () => {
    expect(await note('My name is Łukasz Nowak.', 'Łukasz Nowak')).not.toMatch(/\||woman|man\b/)
    expect(await note('Proszę napisać na a@b.pl, że żółć łka.', 'Jan Kowalski')).not.toMatch(/\||woman/)
  })

  it('names no gender in a placeholder', async () => {
    await note('Dzwoni pani Nowak, żona, w sprawie łączności i świąt.', 'Nowak')
    expect(left().messages.at(-1)?.content).toBe('Dzwoni pani [PERSON_1], żona, w sprawie łączności i świąt.')
  })
})

it('a known number leaves without its quotes too', async () => {
  const values = [{ entity: 'PHONE', value: '+48 600 700 811' }]
  await send([user('hi')], { metadata: { ref: 48600700811 }, limen: { known: values } }, 'plain')
  expect(left().body).toContain('"ref":"[PHONE_1]"')
})

it('a thousand known values are looked for in time', async () => {
  const values = Array.from({ length: 1000 }, (_, at) => ({
    entity: at % 2 === 0 ? 'PERSON' : 'WORD',
    value: `${'Abcdefghij'[at % 10]}${(at * 7919).toString(36).replaceAll(/\d/g, 'ar')}owski ${at}`,
  }))
  const content = `${'Dzień dobry, proszę o pomoc w sprawie zamówienia. '.repeat(1000)}${values[998]?.value}`
  const answer = await send([user(content)], { limen: { known: values } }, 'plain')
  expect(answer.status).toBe(200)
  expect(left().messages[0]?.content).toMatch(/zamówienia\. \[PERSON_1\] 998$/)
})
