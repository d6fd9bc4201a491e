/** Frames that are no frames, or not what belongs there: each is refused in the dialect or by its close code, and stays here. */
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { callLive } from './caller.ts'
import { startLiveVendor, type LiveVendor } from './vendor.ts'

const EMAIL = 'anna.nowak@example.pl'

let vendor: LiveVendor
let gateway: TestGateway
let before = 0

beforeAll(async () => {
  vendor = await startLiveVendor()
  gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin } })
})

beforeEach(async () => {
  before = (await gateway.records()).length
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** The record of the test's own session, once it is written. */
async function record(): Promise<LedgerRecord | undefined> {
  return (await gateway.records(before + 1)).at(-1)
}

/** A frame with every byte as written: masked with zeros, so that the payload stands as it is. */
function rawFrame(first: number, payload: Buffer, length = payload.length): Buffer {
  const head =
    length < 126
      ? Buffer.from([first, 0x80 | length])
      : length < 65_536
        ? Buffer.concat([Buffer.from([first, 0x80 | 126]), u16(length)])
        : Buffer.concat([Buffer.from([first, 0x80 | 127]), u64(length)])
  return Buffer.concat([head, Buffer.alloc(4), payload])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

describe('frames of text', () => {
  it('are put together from fragments before they are looked at', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    const text = JSON.stringify({ type: 'UpdateConfiguration', prompt: `write to ${EMAIL}` })
    const cut = text.indexOf('nowak')
    caller.socket.send(text.slice(0, cut), { fin: false })
    caller.socket.send(text.slice(cut), { fin: true })
    await session.heard(1)
    expect(session.frames[0]?.data.toString('utf8')).toBe(
      '{"type":"UpdateConfiguration","prompt":"write to [EMAIL_1]"}',
    )
    caller.socket.close()
    expect(await record()).toMatchObject({ outcome: 'ok', lateRedactions: { EMAIL: 1 } })
  })

  it('of a kind that nobody knows are redacted, every string of them', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    caller.socket.send(JSON.stringify({ type: 'NextMonth', deep: { a: [EMAIL], [EMAIL]: 1 } }))
    await session.heard(1)
    expect(session.frames[0]?.data.toString('utf8')).toBe(
      '{"type":"NextMonth","deep":{"a":["[EMAIL_S1]"],"[EMAIL_S1]":1}}',
    )
    caller.socket.close()
  })

  it('know in a later frame what an earlier one took out', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    const number = '5127730099'
    caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt: `phone: +48 ${number}` }))
    caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt: EMAIL }))
    caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', agent_context: `again ${EMAIL}` }))
    await session.heard(3)
    const seen = session.frames.map(({ data }) => data.toString('utf8'))
    expect(seen[1]).toContain('"[EMAIL_1]"')
    expect(seen[2]).toContain('"again [EMAIL_1]"')
    expect(seen.join('')).not.toContain(number)
    caller.socket.close()
  })

  it('leave in the order in which they came, sound among them', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    for (let index = 0; index < 40; index++) {
      if (index % 3 === 0) caller.socket.send(JSON.stringify({ type: 'KeepAlive', index }))
      else caller.socket.send(Buffer.from([index]))
    }
    await session.heard(40)
    const order = session.frames.map(({ data, binary }) =>
      binary ? data[0] : (JSON.parse(data.toString('utf8')) as { index: number }).index,
    )
    expect(order).toEqual(Array.from({ length: 40 }, (_, index) => index))
    caller.socket.close()
  })

  it.each([
    ['no JSON', 'hello', 'json_malformed'],
    ['a key twice', '{"type":"KeepAlive","type":"Terminate"}', 'json_duplicate_key'],
    ['nesting without end', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`, 'json_too_deep'],
    ['a feature outside the agreement', '{"type":"X","webhook_url":"https://a.example.com"}', 'feature_refused'],
  ] as const)('with %s are refused in the words of the dialect', async (_what, text, code) => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    caller.socket.send(text)
    const error = JSON.parse(await caller.next()) as Record<string, unknown>
    expect(error).toMatchObject({ type: 'Error' })
    const { code: close } = await caller.over
    expect(close).toBe(code === 'feature_refused' ? 1008 : 3006)
    expect(error['error_code']).toBe(close)
    await session.over
    expect(session.frames).toEqual([])
    expect(await record()).toMatchObject({ outcome: 'refused_midstream', code })
    expect((await record())?.marks).toContain('frames_refused=1')
  }) // prettier-ignore

  it('that are no UTF-8 end the session with 1007', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    caller.wire.write(rawFrame(0x81, Buffer.from([0xc3, 0x28])))
    expect((await caller.over).code).toBe(1007)
    await session.over
    expect(session.frames).toEqual([])
    expect(await record()).toMatchObject({ outcome: 'refused_midstream', code: 'frame_refused' })
  })
})

describe('frames without measure', () => {
  it('of 16 MB end the session with 1009 before they are whole', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    const size = 16 * 1024 ** 2
    // The announcement is enough.
    caller.wire.write(rawFrame(0x82, Buffer.alloc(1000), size))
    expect((await caller.over).code).toBe(1009)
    await session.over
    expect(session.frames).toEqual([])
    const closed = await record()
    expect(closed).toMatchObject({ outcome: 'refused_midstream', code: 'frame_refused' })
    expect(closed?.marks).toEqual(expect.arrayContaining(['closed_by=gateway', 'close=1009']))
  })

  it('in fragments that together are too large end it too', async () => {
    const caller = await callLive(gateway)
    caller.socket.on('error', () => {})
    const piece = Buffer.alloc(512 * 1024)
    for (let index = 0; index < 20; index++) caller.socket.send(piece, { fin: false })
    expect((await caller.over).code).toBe(1009)
  })

  it('that are compressed are not inflated: nobody agreed to that', async () => {
    const caller = await callLive(gateway, { deflate: true })
    expect(caller.socket.extensions).toBe('')
    const session = await vendor.session(vendor.sessions.length)
    const bomb = deflateRawSync(Buffer.alloc(50_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    caller.wire.write(rawFrame(0xc1, bomb))
    expect((await caller.over).code).toBe(1002)
    await session.over
    expect(session.frames).toEqual([])
  })
})

describe("a vendor's frames", () => {
  it('that are binary where text belongs end the session', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    session.socket.send(Buffer.from([1, 2, 3]))
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Error', error_code: 3005 })
    expect((await caller.over).code).toBe(3005)
    expect(await record()).toMatchObject({ outcome: 'vendor_malformed', code: 'vendor_malformed' })
  })

  it('that are too large end it, and never reach the caller', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    session.socket.send(JSON.stringify({ type: 'Turn', transcript: 'a'.repeat(6 * 1024 ** 2) }))
    expect((await caller.over).code).toBe(3005)
    expect(caller.texts.join('').length).toBeLessThan(1000)
    expect(await record()).toMatchObject({ code: 'answer_too_large' })
  })

  it('that quote the credential stay here', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    session.socket.send(
      JSON.stringify({ type: 'Error', error: 'bad key upstream-assemblyai-key', error_code: 4001 }),
    )
    expect((await caller.over).code).toBe(3005)
    expect(caller.texts.join('')).not.toContain('upstream-assemblyai-key')
  })

  it('that need no change arrive byte for byte', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    const odd = '{ "type":"Turn",\t"transcript" : "z\\u0142oty ż", "n":1.0e2, "n":2 }'
    session.socket.send(odd)
    expect(await caller.next()).toBe(odd)
    caller.socket.close()
  })
})

it('counts sessions, frames and bytes', async () => {
  const vendorLabel = 'vendor="assemblyai"'
  const sound = [vendorLabel, 'direction="out"', 'kind="audio"']
  const [frames, bytes] = [
    await metric(gateway, 'limen_live_frames_total', sound),
    await metric(gateway, 'limen_live_bytes_total', sound),
  ]
  const caller = await callLive(gateway)
  const session = await vendor.session(vendor.sessions.length)
  caller.socket.send(Buffer.alloc(3200))
  await session.heard(1)
  expect(await metric(gateway, 'limen_live_sessions', [vendorLabel])).toBe(1)
  expect(await metric(gateway, 'limen_live_frames_total', sound)).toBe(frames + 1)
  expect(await metric(gateway, 'limen_live_bytes_total', sound)).toBe(bytes + 3200)
  caller.socket.close()
  await eventually(async () => expect(await metric(gateway, 'limen_live_sessions', [vendorLabel])).toBe(0))
})
