/** Thousands of connections with HTTP/2 frames by chance at a gateway in a process of its own: it stays, serves, and reports no fault. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printedChance, type Chance } from '../harness/chance.ts'
import { startProcess, type GatewayProcess } from '../harness/child.ts'
import { http2Call, http2Session } from '../harness/http2-call.ts'
import {
  FLAG,
  frame,
  head,
  headerBlock,
  PREFACE,
  requestFrames,
  reset,
  settings,
  TYPE,
  windowUpdate,
} from '../harness/http2-frames.ts'
import { eventually, metric } from '../harness/observe.ts'
import { startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

const CONNECTIONS = 1500
const AT_ONCE = 20
const BOUND_MS = 60_000

let vendor: RawVendor
let gateway: GatewayProcess

beforeAll(async () => {
  vendor = await startRawVendor(({ socket }) => void socket.write(wholeAnswer(200, '{"good":true}')))
  gateway = await startProcess([
    '--sandbox',
    '--upstream',
    `openai=${vendor.origin}`,
    '--key',
    'acme:test-key-of-acme',
  ])
})

afterAll(async () => {
  await gateway.destroy()
  await vendor.close()
})

const BODY = '{"model":"gpt-5.4-mini","messages":[]}'
const STREAMED = '{"model":"gpt-5.4-mini","messages":[],"stream":true}'
const PSEUDO = [':method', ':path', ':scheme', ':authority', ':status', ':protocol', ':x'] as const
const VALUES = [
  'POST',
  'GET',
  'HEAD',
  'CONNECT',
  '/openai/v1/models',
  '*',
  '',
  'a\0b',
  'http',
  '2',
  '-1',
  'x'.repeat(9000),
] as const
const NAMES = [
  'host',
  'content-length',
  'expect',
  'te',
  'connection',
  'cookie',
  'authorization',
  'x',
  '',
  'X',
  'content-encoding',
] as const

function anyHead(chance: Chance): Buffer {
  if (chance.below(3) > 0) return head(pairs(chance, NAMES))
  return headerBlock([...pairs(chance, PSEUDO), ...pairs(chance, NAMES)])
}

function pairs(chance: Chance, names: readonly string[]): string[] {
  return Array.from({ length: chance.below(5) }, () => [chance.pick(names), chance.pick(VALUES)]).flat()
}

function anyFrame(chance: Chance, stream: number): Buffer {
  switch (chance.below(12)) {
    case 0:
      return requestFrames(stream, BODY)
    case 1:
      return Buffer.concat([requestFrames(stream, STREAMED), reset(stream, chance.below(14))])
    case 2:
      return frame(TYPE.headers, chance.below(256), stream, anyHead(chance))
    case 3:
      return frame(TYPE.headers, FLAG.endHeaders, stream, anyHead(chance))
    case 4:
      return frame(TYPE.data, chance.below(2), stream, chance.pick([BODY, '', '{', 'x'.repeat(16_000)]))
    case 5:
      return windowUpdate(chance.pick([0, stream]), chance.pick([0, 1, 65_535, 2 ** 31 - 1]))
    case 6:
      return settings([[chance.below(10), chance.pick([0, 1, 65_535, 2 ** 31])]])
    case 7:
      return reset(chance.pick([0, stream, stream + 2]), chance.below(20))
    case 8:
    case 9:
      return frame(TYPE.continuation, chance.below(256), stream, headerBlock(pairs(chance, NAMES)))
    case 10:
      return frame(
        chance.below(256),
        chance.below(256),
        chance.below(8),
        Buffer.alloc(chance.below(40), chance.below(256)),
      )
    default:
      return Buffer.from(Array.from({ length: chance.below(60) }, () => chance.below(256)))
  }
}

function anyConversation(chance: Chance): Buffer {
  const count = 1 + chance.below(8)
  const start = chance.below(20) === 0 ? PREFACE.slice(0, chance.below(24)) : PREFACE
  const first = chance.below(10) === 0 ? Buffer.alloc(0) : settings()
  const rest = Array.from({ length: count }, (_, index) => anyFrame(chance, index * 2 + 1))
  const bytes = Buffer.concat([Buffer.from(start), first, ...rest])
  return chance.below(5) === 0 ? bytes.subarray(0, chance.below(bytes.length)) : bytes
}

/** Resolves when the connection is over, or after a moment. */
async function converse(port: number, bytes: Buffer, chance: Chance): Promise<void> {
  const waits = chance.below(40)
  await new Promise<void>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    socket.on('error', () => {})
    socket.on('close', () => resolve())
    socket.resume()
    const cut = chance.below(bytes.length + 1)
    socket.write(bytes.subarray(0, cut))
    setTimeout(() => {
      socket.write(bytes.subarray(cut))
      setTimeout(() => socket.destroy(), 5 + waits)
    }, chance.below(10))
  })
}

test(
  'the process stays, serves, and reports no fault',
  async () => {
    const chance = printedChance()
    const port = Number(new URL(gateway.origin).port)
    let left = CONNECTIONS
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (; left > 0; left -= 1) await converse(port, anyConversation(chance), chance)
      }),
    )
    const client = await http2Session(gateway.origin)
    expect(await http2Call(client, { body: BODY })).toMatchObject({ status: 200, whole: true })
    client.destroy()
    await eventually(async () => {
      expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
      expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
    }, 10_000)
    expect(gateway.stderr).not.toContain('"event":"fault"')
  },
  BOUND_MS,
)
