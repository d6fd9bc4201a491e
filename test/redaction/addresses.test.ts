/** E-mail and IP addresses, and credentials in URLs. */
import { describe, expect, it } from 'vitest'
import { found } from './found.ts'

describe('e-mail addresses', () => {
  it.each([
    'jan@example.pl', 'jan.kowalski+faktury@poczta.example.co.uk', 'JAN@EXAMPLE.PL', "o'connor@example.ie", 'a@b.pl',
    'jan_kowalski-99@sub.sub.example.museum', 'żółć@przykład.pl', 'jan@münchen.de', 'user@xn--mnchen-3ya.de',
    '用户@例子.公司', '"jan kowalski"@example.com', '_jan@example.com', 'x%y@example.com',
  ])('finds %s whole', (address) => {
    expect(found(`Pisz na ${address}, proszę.`)).toEqual([`EMAIL:${address}`])
  }) // prettier-ignore

  it.each([
    ['jan@example.pl.', 'jan@example.pl'],
    ['(jan@example.pl)', 'jan@example.pl'],
    ['<jan@example.pl>', 'jan@example.pl'],
    ["'jan@example.pl'", 'jan@example.pl'],
    ['mailto:jan@example.pl?subject=x', 'jan@example.pl'],
    ['email=jan@example.pl&x=1', 'jan@example.pl'],
    ['mail jan @ example.com, please', 'jan @ example.com'],
    ['mail: jan.kowalski1  @ poczta.example.pl', 'jan.kowalski1  @ poczta.example.pl'],
    ['jan@example.pl-owi', 'jan@example.pl'],
    ['...jan@example.pl...', 'jan@example.pl'],
    ['メールはtaro@example.jpです', 'taro@example.jp'],
    ['jan@example.pl/ola@example.pl', 'jan@example.pl'],
  ])('takes no punctuation or sentence from %s', (text, address) => {
    expect(found(text)[0]).toEqual(`EMAIL:${address}`)
  })

  it.each([
    'a @ b',
    '@jan',
    'jan@',
    'jan@localhost',
    'logo@2x.png',
    'package@1.2.3',
    '@@@',
    'a@b',
    'jan@.pl',
    'jan@-.pl',
    'y = x @ w.to(device)',
    'x @ y.T',
    'lunch @ home.now',
  ])('leaves %s, which is no address', (text) => {
    expect(found(text)).toEqual([])
  })

  it('finds an address whose local part is a phone number as one value', () => {
    expect(found('+48600700800@example.pl')).toEqual(['EMAIL:+48600700800@example.pl'])
  })

  it('finds neighbours in a list', () => {
    expect(found('a@x.pl;b@x.pl,c@x.pl')).toEqual(['EMAIL:a@x.pl', 'EMAIL:b@x.pl', 'EMAIL:c@x.pl'])
  })
})

describe('IP addresses', () => {
  it.each([
    '83.12.44.201', '192.168.1.10', '8.8.4.44', '2001:db8::1', '2001:0db8:85a3:0000:0000:8a2e:0370:7334', 'fe80::1ff:fe23:4567:890a',
    '2001:db8:1::', '::ffff:83.12.44.201', '2A02:A317::BEEF',
  ])('finds %s', (address) => {
    expect(found(`Login from ${address} failed.`)).toEqual([`IP:${address}`])
    expect(found(`[${address}]`)).toEqual([`IP:${address}`])
  }) // prettier-ignore

  it('leaves port and prefix length outside', () => {
    expect(found('83.12.44.201:8080 and 83.12.44.0/24 and http://[2001:db8::1]:443/')).toEqual([
      'IP:83.12.44.201',
      'IP:83.12.44.0',
      'IP:2001:db8::1',
    ])
  })

  it.each([
    'version 10.15.7.1', 'v2.31.40.11', 'Chrome/120.0.6099.109', 'see section 11.12.13.14', '§11.12.13.14', '1.2.3.4',
    '127.0.0.1', '0.0.0.0', '255.255.255.0', '256.1.1.1', '83.12.44', '83.12.44.201.5', '01.02.03.044',
  ])('leaves %s, which names no machine of anybody', (text) => {
    expect(found(text)).toEqual([])
  }) // prettier-ignore

  it.each([
    '12:30',
    '10:30:45',
    'std::vector',
    'a::b',
    'abc::def',
    '::1',
    '::',
    'ratio 3:4:5',
    'de:ad',
    '{"a":1,"b":2}',
    '12:30:45:10',
  ])('leaves %s, whose colons make no address', (text) => {
    expect(found(text)).toEqual([])
  })

  it('finds a short address once a word calls it one', () => {
    expect(found('DNS server 9.9.9.9')).toEqual(['IP:9.9.9.9'])
  })
})

describe('credentials in URLs', () => {
  it('takes user and password out of the authority and leaves the host', () => {
    expect(found('https://anna:tajne-hasło@git.example.com/x.git')).toEqual([
      'URL_CREDENTIAL:anna:tajne-hasło',
    ])
  })

  it.each(['access_token', 'api_key', 'sig', 'X-Amz-Signature', 'token', 'password', 'client_secret'])(
    'takes the value of the query parameter %s',
    (name) => {
      expect(found(`https://x.example/a?b=1&${name}=Zm9vYmFy12345#top`)).toEqual([
        'URL_CREDENTIAL:Zm9vYmFy12345',
      ])
    },
  )

  it('takes it behind an escaped ampersand and in a fragment', () => {
    expect(found('https://x.example/a?b=1&amp;access_token=Zm9vYmFy12345')).toEqual([
      'URL_CREDENTIAL:Zm9vYmFy12345',
    ])
    expect(found('https://x.example/#access_token=Zm9vYmFy12345')).toEqual(['URL_CREDENTIAL:Zm9vYmFy12345'])
  })

  it.each([
    'https://x.example/a?page=2&sort=desc', 'https://x.example/?key=name', 'https://user@host.example/',
    'https://x.example/?token={token}', 'https://x.example/?api_key=YOUR_API_KEY', 'http://host:8080/path@2x',
  ])('leaves %s, which holds no credential', (text) => {
    expect(found(text).filter((finding) => !finding.startsWith('EMAIL:'))).toEqual([])
  }) // prettier-ignore
})
