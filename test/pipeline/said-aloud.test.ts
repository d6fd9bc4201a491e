/** What callers say in words is taken out of the bodies that leave, over several turns too, and comes back as it was said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, rawCall } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('I have [PHONE_1], right?')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: {
      acme: {},
      quiet: { redaction: { spoken: false } },
      writes: { redaction: { routes: { 'openai.chat.completions': { mode: 'apply', spoken: false } } } },
      speaks: {
        redaction: { spoken: false, routes: { 'openai.chat.completions': { mode: 'apply', spoken: true } } },
      },
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function call(
  turns: readonly string[],
  tenant = 'acme',
): Promise<{ sent: readonly string[]; answer: string }> {
  const messages = turns.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }))
  const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', {
    model: 'gpt-4o-mini',
    messages,
  })
  const body = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '{}') as {
    messages: readonly { content: string }[]
  }
  return { sent: body.messages.map(({ content }) => content), answer: answer.body.toString('utf8') }
}

describe('what is said in words', () => {
  it('leaves as a placeholder and comes back as it was said', async () => {
    const said = 'plus four eight, five one two, three four five, six seven eight'
    const { sent, answer } = await call([`my phone number is ${said} thanks`])
    expect(sent).toEqual(['my phone number is [PHONE_1] thanks'])
    expect(answer).toContain(`I have ${said}, right?`)
  })

  it('is read with escapes, accents and line breaks of JSON', async () => {
    expect((await call(['mój kod to\ncztery\ndwa\njeden\nsiedem'])).sent).toEqual(['mój kod to\n[NUMBER_1]'])
    const body = String.raw`{"model":"gpt-4o-mini","messages":[{"role":"user","content":"PIN: f\u00fcnf zw\u00f6lf"}]}`
    await rawCall(gateway.origin, {
      target: '/openai/v1/chat/completions',
      headers: { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': 'application/json' },
      body,
    })
    expect(vendor.seen.at(-1)?.body.toString('utf8')).toContain('"content":"PIN: [NUMBER_1]"')
  })

  it('is what the turn before asks for, without a question mark too', async () => {
    expect((await call(['hello', 'what is the code on your card', 'it is four two one'])).sent.at(-1)).toBe(
      'it is [NUMBER_1]',
    )
    expect((await call(['hello', 'how are things', 'it is four two one'])).sent.at(-1)).toBe(
      'it is four two one',
    )
  })

  it('is joined over the turns of a speaker', async () => {
    const { sent } = await call(['nine one five seven', 'mhm', 'two two', 'go on', 'eight and that is it'])
    expect(sent).toEqual(['[NUMBER_1]', 'mhm', '[NUMBER_2]', 'go on', '[NUMBER_3] and that is it'])
  })

  it('stays where the tenant does not want it looked for', async () => {
    const said = 'my code is four two one seven'
    expect((await call([said], 'quiet')).sent).toEqual([said])
  })

  it('is looked for where the route says so, whatever holds elsewhere', async () => {
    const said = 'my code is four two one seven'
    expect((await call([said], 'writes')).sent).toEqual([said])
    expect((await call([said], 'speaks')).sent).toEqual(['my code is [NUMBER_1]'])
  })
})
