/** Every operation's answer, whole, byte by byte and at random cuts, is one answer to the caller; and every canary comes back in it. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '../../../src/connectors/registry.ts'
import { call, type CallAnswer, type CallOptions } from '../../harness/call.ts'
import { printedChance } from '../../harness/chance.ts'
import { startTestGateway, type TestGateway } from '../../harness/gateway.ts'
import { startVendor, type ScriptedVendor } from '../../harness/vendor.ts'
import {
  callsOf,
  everyVendorAt,
  fittingAnswer,
  openOperations,
  pinNamed,
  ROUTES,
  type Route,
} from '../../security/every-operation.ts'
import { CONTENT_TYPE, expected, heard, readStream, wiresOf, writeStream, type Wire } from './streams.ts'

const EMAIL = 'canary.nowak@example.pl'
const TOKEN = /\[EMAIL_S?\d+\]|x\d+@limen\.invalid/

const chance = printedChance()

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

/** The first path of each operation: the others are read by the same table. */
const OPERATIONS = ROUTES.filter(
  ({ connector, operation }, at) =>
    ROUTES.findIndex((other) => other.connector === connector && other.operation === operation) === at,
)

/** Said in each place that a caller's text can be in, or in a member that no table has yet. */
const SAID = `write to ${EMAIL}`
const SAID_AS_LEFT = /write to (\[[A-Z]+_[^\]\s"]+\]|x\d+@limen\.invalid)/

interface Exchange {
  readonly kind: 'whole JSON' | 'text' | Wire
  readonly contentType: string
  /** The answer, saying what arrived at the vendor. */
  readonly write: (said: string, url: string) => Buffer
}

/** Every kind of answer that the operation's table lets a vendor give. */
function exchangesOf({ operation: { answer, creates, tokens } }: Route): readonly Exchange[] {
  const exchanges: Exchange[] = []
  // Where a stream is a JSON array, JSON is a stream.
  if (answer.stream?.wire !== 'json_array')
    exchanges.push({
      kind: 'whole JSON',
      contentType: 'application/json',
      write: (said, url) => Buffer.from(JSON.stringify(jsonAnswer(said, url))),
    })
  // What is made is pinned by what JSON says of it; a translation comes back as JSON.
  if (creates === undefined && tokens !== 'element' && answer.filter === undefined)
    exchanges.push({
      kind: 'text',
      contentType: 'text/plain; charset=utf-8',
      write: (said) => Buffer.from(`żółć ${said}\r\n${said}`),
    })
  const { stream } = answer
  for (const wire of stream === undefined ? [] : wiresOf(stream)) {
    if (stream !== undefined)
      exchanges.push({ kind: wire, contentType: CONTENT_TYPE[wire], write: (said) => writeStream(stream, wire, said) })
  } // prettier-ignore
  return exchanges
}

function jsonAnswer(said: string, url: string): object {
  const echo = { next: said, deep: [{ żółć: said, again: [said, 1.5, null] }] }
  if (url.includes('/v2/translate')) return { translations: [{ detected_source_language: 'EN', text: said }] }
  return { ...fittingAnswer(url), ...echo }
}

/** Turns that a plain body can have: those of a count are in a body within the body. */
function turnsOf({ operation }: Route): readonly string[] {
  return (operation.request?.turns ?? []).map(({ path }) => path).filter((path) => !path.startsWith('input.'))
}

/** A good call with a canary in it, where the operation takes a text at all. */
function callWithCanary(route: Route): CallOptions {
  const { operation } = route
  const fields = {
    ...(turnsOf(route).length > 0 ? {} : { next: SAID }),
    ...(operation.request?.stream === undefined ? {} : { [operation.request.stream]: true }),
  }
  const [first] = callsOf(route, operation.tokens === 'element' ? { fields: { text: [SAID] } } : { fields, text: SAID }) // prettier-ignore
  if (first === undefined) throw new Error('no call')
  return { ...first, key: gateway.keys['acme'] }
}

const cutsOf = {
  whole: (bytes: Buffer): readonly Buffer[] => [bytes],
  'byte by byte': (bytes: Buffer): readonly Buffer[] =>
    Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)),
  'at random cuts': (bytes: Buffer): readonly Buffer[] => {
    const places = Array.from({ length: 12 }, () => chance.below(bytes.length)).sort(
      (one, other) => one - other,
    )
    return [0, ...places].map((start, at) => bytes.subarray(start, places[at] ?? bytes.length))
  },
} as const

interface Heard {
  readonly answer: CallAnswer
  /** What arrived at the vendor of the canary. */
  readonly said: string | undefined
}

/** Runs the exchange with the answer cut in one way. */
async function run(route: Route, exchange: Exchange, pieces: (bytes: Buffer) => readonly Buffer[]): Promise<Heard> {
  let said: string | undefined
  vendor.script = async (seen, response) => {
    const body = seen.body.toString('utf8')
    const left = body.startsWith('{') ? body : decodeURIComponent(body.replaceAll('+', ' '))
    said = SAID_AS_LEFT.exec(left)?.[0]
    response.writeHead(200, { 'content-type': exchange.contentType })
    for (const piece of pieces(exchange.write(said ?? 'write to nobody', seen.url))) {
      response.write(piece)
      await nextTurn()
    }
    response.end()
  }
  await pinNamed(gateway)
  return { answer: await call(gateway.origin, callWithCanary(route)), said }
} // prettier-ignore

/** The caller's text does come back: a person's value leaves only as a token, and vectors hold none. */
function comesBack({ operation }: Route, said: string | undefined): boolean {
  return said !== undefined && operation.answer.opaque !== true && operation.tokens !== 'keyed'
}

it('has every operation that is open, of every connector', () => {
  const open = [...connectors.values()].flatMap((connector) => openOperations(connector))
  expect(OPERATIONS.map(({ operation }) => operation)).toEqual(open)
  expect(open.length).toBeGreaterThan(100)
})

const CASES = OPERATIONS.flatMap((route) =>
  exchangesOf(route).map(
    (exchange) => [`${route.connector.vendor}.${route.operation.id}`, exchange.kind, route, exchange] as const,
  ),
) // prettier-ignore

describe('an exchange gives the caller the same answer however it is cut', () => {
  it.each(CASES)('%s, %s', async (_name, kind, route, exchange) => {
    const whole = await run(route, exchange, cutsOf.whole)
    expect([whole.answer.status, whole.answer.broken]).toEqual([200, false])
    for (const cut of ['byte by byte', 'at random cuts'] as const) {
      const other = await run(route, exchange, cutsOf[cut])
      expect([other.answer.status, other.answer.broken]).toEqual([200, false])
      expect({ cut, text: other.answer.bytes.toString('latin1') }).toEqual({
        cut,
        text: whole.answer.bytes.toString('latin1'),
      })
    }
    const takesText = route.operation.body !== 'none' && route.operation.body !== 'binary'
    expect(whole.said !== undefined).toBe(takesText)
    if (!comesBack(route, whole.said)) return
    // What stands outside of a conversation is the operator's, and no answer shows it.
    if (/_S\d/.test(whole.said ?? '')) {
      expect(turnsOf(route)).toEqual([])
      expect(whole.answer.text).not.toContain(EMAIL)
      return
    }
    const { stream } = route.operation.answer
    if (stream !== undefined && kind !== 'whole JSON' && kind !== 'text')
      expect(heard(stream, readStream(stream, kind, whole.answer.bytes))).toEqual(expected(stream, SAID))
    expect(whole.answer.text).not.toMatch(TOKEN)
    if (kind === 'whole JSON' || kind === 'text') expect(whole.answer.text).toContain(SAID)
  })
})
