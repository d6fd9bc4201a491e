/** What a vendor echoes comes back as it was sent: values, look-alikes of our tokens, keys, whole and streamed. */
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { postJson, rawCall, type RawAnswer } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'
import { chatChunk, chatDelta, chatFrames, fields, items, readChat, text } from './stream-fixture.ts'

const EMAIL = 'anna.nowak@example.pl'
const WORD = 'Blue "Star" \\ Co'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, {}))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: {
      acme: { redaction: { words: [WORD] } },
      counter: { redaction: { mode: 'report' } },
      open: { redaction: { mode: 'off', reason: 'Synthetic data of the tests.' } },
      unlisted: {
        unlisted: { mode: 'redact', attestation: { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' } },
      },
    },
  })
}) // prettier-ignore

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

function contents(call: SeenCall): readonly string[] {
  const body: unknown = JSON.parse(call.body.toString('utf8'))
  return items(fields(body)['messages']).map((message) => text(fields(message)['content']))
}

/** A text that a person could write, with values and with what looks like our tokens. */
const said = fc
  .array(fc.oneof(fc.constantFrom(EMAIL, 'b@c.example', WORD, '44051401359', '[EMAIL_1]', '[EMAIL_2]', '[EMAIL_S1]', 'EMAIL_1', '[WORD_1]', '[PHONE_1]', '[', ']', '"', '\\', '\n', '漢', '😀', '{', '}'), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 9 })
  .map((parts) => parts.join(' ')) // prettier-ignore

async function chat(messages: readonly object[], more: object = {}, tenant = 'acme'): Promise<RawAnswer> {
  return await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', { model: 'gpt-4o-mini', messages, ...more })
} // prettier-ignore

describe('an echo', () => {
  it('comes back as it was said, whole', async () => {
    vendor.script = (call, response) => json(response, 200, chatAnswer(contents(call).join('\u0001')))
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 3 }), async (turns) => {
        const answer = await chat(turns.map((content) => ({ role: 'user', content })))
        const content = fields(fields(items(fields(JSON.parse(answer.text))['choices'])[0])['message'])[
          'content'
        ]
        expect(content).toBe(turns.join('\u0001'))
        expect(vendor.seen.at(-1)?.body.toString('utf8')).not.toMatch(/anna|b@c|4405140|Blue/)
      }),
      { numRuns: 80 },
    )
  })

  it('comes back as it was said, streamed in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(said, fc.integer({ min: 1, max: 9 }), async (content, size) => {
        vendor.script = (call, response) => {
          const characters = Array.from(contents(call).join(''))
          const chunks: object[] = []
          for (let at = 0; at < characters.length; at += size) chunks.push(chatChunk([chatDelta(0, { content: characters.slice(at, at + size).join('') })]))
          response.writeHead(200, { 'content-type': 'text/event-stream' })
          response.end(chatFrames([...chunks, chatChunk([chatDelta(0, {}, 'stop')])]))
        }
        const answer = await chat([{ role: 'user', content }], { stream: true })
        expect(answer.complete).toBe(true)
        expect(readChat(answer.body).get(0)?.content ?? '').toBe(content)
      }),
      { numRuns: 80 },
    )
  }) // prettier-ignore

  it('of the operator’s own text keeps its tokens, even when the user says the same value', async () => {
    vendor.script = (call, response) => json(response, 200, chatAnswer(contents(call).join(' | ')))
    const answer = await chat([{ role: 'system', content: `I am ${EMAIL}` }, { role: 'user', content: `I am ${EMAIL}` }])
    const content = fields(fields(items(fields(JSON.parse(answer.text))['choices'])[0])['message'])['content']
    expect(content).toBe(`I am [EMAIL_S1] | I am ${EMAIL}`)
    expect(await recordOf(gateway, answer)).toMatchObject({ restored: 1, invented: 0, redactions: { EMAIL: 2 } })
  }) // prettier-ignore

  it('with tokens that nobody issued keeps them, and the record counts them', async () => {
    vendor.script = (_call, response) => json(response, 200, chatAnswer('[EMAIL_1] [EMAIL_7] [EMAIL_8]'))
    const answer = await chat([{ role: 'user', content: EMAIL }])
    expect(answer.text).toContain(`"${EMAIL} [EMAIL_7] [EMAIL_8]"`)
    expect(await recordOf(gateway, answer)).toMatchObject({ restored: 1, invented: 2 })
  })

  it('in an error of the vendor comes back too, with the vendor’s status', async () => {
    vendor.script = (call, response) => json(response, 400, { error: { message: `No: ${contents(call).join()}`, type: 'invalid_request_error' } })
    const answer = await chat([{ role: 'user', content: `to ${EMAIL}` }])
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toEqual({ error: { message: `No: to ${EMAIL}`, type: 'invalid_request_error' } })
  }) // prettier-ignore

  it('in object keys comes back', async () => {
    vendor.script = (_call, response) =>
      json(response, 200, { metadata: { 'for [EMAIL_1]': { '[EMAIL_1]': '[EMAIL_1]' } } })
    const answer = await chat([{ role: 'user', content: EMAIL }], { metadata: { [`for ${EMAIL}`]: 'x' } })
    expect(JSON.parse(answer.text)).toEqual({ metadata: { [`for ${EMAIL}`]: { [EMAIL]: EMAIL } } })
  })

  it.each([
    ['counter', 'report', { EMAIL: 1 }],
    ['open', 'off', {}],
  ])('of a tenant whose mode says so is not touched: %s', async (tenant, mode, redactions) => {
    vendor.script = (call, response) => json(response, 200, chatAnswer(contents(call).join('')))
    const answer = await chat([{ role: 'user', content: `to ${EMAIL}` }], {}, tenant)
    expect(vendor.seen.at(-1)?.body.toString()).toContain(EMAIL)
    expect(answer.text).toContain(EMAIL)
    expect(await recordOf(gateway, answer)).toMatchObject({ redaction: mode, redactions, restored: 0 })
  })
})

