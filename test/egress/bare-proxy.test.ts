/** The floor of the benchmarks has to be a whole proxy: what it left out would be counted against the gateway. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const CHUNK = Buffer.alloc(65_536, 'a')
/** Far more than the kernel buffers of two loopback connections hold. */
const HUGE = 512 * 1024 * 1024

let upstream: Server
const seen: IncomingMessage[] = []
let written = 0
beforeAll(async () => {
  upstream = createServer((incoming, response) => {
    seen.push(incoming)
    if (incoming.url === '/huge') {
      const fill = (): void => {
        while (written < HUGE) {
          written += CHUNK.length
          if (!response.write(CHUNK)) return void response.once('drain', fill)
        }
        response.end()
      }
      return fill()
    }
    response.writeHead(201, { 'x-answer': 'a', 'keep-alive': 'timeout=9', connection: 'keep-alive' })
    incoming.pipe(response)
    return undefined
  })
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
})
afterAll(() => {
  upstream.close()
  upstream.closeAllConnections()
})

async function start(
  ...more: readonly string[]
): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const { port } = upstream.address() as AddressInfo
  const child = spawn(
    process.execPath,
    ['bench/bare-proxy.ts', '--port', '0', '--upstream', `http://127.0.0.1:${port}`, ...more],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = await once(createInterface(child.stdout), 'line')
  return { port: Number(line), child }
}

describe.each([[[]], [['--gather', '65536']]])('with %j', (options) => {
  let proxy: { readonly port: number; readonly child: ChildProcess }
  beforeAll(async () => {
    proxy = await start(...options)
  })
  afterAll(async () => {
    proxy.child.kill('SIGTERM')
    if (proxy.child.exitCode === null) await once(proxy.child, 'exit')
  })

  test.each([
    ['a small body of known length', randomBytes(1500), true],
    ['a large body of known length', randomBytes(3_000_000), true],
    ['a chunked body', randomBytes(300_000), false],
  ])('%s goes through and comes back', async (_what, body, known) => {
    seen.length = 0
    const outgoing = request({
      port: proxy.port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/echo?q=1',
      headers: {
        'x-mine': 'b',
        'proxy-authorization': 'canary',
        ...(known ? { 'content-length': body.length } : { 'transfer-encoding': 'chunked' }),
      },
    })
    outgoing.end(body)
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    expect((await buffer(answer)).equals(body)).toBe(true)
    expect([answer.statusCode, answer.headers['x-answer'], answer.headers['keep-alive']]).not.toContain(
      'timeout=9',
    )
    expect(answer.statusCode).toBe(201)
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/echo?q=1', headers: { 'x-mine': 'b' } })
    expect(seen[0]?.headers['proxy-authorization']).toBeUndefined()
    expect(seen[0]?.headers['transfer-encoding']).toBe(known ? undefined : 'chunked')
  })

  test('a reader that stops stops the upstream', async () => {
    written = 0
    const outgoing = request({ port: proxy.port, host: '127.0.0.1', path: '/huge' })
    outgoing.end()
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    let last = -1
    while (written !== last) {
      last = written
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    expect(last).toBeLessThan(HUGE / 2)
    answer.destroy()
  })
})
