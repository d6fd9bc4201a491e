/** What a reviewer reads in the file is what runs: anything that two readers could take two ways is refused, with its line. */
import { describe, expect, it } from 'vitest'
import { findings, good, GOOD, load, loaded } from './fixture.ts'

describe('a strict file', () => {
  it('loads when nothing is wrong, without a warning', () => {
    expect(load(GOOD)).toMatchObject({ warnings: [] })
    expect(loaded(GOOD).settings.timeouts.first_byte).toBe(600_000)
  })

  it('refuses an unknown key with its line and the key that was meant', () => {
    expect(findings(good('endpoints:\n  deepl', 'endpionts:\n  deepl'))).toEqual([
      '6:1 endpionts `endpionts` is not known here -> did you mean `endpoints`?',
      '18:17 tenants.acme.endpoints[0] no endpoint is called `deepl-eu` -> add it under `endpoints`',
    ])
  })

  it('finds the meant key in a nested mapping, and names the known ones when none is near', () => {
    const text = good('    region: eu\n', '    regon: eu\n    colour: red\n')
    expect(findings(text)).toEqual([
      '9:5 endpoints.deepl-eu.regon `regon` is not known here -> did you mean `region`?',
      expect.stringMatching(
        /^10:5 endpoints\.deepl-eu\.colour `colour` is not known here -> known here: `vendor`, /,
      ),
    ])
  })

  it('suggests only keys of the vendor that the endpoint names', () => {
    const [finding] = findings(good('    region: eu\n', '    region: eu\n    deployment: x\n'))
    expect(finding).toContain('endpoints.deepl-eu.deployment `deployment` is not known here -> known here:')
    expect(finding).not.toContain('deployments')
  })

  it('refuses a key that is there twice, at the second', () => {
    expect(findings(`${GOOD}zone: eea+ch\n`)).toEqual([
      '19:1 zone `zone` is here twice -> keep one of the two',
    ])
    expect(findings(good('region: eu\n', 'region: eu\n    "region": eu\n'))).toEqual([
      '10:5 endpoints.deepl-eu.region `region` is here twice -> keep one of the two',
    ])
  })

  it.each([
    ['an anchor', good('zone: eea', 'zone: &z eea'), '2:10 zone an anchor (&name) is not allowed'],
    ['an anchor on a mapping', good('ledger:', 'ledger: &l'), '5:3 ledger an anchor (&name) is not allowed'],
    [
      'an alias',
      good('region: eu', 'region: *z'),
      '9:13 endpoints.deepl-eu.region an alias (*name) is not allowed',
    ],
    ['a merge key', `${GOOD}<<: {zone: eea}\n`, '19:1 << a merge key (<<) is not allowed'],
    ['a tag of our own', good('zone: eea', 'zone: !eea eea'), '2:12 zone a tag (!name) is not allowed'],
    ['a standard tag', good('version: 1', 'version: !!int 1'), '1:16 version a tag (!name) is not allowed'],
    ['a bare tag', good('zone: eea', 'zone: ! eea'), '2:9 zone a tag (!name) is not allowed'],
    ['a tag on a key', good('zone: eea', '!x zone: eea'), '2:4 zone a key has an anchor or tag'],
    ['a directive', `%YAML 1.1\n---\n${GOOD}`, '1:1 - YAML directives are not allowed here'],
    ['a second document', `${GOOD}---\nzone: eea\n`, '19:1 - the file holds more than one YAML document'],
    ['a key that is a list', `${GOOD}? [a]\n: 1\n`, '19:3 - only text can be a key'],
    ['an unclosed quote', good('zone: eea', 'zone: "eea'), /^\d+:\d+ - a character is missing here/],
    [
      'two colons on a line',
      good('zone: eea', 'zone: eea: x'),
      '2:7 - a second `: ` on one line is not allowed',
    ],
    ['a broken indentation', good('  file: ./limen.db', '  file: ./limen.db\n keep: 3'), /^6:\d+ - /],
  ])('refuses %s', (_name, text, expected) => {
    const found = findings(text)
    const start =
      typeof expected === 'string' ? expect.stringContaining(expected) : expect.stringMatching(expected)
    expect(found).toContainEqual(start)
  })

  it('says nothing about the value of an alias besides that it is one', () => {
    expect(findings(good('zone: eea', 'zone: &z eea').replace('region: eu', 'region: *z'))).toHaveLength(2)
  })

  it('reads YAML 1.2: NO is Norway, off is a word, a date is text', () => {
    const text = good('zone: eea', 'zone: [NO, SE, DE]').replace(
      '    endpoints: [deepl-eu]\n',
      '    endpoints: [deepl-eu]\n    redaction: {mode: off, reason: only synthetic data}\n',
    )
    const { settings } = loaded(text)
    expect(settings.zone).toEqual(['NO', 'SE', 'DE'])
    expect(settings.tenants['acme']?.redaction.mode).toBe('off')
  })

  it('accepts Windows line ends and counts lines all the same', () => {
    expect(load(GOOD.replaceAll('\n', '\r\n'))).toMatchObject({ warnings: [] })
    expect(findings(good('zone: eea', 'zona: eea').replaceAll('\n', '\r\n'))).toEqual([
      '2:1 zona `zona` is not known here -> did you mean `zone`?',
    ])
  })

  it.each([
    ['nothing', ''],
    ['only a comment', '# nothing\n'],
    ['a list', '- a\n- b\n'],
    ['a word', 'hello\n'],
  ])('refuses a file that holds %s', (_name, text) => {
    expect(findings(text)).toEqual([
      expect.stringMatching(/^1:\d+ - (should be a mapping|is empty and should be a mapping)/),
    ])
  })
})

