/** Rules between fields: a config that contradicts itself, or that opens the gateway without meaning to, does not load. */
import { describe, expect, it } from 'vitest'
import { findings, good, GOOD, load } from './fixture.ts'

const beta = (keys: string, endpoints = '[deepl-eu]'): string =>
  `${GOOD}  beta:\n    keys:\n      - ${keys}\n    endpoints: ${endpoints}\n`

const key = (id: string, digit: string, status = 'active'): string =>
  `{id: ${id}, hash: "sha256:${digit.repeat(64)}", status: ${status}}`

const endpoint = (line: string): string => good('    region: eu\n', `    region: eu\n    ${line}\n`)
const tenant = (lines: string): string => `${GOOD}    ${lines}\n`

describe('tenants', () => {
  it('may name only endpoints that exist, each once', () => {
    expect(findings(good('[deepl-eu]', '[deepl-ue, deepl-eu, deepl-eu]'))).toEqual([
      '18:17 tenants.acme.endpoints[0] no endpoint is called `deepl-ue` -> did you mean `deepl-eu`?',
      '18:37 tenants.acme.endpoints[2] this endpoint is listed twice',
    ])
  })

  it('do not share a key hash: one key would name two callers', () => {
    expect(findings(beta(key('efgh5678', 'a')))).toEqual([
      '21:30 tenants.beta.keys[0].hash a key of tenant `acme` has this hash -> make one with: limen keys new',
    ])
  })

  it('do not share a key id, revoked ones included: the record names keys by it', () => {
    expect(findings(beta(key('abcd1234', 'b', 'revoked')))).toContainEqual(
      '21:14 tenants.beta.keys[0].id a key of tenant `acme` has this id -> make one with: limen keys new',
    )
  })

  it('are warned about when they have no active key', () => {
    expect(findings(beta(key('efgh5678', 'b', 'revoked')))).toEqual([
      '20:5 warning: tenants.beta.keys this tenant has no active key: it cannot call',
    ])
  })

  it('leave no endpoint unused without a warning', () => {
    const text = good(
      'tenants:\n',
      '  spare:\n    vendor: deepl\n    region: eu\n    key: ${env:DEEPL_KEY}\ntenants:\n',
    )
    expect(findings(text)).toEqual(['14:3 warning: endpoints.spare no tenant uses this endpoint'])
  })

  it.each([
    ['for the tenant', 'redaction: {mode: off}', 'tenants.acme.redaction.reason'],
    [
      'for a route',
      'redaction: {routes: {deepl.translate: {mode: off}}}',
      'redaction.routes.deepl.translate.reason',
    ],
    ['beside an unknown key', 'redaction: {mode: off, ground: because}', 'tenants.acme.redaction.reason'],
  ])('switch redaction off only with a reason: %s', (_name, line, path) => {
    expect(findings(tenant(line)).join('\n')).toContain(`${path} mode \`off\` needs a \`reason\``)
  })

  it('take a reason', () => {
    expect(load(tenant('redaction: {mode: off, reason: only synthetic data}'))).toHaveProperty('config')
  })
})

describe('listening', () => {
  it.each(['0.0.0.0', '::', '10.0.0.7', 'gateway.internal', '127.0.0.1.nip.io', '::ffff:10.0.0.1'])(
    'on %s is refused without an active key',
    (host) => {
      const text = good('zone: eea', `zone: eea\nlisten: {host: "${host}"}`).replace('active', 'revoked')
      expect(findings(text)[0]).toMatch(
        /^3:16 listen\.host the gateway would listen beyond loopback without any active key/,
      )
    },
  )

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost', '::ffff:127.0.0.1'])('on %s needs none', (host) => {
    expect(
      load(good('zone: eea', `zone: eea\nlisten: {host: "${host}"}`).replace('active', 'revoked')),
    ).toHaveProperty('config')
  })

  it('beyond loopback is allowed with an active key, and refused with no tenant at all', () => {
    const open = good('zone: eea', 'zone: eea\nlisten: {host: 0.0.0.0}')
    expect(load(open)).toHaveProperty('config')
    expect(findings(`${open.slice(0, open.indexOf('tenants:'))}tenants: {}\n`)[0]).toContain(
      'without any active key',
    )
  })

  it('needs two ports', () => {
    expect(findings(good('zone: eea', 'zone: eea\noperations: {port: 8080}'))).toEqual([
      '3:20 operations.port is the port of `listen`; the two need one each',
    ])
  })
})

