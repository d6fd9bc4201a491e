/** Where Bedrock calls may go: source regions, profiles and ARNs, by the table of AWS and by what only an attestation can say. */
import { afterEach, describe, expect, it } from 'vitest'
import { bedrock } from '../../src/connectors/vendors/bedrock/connector.ts'
import type { EndpointFacts } from '../../src/connectors/contract.ts'
import { loadConfig } from '../../src/gateway/config/load.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { residencyCheck } from '../../src/gateway/config/residency-check.ts'
import { call } from '../harness/call.ts'
import { ENDPOINTS, startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const SIX = ['DE', 'ES', 'FR', 'IE', 'IT', 'SE']
const IN_THE_EEA = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3']
const SONNET = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const HIDDEN = 'arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6'

function facts(region: string, targets: Readonly<Record<string, readonly string[]>> = {}): EndpointFacts {
  return {
    region,
    resource: undefined,
    domain: undefined,
    key: { kind: 'key' },
    skus: new Map(),
    attested: new Set(),
    targets: new Map(Object.entries(targets)),
  }
}

function place(region: string, model: string, targets?: Readonly<Record<string, readonly string[]>>) {
  const { countries, basis, reason } = bedrock.place(facts(region, targets), model)
  return { countries: countries?.toSorted(), basis, reason }
}

describe('a model id', () => {
  it.each(IN_THE_EEA)('without a prefix stays in its region: %s', (region) => {
    const own = bedrock.regions.find(({ id }) => id === region)?.countries
    expect(place(region, SONNET)).toMatchObject({ countries: own, basis: 'dialled' })
    expect(SIX).toContain(own?.[0])
  })

  it.each([
    ['eu-west-2', 'GB', /London/],
    ['eu-central-2', 'CH', /Zurich/],
  ])('in %s is in %s, and says so', (region, country, reason) => {
    expect(place(region, SONNET)).toMatchObject({
      countries: [country],
      reason: expect.stringMatching(reason),
    })
  })

  it.each([
    'no-publisher',
    'unheard.of-v1:0',
    'EU.anthropic.claude-sonnet-4-5-20250929-v1:0',
    '',
    '.',
    'eu.',
  ])('that is none is nowhere: %j', (model) => {
    expect(place('eu-central-1', model).countries).toBeUndefined()
  })
})

describe('a profile', () => {
  it.each(IN_THE_EEA)('eu. from %s reaches the six regions of the EEA', (region) => {
    expect(place(region, `eu.${SONNET}`)).toMatchObject({ countries: SIX, basis: 'destination_set' })
  })

  it('eu. of an older model reaches fewer, and its source', () => {
    expect(place('eu-central-1', 'eu.anthropic.claude-3-7-sonnet-20250219-v1:0').countries).toEqual([
      'DE',
      'FR',
      'IE',
      'SE',
    ])
    expect(place('eu-central-1', 'eu.meta.llama3-2-1b-instruct-v1:0').countries).toEqual(['DE', 'FR', 'IE'])
    expect(place('eu-south-1', 'eu.anthropic.claude-3-haiku-20240307-v1:0').countries).toEqual([
      'DE',
      'FR',
      'IE',
      'IT',
    ])
  })

  it('eu. that the table does not have is nowhere', () => {
    expect(place('eu-central-1', 'eu.writer.palmyra-x5-v1:0').countries).toBeUndefined()
  })

  it.each(['eu-west-2', 'eu-central-2', 'il-central-1', 'us-east-1'])(
    'eu. from %s is refused with the reason',
    (region) => {
      expect(place(region, `eu.${SONNET}`)).toMatchObject({
        countries: undefined,
        reason: expect.stringContaining('only a source region inside the EEA'),
      })
    },
  )

  it.each(['global', 'us', 'us-gov', 'apac', 'au', 'jp', 'ca'])(
    '%s. is refused with the reason',
    (prefix) => {
      for (const region of ['eu-central-1', 'us-east-1', 'ap-northeast-1']) {
        expect(place(region, `${prefix}.${SONNET}`)).toMatchObject({
          countries: undefined,
          reason: expect.stringMatching(/any region of AWS|outside Europe/),
        })
      }
    },
  )
})

const arn = (rest: string, region = 'eu-central-1'): string => `arn:aws:bedrock:${region}:${rest}`

describe('an ARN', () => {
  it('of a model or a profile is judged by the id in it', () => {
    expect(place('eu-central-1', arn(`:foundation-model/${SONNET}`)).countries).toEqual(['DE'])
    expect(place('eu-central-1', arn(`123456789012:inference-profile/eu.${SONNET}`))).toMatchObject({
      countries: SIX,
      basis: 'destination_set',
    })
    expect(
      place('eu-central-1', arn(`123456789012:inference-profile/global.${SONNET}`)).countries,
    ).toBeUndefined()
  })

  it.each([
    arn(`:foundation-model/${SONNET}`, 'eu-west-1'),
    arn(`:foundation-model/${SONNET}`, 'us-east-1'),
    `arn:aws-us-gov:bedrock:eu-central-1::foundation-model/${SONNET}`,
    `arn:aws:sagemaker:eu-central-1:123456789012:endpoint/${SONNET}`,
    'arn:aws:bedrock',
  ])('of elsewhere is refused: %s', (model) => {
    expect(place('eu-central-1', model, { [model]: ['eu-central-1'] }).countries).toBeUndefined()
  })

  it.each([
    'application-inference-profile',
    'prompt-router',
    'default-prompt-router',
    'provisioned-model',
    'imported-model',
    'custom-model',
    'custom-model-deployment',
    'prompt',
    'something-new',
  ])('of a %s needs an attestation of its targets', (type) => {
    const hidden = arn(`123456789012:${type}/abc123`)
    expect(place('eu-central-1', hidden)).toMatchObject({
      countries: undefined,
      reason: expect.stringContaining('targets'),
    })
    expect(place('eu-central-1', hidden, { [hidden]: ['eu-west-3'] })).toMatchObject({
      countries: ['DE', 'FR'],
      basis: 'attested',
    })
    expect(place('eu-central-1', hidden, { [hidden]: ['eu-west-2'] }).countries).toEqual(['DE', 'GB'])
    expect(place('eu-central-1', hidden, { [hidden]: ['atlantis-1'] }).countries).toBeUndefined()
  })
})

let gateway: TestGateway | undefined
let vendor: ScriptedVendor | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
  gateway = vendor = undefined
})

