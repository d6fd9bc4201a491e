/** HTTP/2 used as a weapon: the connection is ended, the other connections go on, and nothing piles up. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { http2Call, http2Session } from '../harness/http2-call.ts'
import {
  FLAG,
  frame,
  head,
  headerBlock,
  http2Frames,
  PREFACE,
  requestFrames,
  reset,
  settings,
  TYPE,
  windowUpdate,
  type Http2Frames,
} from '../harness/http2-frames.ts'
import { eventually, metric } from '../harness/observe.ts'
import { startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

let vendor: RawVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startRawVendor(({ socket, body }) => {
    if (!body.includes('silent')) socket.write(wholeAnswer(200, '{"good":true}'))
  })
  gateway = await startTestGateway({ vendors: { openai: vendor.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

const callers: Http2Frames[] = []
afterEach(() => {
  for (const caller of callers.splice(0)) caller.destroy()
})

const BODY = '{"model":"gpt-5.4-mini","messages":[]}'
const SILENT = '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"silent"}]}'
const ENHANCE_YOUR_CALM = 11

async function caller(initial: Parameters<typeof settings>[0] = []): Promise<Http2Frames> {
  const one = await http2Frames(gateway.origin)
  callers.push(one)
  one.write(PREFACE)
  one.write(settings(initial))
  await one.until('settings', ({ type }) => type === TYPE.settings)
  return one
}

/** Sends `round` over and over until the gateway hangs up; says how many rounds it took. */
async function floodWith(
  attacker: Http2Frames,
  round: (index: number) => Buffer,
  rounds: number,
): Promise<number> {
  for (let index = 0; index < rounds; index += 1) {
    if (attacker.ended) return index
    if (!attacker.socket.write(round(index)) || index % 50 === 0)
      await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await attacker.end(4000)
  return rounds
}

function goodbyeOf({ frames }: Http2Frames): number | undefined {
  return frames.findLast(({ type }) => type === TYPE.goaway)?.payload.readUInt32BE(4)
}

const times = (count: number, make: (index: number) => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, index) => make(index)))

interface Flood {
  readonly name: string
  readonly round: (index: number) => Buffer
  readonly rounds: number
  /** Ended by a count, and not for breaking the protocol. */
  readonly counted?: boolean
}

const floods: readonly Flood[] = [
  {
    name: 'rapid reset',
    round: (index) =>
      times(20, (each) => {
        const stream = (index * 20 + each) * 2 + 1
        return Buffer.concat([requestFrames(stream, SILENT), reset(stream)])
      }),
    rounds: 100,
  },
  {
    name: 'rapid reset that blames nobody, or us',
    round: (index) =>
      times(20, (each) => {
        const stream = (index * 20 + each) * 2 + 1
        return Buffer.concat([requestFrames(stream, SILENT), reset(stream, each % 2 === 0 ? 0 : 2)])
      }),
    rounds: 100,
  },
  {
    name: 'streams that make the gateway reset them',
    round: (index) =>
      times(20, (each) => {
        const stream = (index * 20 + each) * 2 + 1
        return Buffer.concat([requestFrames(stream, SILENT), windowUpdate(stream, 0)])
      }),
    rounds: 100,
  },
  {
    name: 'CONTINUATION without end',
    round: (index) =>
      index === 0
        ? frame(TYPE.headers, 0, 1, head())
        : times(20, () => frame(TYPE.continuation, 0, 1, headerBlock(['x-more', 'more']))),
    rounds: 200,
  },
  {
    name: 'empty CONTINUATION',
    round: (index) =>
      index === 0 ? frame(TYPE.headers, 0, 1, head()) : times(50, () => frame(TYPE.continuation, 0, 1)),
    rounds: 200,
  },
  { name: 'SETTINGS', round: () => times(20, () => settings([[3, 100]])), rounds: 200, counted: true },
  { name: 'empty SETTINGS', round: () => times(20, () => settings()), rounds: 200, counted: true },
  {
    name: 'PING',
    round: () => times(20, () => frame(TYPE.ping, 0, 0, Buffer.alloc(8))),
    rounds: 200,
    counted: true,
  },
  {
    name: 'PRIORITY',
    round: () => times(2000, (each) => frame(TYPE.priority, 0, each * 2 + 1, Buffer.from([0, 0, 0, 0, 16]))),
    rounds: 400,
    counted: true,
  },
  {
    name: 'windows opened byte by byte',
    round: () => times(2000, () => windowUpdate(0, 1)),
    rounds: 400,
    counted: true,
  },
  {
    name: 'frames of an unknown type',
    round: () => times(100, () => frame(0xfa, 0, 0, Buffer.alloc(1000))),
    rounds: 400,
  },
  {
    name: 'empty DATA',
    round: (index) =>
      index === 0
        ? frame(TYPE.headers, FLAG.endHeaders, 1, head())
        : times(2000, () => frame(TYPE.data, 0, 1)),
    rounds: 400,
  },
]

