/** What stands around the parts of an upload is text too: names, file names and media types carry nothing personal out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, type CallAnswer } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const attestation = { by: 'Test Officer', on: '2026-01-01', expires: '2099-12-31', document: 'test' }
const CANARY = 'jan.kowalski@example.pl'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor((_seen, response) => json(response, 200, { text: 'hello' }))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { acme: {}, open: { opaque: { mode: 'allow', attestation } } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function upload(
  parts: readonly string[],
  tenant = 'acme',
): Promise<{ answer: CallAnswer; left: string | undefined }> {
  const before = vendor.seen.length
  const model = 'content-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe'
  const body = [model, ...parts].map((part) => `--XX\r\n${part}\r\n`).join('')
  const answer = await call(gateway.origin, {
    path: '/openai/v1/audio/transcriptions',
    method: 'POST',
    headers: ['content-type', 'multipart/form-data; boundary=XX'],
    body: `${body}--XX--\r\n`,
    key: gateway.keys[tenant],
  })
  return { answer, left: vendor.seen[before]?.body.toString('utf8') }
}

const file = (header: string): string => `${header}\r\n\r\nBYTES`

test.each([
  'audio/wav',
  'audio/webm;codecs=opus',
  'audio/webm; codecs="opus"',
  'audio/L16; rate=16000; channels=1',
  'text/plain; charset=utf-8',
])('a media type as browsers and SDKs write it passes: %s', async (type) => {
  const { answer, left } = await upload([
    file(`content-disposition: form-data; name="file"; filename="audio.wav"\r\ncontent-type: ${type}`),
  ])
  expect(answer.status).toBe(200)
  expect(left).toContain(`content-type: ${type}`)
})

describe('is refused before the vendor has the whole of it', () => {
  test.each([
    [
      'a media type with a text in it',
      `content-disposition: form-data; name="file"; filename="a.wav"\r\ncontent-type: audio/wav; for=${CANARY}`,
    ],
    [
      'a media type that is a text',
      `content-disposition: form-data; name="file"; filename="a.wav"\r\ncontent-type: ${CANARY}`,
    ],
    [
      'a length that is a text',
      `content-disposition: form-data; name="file"; filename="a.wav"\r\ncontent-length: ${CANARY}`,
    ],
    ['the name of a text part', `content-disposition: form-data; name="${CANARY}"`],
  ])('%s', async (_what, header) => {
    const { answer, left } = await upload([file(header)])
    expect([answer.status, answer.headers['x-limen-code'], left]).toEqual([
      403,
      'refused_midstream',
      undefined,
    ])
    expect(answer.text).not.toContain('kowalski')
  })

  test('the name of a file part that only `opaque: allow` lets pass', async () => {
    const part = file(`content-disposition: form-data; name="${CANARY}"; filename="a.bin"`)
    const { answer, left } = await upload([part], 'open')
    expect([answer.status, answer.headers['x-limen-code'], left]).toEqual([
      403,
      'refused_midstream',
      undefined,
    ])
  })
})

test('the name of a file is replaced, and a neutral one stays', async () => {
  const { left } = await upload([
    file(`content-disposition: form-data; name="file"; filename="${CANARY}.wav"`),
    'content-disposition: form-data; name="prompt"\r\n\r\nhello',
  ])
  expect(left).toContain('filename="file.wav"')
  expect(left).not.toContain('kowalski')
  const neutral = await upload([file('content-disposition: form-data; name="file"; filename="speech.mp3"')])
  expect(neutral.left).toContain('filename="speech.mp3"')
})
