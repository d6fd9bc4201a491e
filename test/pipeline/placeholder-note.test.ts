/** The sentence about placeholders: where each vendor's models read it, beside what the caller says there, and only when it is needed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PathNode } from '../../src/connectors/wire/path-table.ts'
import { connectors } from '../../src/connectors/registry.ts'
import type { NotePlace } from '../../src/connectors/contract.ts'
import { JsonBody } from '../../src/gateway/pipeline/body/json-body.ts'
import { addPlaceholderNote, PLACEHOLDER_NOTE } from '../../src/gateway/pipeline/body/placeholder-note.ts'
import { ByteSplice } from '../../src/gateway/pipeline/body/splice.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson } from '../harness/raw-call.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

function noteOf(vendor: string, operation: string): NotePlace {
  const found = [...connectors.values()].find((connector) => connector.vendor === vendor)
  const note = found?.operations.find(({ id }) => id === operation)?.request?.note
  if (note === undefined) throw new Error(`${vendor}.${operation} has no place for the sentence`)
  return note
}

function noted(source: string, note: NotePlace): unknown {
  const body = JsonBody.read(Buffer.from(source), new PathNode())
  const splice = new ByteSplice()
  addPlaceholderNote(body, note, splice)
  return JSON.parse(splice.bytes(body.text).toString('utf8'))
}

const N = PLACEHOLDER_NOTE

describe('the sentence', () => {
  it.each([
    ['openai', 'chat.completions', '{"messages":[{"role":"user","content":"ż"}]}', { messages: [{ role: 'system', content: N }, { role: 'user', content: 'ż' }] }],
    ['openai', 'chat.completions', '{"messages":[ ]}', { messages: [{ role: 'system', content: N }] }],
    ['openai', 'responses', '{"input":"ż"}', { input: 'ż', instructions: N }],
    ['openai', 'responses', '{"instructions":null}', { instructions: N }],
    ['openai', 'responses', '{"instructions":"Be \\"kind\\""}', { instructions: `Be "kind"\n\n${N}` }],
    ['openai', 'responses', '{"instructions":""}', { instructions: N }],
    ['bedrock', 'converse', '{"messages":[]}', { messages: [], system: [{ text: N }] }],
    ['bedrock', 'converse', '{"system":[{"text":"a"}]}', { system: [{ text: 'a' }, { text: N }] }],
    ['vertex', 'generate_content', '{"contents":[]}', { contents: [], systemInstruction: { parts: [{ text: N }] } }],
    ['vertex', 'generate_content', '{"systemInstruction":{"role":"x","parts" : [{"text":"\\"parts\\":["}]}}', { systemInstruction: { role: 'x', parts: [{ text: N }, { text: '"parts":[' }] } }],
    ['vertex', 'generate_content', '{"system_instruction":{"parts":[]}}', { system_instruction: { parts: [{ text: N }] } }],
  ])('of %s %s in %s', (vendor, operation, source, expected) => {
    expect(noted(source, noteOf(vendor, operation))).toEqual(expected)
  }) // prettier-ignore

  it('goes into the system prompt of Claude as a paragraph or a block', () => {
    const note: NotePlace = { key: 'system', kind: 'text', item: '{"type":"text","text":"$NOTE"}' }
    expect(noted('{}', note)).toEqual({ system: N })
    expect(noted('{"system":"a"}', note)).toEqual({ system: `a\n\n${N}` })
    expect(noted('{"system":[]}', note)).toEqual({ system: [{ type: 'text', text: N }] })
    expect(noted('{"system":[{"type":"text","text":"a"}]}', note)).toEqual({ system: [{ type: 'text', text: 'a' }, { type: 'text', text: N }] })
  }) // prettier-ignore

  it('leaves a member of another shape alone', () => {
    expect(noted('{"messages":7}', noteOf('openai', 'chat.completions'))).toEqual({ messages: 7 })
    expect(noted('{"systemInstruction":"x"}', noteOf('vertex', 'generate_content'))).toEqual({
      systemInstruction: 'x',
    })
  })
})

describe('a call', () => {
  let vendor: ScriptedVendor
  let gateway: TestGateway

  beforeAll(async () => {
    vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('[EMAIL_1]')))
    gateway = await startTestGateway({
      vendors: { openai: vendor.origin },
      tenants: { noted: { redaction: { placeholder_note: true } }, plain: {} },
    })
  })

  afterAll(async () => {
    await gateway.stop()
    await vendor.close()
  })

  async function roles(tenant: string, content: string): Promise<readonly string[]> {
    const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content }] }
    const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', body)
    expect(answer.status).toBe(200)
    const sent = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as { messages: { role: string }[]; store: boolean }
    expect(sent.store).toBe(false)
    return sent.messages.map(({ role }) => role)
  } // prettier-ignore

  it('has it when something was replaced, and the tenant asks for it', async () => {
    expect(await roles('noted', 'a@b.pl')).toEqual(['system', 'user'])
    expect(await roles('noted', 'nothing')).toEqual(['user'])
    expect(await roles('plain', 'a@b.pl')).toEqual(['user'])
  })
})
