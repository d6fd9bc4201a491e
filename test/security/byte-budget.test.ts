/** The room for inspected bodies is taken by bytes and not by promises: announcing costs nobody else anything. */
import { connect, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { call, chat } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const MEGABYTE = 1024 * 1024

let gateway: TestGateway
let vendor: ScriptedVendor
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await gateway.stop()
  await vendor.close()
})

/** A request whose head is sent, and as much of its body as given; resolves once that is on its way. */
async function announce(length: number, body: Buffer): Promise<void> {
  const { hostname, port } = new URL(gateway.origin)
  const socket = connect(Number(port), hostname)
  sockets.push(socket)
  socket.on('error', () => {})
  const head = [
    'POST /openai/v1/chat/completions HTTP/1.1',
    `host: ${hostname}:${port}`,
    `authorization: Bearer ${gateway.keys['greedy']}`,
    'content-type: application/json',
    `content-length: ${length}`,
  ]
  await new Promise<void>((resolve) =>
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]), () => resolve()),
  )
}

async function inFlight(name: string): Promise<number> {
  const page = await call(gateway.operations, { path: '/metrics' })
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(page.text)?.[1])
}

async function start(): Promise<void> {
  vendor = await startVendor((_seen, response) => json(response, 200, chatAnswer('hi')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: { limits: { inspected_body: '1MB', inspected_in_flight: '4MB' } },
    tenants: { greedy: {}, other: {} },
  })
}

test('twenty callers who announce the largest body and send one byte shut nobody out', async () => {
  await start()
  for (let count = 0; count < 20; count += 1) await announce(MEGABYTE, Buffer.from('{'))
  while ((await inFlight('limen_inspected_bytes')) < 20) await new Promise((resolve) => setImmediate(resolve))
  expect(await inFlight('limen_inspected_bytes')).toBe(20)
  expect((await call(gateway.origin, { ...chat('hello'), key: gateway.keys['other'] })).status).toBe(200)
  const large = chat('x'.repeat(900_000))
  expect((await call(gateway.origin, { ...large, key: gateway.keys['other'] })).status).toBe(200)
})

test('bytes that came do take room, and give it back with the caller', async () => {
  await start()
  const most = Buffer.alloc(MEGABYTE - 1, ' ')
  for (let count = 0; count < 4; count += 1) await announce(MEGABYTE, most)
  while ((await inFlight('limen_inspected_bytes')) < 4 * most.length)
    await new Promise((resolve) => setImmediate(resolve))
  const refused = await call(gateway.origin, { ...chat('x'.repeat(900_000)), key: gateway.keys['other'] })
  expect([refused.status, refused.headers['x-limen-code'], refused.headers['retry-after']]).toEqual([
    503,
    'overloaded',
    '1',
  ])
  expect(vendor.seen).toHaveLength(0)
  for (const socket of sockets.splice(0)) socket.destroy()
  while ((await inFlight('limen_inspected_bytes')) > 0) await new Promise((resolve) => setImmediate(resolve))
  expect(
    (await call(gateway.origin, { ...chat('x'.repeat(900_000)), key: gateway.keys['other'] })).status,
  ).toBe(200)
})
