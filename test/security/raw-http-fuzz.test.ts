/** Twenty thousand random messages at a gateway in a process of its own: the process stays, serves, and reports no fault. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printedChance, type Chance } from '../harness/chance.ts'
import { startProcess, type GatewayProcess } from '../harness/child.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { startRawVendor, wholeAnswer, type RawVendor } from '../harness/raw-vendor.ts'

const MESSAGES = 20_000
/** Messages of one connection, and connections at one time. */
const EACH = 5
const AT_ONCE = 40
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

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'CONNECT',
  'TRACE',
  'QUERY',
  'get',
  'P\0ST',
  '',
]
const TARGETS = [
  '/openai/v1/chat/completions',
  '/openai/v1/models',
  '/openai/v1/audio/transcriptions',
  '/azure/openai/deployments/x/chat/completions?api-version=2024-10-21',
  '/deepl/v2/translate',
  '//evil.test/openai/v1/models',
  'http://evil.test/openai/v1/models',
  '/openai/../deepl',
  '/openai/v1/models/%2e%2e/%2E',
  '/openai/v1/models?a=b&a=%ff%00',
  '*',
  '',
  '/',
  '/__proto__/constructor',
]
const VERSIONS = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/2.0',
  'HTTP/0.9',
  'HTTP/9.9',
  'http/1.1',
  '',
]
const HEADERS = [
  'host: x',
  'host: x',
  'Host: y',
  'authorization: Bearer test-key-of-acme',
  'authorization: Bearer test-key-of-acme',
  'api-key: other',
  'content-type: application/json',
  'content-type: application/json; charset=utf-16',
  'content-type: multipart/form-data; boundary=b',
  'content-type: multipart/form-data',
  'content-type: application/x-www-form-urlencoded',
  'content-length: 0',
  'content-length: 5',
  'content-length: 99999999999999999999',
  'content-length: -1',
  'transfer-encoding: chunked',
  'transfer-encoding: gzip, chunked',
  'transfer-encoding: identity',
  'content-encoding: gzip',
  'expect: 100-continue',
  'expect: nothing',
  'connection: close',
  'connection: upgrade',
  'connection: keep-alive, host, authorization',
  'upgrade: websocket',
  'upgrade: h2c',
  '__proto__: x',
  'constructor: y',
  'x-limen-region: us',
  ': empty',
  'no colon',
  ' folded',
  'trailer: x',
  'te: trailers',
]
const BODIES = [
  '',
  '{}',
  '{"model":"gpt-5.4-mini","messages":[]}',
  '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"jan@example.com"}],"stream":true}',
  '26\r\n{"model":"gpt-5.4-mini","messages":[]}\r\n0\r\n\r\n',
  'zz\r\nno chunk\r\n',
  '5\r\nhello\r\n',
  '--b\r\ncontent-disposition: form-data; name="model"\r\n\r\nwhisper-1\r\n--b--\r\n',
  '--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--',
  'text=hello&text=%zz&target_lang=DE',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '{"__proto__":{"x":1},"constructor":{"prototype":{}}}',
  '\uFEFF{}',
  '\xff\xfe\xfd',
]

function noise(chance: Chance, length: number): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += String.fromCharCode(chance.below(256))
  return text
}

/** A message that is nearly one, or not at all. */
function message(chance: Chance): string {
  const kind = chance.next()
  if (kind < 0.05) return noise(chance, chance.below(300))
  if (kind < 0.25) {
    const body = chance.pick(BODIES)
    return requestBytes(body, {
      path: chance.pick(TARGETS.slice(0, 5)),
      ...(chance.next() < 0.3 ? { length: chance.below(60) } : {}),
    }).toString('latin1')
  }
  const lines = Array.from({ length: chance.below(8) }, () => chance.pick(HEADERS))
  if (chance.next() < 0.05) lines.push(`x: ${'y'.repeat(chance.below(60_000))}`)
  if (chance.next() < 0.03) for (let index = 0; index < 300; index += 1) lines.push(`a${index}: b`)
  let text = `${chance.pick(METHODS)} ${chance.pick(TARGETS)} ${chance.pick(VERSIONS)}\r\n${lines.join('\r\n')}\r\n\r\n${chance.pick(BODIES)}`
  if (chance.next() < 0.2) {
    const at = chance.below(text.length)
    text = text.slice(0, at) + noise(chance, 1 + chance.below(3)) + text.slice(at + chance.below(3))
  }
  if (chance.next() < 0.1) text = text.slice(0, chance.below(text.length))
  if (chance.next() < 0.05) text = text.replaceAll('\r\n', '\n')
  return text
}

/** One connection: some messages, whole or in pieces, and one of the ways in which a caller leaves. */
async function connection(chance: Chance): Promise<void> {
  const { hostname, port } = new URL(gateway.origin)
  const messages = Array.from({ length: EACH }, () => message(chance))
  const pieces = chance.next() < 0.3
  const cut = messages.map((text) => chance.below(text.length + 1))
  const leaving = chance.next()
  const patience = chance.below(25)
  await new Promise<void>((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: chance.next() < 0.2 })
    const leave = (): void => {
      // A reset leaves no port behind in TIME_WAIT.
      socket.resetAndDestroy()
      resolve()
    }
    socket.on('error', leave)
    socket.on('close', () => resolve())
    socket.on('data', () => {})
    socket.on('connect', () => {
      messages.forEach((text, index) => {
        const at = pieces ? (cut[index] ?? 0) : 0
        if (at > 0) socket.write(text.slice(0, at), 'latin1')
        socket.write(text.slice(at), 'latin1')
      })
      if (leaving < 0.3) setTimeout(leave, patience)
      else if (leaving < 0.6) {
        socket.end()
        setTimeout(leave, 50)
      } else setTimeout(leave, 50)
    })
  })
}

test(
  'random messages end no process, leave nothing in flight, and the next call is served',
  async () => {
    const chance = printedChance()
    const before = gateway.pid
    let sent = 0
    const started = performance.now()
    const worker = async (): Promise<void> => {
      while (sent < MESSAGES && performance.now() - started < BOUND_MS) {
        sent += EACH
        await connection(chance)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    console.log(`${sent} messages in ${Math.round(performance.now() - started)} ms`)
    expect(sent).toBeGreaterThanOrEqual(MESSAGES)
    expect(gateway.child.exitCode).toBeNull()
    process.kill(before, 0)
    expect(gateway.stderr).not.toContain('"event":"fault"')
    expect(gateway.stderr).not.toMatch(/MaxListenersExceeded|Unhandled|Warning/)
    const caller = await rawCaller(gateway.origin)
    caller.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}'))
    await caller.until('{"good":true}')
    caller.destroy()
    await eventually(async () => {
      expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0)
      expect(await metric(gateway, 'limen_inspected_bytes')).toBe(0)
      expect(await metric(gateway, 'limen_ledger_open_intents')).toBe(0)
    }, 10_000)
  },
  BOUND_MS + 30_000,
)
