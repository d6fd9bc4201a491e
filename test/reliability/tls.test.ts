/** The TLS port: both protocols, certificates that change under it whole or not at all, and callers with certificates of their own. */
import { once } from 'node:events'
import { X509Certificate } from 'node:crypto'
import OpenAI from 'openai'
import { Agent, fetch } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { http2Call, http2Session } from '../harness/http2-call.ts'
import { eventually, metric } from '../harness/observe.ts'
import { startTlsFiles, tlsSocket, type TlsFiles } from '../harness/tls-files.ts'
import { chatAnswer, json, startVendor } from '../harness/vendor.ts'
import { makeAuthority, makeLeaf, makeSelfSigned } from '../egress/certificates.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Stage {
  readonly gateway: TestGateway
  readonly files: TlsFiles
  readonly base: string
  /** As `SIGHUP` does it. */
  readonly reload: () => void
}

async function stage(clientAuthority?: string, shutdown = '1s'): Promise<Stage> {
  const vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('good')))
  closers.push(async () => await vendor.close())
  const files = startTlsFiles(clientAuthority === undefined ? {} : { clientAuthority })
  closers.push(() => files.remove())
  const gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: { listen: { port: 0, tls: files.setting }, shutdown: { grace: shutdown } },
  })
  closers.push(async () => await gateway.stop())
  let running = gateway.runtime
  const reload = (): void => {
    const before = running
    running = gateway.reload()
    gateway.gateway.adopt(running, before)
  }
  return { gateway, files, base: `https://localhost:${gateway.gateway.tlsPort}`, reload }
}

const BODY = '{"model":"gpt-5.4-mini","messages":[]}'

/** The serial number of the certificate that a new connection is shown. */
async function shown({ gateway, files }: Stage): Promise<string> {
  const socket = await tlsSocket(gateway, { ca: files.authority.cert })
  const { serialNumber } = socket.getPeerCertificate()
  socket.destroy()
  return serialNumber
}

function serialOf(pem: string): string {
  return new X509Certificate(pem).serialNumber
}

