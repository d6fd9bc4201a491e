/** JSON inside strings: tool arguments, tool outputs and structured answers hide values behind escapes and get them back escaped. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { postJson } from '../harness/raw-call.ts'
import { characters, chatChunk, chatDelta, chatFrames, cut, EMAIL, fields, items, readChat, readEvents, restore, singleBytes, streamOf, text, typedFrames, vaultWithTokens, WORD } from './stream-fixture.ts' // prettier-ignore

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, {}))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { acme: { redaction: { words: [WORD, 'Żółw'] } } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** The messages as they left. */
async function leaves(messages: readonly object[], more: object = {}): Promise<readonly Readonly<Record<string, unknown>>[]> {
  await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys['acme'] ?? '', { model: 'gpt-4o-mini', messages, ...more })
  const body: unknown = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '')
  return items(fields(body)['messages']).map(fields)
} // prettier-ignore

const toolOutput = (content: string): object => ({ role: 'tool', tool_call_id: 'call_1', content })
const toolCall = (source: string): object => ({
  role: 'assistant',
  tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: source } }],
})

describe('a value behind escapes does not leave', () => {
  it.each([
    [
      'in the output of a tool',
      JSON.stringify({ owner: WORD, at: [`x ${EMAIL}`] }),
      '{"owner":"[WORD_1]","at":["x [EMAIL_1]"]}',
    ],
    [
      'written in ASCII alone, as Python does',
      String.raw`{"owner": "\u017b\u00f3\u0142w", "n": 1.0e5}`,
      '{"owner": "[WORD_1]", "n": 1.0e5}',
    ],
    ['in a key', String.raw`{"\u017b\u00f3\u0142w": 1}`, '{"[WORD_1]": 1}'],
    ['in JSON inside JSON', JSON.stringify({ body: JSON.stringify([WORD]) }), '{"body":"[\\"[WORD_1]\\"]"}'],
    ['in a list with space around it', ` \n[${JSON.stringify(WORD)}]\n`, ' \n["[WORD_1]"]\n'],
    ['in what only looks like JSON', `{${EMAIL}}`, '{[EMAIL_1]}'],
    ['in a list of notes', `[see ${EMAIL}]`, '[see [EMAIL_1]]'],
    ['in JSON that was cut off', `{"to":"${EMAIL}","x":`, '{"to":"[EMAIL_1]","x":'],
  ])('%s', async (_name, content, expected) => {
    const [left] = await leaves([toolOutput(content)])
    expect(left?.['content']).toBe(expected)
  })

  it.each([
    ['{"pesel": 44051401359, "n":1.0e5,"big":12345678901234567890,"id":1234567}', '{"pesel": "[PESEL_1]", "n":1.0e5,"big":12345678901234567890,"id":1234567}'],
    ['[4111111111111111]', '["[CARD_1]"]'],
    [String.raw`{"to":"\u0061nna.nowak@example.pl"}`, '{"to":"[EMAIL_1]"}'],
  ])('in tool arguments, numbers without quotes among them: %s', async (source, expected) => {
    const [left] = await leaves([toolCall(source)])
    const called = fields(fields(items(left?.['tool_calls'])[0])['function'])
    expect(called['arguments']).toBe(expected)
  }) // prettier-ignore

  it('is counted once, though it stood in text that turned out to be no JSON', async () => {
    const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys['acme'] ?? '', { model: 'gpt-4o-mini', messages: [toolOutput(`["${EMAIL}", oops]`)] })
    const records = await gateway.records()
    expect(records.find((record) => record.call === answer.headers['x-limen-call'])?.redactions).toEqual({ EMAIL: 1 })
  }) // prettier-ignore

  it('leaves nothing else changed in JSON that holds no value', async () => {
    const source = String.raw`{ "a" : "\u0068i \/ \ud83d\ude00", "b":[1.0e5, {"c":"{\"d\":\"\\u0068\"}"}] }`
    const [left] = await leaves([toolOutput(source)])
    expect(left?.['content']).toBe(source)
  })
})

describe('an answer that was asked for as JSON', () => {
  const SOURCE = '{"owner": "[WORD_1]", "[WORD_1]": ["x [EMAIL_1]", 1.0e5]}'
  const EXPECTED = { owner: WORD, [WORD]: [`x ${EMAIL}`, 1.0e5] }
  const CHAT = streamOf('openai', 'chat.completions')
  const RESPONSES = streamOf('openai', 'responses')

  it.each([{ type: 'json_object' }, { type: 'json_schema', json_schema: { name: 'x', schema: {} } }])(
    'is still JSON when values with quotes come back: %j',
    async (format) => {
      vendor.script = (_call, response) => json(response, 200, chatAnswer(SOURCE))
      const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys['acme'] ?? '', {
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: `${EMAIL} ${WORD}` }],
        response_format: format,
      })
      const content = text(fields(fields(items(fields(JSON.parse(answer.text))['choices'])[0])['message'])['content'])
      expect(JSON.parse(content)).toEqual(EXPECTED)
      expect(content).toContain('1.0e5')
    },
  ) // prettier-ignore

  it('is text when nobody asked for JSON', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer('"[WORD_1]"'))
    const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys['acme'] ?? '', {
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: WORD }],
      response_format: { type: 'text' },
    })
    const content = text(
      fields(fields(items(fields(JSON.parse(answer.text))['choices'])[0])['message'])['content'],
    )
    expect(content).toBe(`"${WORD}"`)
  })

  it('is still JSON in a chat stream, at every place at which it can be cut', () => {
    const bytes = chatFrames([...characters(SOURCE).map((content) => chatChunk([chatDelta(0, { content })])), chatChunk([chatDelta(0, {}, 'stop')])])
    for (const chunks of [[bytes], singleBytes(bytes), cut(bytes, [100, 1000, 1500])]) {
      const content = readChat(restore(CHAT, vaultWithTokens(), chunks, true).bytes).get(0)?.content ?? ''
      expect(JSON.parse(content)).toEqual(EXPECTED)
    }
  }) // prettier-ignore

  it('is still JSON in a responses stream, in deltas and in the texts that repeat them', () => {
    const at = { item_id: 'msg_1', output_index: 0, content_index: 0 }
    const part = { type: 'output_text', text: SOURCE }
    const item = { id: 'msg_1', type: 'message', content: [part] }
    const bytes = typedFrames([
      ...characters(SOURCE).map((delta) => ({ type: 'response.output_text.delta', ...at, delta })),
      { type: 'response.output_text.done', ...at, text: SOURCE },
      { type: 'response.content_part.done', ...at, part },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { output: [item] } },
    ] as readonly { readonly type: string }[])
    const events = readEvents(restore(RESPONSES, vaultWithTokens(), [bytes], true).bytes).map(({ data }) => fields(JSON.parse(data)))
    const gathered = events.map((event) => text(event['delta'])).join('')
    const repeated = events.slice(-4).map((event) => JSON.stringify(event))
    expect(JSON.parse(gathered)).toEqual(EXPECTED)
    for (const source of repeated) expect(source).toContain(JSON.stringify(gathered).slice(1, -1))
  }) // prettier-ignore
})