describe('a sentence', () => {
  it.each([
    [
      'zone: eea',
      'zone: [de, 1]',
      ['2:8 zone[0] should be an ISO 3166-1 country code such as DE', '2:12 zone[1] should be an ISO'],
    ],
    ['zone: eea', 'zone: []', ['2:7 zone should have at least 1 entry']],
    ['zone: eea', 'zone:', ['2:1 zone is empty and should be one of `eea`']],
    [
      'zone: eea',
      'zone: EEA',
      ['2:7 zone should be one of `eea`, `eea+ch`, `eea+adequate` -> did you mean `eea`?'],
    ],
    ['version: 1', 'version: "1"', ['1:10 version should be `1` -> write it without quotes']],
    [
      'version: 1',
      'version: 1\nlimits: {connections: 1.5}',
      ['2:23 limits.connections should be a whole number'],
    ],
    ['version: 1', 'version: 1\nlisten: {port: "80"}', ['2:16 listen.port should be a number, and is text']],
    [
      'version: 1',
      'version: 1\ntimeouts: {connect: }',
      ['2:12 timeouts.connect is empty and should be text'],
    ],
    [
      'vendor: deepl',
      'vendor: deepL',
      [
        '8:13 endpoints.deepl-eu.vendor should be one of `openai`, `azure`, `deepl`, `assemblyai`, `bedrock`, `vertex` -> did you mean `deepl`?',
      ],
    ],
    ['    vendor: deepl\n', '', ['7:3 endpoints.deepl-eu.vendor `vendor` is missing']],
    ['      - {id', '      {id', ['17:7 tenants.acme.keys should be a list, and is a mapping']],
  ])('about %s -> %s names what is there and what should be', (from, to, expected) => {
    expect(findings(good(from, to))).toEqual(expected.map((text) => expect.stringContaining(text)))
  })
})

describe('all errors at once', () => {
  const text = `zone: eeu
version: 2
secret: short
listen: {host: 127.0.0.1, port: 99999}
timeouts:
  connect: 5
  idle: 5 minutes
  total: 0s
ledger: {}
limits: {inspected_body: 1TB, connections: 0}
endpoints:
  Azure: {vendor: azur}
  openai:
    vendor: openai
    region: 7
    key: \${env:NOT_THERE}
    models: []
tenants:
  acme:
    keys: []
    endpoints: [opnai]
    redaction: {mode: off, entities: [EMIAL], words: nonsense}
  beta:
`

  it('reports every one, in the order of the file', () => {
    expect(findings(text)).toEqual(
      [
        '1:7 zone should be one of `eea`, `eea+ch`, `eea+adequate` -> did you mean `eea`?',
        '2:10 version should be `1` -> Version of this format',
        '3:9 secret a secret is written out in the file; treat it as leaked -> write secret: ${env:LIMEN_SECRET}',
        '4:33 listen.port should have at most the value 65535',
        '6:12 timeouts.connect should be a duration such as 250ms, 5s, 30m or 1h',
        '7:9 timeouts.idle should be a duration such as 250ms, 5s, 30m or 1h',
        '8:10 timeouts.total cannot be zero',
        '9:1 ledger.file `file` is missing -> add it: SQLite database, on a local disk of its own',
        '10:26 limits.inspected_body should be a size such as 64KB, 16MB or 1GB',
        '10:44 limits.connections should have at least the value 1',
        '12:3 endpoints.Azure the name should be a name of lower-case letters, digits and dashes, at most 63',
        '12:19 endpoints.Azure.vendor should be one of `openai`, `azure`, `deepl`, `assemblyai`, `bedrock`, `vertex` -> did you mean `azure`?',
        '15:13 endpoints.openai.region should be text, and is a number -> put it in quotes',
        '16:10 endpoints.openai.key the environment variable NOT_THERE is not set -> set NOT_THERE before starting',
        '17:13 endpoints.openai.models should have at least 1 entry',
        '20:11 tenants.acme.keys should have at least 1 entry',
        '22:5 tenants.acme.redaction.reason mode `off` needs a `reason`',
        '22:39 tenants.acme.redaction.entities[0] should be one of',
        '22:54 tenants.acme.redaction.words should be a list, and is text',
        '23:3 tenants.beta is empty and should be a mapping',
      ].map((start) => expect.stringContaining(start)),
    )
  })

  it('finds what is wrong between fields although a field is wrong', () => {
    const broken = good('zone: eea', 'zone: eea\nlisten: {host: 0.0.0.0, prot: 8080}')
      .replace('status: active', 'status: revoked')
      .replace('[deepl-eu]', '[deepl-eu, deepl-us]')
    expect(findings(broken).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '3:25 listen.prot',
      '17:5 warning:',
      '19:27 tenants.acme.endpoints[1]',
    ])
  })

  it('stops listing at a number that can be read, and says that there are more', () => {
    const many = Array.from({ length: 900 }, (_, index) => `unknown_${index}: 1`).join('\n')
    const found = findings(`${GOOD}${many}\n`)
    expect(found).toHaveLength(201)
    expect(found.at(-1)).toContain('and more, from this line on')
  })
})
