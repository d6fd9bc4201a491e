/** A fault of our own: the caller is told, the record says internal, the log has frames and no text, and the process lives. */
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { BodyRedactor } from '../../src/gateway/pipeline/body/body-redactor.ts'
import { Vault } from '../../src/redaction/index.ts'
import { DIALECT_STREAMS, eventsOf } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { httpChunk, startRawVendor, STREAM_HEAD, wholeAnswer, type RawCall } from '../harness/raw-vendor.ts'
import { chatAnswer } from '../harness/vendor.ts'

const escaped: unknown[] = []
const note = (error: unknown): void => void escaped.push(error)
beforeAll(() => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(() => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const close of closers.splice(0).reverse()) await close()
  expect(escaped).toEqual([])
})

async function stage(serve: (call: RawCall) => void): Promise<TestGateway> {
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
  closers.push(async () => await gateway.stop())
  return gateway
}

const SECRET = 'PESEL 44051401359 of Anna'
/** Looks like a frame, as a message with line feeds can. */
const MESSAGE = `boom ${SECRET}\n    at ${SECRET} (file:///srv/anna.ts:1:1)\n    at node:internal/anna:1:1`

function fault(): never {
  throw new TypeError(MESSAGE)
}

const WHOLE =
  '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Write to jan.kowalski@example.com"}]}'
const STREAMED = WHOLE.replace('{', '{"stream":true,')

function expectQuietLog({ logLines }: TestGateway): void {
  const text = logLines.join('\n')
  expect(text).not.toMatch(/44051401359|Anna|anna|boom/)
  const faults = logLines.map(
    (line) => JSON.parse(line) as { event: string; error?: string; frames?: string[] },
  )
  const [first] = faults.filter(({ event }) => event === 'fault')
  expect(first?.error).toBe('TypeError')
  expect(first?.frames?.length).toBeGreaterThan(0)
  for (const frame of first?.frames ?? []) expect(frame).toMatch(/^at /)
}

describe('a fault while an answer is restored', () => {
  const whole = Buffer.from(JSON.stringify(chatAnswer('[EMAIL_1]')))
  test.each<[string, Buffer]>([
    ['as it came', wholeAnswer(200, whole)],
    ['inflated', wholeAnswer(200, gzipSync(whole), ['content-encoding: gzip'])],
  ])('%s: 500 in the dialect', async (_how, bytes) => {
    const gateway = await stage(({ socket }) => void socket.write(bytes))
    vi.spyOn(Vault.prototype, 'mightHold').mockImplementation(fault)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(WHOLE))
    const text = await caller.until('"code":"internal"')
    expect(text).toMatch(/^HTTP\/1\.1 500 /)
    expect(text).not.toContain('Anna')
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['internal'])
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
    expectQuietLog(gateway)
  })

  test('in mid-stream: the error event, and the end', async () => {
    const [stream] = DIALECT_STREAMS
    const gateway = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(httpChunk(stream?.event('[EMAIL_1]') ?? ''))
    })
    vi.spyOn(Vault.prototype, 'mightHold').mockImplementation(fault)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(STREAMED))
    const { events, terminated } = eventsOf(await caller.end())
    expect(events).toHaveLength(1)
    expect(events[0]).toContain('"code":"internal"')
    expect(terminated).toBe(false)
    expect((await gateway.records()).map((record) => record.outcome)).toEqual(['internal'])
    expectQuietLog(gateway)
  })
})

describe('a fault before anything left', () => {
  test('while a body is redacted: 500, and the vendor saw nothing', async () => {
    const gateway = await stage(() => {
      throw new Error('the vendor was called')
    })
    vi.spyOn(BodyRedactor.prototype, 'replacements').mockImplementation(fault)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(WHOLE))
    const text = await caller.until('"code":"')
    expect(text).toMatch(/^HTTP\/1\.1 (?:500|422) /)
    expect(text).not.toContain('Anna')
    await eventually(async () => expect(await gateway.records()).toMatchObject([{ kind: 'refusal' }]))
    expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
    expectQuietLog(gateway)
  })

  test('while the intent is recorded: 500 or 503, and the vendor saw nothing', async () => {
    const gateway = await stage(() => {
      throw new Error('the vendor was called')
    })
    vi.spyOn(gateway.gateway.ledger, 'intent').mockImplementation(fault)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes(WHOLE))
    expect(await caller.until('"code":"')).toMatch(/^HTTP\/1\.1 50[03] /)
    expectQuietLog(gateway)
  })

  test('while an upload is redacted: the vendor request is broken off', async () => {
    const gateway = await stage(() => {
      throw new Error('the vendor saw a whole request')
    })
    vi.spyOn(BodyRedactor.prototype, 'text').mockImplementation(fault)
    const caller = await rawCaller(gateway.origin)
    caller.write(
      requestBytes(
        '--b\r\ncontent-disposition: form-data; name="prompt"\r\n\r\nhello\r\n' +
          '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n--b--\r\n',
        {
          path: '/openai/v1/audio/transcriptions',
          headers: ['content-type: multipart/form-data; boundary=b'],
        },
      ),
    )
    const text = await caller.until('"code":"')
    expect(text).toMatch(/^HTTP\/1\.1 (?:500|422) /)
    expect(text).not.toContain('Anna')
    const [record] = await gateway.records()
    expect(['internal', 'redaction_failed']).toContain(record?.outcome)
  })
})
