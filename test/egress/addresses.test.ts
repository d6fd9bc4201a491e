/** Which addresses egress may connect to, in every notation that hides one. */
import { describe, expect, test } from 'vitest'
import {
  canonicalAddress,
  parseNetwork,
  proxyAddresses,
  sandboxAddresses,
  vendorAddresses,
} from '../../src/gateway/egress/address.ts'

const publicOnly = vendorAddresses([])
const everywhere = vendorAddresses([parseNetwork('0.0.0.0/0'), parseNetwork('::/0')])

describe('addresses that no setting opens', () => {
  test.each([
    ['169.254.169.254', 'address_metadata'],
    ['::ffff:169.254.169.254', 'address_metadata'],
    ['::ffff:a9fe:a9fe', 'address_metadata'],
    ['64:ff9b::a9fe:a9fe', 'address_metadata'],
    ['fd00:ec2::254', 'address_metadata'],
    ['fd20:ce::254', 'address_metadata'],
    ['168.63.129.16', 'address_metadata'],
    ['100.100.100.200', 'address_metadata'],
    ['169.254.170.2', 'address_metadata'],
    ['169.254.1.1', 'address_link_local'],
    ['fe80::1', 'address_link_local'],
    ['127.0.0.1', 'address_loopback'],
    ['127.255.255.254', 'address_loopback'],
    ['::1', 'address_loopback'],
    ['::ffff:127.0.0.1', 'address_loopback'],
    ['64:ff9b::7f00:1', 'address_loopback'],
    ['0.0.0.0', 'address_special'],
    ['0.1.2.3', 'address_special'],
    ['::', 'address_special'],
    ['224.0.0.1', 'address_special'],
    ['ff02::1', 'address_special'],
    ['255.255.255.255', 'address_special'],
    ['100.64.0.1', 'address_special'],
    ['::ffff:100.64.0.1', 'address_special'],
    ['192.0.2.1', 'address_special'],
    ['198.18.0.1', 'address_special'],
    ['240.0.0.1', 'address_special'],
    ['2001:db8::1', 'address_special'],
    ['2002:7f00:1::', 'address_special'],
    ['2001::1', 'address_special'],
    ['64:ff9b:1::a00:1', 'address_special'],
    ['fec0::1', 'address_special'],
  ])('%s is refused as %s, even inside a private network that covers everything', (address, reason) => {
    expect(publicOnly(address)).toBe(reason)
    expect(everywhere(address)).toBe(reason)
  })

  test.each([
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '010.0.0.1',
    'fe80::1%eth0',
    '',
    'vendor.example',
  ])('%j is no address at all', (text) => expect(everywhere(text)).toBe('address_invalid'))
})

describe('private addresses', () => {
  test.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', 'fd12:3456::1', '::ffff:10.1.2.3', '64:ff9b::a01:203'])(
    '%s is refused without a private network',
    (address) => expect(publicOnly(address)).toBe('address_private'),
  )

  test('pass inside the network and not beside it', () => {
    const check = vendorAddresses([parseNetwork('10.20.0.0/16'), parseNetwork('fd12:3456::/48')])
    expect(check('10.20.255.255')).toBeUndefined()
    expect(check('::ffff:10.20.0.1')).toBeUndefined()
    expect(check('fd12:3456::9')).toBeUndefined()
    expect(check('10.21.0.0')).toBe('address_private')
    expect(check('10.19.255.255')).toBe('address_private')
    expect(check('fd12:3457::9')).toBe('address_private')
    expect(check('192.168.0.1')).toBe('address_private')
  })
})

test('public unicast passes, by NAT64 too', () => {
  expect(publicOnly('93.184.215.14')).toBeUndefined()
  expect(publicOnly('2606:2800:21f:cb07::1')).toBeUndefined()
  expect(publicOnly('64:ff9b::5db8:d70e')).toBeUndefined()
})

test('a sandbox takes loopback and nothing else', () => {
  expect(sandboxAddresses('127.0.0.1')).toBeUndefined()
  expect(sandboxAddresses('::1')).toBeUndefined()
  expect(sandboxAddresses('::ffff:127.0.0.9')).toBeUndefined()
  for (const address of ['93.184.215.14', '10.0.0.1', '0.0.0.0', '169.254.169.254', 'localhost']) {
    expect(sandboxAddresses(address)).toBeDefined()
  }
})

test('a proxy may be private or a sidecar, never a metadata service', () => {
  expect(proxyAddresses('10.0.0.1')).toBeUndefined()
  expect(proxyAddresses('127.0.0.1')).toBeUndefined()
  expect(proxyAddresses('93.184.215.14')).toBeUndefined()
  expect(proxyAddresses('169.254.169.254')).toBe('address_metadata')
  expect(proxyAddresses('fe80::1')).toBe('address_link_local')
  expect(proxyAddresses('0.0.0.0')).toBe('address_special')
})

test('spellings of one address are equal', () => {
  expect(canonicalAddress('::ffff:10.0.0.1')).toBe(canonicalAddress('10.0.0.1'))
  expect(canonicalAddress('FD00:0:0::1')).toBe(canonicalAddress('fd00::1'))
})
