/** What cannot be inspected needs a line of config that names it; without one the call ends before a connection, with one the record says so. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, chat, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { fittingAnswer } from './every-operation.ts'

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }
const IMAGE = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=='

const content = (part: object): object => ({ messages: [{ role: 'user', content: [part] }] })
const upload = (path: string): CallOptions => ({
  path,
  method: 'POST',
  headers: ['content-type', 'multipart/form-data; boundary=XX'],
  body: '--XX\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n--XX\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\n\r\nRIFF\r\n--XX--\r\n',
})

/** Calls with media, by kind; the operation whose name is the consent. */
const CALLS: Readonly<Record<string, readonly [operation: string, kind: string, options: CallOptions]>> = {
  'an image in a chat': [
    'openai.chat.completions',
    'image',
    chat('', content({ type: 'image_url', image_url: { url: IMAGE } })),
  ],
  'an image at a URL': [
    'openai.chat.completions',
    'image',
    chat('', content({ type: 'image_url', image_url: { url: 'https://example.com/x.png' } })),
  ],
  'audio in a chat': [
    'openai.chat.completions',
    'audio',
    chat('', content({ type: 'input_audio', input_audio: { data: 'UklGRg==', format: 'wav' } })),
  ],
  'a file in a chat': [
    'openai.chat.completions',
    'file',
    chat(
      '',
      content({
        type: 'file',
        file: { file_data: 'data:application/pdf;base64,JVBERg==', filename: 'a.pdf' },
      }),
    ),
  ],
  'an image in a response': [
    'openai.responses',
    'image',
    {
      path: '/openai/v1/responses',
      body: {
        model: 'gpt-5.4',
        input: [{ role: 'user', content: [{ type: 'input_image', image_url: IMAGE }] }],
      },
    },
  ],
  'a file in a response': [
    'openai.responses',
    'file',
    {
      path: '/openai/v1/responses',
      body: {
        model: 'gpt-5.4',
        input: [{ role: 'user', content: [{ type: 'input_file', file_data: 'JVBERg==' }] }],
      },
    },
  ],
  'an image for moderation': [
    'openai.moderations',
    'image',
    {
      path: '/openai/v1/moderations',
      body: { model: 'omni-moderation-latest', input: [{ type: 'image_url', image_url: { url: IMAGE } }] },
    },
  ],
  'a recording': ['openai.audio.transcriptions', 'audio', upload('/openai/v1/audio/transcriptions')],
  'a recording for a deployment': [
    'azure.audio.transcriptions',
    'audio',
    upload('/azure/openai/deployments/whisper-dep/audio/transcriptions'),
  ],
}

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((seen, response) => json(response, 200, fittingAnswer(seen.url)))
  const all = [...new Set(Object.values(CALLS).map(([operation]) => operation))]
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin },
    tenants: {
      plain: { media: [] },
      named: { media: all },
      open: { media: [], opaque: { mode: 'allow', attestation } },
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(tenant: string, options: CallOptions): Promise<{ answer: CallAnswer; sent: number }> {
  const before = vendor.seen.length
  const answer = await call(gateway.origin, { ...options, key: gateway.keys[tenant] })
  return { answer, sent: vendor.seen.length - before }
}

describe.each(Object.entries(CALLS))('%s', (_what, [operation, kind, options]) => {
  test('is refused with the line that would allow it', async () => {
    const { answer, sent } = await send('plain', options)
    expect([answer.status, answer.headers['x-limen-code'], sent]).toEqual([403, 'media_not_allowed', 0])
    expect(answer.text).toContain(`add ${operation} to tenants.plain.media`)
  })

  test.each(['named', 'open'])(
    'passes for the tenant %s, and the record says what was not looked at',
    async (tenant) => {
      const { answer, sent } = await send(tenant, options)
      expect([answer.status, sent]).toEqual([200, 1])
      const record = (await gateway.records()).findLast((each) => each.kind === 'attempt')
      expect([record?.tenant, record?.uninspected]).toEqual([tenant, [kind]])
    },
  )
})

test('consent for one operation is none for another', async () => {
  gateway.reload({ tenants: { plain: { media: ['openai.audio.transcriptions'] }, named: {}, open: {} } })
  for (const [operation, , options] of Object.values(CALLS)) {
    if (operation === 'openai.audio.transcriptions') continue
    expect((await send('plain', options)).answer.headers['x-limen-code']).toBe('media_not_allowed')
  }
  gateway.reload()
})

test('a place for media that holds a text is read like one, consent or not', async () => {
  const text = chat('', content({ type: 'image_url', image_url: { url: 'see jan.kowalski@example.pl' } }))
  await send('named', text)
  expect(vendor.seen.at(-1)?.body.toString('utf8')).not.toContain('kowalski')
})