const ATTESTED = { by: 'Test Officer', on: '2026-01-01', document: 'test' }

interface Case {
  readonly region?: string
  readonly model: string
  readonly targets?: object
  readonly status: number
  readonly says?: string
}

describe('a call in the zone eea', () => {
  it.each<[string, Case]>([
    ['goes with a bare id', { model: SONNET, status: 200 }],
    ['goes with an eu. profile', { model: `eu.${SONNET}`, status: 200 }],
    ['is refused with global.', { model: `global.${SONNET}`, status: 403, says: 'any region of AWS' }],
    ['is refused with us.', { model: `us.${SONNET}`, status: 403, says: 'outside Europe' }],
    [
      'is refused in London',
      { region: 'eu-west-2', model: SONNET, status: 403, says: 'eu-west-2 is London' },
    ],
    [
      'is refused in Zurich',
      { region: 'eu-central-2', model: SONNET, status: 403, says: 'eu-central-2 is Zurich' },
    ],
    [
      'is refused with eu. from London',
      { region: 'eu-west-2', model: `eu.${SONNET}`, status: 403, says: 'source region' },
    ],
    ['is refused with a hidden ARN', { model: HIDDEN, status: 403, says: 'list it under targets' }],
    [
      'goes with a hidden ARN whose targets are attested',
      {
        model: HIDDEN,
        targets: {
          [HIDDEN]: { regions: ['eu-north-1'], attestation: { ...ATTESTED, expires: '2099-12-31' } },
        },
        status: 200,
      },
    ],
    [
      'is refused when that attestation has ended',
      {
        model: HIDDEN,
        targets: {
          [HIDDEN]: { regions: ['eu-north-1'], attestation: { ...ATTESTED, expires: '2026-01-02' } },
        },
        status: 403,
        says: 'list it under targets',
      },
    ],
    [
      'is refused when a target lies outside',
      {
        model: HIDDEN,
        targets: {
          [HIDDEN]: {
            regions: ['eu-north-1', 'us-east-1'],
            attestation: { ...ATTESTED, expires: '2099-12-31' },
          },
        },
        status: 403,
        says: 'US',
      },
    ],
  ])('%s', async (_what, { region = 'eu-central-1', model, targets = {}, status, says }) => {
    vendor = await startVendor((_call, response) =>
      json(response, 200, { output: { message: { role: 'assistant', content: [{ text: 'hi' }] } } }),
    )
    gateway = await startTestGateway({
      vendors: { bedrock: vendor.origin },
      settings: { zone: 'eea' },
      endpoints: { bedrock: { region, models: [model], targets } },
      sandbox: false,
    })
    const path = `/bedrock/model/${encodeURIComponent(model)}/converse`
    const answer = await call(gateway.origin, {
      path,
      key: gateway.keys['acme'],
      body: { messages: [{ role: 'user', content: [{ text: 'hello' }] }] },
    })
    expect(answer.status).toBe(status)
    const [record] = await gateway.records(1)
    if (says === undefined) {
      // As it was sent, escapes and all.
      expect(vendor.seen[0]?.url).toBe(path.slice('/bedrock'.length))
      expect(record).toMatchObject({ outcome: 'ok', region })
      if (model === HIDDEN)
        expect(record).toMatchObject({
          basis: 'attested',
          attestations: expect.arrayContaining(['bedrock-test/targets']) as unknown,
        })
    } else {
      expect(answer.headers['x-limen-code']).toBe('no_endpoint_in_zone')
      expect(answer.headers['x-amzn-errortype']).toBe('AccessDeniedException')
      expect((JSON.parse(answer.text) as { message: string }).message).toContain(says)
      expect(vendor.connections).toBe(0)
      expect(record).toMatchObject({ outcome: 'refused', code: 'no_endpoint_in_zone' })
    }
  })

  it('is refused with a model that no endpoint lists', async () => {
    vendor = await startVendor((_call, response) => json(response, 200, {}))
    gateway = await startTestGateway({
      vendors: { bedrock: vendor.origin },
      settings: { zone: 'eea' },
      sandbox: false,
    })
    const answer = await call(gateway.origin, {
      path: '/bedrock/model/amazon.nova-pro-v1%3A0/converse',
      key: gateway.keys['acme'],
      body: { messages: [] },
    })
    expect([answer.status, answer.headers['x-limen-code']]).toEqual([403, 'model_not_allowed'])
    expect(vendor.connections).toBe(0)
  })
})