describe('an upload', () => {
  const parts = [
    { name: 'model', data: 'gpt-4o-transcribe' },
    { name: 'prompt', data: `The speaker is ${EMAIL} of ${WORD}.` },
    { name: 'file', filename: 'audio.mp3', contentType: 'audio/mpeg', data: 'ID3' },
  ]

  it.each<readonly [string, string, string]>([
    ['application/json', '{"text":"I heard [EMAIL_1] of [WORD_1].","segments":[{"text":"[EMAIL_1]"}]}', `{"text":"I heard ${EMAIL} of ${JSON.stringify(WORD).slice(1, -1)}.","segments":[{"text":"${EMAIL}"}]}`],
    ['text/plain; charset=utf-8', '1\n00:00 --> 00:01\nI heard [EMAIL_1] of [WORD_1] [EMA\n', `1\n00:00 --> 00:01\nI heard ${EMAIL} of ${WORD} [EMA\n`],
    ['text/vtt', 'WEBVTT\n\n[EMAIL_1] ż 😀', `WEBVTT\n\n${EMAIL} ż 😀`],
  ])('is redacted on its way and its transcript restored: %s', async (type, said, heard) => {
    vendor.script = async (_call, response) => {
      response.writeHead(200, { 'content-type': type })
      for (const byte of Buffer.from(said)) {
        response.write(Buffer.from([byte]))
        await new Promise((resolve) => setImmediate(resolve))
      }
      response.end()
    }
    const answer = await rawCall(gateway.origin, {
      target: '/openai/v1/audio/transcriptions',
      headers: { 'api-key': gateway.keys['acme'] ?? '', 'content-type': MULTIPART_TYPE },
      body: Array.from(multipart(parts), (byte) => Buffer.from([byte])),
    })
    expect(answer.text).toBe(heard)
    expect(vendor.seen.at(-1)?.body.toString()).toContain('The speaker is [EMAIL_1] of [WORD_1].')
    expect(await recordOf(gateway, answer)).toMatchObject({ redactions: {}, lateRedactions: { EMAIL: 1, WORD: 1 }, uninspected: ['audio'], outcome: 'ok' })
  }) // prettier-ignore

  it('of an operation that is not listed passes with its texts redacted, and not with its files', async () => {
    vendor.script = (_call, response) => json(response, 200, { echo: '[EMAIL_1]' })
    const send = async (more: readonly (typeof parts)[number][]): Promise<RawAnswer> =>
      await rawCall(gateway.origin, {
        target: '/openai/v1/attachments',
        headers: { 'api-key': gateway.keys['unlisted'] ?? '', 'content-type': MULTIPART_TYPE },
        body: multipart([{ name: 'purpose', data: 'user_data' }, { name: 'note', data: `for ${EMAIL}` }, ...more]),
      })
    const answer = await send([])
    expect(answer.text).toBe(JSON.stringify({ echo: EMAIL }))
    expect(vendor.seen.at(-1)?.body.toString()).toContain('for [EMAIL_1]')
    expect(await recordOf(gateway, answer)).toMatchObject({ operation: 'unlisted', marks: expect.arrayContaining(['unlisted']) as string[] })
    const refused = await send([{ name: 'file', filename: 'a.txt', contentType: 'text/plain', data: EMAIL }])
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('set opaque')
  }) // prettier-ignore
})
