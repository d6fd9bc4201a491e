/** An upload that takes longer than the limit for redaction: the caller's pace is not redaction's time. */
import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let gateway: TestGateway | undefined
let vendor: ScriptedVendor | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
})

const part = (name: string, value: string): string =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

test('its text parts are still redacted when they come late', async () => {
  vendor = await startVendor((_call, response) => json(response, 200, { text: 'heard' }))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: { timeouts: { redaction: '200ms' } },
  })
  const { origin, keys } = gateway
  const status = await new Promise<number>((resolve, reject) => {
    const upload = request(`${origin}/openai/v1/audio/transcriptions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keys['acme']}`,
        'content-type': 'multipart/form-data; boundary=edge',
      },
    })
    upload.on('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    upload.on('error', reject)
    upload.write('--edge\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\n\r\nsound')
    setTimeout(() => {
      upload.end(`\r\n${part('model', 'gpt-4o-transcribe')}${part('prompt', 'jan@example.pl')}--edge--\r\n`)
    }, 600)
  })
  expect(status).toBe(200)
  const sent = vendor.seen[0]?.body.toString('utf8')
  expect(sent).toContain('[EMAIL_1]')
  expect(sent).not.toContain('jan@example.pl')
})
