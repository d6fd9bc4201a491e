/** A bare number that answers a question is what the question asks for, on every dialect that has turns. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('ok')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, bedrock: vendor.origin },
    tenants: { acme: {} },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function sent(path: string, body: object): Promise<string> {
  await postJson(gateway.origin, path, gateway.keys['acme'] ?? '', body)
  return vendor.seen.at(-1)?.body.toString('utf8') ?? ''
}

async function chat(...turns: readonly string[]): Promise<string> {
  const messages = turns.map((content, index) => ({ role: index % 2 === 0 ? 'assistant' : 'user', content }))
  return await sent('/openai/v1/chat/completions', { model: 'gpt-4o-mini', messages })
}

describe('a number without a cue of its own', () => {
  it('is what the turn before asks for', async () => {
    expect(await chat('Wat is uw burgerservicenummer?', '123456782')).toContain('"content":"[NL_BSN_1]"')
    expect(await chat('Can I have your NHS number, please?', 'sure, 943 476 5919')).toContain('sure, [')
  })

  it('is left when nothing is asked, something else is, or it is not the answer', async () => {
    expect(await chat('Uw burgerservicenummer staat op uw pas.', '123456782')).toContain(
      '"content":"123456782"',
    )
    expect(await chat('Wat is uw bestelnummer?', '123456782')).toContain('"content":"123456782"')
    const long = `${'Ik heb een vraag over mijn bestelling van vorige week. '.repeat(4)}123456782`
    expect(await chat('Wat is uw burgerservicenummer?', long)).toContain('123456782"')
    expect(await chat('Wat is uw burgerservicenummer?', 'Nee', 'Goed.', '123456782')).toContain(
      '"content":"123456782"',
    )
  })

  it('is looked at so in the items of responses too', async () => {
    const input = [
      { role: 'assistant', content: [{ type: 'output_text', text: 'Wat is uw burgerservicenummer?' }] },
      { role: 'user', content: [{ type: 'input_text', text: '123456782' }] },
    ]
    expect(await sent('/openai/v1/responses', { model: 'gpt-5.4', input })).toContain('"text":"[NL_BSN_1]"')
  })
})
