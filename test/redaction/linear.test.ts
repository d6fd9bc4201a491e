/** The worst text, a quarter of a megabyte of it, costs linear time. */
import { describe, expect, it } from 'vitest'
import { Vault } from '../../src/redaction/index.ts'
import { policyOf, repeated } from './found.ts'

/** Characters; enough for a quadratic detector to need many seconds. */
const SIZE = 250_000

/**
 * Each costs well under 150 ms of one idle core; the limit leaves room for a slow, shared machine. Processor time, so that
 * neighbours do not count.
 */
const LIMIT_MILLISECONDS = 1000

const UNITS = [
  '1', '12', '1 ', '12 ', '123 ', '1234 ', '123456789 ', '44051401359 ', 'PESEL 44051401358 ', 'a 123456789 ', '12-34-56-78-90-',
  '123-456-32-18 ', '1/2/', '1.', '1.1.1.1 ', '255.255.255.255 ', '1a', 'a1-', '(1) ', '0048 ', '+1', '+48 ', '+48 600 700 800 ',
  '06 12 34 56 78 ', 'tel. 1 2 3 4 5 6 7 8 9 ', 'order 600700800 ', 'PL61', 'PL61 1090 1014 ', 'DE89 ', '4111 1111 1111 1111 ',
  '@', 'a@', 'a@a.', 'a.a.a', "'@", '"@', '@xn--', `${'a'.repeat(300)}@`, ':', '::', '1:', 'a:', 'fe80::1 ', '1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1:1 ',
  '-', '-----BEGIN ', '-----BEGIN PRIVATE KEY-----', '-----BEGIN PRIVATE KEY----------END ', '_', 'a_', 'a-', 'a-1', '=', 'a=',
  'password=', 'password: ', 'password=a1', '?token=', '://', 'http://a:b@', 'sk-', 'sk-a-', 'sk-aaaaaaaaaaaaaaa-', 'eyJ', 'eyJaaaaaaaaaa.',
  'ey1234567890.ey1234567890.', 'ghp_a', 'Bearer ', 'Bearer 1', `M${'a'.repeat(24)}.`, 'key-', `AC${'0'.repeat(31)} `, '12345678-1234-',
  '[', '[[', '[EMAIL_1] ', '[EMAIL_', '\\', '\\[', 'EMAIL_', 'x1@limen.invalid ', '<', '<x id="1">', '<x id="1">RYX</x>', '&amp;', '&',
  'a', 'A', ' ', '.', 'ł', '日本', '\u200b', '1\u200b', '\u00a0', '１', '٣', '\ud800', '\u202e1', 'aaaa ', 'a ', '\n', '1\n',
  'CVV ', 'geb. 12.05.1984 ', 'Passport 123456789 ', 'reg AB 12 CD ', '12345 Berlin ', 'Am Markt 12, 12345 Berlin ', '1 rue Ab, 12345 Bc ',
  'BIC DEUTDEFF ', '00:1b:44:11:3a:b7 ', '00-1b-44-', 'password ist a1b2c3d4 ', '1a2b3c4d5e6f', 'passport id card nif tax id ', 'id 1 ',
  'マイナンバー123456789012', '12 May 1984 ', 'AB1 2CD ', 'AKIA', 'konto 1234567890 ', '1**2', '1<b>2</b>', '1&nbsp;', 'Α1', 'sk-aaaaaaaaaaaaaa_',
] // prettier-ignore

const policy = policyOf({
  phoneRegions: ['PL', 'DE', 'FR', 'BR', 'AR'],
  words: ['aaaa aaaa', 'a a a a a b', '1 1 1 1 1 1 1 2'],
})

function milliseconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

describe('a quarter of a megabyte of the worst', () => {
  it.each(UNITS)('is redacted and reserved in linear time: %j', (unit) => {
    const text = repeated(unit, SIZE)
    const spent = milliseconds(() => {
      const vault = new Vault({ style: 'bracket' })
      vault.reserve(text)
      vault.redact(policy, text, 'caller', { cue: 'note' })
    })
    expect(spent).toBeLessThan(LIMIT_MILLISECONDS)
  })

  it.each(UNITS)('is restored in linear time, whole and in pieces: %j', (unit) => {
    const text = repeated(unit, SIZE)
    const vault = new Vault({ style: 'bracket' })
    vault.redact(policy, 'a@b.pl +48 600 700 800', 'caller')
    const spent = milliseconds(() => {
      vault.mightHold(text)
      vault.restore(text, 'text')
      const lane = vault.lane('json')
      for (let at = 0; at < text.length; at += 1000) lane.push(text.slice(at, at + 1000))
      lane.flush()
    })
    expect(spent).toBeLessThan(LIMIT_MILLISECONDS)
  })

  it.each(UNITS)('is restored from elements in linear time: %j', (unit) => {
    const text = repeated(unit, SIZE)
    const spent = milliseconds(() => {
      const vault = new Vault({ style: 'element' })
      vault.reserve(text)
      vault.redact(policy, `a@b.pl ${text}`, 'caller')
      vault.restore(text, 'escaped')
      vault.verifyElements(text, text)
    })
    expect(spent).toBeLessThan(LIMIT_MILLISECONDS)
  })
})
