/** Hostile bytes in the stream of every operation that has one: the answer breaks in the caller's hands and never ends as a good one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../harness/call.ts'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { startVendor, type ScriptedVendor } from '../../harness/vendor.ts'
import { callsOf, everyVendorAt, pinNamed, ROUTES } from '../../security/every-operation.ts'
import { CONTENT_TYPE, wiresOf, writeStream, type Wire } from './streams.ts'

const EMAIL = 'canary.nowak@example.pl'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor(() => {})
  const { origin } = vendor
  gateway = await startTestGateway({
    vendors: everyVendorAt(origin),
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

type Spoil = (good: Buffer, wire: Wire) => Buffer | undefined

/** A good stream made bad; undefined where its wire cannot be bad in this way. */
const HOSTILE: Readonly<Record<string, Spoil>> = {
  // Events are read as the specification reads them: half a character is one that cannot be shown.
  'half a character': (good, wire) => {
    if (wire !== 'json_array') return undefined
    const frame = Buffer.from('[{"whole":"[EMAIL_1] \u00e4"}')
    const at = frame.indexOf(0xc3)
    return Buffer.concat([frame.subarray(0, at + 1), frame.subarray(at + 2), good])
  },
  'a wrong checksum': (good, wire) => {
    if (wire !== 'event_stream') return undefined
    const bytes = Buffer.from(good)
    bytes.writeUInt8(bytes.readUInt8(30) ^ 1, 30)
    return bytes
  },
  'a frame of 4 GB': (good, wire) => {
    if (wire !== 'event_stream') return undefined
    const bytes = Buffer.from(good)
    bytes.writeUInt32BE(0xffffffff, 0)
    return bytes
  },
  'an early end': (good) => good.subarray(0, Math.floor(good.length / 2)),
}

const CASES = ROUTES.flatMap((route) => {
  const { stream } = route.operation.answer
  if (stream === undefined) return []
  return wiresOf(stream).flatMap((wire) =>
    Object.entries(HOSTILE).flatMap(([name, spoil]) => {
      // Gemini's events have no mark of their end: the connection's is all there is.
      const { data, types } = stream.done
      if (wire === 'sse' && data === undefined && types === undefined) return []
      const bytes = spoil(writeStream(stream, wire, 'write to [EMAIL_1]'), wire)
      return bytes === undefined ? [] : [[`${route.name}, ${wire}: ${name}`, route, wire, bytes] as const]
    }),
  )
})

it('has every wire', () => {
  expect(new Set(CASES.map(([, , wire]) => wire))).toEqual(new Set(['sse', 'event_stream', 'json_array']))
})

describe('a stream with', () => {
  it.each(CASES)('%s', async (_name, route, wire, bytes) => {
    vendor.script = (_seen, response) => {
      response.writeHead(200, { 'content-type': CONTENT_TYPE[wire] })
      response.end(bytes)
    }
    await pinNamed(gateway)
    const [good] = callsOf(route, { text: `write to ${EMAIL}` })
    if (good === undefined) throw new Error('no call')
    const answer = await call(gateway.origin, { ...good, key: gateway.keys['acme'] })
    expect({ broken: answer.broken || answer.status === 502 }).toEqual({ broken: true })
  })
})