const findings = (endpoint: object): string[] => {
  const settings = {
    version: 1,
    zone: 'eea',
    secret: '${env:S}',
    ledger: { file: './limen.db' },
    endpoints: { bedrock: { ...ENDPOINTS.bedrock, key: '${env:K}', ...endpoint } },
    tenants: {
      acme: {
        keys: [{ id: 'abcd1234', hash: `sha256:${'a'.repeat(64)}`, status: 'active' }],
        endpoints: ['bedrock'],
      },
    },
  }
  const result = loadConfig(
    'limen.yaml',
    {
      env: { S: 'kfj38fKDJf83jfd93kfDKf93jfkd93kfdkfj3kfd', K: 'a-key' },
      readFile: () => Buffer.from(JSON.stringify(settings)),
      today: () => new Date('2026-11-22'),
    },
    [residencyCheck(connectors)],
  )
  const found = 'diagnostics' in result ? result.diagnostics : result.warnings
  return found.map(({ path, message }) => `${path} ${message}`)
}

describe('limen check', () => {
  it('passes what stays inside', () => {
    expect(findings({})).toEqual([])
  })

  it.each([
    [{ models: [SONNET, `global.${SONNET}`] }, 'endpoints.bedrock.models[1]', 'any region of AWS'],
    [{ region: 'eu-west-2', models: [SONNET] }, 'endpoints.bedrock.region', 'London'],
    [{ region: 'eusc-de-east-1' }, 'endpoints.bedrock.region', 'not documented yet'],
    [{ region: 'eu-central-9' }, 'endpoints.bedrock.region', 'not in the catalogue'],
    [{ models: [HIDDEN] }, 'endpoints.bedrock', 'targets'],
    [
      {
        models: [HIDDEN],
        targets: {
          [HIDDEN]: { regions: ['eu-north-1'], attestation: { ...ATTESTED, expires: '2026-11-30' } },
        },
      },
      'endpoints.bedrock.targets',
      'expires in 9 days',
    ],
    [{ aws: {} }, 'endpoints.bedrock.key', 'exactly one of `key` and `aws`'],
    [{ attestations: {} }, 'endpoints.bedrock.attestations.data-retention-none', 'never given'],
  ])('says of %j where and why', (endpoint, where, why) => {
    const found = findings(endpoint)
    expect(
      found.some((text) => text.startsWith(where) && text.includes(why)),
      found.join('\n'),
    ).toBe(true)
  })
})
