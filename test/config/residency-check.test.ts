/** What a call would meet is said before any call: unknown regions, places outside every zone, attestations that lack. */
import { describe, expect, it } from 'vitest'
import { checkResidency, residencyCheck } from '../../src/gateway/config/residency-check.ts'
import { operationCheck } from '../../src/gateway/config/operation-check.ts'
import { CONNECTORS, findings, good, GOOD, load, loaded, oneLine } from './fixture.ts'

const check = residencyCheck(CONNECTORS)
const strict = residencyCheck(CONNECTORS, { strict: true })
const residency = (text: string, checks = [check]): string[] => findings(text, {}, checks)
const region = (name: string): string => good('region: eu', `region: ${name}`)

describe('places', () => {
  it('inside the zone pass', () => {
    expect(residency(GOOD)).toEqual([])
  })

  it('that the catalogue does not know are refused, with the one that was meant', () => {
    expect(residency(region('londn'))).toEqual([
      '9:13 endpoints.deepl-eu.region `londn` is not in the catalogue of Fake deepl: an unknown place is refused -> did you mean `london`?',
    ])
    expect(residency(region('mars-north'))[0]).toContain('known: eu, zurich, london, virginia, global')
  })

  it('outside the zone are refused with the countries, the caveat and the zone that would admit them', () => {
    expect(residency(region('london'))).toEqual([
      '9:13 endpoints.deepl-eu.region calls may be processed in GB: outside the zone eea of every tenant that uses it (Left the Union.) -> take a region inside the zone: eu; or `zone: eea+adequate` would admit it',
    ])
    expect(residency(region('zurich'))[0]).toContain('`zone: eea+ch` would admit it')
    expect(residency(region('virginia'))[0]).toContain('`zone: [US]` would admit it')
  })

  it('that nobody knows are refused in every zone', () => {
    expect(residency(region('global').replace('zone: eea', 'zone: [US, DE]'))).toEqual([
      '9:13 endpoints.deepl-eu.region calls may be processed in countries that are not known: no zone can admit that (Processes anywhere.) -> take a region inside the zone: virginia',
    ])
  })

  it('are admitted by the zone that holds them', () => {
    expect(residency(region('london').replace('zone: eea', 'zone: eea+adequate'))).toEqual([])
    expect(residency(region('zurich').replace('zone: eea', 'zone: [CH]'))).toEqual([])
  })

  it("are measured against the tenant's own zone where it has one", () => {
    expect(residency(region('zurich').replace('  acme:\n', '  acme:\n    zone: eea+ch\n'))).toEqual([])
    expect(residency(good('  acme:\n', '  acme:\n    zone: [FR]\n'))[0]).toContain(
      'in DE, SE: outside the zone FR of',
    )
  })

  it('outside the zone of one tenant of two are a warning there', () => {
    const second = `  beta:\n    zone: eea+ch\n    keys: [{id: efgh5678, hash: "sha256:${'b'.repeat(64)}", status: active}]\n    endpoints: [deepl-eu]\n`
    expect(residency(region('zurich') + second)).toEqual([
      '18:17 warning: tenants.acme.endpoints[0] calls there may be processed in CH, outside the zone eea of this tenant, and are refused -> take the endpoint off the list, or write `zone: eea+ch` for this tenant',
    ])
  })

  it('of single deployments are refused at their SKU', () => {
    const azure = `  az:
    vendor: azure
    region: eu
    resource: acme
    key: \${env:DEEPL_KEY}
    deployments:
      near: {model: m, sku: Standard}
      far: {model: m, sku: Global}
    attestations: {residency: &}
tenants:
`.replace(
      '&',
      '{by: Ada, on: 2026-11-01, expires: 2027-11-01, document: D-1}, retention: {by: Ada, on: 2026-11-01, expires: 2027-11-01, document: D-1}',
    )
    expect(residency(good('tenants:\n', azure).replace('[deepl-eu]', '[deepl-eu, az]'))).toEqual([
      '21:28 endpoints.az.deployments.far.sku calls to `far` may be processed in countries that are not known: no zone can admit that (Anywhere.)',
    ])
  })

  it('of a free key are refused although the region would do', () => {
    const env = { LIMEN_SECRET: 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKe', DEEPL_KEY: 'abc:fx' }
    expect(findings(GOOD, { env }, [check])).toEqual([
      '9:13 endpoints.deepl-eu.region calls may be processed in countries that are not known: no zone can admit that (Anywhere.)',
    ])
  })

  it('without a host that the vendor documents are refused', () => {
    const azure = `  az:\n    vendor: azure\n    region: eu\n    resource: nowhere\n    key: \${env:DEEPL_KEY}\n    deployments: {a: {model: m, sku: S}}\ntenants:\n`
    expect(residency(good('tenants:\n', azure).replace('[deepl-eu]', '[deepl-eu, az]'))[0]).toBe(
      '14:3 endpoints.az these settings give no host name that the vendor documents -> check `region`, `resource` and `domain`',
    )
  })

  it('are checked although another part of the file is wrong', () => {
    expect(
      residency(region('london').replace('ledger:', 'leger:')).map((line) => line.split(' ')[1]),
    ).toEqual(['leger', 'endpoints.deepl-eu.region'])
  })
})

const without = (kind: string): string => GOOD.replace(new RegExp(`^ +${kind}: .*\n`, 'm'), '')

const expiring = (date: string): string =>
  good('expires: 2027-11-01, document: DOC-2', `expires: ${date}, document: DOC-2`)

describe('attestations', () => {
  const AT = '13:58'
  const PATH = 'endpoints.deepl-eu.attestations.retention.expires'

  it('that were never given are errors, at the mapping that lacks them', () => {
    expect(residency(without('retention'))).toEqual([
      expect.stringMatching(
        /^11:5 endpoints\.deepl-eu\.attestations\.retention the attestation `retention` \(Nothing is kept\) was never given: no request can promise .* -> add `retention: \{by: NAME, .*evaluation.*https:\/\/vendor\.example\/page/,
      ),
    ])
    const none = GOOD.replace(/^ {4}attestations:\n.*\n.*\n/m, '')
    expect(residency(none).map((line) => line.split(' ', 2).join(' '))).toEqual([
      '7:3 endpoints.deepl-eu.attestations.residency',
      '7:3 endpoints.deepl-eu.attestations.retention',
    ])
  })

  it('about retention are waived while an evaluation runs, those about the place are not', () => {
    const evaluation = 'evaluation: {until: 2026-12-01}\n'
    expect(residency(without('retention') + evaluation)).toEqual([])
    expect(residency(without('residency') + evaluation)).toEqual([
      expect.stringContaining(
        'the attestation `residency` (The place is fixed) was never given: it decides where',
      ),
    ])
  })

  it('that an ended evaluation stood in for are a warning, and an error when strict', () => {
    const ended = `${without('retention')}evaluation: {until: 2026-11-20}\n`
    const message =
      'endpoints.deepl-eu.attestations.retention the attestation `retention` is missing and the evaluation has ended'
    expect(residency(ended)[0]).toContain(`11:5 warning: ${message}`)
    expect(residency(ended, [strict])[0]).toContain(`11:5 ${message}`)
  })

  it('that have expired are a warning at load, and an error when strict', () => {
    expect(residency(expiring('2026-11-21'))).toEqual([
      `${AT} warning: ${PATH} the attestation \`retention\` has expired: the endpoint is closed -> check the account again and give new dates`,
    ])
    expect(load(expiring('2026-11-21'), {}, [check])).toHaveProperty('config')
    expect(residency(expiring('2026-11-21'), [strict])[0]).toContain(`${AT} ${PATH} the attestation`)
    expect(load(expiring('2026-11-21'), {}, [strict])).toHaveProperty('diagnostics')
  })

  it.each([
    ['2026-11-22', 'in 1 day;'],
    ['2026-12-05', 'in 14 days;'],
    ['2026-12-06', 'in 15 days;'],
    ['2027-01-20', 'in 60 days;'],
  ])('that expire on %s are a warning', (date, days) => {
    expect(residency(expiring(date))).toEqual([
      expect.stringContaining(`${AT} warning: ${PATH} the attestation \`retention\` expires ${days}`),
    ])
  })

  it('that expire after that are none', () => {
    expect(residency(expiring('2027-01-21'))).toEqual([])
  })

  it('of a kind that the vendor does not have are errors', () => {
    expect(residency(good('      retention:', '      retentoin:'))).toContainEqual(
      '13:7 endpoints.deepl-eu.attestations.retentoin Fake deepl has no such attestation -> did you mean `retention`?',
    )
  })

  it('behind a policy of a tenant expire too', () => {
    const opaque =
      '    opaque: {mode: allow, attestation: {by: Ada, on: 2026-10-01, expires: 2026-11-01, document: X1}}\n'
    expect(residency(GOOD + opaque)).toEqual([
      expect.stringContaining(
        'warning: tenants.acme.opaque.attestation.expires the attestation of `opaque` has expired',
      ),
    ])
  })
})

describe('the check of a loaded config', () => {
  it('finds the same lines', () => {
    const config = loaded(region('london'))
    const today = new Date('2026-11-22')
    expect(checkResidency(config, CONNECTORS, today).map(oneLine)).toEqual(residency(region('london')))
    expect(checkResidency(loaded(GOOD), CONNECTORS, new Date('2028-01-01'), { strict: true })).toHaveLength(2)
  })

  it('refuses a vendor that this build has not', () => {
    expect(checkResidency(loaded(GOOD), new Map(), new Date('2026-11-22')).map(oneLine)).toEqual([
      '8:13 endpoints.deepl-eu.vendor this build has no such connector',
    ])
  })
})

const tenant = (line: string): string => `${GOOD}    ${line}\n`

const operations = (line: string): string[] => findings(tenant(line), {}, [operationCheck(CONNECTORS)])

describe('operations', () => {
  it('that no connector lists cannot be consented to', () => {
    expect(operations('media: [openai.transcribe]')).toEqual([])
    expect(operations('media: [openai.transcibe]')).toEqual([
      '19:13 tenants.acme.media[0] `openai.transcibe` is not an operation of a connector -> did you mean `openai.transcribe`?',
    ])
  })

  it('without media need no consent', () => {
    expect(operations('media: [openai.talk]')).toEqual([
      '19:13 tenants.acme.media[0] this operation carries no media: there is nothing to consent to -> delete it',
    ])
  })

  it('that no connector lists have no redaction mode of their own', () => {
    expect(operations('redaction: {routes: {deepl.talc: {mode: report}}}')).toEqual([
      '19:26 tenants.acme.redaction.routes.deepl.talc `deepl.talc` is not an operation of a connector -> did you mean `deepl.talk`?',
    ])
  })

  it('have two parts', () => {
    expect(operations('media: [transcribe]')[0]).toContain('should be an operation as vendor.operation')
    expect(operations('redaction: {routes: {talk: {mode: report}}}')[0]).toContain(
      'the name should be an operation as',
    )
  })
})