describe.each(floods)('$name', ({ round, rounds, counted }) => {
  test('ends the connection while others are served, and leaves nothing behind', async () => {
    const attacker = await caller()
    const bystander = await http2Session(gateway.origin)
    const before = process.memoryUsage().rss
    const ended = await metric(gateway, 'limen_frame_floods_total')
    const flooding = floodWith(attacker, round, rounds)
    expect(await http2Call(bystander, { body: BODY })).toMatchObject({ status: 200, whole: true })
    await flooding
    expect(await http2Call(bystander, { body: BODY })).toMatchObject({ status: 200, whole: true })
    bystander.destroy()
    // What the attacker still sends can make its kernel drop the goodbye; it is counted all the same.
    if (counted === true) expect([ENHANCE_YOUR_CALM, undefined]).toContain(goodbyeOf(attacker))
    expect(await metric(gateway, 'limen_frame_floods_total')).toBe(ended + 1)
    await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0))
    expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
    expect(process.memoryUsage().rss - before).toBeLessThan(96 * 1024 * 1024)
  }, 20_000)
})

describe('more than a connection may have', () => {
  test('streams beyond the limit are refused, and those within it go on', async () => {
    const one = await caller()
    const seen = vendor.calls.length
    one.write(times(130, (index) => requestFrames(index * 2 + 1, SILENT)))
    const refused = await one.until('a refusal', ({ type }) => type === TYPE.reset)
    // REFUSED_STREAM: the client may try again, since nothing was done.
    expect(refused.payload.readUInt32BE()).toBe(7)
    await eventually(() => expect(vendor.calls.length - seen).toBe(100))
    expect(one.frames.filter(({ type }) => type === TYPE.reset)).toHaveLength(30)
  })

  test('fields beyond the limit are 431, in number and in size', async () => {
    const one = await caller()
    const many = Array.from({ length: 210 }, (_, index) => [`x-${index}`, 'v']).flat()
    one.write(frame(TYPE.headers, FLAG.endHeaders | FLAG.endStream, 1, head(many)))
    one.write(
      frame(TYPE.headers, 0, 3, head(Array.from({ length: 4 }, () => ['x-large', 'v'.repeat(4000)]).flat())),
    )
    const large = headerBlock(Array.from({ length: 5 }, () => ['x-large', 'v'.repeat(3800)]).flat())
    one.write(frame(TYPE.continuation, FLAG.endHeaders, 3, large))
    for (const stream of [1, 3]) {
      const answer = await one.until('an answer', (each) => each.type === TYPE.data && each.stream === stream)
      expect(answer.payload.toString()).toContain('"code":"headers_too_large"')
    }
    one.write(requestFrames(5, BODY))
    const good = await one.until('an answer', (each) => each.type === TYPE.data && each.stream === 5)
    expect(good.payload.toString()).toBe('{"good":true}')
  })

  test('a list of fields far beyond it is reset, however well it is compressed', async () => {
    const one = await caller()
    // One field enters the table (RFC 7541, section 6.2.1), then one byte repeats it.
    const bomb = Buffer.concat([
      head(),
      Buffer.from([0x40]),
      headerBlock(['x-bomb', 'b'.repeat(3000)]).subarray(1),
      Buffer.alloc(4000, 0x80 | 62),
    ])
    one.write(frame(TYPE.headers, FLAG.endHeaders | FLAG.endStream, 1, bomb))
    await eventually(() =>
      expect(one.ended || one.frames.some(({ type }) => type === TYPE.reset || type === TYPE.goaway)).toBe(
        true,
      ),
    )
    const bystander = await caller()
    bystander.write(requestFrames(1, BODY))
    await bystander.until('an answer', ({ type }) => type === TYPE.data)
  })

  test('answers that nobody lets out are held in bounds and end with the connection', async () => {
    const before = process.memoryUsage()
    const one = await caller([[4, 0]])
    one.write(times(100, (index) => requestFrames(index * 2 + 1, BODY)))
    await eventually(async () => {
      expect(one.frames.filter(({ type }) => type === TYPE.headers)).toHaveLength(100)
    })
    expect(process.memoryUsage().external - before.external).toBeLessThan(32 * 1024 * 1024)
    one.destroy()
    await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0))
  })

  test('a window that grows beyond all bounds ends the stream or the connection', async () => {
    const one = await caller()
    one.write(windowUpdate(0, 2 ** 31 - 1))
    await one.until('a goodbye', ({ type }) => type === TYPE.goaway)
    await one.end()
  })
})
