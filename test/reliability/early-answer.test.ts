/** A vendor that answers before it has the whole upload: the caller gets that answer, and nothing hangs behind it. */
import { request as httpRequest } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { startRawVendor, wholeAnswer, whenClosed, type RawVendor } from '../harness/raw-vendor.ts'

const MEGABYTE = 1024 * 1024

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Answers 401 to the first bytes of every connection and reads nothing more of it, or all of it. */
async function stage(reads: boolean): Promise<{ readonly vendor: RawVendor; readonly gateway: TestGateway }> {
  const vendor = await startRawVendor(
    () => {},
    (socket) =>
      void socket.once('data', () => {
        if (!reads) socket.pause()
        socket.write(wholeAnswer(401, '{"error":{"message":"bad key","code":"invalid_api_key"}}'))
      }),
  )
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
  closers.push(async () => await gateway.stop())
  return { vendor, gateway }
}

const FORM =
  '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n' +
  '--b\r\ncontent-disposition: form-data; name="file"; filename="audio.wav"\r\n\r\n'
const options = {
  path: '/openai/v1/audio/transcriptions',
  headers: ['content-type: multipart/form-data; boundary=b'],
}

test.each([
  ['reads on', true],
  ['reads nothing more', false],
])(
  'a vendor that %s: the caller has its answer at once, and the connection is not used again',
  async (_how, reads) => {
    const { vendor, gateway } = await stage(reads)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(FORM, { ...options, length: 50 * MEGABYTE }))
    caller.write(Buffer.alloc(MEGABYTE, 'a'))
    const text = await caller.until('invalid_api_key')
    expect(text).toMatch(/^HTTP\/1\.1 401 /)
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n')
    const socket = await vendor.socket(1)
    // A paused socket does not notice that it was closed.
    socket.resume()
    await whenClosed(socket, 2000)
    await caller.end(8000)
    await eventually(async () => {
      expect(await gateway.records()).toMatchObject([{ outcome: 'vendor_status', vendorStatus: 401 }])
      expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
    })
  },
)

test('a caller that goes on uploading is read for a while, so that it can read the answer', async () => {
  const { gateway } = await stage(true)
  const status = await new Promise<number>((resolve, reject) => {
    const request = httpRequest(`${gateway.origin}${options.path}`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer test-key-of-acme',
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': FORM.length + 30 * MEGABYTE,
      },
    })
    request.on('error', reject)
    request.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.write(FORM)
    let left = 30
    const more = (): void => {
      while (left > 0) {
        left -= 1
        if (!request.write(Buffer.alloc(MEGABYTE, 'a'))) return void request.once('drain', more)
      }
      request.end()
    }
    more()
  })
  expect(status).toBe(401)
})
