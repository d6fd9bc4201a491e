/** A value that one turn gives away is taken out of all turns, and earlier turns keep their placeholders. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compilePolicy, SpreadFinder } from '../../src/redaction/index.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('[NL_BSN_1]')))
  gateway = await startTestGateway({ vendors: { openai: vendor.origin }, tenants: { acme: {} } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function sent(...contents: readonly string[]): Promise<readonly string[]> {
  const messages = contents.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content }))
  const body = { model: 'gpt-4o-mini', messages }
  const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys['acme'] ?? '', body)
  expect(answer.status).toBe(200)
  const left = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as { messages: { content: string }[] }
  const counts = (await recordOf(gateway, answer))?.redactions ?? {}
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(
    left.messages.reduce((sum, { content }) => sum + (content.match(/\[[A-Z_]+_\d+\]/g) ?? []).length, 0),
  )
  return left.messages.map(({ content }) => content)
} // prettier-ignore

describe('a value that needs a cue', () => {
  it('is taken out of the turns that have none', async () => {
    expect(await sent('Mein Code 123456782, danke', 'Bitte?', 'BSN 123456782')).toEqual([
      'Mein Code [NL_BSN_1], danke',
      'Bitte?',
      'BSN [NL_BSN_1]',
    ])
  })

  it('does not change what earlier turns were given', async () => {
    const first = await sent('Mein Code 123456782 und a@b.pl, BSN 111222333')
    const grown = await sent('Mein Code 123456782 und a@b.pl, BSN 111222333', 'Ja?', 'BSN 123456782')
    expect(first).toEqual(['Mein Code 123456782 und [EMAIL_1], BSN [NL_BSN_1]'])
    expect(grown[0]).toBe('Mein Code [NL_BSN_2] und [EMAIL_1], BSN [NL_BSN_1]')
  })

  it('is taken out of the arguments of a tool, keys included', async () => {
    const [first] = await sent('{"code": "123456782", "123456782": [1]}', 'BSN 123456782')
    expect(first).toBe('{"code": "[NL_BSN_1]", "[NL_BSN_1]": [1]}')
  })

  it('inside a longer number or word is another number or word', async () => {
    const [first] = await sent('1234567820 und x123456782', 'BSN 123456782')
    expect(first).toBe('1234567820 und x123456782')
  })
})

it('a value glued to itself is found twice, and one inside a word is not', () => {
  const policy = compilePolicy({})
  const iban = 'DE89370400440532013000'
  const first = { entity: 'IBAN', start: 0, end: 22, detector: 'iban', score: 1 } as const
  const finder = new SpreadFinder(policy, [{ entity: 'IBAN', value: iban, uses: 1 }], {
    isOf: () => true,
    find: (text) => (text.startsWith(iban) ? [first] : []),
  })
  expect(finder.find(`${iban}${iban} X${iban}`)).toEqual([
    first,
    { ...first, start: 22, end: 44, detector: 'again' },
  ])
})
