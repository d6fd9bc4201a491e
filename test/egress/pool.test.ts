/** Pools: one per endpoint and key, closed only when their calls are over. */
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import {
  answering,
  closeAll,
  exchange,
  GET,
  LIMITS,
  listen,
  onRequest,
  pool,
  rawVendor,
  sandboxPool,
} from './stand-ins.ts'

afterEach(closeAll)

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

test('two pools of one origin share no connection', async () => {
  const vendor = await rawVendor(answering(OK))
  const [one, two] = [sandboxPool(vendor), sandboxPool(vendor)]
  await exchange(one)
  await exchange(two)
  expect(vendor.sockets).toHaveLength(2)
})

test('a connection is used again for the next call', async () => {
  const vendor = await rawVendor(answering(OK))
  const opened = sandboxPool(vendor)
  for (let call = 0; call < 5; call++) {
    expect((await exchange(opened)).body).toBe('ok')
    await wait(5)
  }
  expect(vendor.sockets).toHaveLength(1)
})

test('calls beyond the connections wait, and all are answered', async () => {
  const vendor = await rawVendor((socket) => onRequest(socket, () => setTimeout(() => socket.write(OK), 20)))
  const opened = sandboxPool(vendor, { connections: 2 })
  const calls = Array.from({ length: 7 }, () => exchange(opened))
  await wait(10)
  expect(opened.numbers().waiting).toBe(5)
  for (const { body } of await Promise.all(calls)) expect(body).toBe('ok')
  expect(vendor.sockets).toHaveLength(2)
})

test('closing waits for the call under way, takes no other and closes the socket', async () => {
  const vendor = await rawVendor((socket) => onRequest(socket, () => setTimeout(() => socket.write(OK), 50)))
  const opened = sandboxPool(vendor)
  const call = exchange(opened)
  await wait(10)
  const closing = opened.close()
  expect((await exchange(opened)).failure).toMatchObject({ reason: 'pool_closed', code: 'shutting_down' })
  expect((await call).body).toBe('ok')
  await closing
  await wait(10)
  expect(vendor.sockets[0]?.closed).toBe(true)
  await opened.close()
})

test('destroying ends the call under way and the one that waits', async () => {
  const vendor = await rawVendor(() => undefined)
  const opened = sandboxPool(vendor, { connections: 1 })
  const calls = [exchange(opened), exchange(opened)]
  await wait(20)
  await opened.destroy()
  for (const { failure } of await Promise.all(calls)) expect(failure?.code).toBe('shutting_down')
})

test('a port where nobody listens is unreachable, and the next call tries anew', async () => {
  const vendor = await rawVendor(answering(OK))
  const opened = sandboxPool(vendor)
  await closeAll()
  const again = pool({ id: 'sandbox', host: '', sandbox: { origin: vendor.origin } })
  expect((await exchange(again)).failure).toMatchObject({
    reason: 'connect_refused',
    code: 'vendor_unreachable',
    status: 502,
  })
  const server = createServer((socket) => answering(OK)(socket))
  server.listen(vendor.port, '127.0.0.1')
  await wait(20)
  expect((await exchange(again)).body).toBe('ok')
  expect((await exchange(opened)).failure?.code).toBe('shutting_down')
  await again.destroy()
  server.close()
})

test('an idle connection that the vendor closes is replaced without a failed call', async () => {
  const vendor = await rawVendor(answering(OK))
  const opened = sandboxPool(vendor)
  expect((await exchange(opened)).body).toBe('ok')
  vendor.sockets[0]?.end()
  await wait(20)
  expect((await exchange(opened)).body).toBe('ok')
  expect(vendor.sockets).toHaveLength(2)
})

test('an idle connection is closed after its time', async () => {
  const vendor = await rawVendor(answering(OK))
  const opened = sandboxPool(vendor, { idleMilliseconds: 100 })
  await exchange(opened)
  await wait(200)
  expect(vendor.sockets[0]?.closed).toBe(true)
  expect(opened.numbers().connected).toBe(0)
})

test('a sandbox on IPv6 loopback and by the name localhost is reached', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    answering(OK)(socket)
  })
  const port = await listen(server)
  const byName = pool({ id: 'sandbox', host: '', sandbox: { origin: `http://localhost:${port}` } })
  expect((await exchange(byName, { ...GET, headers: [], limits: LIMITS })).body).toBe('ok')
  server.close()
  const six = createServer((socket) => {
    socket.on('error', () => undefined)
    answering(OK)(socket)
  })
  const bound = await new Promise<boolean>((resolve) => {
    six.once('error', () => resolve(false))
    six.listen(0, '::1', () => resolve(true))
  })
  const address = six.address()
  if (!bound || address === null || typeof address === 'string') return
  const byLiteral = pool({ id: 'sandbox', host: '', sandbox: { origin: `http://[::1]:${address.port}` } })
  expect((await exchange(byLiteral)).body).toBe('ok')
  six.close()
})
