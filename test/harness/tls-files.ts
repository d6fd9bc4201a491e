/** Certificate files of a TLS port in a folder of their own, and a call over TLS with every byte in the test's hand. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { makeAuthority, makeLeaf, type Authority, type Identity } from '../egress/certificates.ts'
import type { TestGateway } from './gateway.ts'
import { requestBytes } from './raw-caller.ts'

export interface TlsFiles {
  readonly authority: Authority
  /** For `listen.tls`. */
  readonly setting: Readonly<Record<string, string | number>>
  /** Writes both files, one after the other. */
  write(identity: Identity): void
  /** Writes one of them. */
  writeOne(file: 'certificate' | 'private_key' | 'client_ca', text: string): void
  /** All that comes back to one chat over HTTP/1.1. */
  call(gateway: TestGateway): Promise<string>
  remove(): void
}

export interface TlsFilesOptions {
  /** PEM of the CA that callers need a certificate of. */
  readonly clientAuthority?: string
}

export function startTlsFiles(options: TlsFilesOptions = {}): TlsFiles {
  const folder = mkdtempSync(join(tmpdir(), 'limen-tls-'))
  const authority = makeAuthority('Test CA')
  const path = (name: string): string => join(folder, `${name}.pem`)
  const writeOne = (name: string, text: string): void => {
    // As an editor does it: the new file takes the name of the old one.
    writeFileSync(`${path(name)}.new`, text)
    renameSync(`${path(name)}.new`, path(name))
  }
  const write = ({ cert, key }: Identity): void => {
    writeOne('certificate', cert)
    writeOne('private_key', key)
  }
  write(makeLeaf(authority, { host: 'localhost' }))
  if (options.clientAuthority !== undefined) writeOne('client_ca', options.clientAuthority)
  return {
    authority,
    setting: {
      port: 0,
      certificate: path('certificate'),
      private_key: path('private_key'),
      ...(options.clientAuthority === undefined ? {} : { client_ca: path('client_ca') }),
    },
    write,
    writeOne,
    call: async (gateway) => {
      const socket = await tlsSocket(gateway, { ca: authority.cert, ALPNProtocols: ['http/1.1'] })
      let text = ''
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
      socket.write(requestBytes('{"model":"gpt-5.4-mini","messages":[]}', { headers: ['connection: close'] }))
      await once(socket, 'close', { signal: AbortSignal.timeout(5000) })
      return text
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Resolves when the handshake is over; rejects when it fails. */
export async function tlsSocket(
  { gateway }: Pick<TestGateway, 'gateway'>,
  options: ConnectionOptions,
): Promise<TLSSocket> {
  const socket = connect({
    port: gateway.tlsPort ?? 0,
    host: '127.0.0.1',
    servername: 'localhost',
    ...options,
  })
  await once(socket, 'secureConnect')
  socket.on('error', () => {})
  return socket
}
