/** A private endpoint's CA is read with the config: a bad one is refused before it runs, a new one is a new config. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { readSmallFile } from '../../src/gateway/config/read-file.ts'
import { findings, good, loaded } from './fixture.ts'

const [first = '', second = ''] = rootCertificates
const TEXT = good('    region: eu\n', '    region: eu\n    ca: /etc/ca.pem\n')

describe('a CA file', () => {
  it('is loaded with the config, and another one changes its hash', () => {
    const one = loaded(TEXT, { files: { '/etc/ca.pem': first } })
    expect(one.authorities).toEqual(new Map([['deepl-eu', first]]))
    expect(loaded(TEXT, { files: { '/etc/ca.pem': `${first}\n${second}\n` } }).hash).not.toBe(one.hash)
  })

  it.each([
    ['is not there', undefined, 'cannot be read: it does not exist'],
    ['is empty', '', 'holds no PEM certificate'],
    ['is cut off', first.slice(0, -40), 'holds no PEM certificate'],
    ['is damaged', first.replace('MII', 'AAA'), 'holds a certificate that cannot be read'],
    ['holds a private key', `${first}\n-----BEGIN PRIVATE KEY-----\ncanary\n`, 'holds a private key'],
    ['is a large file', 'x'.repeat(300_000), 'cannot be read: it is larger than 262144 bytes'],
  ])('that %s is refused', (_name, content, message) => {
    const files = content === undefined ? {} : { '/etc/ca.pem': content }
    const found = findings(TEXT, { files })
    expect(found).toEqual([expect.stringContaining(`10:9 endpoints.deepl-eu.ca the CA file ${message}`)])
    expect(found.join()).not.toContain('canary')
  })
})

describe('reading a small file', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('neither waits for a pipe nor reads a device', () => {
    folder = mkdtempSync(join(tmpdir(), 'limen-read-'))
    execFileSync('/usr/bin/mkfifo', [join(folder, 'pipe')])
    symlinkSync('/dev/zero', join(folder, 'zero'))
    for (const name of ['pipe', 'zero']) {
      expect(() => readSmallFile(join(folder, name), 100)).toThrow('it is not a regular file')
    }
  })

  it('reads exactly up to the limit', () => {
    const source = new URL('fixture.ts', import.meta.url).pathname
    const { length } = readSmallFile(source, 1_000_000)
    expect(length).toBeGreaterThan(1000)
    expect(readSmallFile(source, length)).toHaveLength(length)
    expect(() => readSmallFile(source, length - 1)).toThrow(`larger than ${length - 1} bytes`)
  })
})