describe('dates', () => {
  it.each([
    ['2026-12-22', 0],
    ['2026-12-23', 1],
    ['2027-12-22', 1],
  ])('an evaluation until %s, thirty days being 2026-12-22', (until, errors) => {
    const found = findings(`${GOOD}evaluation: {until: ${until}}\n`)
    expect(found).toHaveLength(errors)
    if (errors > 0)
      expect(found[0]).toMatch(/^19:21 evaluation\.until lies more than 30 days ahead -> write 2026-12-22/)
  })

  it('an evaluation that has ended is a warning, since it closes endpoints and not the load', () => {
    expect(findings(`${GOOD}evaluation: {until: 2026-11-21}\n`)).toEqual([
      expect.stringContaining('19:21 warning: evaluation.until the evaluation has ended'),
    ])
    expect(findings(`${GOOD}evaluation: {until: 2026-11-22}\n`)).toEqual([])
  })

  it('an attestation cannot be from the future, but for offices that are already in tomorrow', () => {
    expect(findings(good('on: 2026-11-01', 'on: 2026-11-25'))).toEqual([
      expect.stringContaining('12:37 endpoints.deepl-eu.attestations.residency.on lies in the future'),
    ])
    expect(findings(good('on: 2026-11-01', 'on: 2026-11-23'))).toEqual([])
  })

  it('an attestation cannot end before it begins', () => {
    expect(findings(good('expires: 2027-11-01', 'expires: 2026-10-31'))).toEqual([
      '12:58 endpoints.deepl-eu.attestations.residency.expires lies before `on`',
    ])
  })

  it.each(['2026-02-30', '2026-13-01', '22.11.2026', '2026-11-22T10:00:00Z'])('%s is no date', (date) => {
    expect(findings(good('expires: 2027-11-01', `expires: "${date}"`))[0]).toContain(
      'should be a date such as',
    )
  })

  it('those of a tenant count too', () => {
    const line =
      'opaque: {mode: allow, attestation: {by: Ada, on: 2027-01-01, expires: 2027-02-01, document: X1}}'
    expect(findings(tenant(line))[0]).toContain('tenants.acme.opaque.attestation.on lies in the future')
  })
})

