/** What may be an endpoint: a full name, a proxy, authorities, a stand-in on loopback. */
import { describe, expect, test } from 'vitest'
import { EgressError } from '../../src/gateway/egress/failure.ts'
import { EndpointTarget, isVendorHost, type TargetOptions } from '../../src/gateway/egress/target.ts'
import { makeAuthority } from './certificates.ts'

const target = (options: Partial<TargetOptions>): EndpointTarget =>
  EndpointTarget.of({ id: 'one', host: 'eu.api.vendor.example', ...options })

function reasonOf(make: () => unknown): string {
  try {
    make()
  } catch (error) {
    return error instanceof EgressError ? error.reason : error instanceof TypeError ? error.message : 'other'
  }
  return 'made'
}

describe('a vendor host is a full domain name', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '127.0.0.1.',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '1.2.3.0x4',
    '[::1]',
    '::1',
    '[::ffff:127.0.0.1]',
    '::ffff:7f00:1',
    '0',
    '１２７.0.0.1',
    '127。0。0。1',
    'localhost',
    'x.localhost',
    'printer.local',
    'vendor',
    'vendor.example.',
    '.vendor.example',
    'vendor..example',
    '-vendor.example',
    'Vendor.example',
    'vendor.example:443',
    'user@vendor.example',
    'evil.example#.openai.azure.com',
    'evil.example/.openai.azure.com',
    'evil.example?.openai.azure.com',
    'evil.example\\.openai.azure.com',
    'evil%2eexample',
    'vendor.example\n',
    ' vendor.example',
    '',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
  ])('%j is refused', (host) => {
    expect(isVendorHost(host)).toBe(false)
    expect(reasonOf(() => target({ host }))).toBe('host_refused')
  })

  test.each(['eu.api.openai.com', 'my-resource.openai.azure.com', 'api.deepl.com', 'a1.xn--p1ai'])(
    '%s is taken',
    (host) => expect(target({ host }).origin).toBe(`https://${host}`),
  )
})

describe('a sandbox origin is http on loopback', () => {
  test.each([
    ['https://127.0.0.1:1', 'host_refused'],
    ['http://user:pass@127.0.0.1:1', 'host_refused'],
    ['http://127.0.0.1:1/?a=b', 'host_refused'],
    ['http://127.0.0.1:1/#a', 'host_refused'],
    ['not a url', 'host_refused'],
    ['http://10.0.0.1:1', 'address_not_loopback'],
    ['http://0.0.0.0:1', 'address_not_loopback'],
    ['http://169.254.169.254', 'address_not_loopback'],
    ['http://vendor.example:1', 'address_not_loopback'],
    ['http://127.0.0.1.vendor.example:1', 'address_not_loopback'],
  ])('%s is refused', (origin, reason) => {
    expect(reasonOf(() => target({ sandbox: { origin } }))).toBe(reason)
  })

  test('keeps its path as a prefix', () => {
    const sandbox = target({ sandbox: { origin: 'http://[::1]:4010/mock/openai/' } })
    expect([sandbox.host, sandbox.port, sandbox.pathPrefix, sandbox.secure]).toEqual([
      '::1',
      4010,
      '/mock/openai',
      false,
    ])
  })
})

describe('what cannot be read is found when the target is made', () => {
  test.each([
    [{ privateNetwork: ['10.0.0.0'] }, 'private_network'],
    [{ privateNetwork: ['10.0.0.0/99'] }, 'private_network'],
    [{ proxy: 'https://proxy.example:3128' }, 'proxy has to be'],
    [{ proxy: 'http://proxy.example:3128/path' }, 'proxy has to be'],
    [{ proxy: 'proxy.example' }, 'proxy has to be'],
    [{ ca: 'nothing' }, 'no PEM certificate'],
    [{ ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' }, 'no certificate'],
  ])('%j', (options, words) => expect(reasonOf(() => target(options))).toContain(words))

  test('a PEM with two authorities is read whole', () => {
    const ca = `# ours\n${makeAuthority('One').cert}\n${makeAuthority('Two').cert}`
    expect(target({ ca }).authorities).toHaveLength(2)
  })
})

test('proxy credentials become Basic', () => {
  const { proxy } = target({ proxy: 'http://gate:p%40ss@10.0.0.1:3128' })
  expect(proxy?.authorization).toBe(`Basic ${Buffer.from('gate:p@ss').toString('base64')}`)
  expect(target({ proxy: 'http://10.0.0.1' }).proxy).toMatchObject({ port: 80, authorization: undefined })
})