describe('clients', () => {
  test('Node over HTTP/2, by ALPN', async () => {
    const { base, files } = await stage()
    const client = await http2Session(base, { ca: files.authority.cert })
    expect(client.alpnProtocol).toBe('h2')
    expect(await http2Call(client, { body: BODY })).toMatchObject({ status: 200, whole: true })
    client.destroy()
  })

  test.each([true, false])('undici, allowH2 %s', async (allowH2) => {
    const { base, files } = await stage()
    const dispatcher = new Agent({ allowH2, connect: { ca: files.authority.cert } })
    closers.push(async () => await dispatcher.close())
    const answer = await fetch(`${base}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-key-of-acme', 'content-type': 'application/json' },
      body: BODY,
      dispatcher,
    })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('good')
    expect(answer.headers.get('connection')).toBe(allowH2 ? null : 'keep-alive')
  })

  test("OpenAI's SDK with the CA given", async () => {
    const { base, files } = await stage()
    const dispatcher = new Agent({ connect: { ca: files.authority.cert } })
    closers.push(async () => await dispatcher.close())
    const client = new OpenAI({
      baseURL: `${base}/openai/v1`,
      apiKey: 'test-key-of-acme',
      maxRetries: 0,
      fetch: fetch as unknown as typeof globalThis.fetch,
      fetchOptions: { dispatcher } as object,
    })
    const answer = await client.chat.completions.create({
      model: 'gpt-5.4-mini',
      messages: [{ role: 'user', content: 'write to jan@example.com' }],
    })
    expect(answer.choices[0]?.message.content).toBe('good')
  })

  test('one that offers no protocol that is spoken is refused in the handshake', async () => {
    const { gateway, files } = await stage()
    await expect(tlsSocket(gateway, { ca: files.authority.cert, ALPNProtocols: ['spdy/3'] })).rejects.toThrow(
      /no.application.protocol/i,
    )
  })

  test('TLS 1.1 is refused', async () => {
    const { gateway, files } = await stage()
    await expect(
      tlsSocket(gateway, {
        ca: files.authority.cert,
        minVersion: 'TLSv1.1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      }),
    ).rejects.toThrow()
  })
})

describe('a certificate that changes', () => {
  test('is shown to new connections, while the open ones go on', async () => {
    const here = await stage()
    const { gateway, files, base, reload } = here
    const client = await http2Session(base, { ca: files.authority.cert })
    const before = await shown(here)
    const next = makeLeaf(files.authority, { host: 'localhost' })
    files.write(next)
    reload()
    expect(await shown(here)).toBe(serialOf(next.cert))
    expect(before).not.toBe(serialOf(next.cert))
    expect(await http2Call(client, { body: BODY })).toMatchObject({ status: 200, whole: true })
    client.destroy()
    expect(gateway.logLines.join('')).toContain('"event":"certificate_adopted"')
  })

  test('is noticed without a signal', async () => {
    const here = await stage()
    const next = makeLeaf(here.files.authority, { host: 'localhost' })
    here.files.write(next)
    await eventually(async () => expect(await shown(here)).toBe(serialOf(next.cert)), 10_000)
  }, 15_000)

  const broken: readonly (readonly [string, (files: TlsFiles) => void, string, string])[] = [
    [
      'no PEM',
      (files) => files.writeOne('certificate', 'half a fi'),
      'certificate',
      'the file holds no PEM certificate',
    ],
    [
      'a key of another',
      (files) => files.writeOne('private_key', makeSelfSigned('localhost').key),
      'private_key',
      'is not the key of the certificate',
    ],
    [
      'a certificate whose key is still the old one',
      (files) => files.writeOne('certificate', makeLeaf(files.authority, { host: 'localhost' }).cert),
      'private_key',
      'is not the key of the certificate',
    ],
    [
      'no key',
      (files) =>
        files.writeOne('private_key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
      'private_key',
      'the file holds no private key that can be read without a passphrase',
    ],
    [
      'a certificate that has expired',
      (files) =>
        files.write(makeLeaf(files.authority, { host: 'localhost', notAfter: new Date(Date.now() - 1000) })),
      'certificate',
      'the certificate has expired',
    ],
    [
      'a certificate that cannot be read',
      (files) =>
        files.writeOne('certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
      'certificate',
      'the file holds a certificate that cannot be read',
    ],
  ]
  test.each(broken)(
    '%s: the old one stays, the log says why, and a good one is taken later',
    async (_name, act, field, because) => {
      const here = await stage()
      const { gateway, files, reload } = here
      const before = await shown(here)
      act(files)
      reload()
      expect(await shown(here)).toBe(before)
      expect(JSON.parse(gateway.logLines.at(-1) ?? '')).toMatchObject({
        event: 'certificate_refused',
        field,
        because,
      })
      const next = makeLeaf(files.authority, { host: 'localhost' })
      files.write(next)
      reload()
      expect(await shown(here)).toBe(serialOf(next.cert))
    },
  )

  test('its end is a metric', async () => {
    const { gateway, files, reload } = await stage()
    const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 + 90_000)
    files.write(makeLeaf(files.authority, { host: 'localhost', notAfter }))
    reload()
    expect(await metric(gateway, 'limen_certificate_expires_timestamp_seconds')).toBe(
      notAfter.getTime() / 1000,
    )
  })
})

describe('callers with certificates of their own', () => {
  const callers = makeAuthority('Callers CA')

  test('one of the CA is served; its key is needed all the same', async () => {
    const { base, files } = await stage(callers.cert)
    const own = makeLeaf(callers, { host: 'caller' })
    const client = await http2Session(base, { ca: files.authority.cert, cert: own.cert, key: own.key })
    expect(await http2Call(client, { body: BODY })).toMatchObject({ status: 200 })
    expect(await http2Call(client, { body: BODY, headers: { authorization: 'Bearer none' } })).toMatchObject({
      status: 401,
    })
    client.destroy()
  })

  test.each([
    ['none', undefined],
    ['one of another CA', makeLeaf(makeAuthority('Callers CA'), { host: 'caller' })],
    ['one that has expired', makeLeaf(callers, { host: 'caller', notAfter: new Date(Date.now() - 1000) })],
  ])('%s: nothing is served', async (_name, own) => {
    const { gateway, files } = await stage(callers.cert)
    const socket = await tlsSocket(gateway, {
      ca: files.authority.cert,
      ...(own === undefined ? {} : { cert: own.cert, key: own.key }),
    }).catch(() => undefined)
    // In TLS 1.3 a client has shaken hands before it hears that the server has not.
    let text = ''
    socket?.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket?.write(
      'GET /openai/v1/models HTTP/1.1\r\nhost: a\r\nauthorization: Bearer test-key-of-acme\r\n\r\n',
    )
    if (socket !== undefined && !socket.destroyed)
      await new Promise((resolve) => socket.once('close', resolve))
    expect(text).toBe('')
    expect(await gateway.records(0)).toEqual([])
  })

  test('a CA that is taken away is not trusted for the next connection, not by a session that was resumed either', async () => {
    const { gateway, files, reload } = await stage(callers.cert)
    const own = makeLeaf(callers, { host: 'caller' })
    const options = { ca: files.authority.cert, cert: own.cert, key: own.key, maxVersion: 'TLSv1.2' as const }
    const first = await tlsSocket(gateway, options)
    const session = first.getSession()
    first.destroy()
    files.writeOne('client_ca', makeAuthority('Other CA').cert)
    reload()
    await expect(
      tlsSocket(gateway, { ...options, ...(session === undefined ? {} : { session }) }),
    ).rejects.toThrow()
  })
})

test('the two ports share the limit of connections', async () => {
  const vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('good')))
  closers.push(async () => await vendor.close())
  const files = startTlsFiles()
  closers.push(() => files.remove())
  const gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    settings: { listen: { port: 0, tls: files.setting }, limits: { connections: 2 } },
  })
  closers.push(async () => await gateway.stop())
  const clear = await http2Session(gateway.origin)
  const secure = await http2Session(`https://localhost:${gateway.gateway.tlsPort}`, {
    ca: files.authority.cert,
  })
  expect(await http2Call(clear, { body: BODY })).toMatchObject({ status: 200 })
  await expect(tlsSocket(gateway, { ca: files.authority.cert })).rejects.toThrow()
  expect(await http2Call(secure, { body: BODY })).toMatchObject({ status: 200 })
  clear.destroy()
  await eventually(async () => (await tlsSocket(gateway, { ca: files.authority.cert })).destroy())
  secure.destroy()
})

describe('the end of a gateway', () => {
  test.each(['h2', 'http/1.1'])('an idle connection over %s is closed', async (protocol) => {
    const { gateway, files } = await stage()
    const socket = await tlsSocket(gateway, { ca: files.authority.cert, ALPNProtocols: [protocol] })
    socket.resume()
    const closed = once(socket, 'close', { signal: AbortSignal.timeout(4000) })
    await gateway.gateway.stop()
    await closed
  })
})

test('files that cannot be used stop the start', async () => {
  const files = startTlsFiles()
  closers.push(() => files.remove())
  files.writeOne('private_key', makeSelfSigned('localhost').key)
  await expect(
    startTestGateway({
      vendors: { openai: 'http://127.0.0.1:9' },
      settings: { listen: { port: 0, tls: files.setting } },
    }),
  ).rejects.toThrow('listen.tls.private_key: is not the key of the certificate')
})