describe('the network', () => {
  it.each([
    ['0.0.0.0/0', 'reaches beyond private addresses'],
    ['10.0.0.0/7', 'reaches beyond private addresses'],
    ['8.8.8.0/24', 'reaches beyond private addresses'],
    ['127.0.0.0/8', 'reaches beyond private addresses'],
    ['169.254.169.254/32', 'reaches beyond private addresses'],
    ['fe80::/10', 'reaches beyond private addresses'],
    ['::/0', 'reaches beyond private addresses'],
    ['::ffff:10.0.0.0/104', 'reaches beyond private addresses'],
    ['fd00::/8', 'holds the address of a metadata service'],
    ['100.64.0.0/10', 'holds the address of a metadata service'],
    ['10.0.0.1', 'should be a CIDR'],
    ['private', 'should be a CIDR'],
  ])('does not open the guard for %s', (cidr, message) => {
    expect(findings(endpoint(`private_network: ["${cidr}"]`))).toEqual([
      expect.stringContaining(`10:23 endpoints.deepl-eu.private_network[0] ${message}`),
    ])
  })

  it.each(['10.1.2.0/24', '172.20.0.0/16', '192.168.7.1/32', '100.64.3.0/24', 'fd12:3456::/48'])(
    'takes %s',
    (cidr) => {
      expect(load(endpoint(`private_network: ["${cidr}"]`))).toHaveProperty('config')
    },
  )

  it('takes no credentials in the URL of a proxy, and repeats none', () => {
    const found = findings(endpoint('proxy: http://user:canary@proxy.internal:3128'))
    expect(found).toEqual([
      expect.stringContaining('10:12 endpoints.deepl-eu.proxy credentials are written out in the URL'),
    ])
    expect(found.join()).not.toContain('canary')
  })

  it.each([
    'https://proxy:3128',
    'socks5://proxy:1080',
    'proxy:3128',
    'http://proxy:3128/path',
    'http://proxy?x',
  ])('takes no proxy like %s', (proxy) => {
    expect(findings(endpoint(`proxy: "${proxy}"`))).toHaveLength(1)
  })

  it.each([
    'authorization',
    'x-*',
    '*',
    'x-api-*',
    'cookie',
    'host',
    'openai-*',
    'transfer-encoding',
    'X-Acme',
    'x acme',
  ])('forwards no header %s', (header) => {
    expect(findings(tenant(`forward_headers: ["${header}"]`))).toEqual([
      expect.stringMatching(/^19:23 tenants\.acme\.forward_headers\[0\] /),
    ])
  })

  it.each(['x-acme-experiment', 'mock-server-*'])('forwards %s', (header) => {
    expect(load(tenant(`forward_headers: ["${header}"]`))).toHaveProperty('config')
  })
})

describe('limits', () => {
  it('leave room for one body of the largest size', () => {
    expect(findings(`${GOOD}limits: {inspected_body: 300MB}\n`)).toEqual([
      expect.stringContaining('19:1 limits.inspected_in_flight is smaller than limits.inspected_body'),
    ])
  })

  it.each(['connect: 0s', 'idle: 25h', 'total: 2s'])('take no timeout %s', (line) => {
    expect(findings(`${GOOD}timeouts: {${line}}\n`)).toHaveLength(1)
  })
})

describe('countries', () => {
  it.each([
    ['UK', 'write GB'],
    ['EL', 'write GR'],
    ['EU', 'write zone: eea'],
    ['QX', undefined],
  ])('%s is none', (code, fix) => {
    const found = findings(good('zone: eea', `zone: [DE, ${code}]`))
    expect(found).toEqual([expect.stringContaining('2:12 zone[1] is not an ISO 3166-1 country code')])
    if (fix !== undefined) expect(found[0]).toContain(fix)
  })
})

const azure = (lines: string): string =>
  good(
    'tenants:\n',
    `  az:\n    vendor: azure\n    region: eu\n    resource: acme\n${lines}tenants:\n`,
  ).replace('[deepl-eu]', '[deepl-eu, az]')

describe('Azure', () => {
  const deployments = '    deployments: {chat: {model: m, sku: Standard}}\n'

  it.each([
    ['both', `    key: \${env:DEEPL_KEY}\n    entra: {managed_identity: {}}\n${deployments}`],
    ['neither', deployments],
    ['neither, beside another mistake', deployments.replace('sku: Standard', 'sku: Standard, tier: x')],
  ])('takes exactly one of key and entra, not %s', (_name, lines) => {
    expect(findings(azure(lines)).join('\n')).toContain(
      'endpoints.az.key exactly one of `key` and `entra` is needed',
    )
  })

  it('explains a wrong identity by the one that was meant', () => {
    expect(findings(azure(`    entra: {managed_identity: {client: x}}\n${deployments}`))).toEqual([
      '18:32 endpoints.az.entra.managed_identity.client `client` is not known here -> did you mean `client_id`?',
    ])
  })

  it('needs a deployment', () => {
    expect(findings(azure('    key: ${env:DEEPL_KEY}\n    deployments: {}\n'))).toEqual([
      '19:18 endpoints.az.deployments at least one deployment is needed',
    ])
  })
})
