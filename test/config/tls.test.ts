/** The TLS port in a config: files that fit each other, ports of their own, no open door beyond loopback. */
import { describe, expect, it } from 'vitest'
import { makeAuthority, makeLeaf, makeSelfSigned } from '../egress/certificates.ts'
import { findings, good, loaded } from './fixture.ts'

const authority = makeAuthority('Test CA')
const leaf = makeLeaf(authority, {
  host: 'gateway.test',
  notBefore: new Date('2026-11-01T00:00:00Z'),
  notAfter: new Date('2026-12-01T00:00:00Z'),
})
const TLS = '{port: 8443, certificate: /tls/crt, private_key: /tls/key, client_ca: /tls/ca}'
const FILES = { '/tls/crt': leaf.cert, '/tls/key': leaf.key, '/tls/ca': authority.cert }

function config(tls = TLS, more = ''): string {
  return good('ledger:\n', `listen:\n  tls: ${tls}\n${more}ledger:\n`)
}

describe('the TLS port', () => {
  it('is loaded with its files', () => {
    expect(loaded(config(), { files: FILES }).settings.listen.tls).toMatchObject({ port: 8443 })
  })

  it.each([
    [
      'a key of another',
      { '/tls/key': makeSelfSigned('x').key },
      'private_key is not the key of the certificate',
    ],
    [
      'a key with a passphrase',
      { '/tls/key': '-----BEGIN ENCRYPTED PRIVATE KEY-----\ncanary\n' },
      'private_key the file holds no private key',
    ],
    ['no certificate', { '/tls/crt': 'canary' }, 'certificate the file holds no PEM certificate'],
    ['no CA of callers', { '/tls/ca': 'canary' }, 'client_ca the file holds no PEM certificate'],
  ])('with %s is refused', (_name, files, message) => {
    const found = findings(config(), { files: { ...FILES, ...files } })
    expect(found).toEqual([expect.stringContaining(`listen.tls.${message}`)])
    expect(found.join()).not.toContain('canary')
  })

  it('with a file that is not there is refused', () => {
    const found = findings(config(), { files: { '/tls/crt': leaf.cert } })
    expect(found).toEqual([expect.stringContaining('private_key the file cannot be read: it does not exist')])
  })

  it('with a certificate that has expired is refused, on that day and not before', () => {
    expect(findings(config(), { files: FILES, today: '2026-11-30T23:00:00Z' })).toEqual([])
    expect(findings(config(), { files: FILES, today: '2026-12-01T00:00:00Z' })).toEqual([
      expect.stringContaining('the certificate has expired'),
    ])
  })

  it('needs a port of its own', () => {
    const found = findings(config(TLS.replace('8443', '9090')), { files: FILES })
    expect(found).toEqual([expect.stringContaining('is the port of `listen.tls`; the two need one each')])
    expect(findings(config(TLS.replace('8443', '8080')), { files: FILES })).toHaveLength(1)
  })

  it('listens beyond loopback only with an active key', () => {
    const open = config(TLS.replace('{', '{host: 0.0.0.0, '))
    expect(findings(open, { files: FILES })).toEqual([])
    expect(findings(open.replace('status: active', 'status: revoked'), { files: FILES }).join()).toContain(
      'the gateway would listen beyond loopback without any active key',
    )
  })
})
