/** `limen serve` with a TLS port, as a process: what it prints is enough to call it, and SIGHUP takes new files whole or not at all. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { connect, type ConnectionOptions } from 'node:tls'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { makeLeaf, makeSelfSigned } from '../egress/certificates.ts'
import { startProcess } from '../harness/child.ts'
import { http2Call, http2Session } from '../harness/http2-call.ts'
import { startTlsFiles } from '../harness/tls-files.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

test('a sandbox prints the CA of its TLS port, and takes it away when it ends', async () => {
  const sandbox = await startProcess(['--sandbox', '--tls-port', '0', '--key', 'acme:test-key-of-acme'])
  closers.push(async () => await sandbox.destroy())
  const [, base = '', ca = ''] = /Over TLS on (\S+): curl --cacert (\S+) /.exec(sandbox.stdout) ?? []
  const client = await http2Session(base, { ca: readFileSync(ca) })
  expect(client.alpnProtocol).toBe('h2')
  const answer = await http2Call(client, {
    body: '{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"write to jan@example.com"}]}',
  })
  expect(answer).toMatchObject({ status: 200, whole: true })
  client.destroy()
  sandbox.signal('SIGTERM')
  expect(await sandbox.exited).toBe(0)
  expect(() => readFileSync(ca)).toThrow('ENOENT')
})

/** The certificate that a new connection is shown. */
async function shown(port: number, options: ConnectionOptions): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ...options })
  await once(socket, 'secureConnect')
  const { serialNumber } = socket.getPeerCertificate()
  socket.destroy()
  return serialNumber
}

test('a config: a broken new file refuses the whole reload, good ones are taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limen-serve-tls-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const files = startTlsFiles()
  closers.push(() => files.remove())
  const file = join(folder, 'limen.yaml')
  writeFileSync(
    file,
    `version: 1
zone: eea+ch
secret: \${env:LIMEN_SECRET}
listen: {host: 127.0.0.1, port: 0, tls: ${JSON.stringify(files.setting)}}
operations: {host: 127.0.0.1, port: 0}
ledger: {file: ${join(folder, 'ledger.db')}, disk_alarm: 1MB}
endpoints: {}
tenants: {}
`,
  )
  const gateway = await startProcess(['--config', file], {
    LIMEN_SECRET: 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKe-and-more',
  })
  closers.push(async () => await gateway.destroy())
  const port = Number(/"tls":"127\.0\.0\.1:(\d+)"/.exec(gateway.stderr)?.[1])
  const options = { ca: files.authority.cert }
  const before = await shown(port, options)
  files.writeOne('private_key', makeSelfSigned('localhost').key)
  gateway.signal('SIGHUP')
  await gateway.said(/"event":"reload_refused".*listen\.tls\.private_key is not the key of the certificate/)
  expect(await shown(port, options)).toBe(before)
  files.write(makeLeaf(files.authority, { host: 'localhost' }))
  gateway.signal('SIGHUP')
  await gateway.said(/"event":"certificate_adopted"/)
  expect(await shown(port, options)).not.toBe(before)
})
