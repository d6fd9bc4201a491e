/** `limen try`: an operator must see what would leave before anything real does, and must not be led to allow more than meant. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { VendorId } from '../../src/connectors/contract.ts'
import type { Behaviour } from '../../src/connectors/simulator/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import type { TrialReport } from '../../src/gateway/cli/trial/run.ts'
import { TRIAL_VENDORS } from '../../src/gateway/cli/trial/vendors.ts'
import { tryVendor } from '../../src/gateway/cli/try.ts'
import { loadConfig } from '../../src/gateway/config/load.ts'
import { operationCheck } from '../../src/gateway/config/operation-check.ts'
import { residencyCheck } from '../../src/gateway/config/residency-check.ts'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startVendor } from '../harness/vendor.ts'
import { run, type Run } from './command.ts'

const KEYS = {
  OPENAI_API_KEY: 'sk-operators-own-key',
  AZURE_OPENAI_API_KEY: 'operators-azure-key',
  DEEPL_AUTH_KEY: 'operators-deepl-key',
  ASSEMBLYAI_API_KEY: 'operators-assemblyai-key',
  AWS_BEARER_TOKEN_BEDROCK: 'own-bedrock-key',
  GOOGLE_API_KEY: 'operators-google-key',
}
const EMAIL = 'jan.kowalski@example.com'
const AZURE = ['azure', '--region', 'swedencentral', '--resource', 'acme', '--deployment', 'chat-1']

const VERTEX = ['vertex', '--project', 'acme-ai']

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function vendor(id: VendorId, behaviour: Partial<Behaviour> = {}): Promise<RunningSimulator> {
  const simulator = await startSimulator(simulators[id], {
    seed: 1,
    behaviour: { hostile: false, ...behaviour },
  })
  open.push(simulator)
  return simulator
}

async function tried(args: readonly string[], origin: string): Promise<{ report: TrialReport; run: Run }> {
  const result = await run(tryVendor, [...args, '--upstream', origin, '--json'], { env: KEYS })
  expect(result.err).toBe('')
  return { report: JSON.parse(result.out) as TrialReport, run: result }
}

describe('what leaves', () => {
  it.each([
    ['openai', ['openai', '--zone', 'eea+ch'], '[EMAIL_1]', ['store=false']],
    ['azure', AZURE, '[EMAIL_1]', ['store=false']],
    ['deepl', ['deepl'], '<x id="1">', ['x-deepl-reporting-tag=tenant']],
    ['assemblyai', ['assemblyai'], '[EMAIL_1]', []],
    ['bedrock', ['bedrock'], '[EMAIL_1]', []],
    ['vertex', VERTEX, '[EMAIL_1]', []],
  ] as const)(
    '%s sees placeholders, the flags and the operator’s own key, once',
    async (id, args, token, flags) => {
      const simulator = await vendor(id)
      const { report, run: result } = await tried(args, simulator.origin)
      expect(result.code).toBe(0)
      expect(simulator.counters.requests).toBe(1)
      const env: Readonly<Record<string, string>> = KEYS
      const [seen] = simulator.seen
      expect(seen?.text).not.toContain(EMAIL)
      expect(JSON.stringify(seen?.headers)).toContain(env[TRIAL_VENDORS[id].variable])
      expect(report).toMatchObject({ admitted: true, sentAnyway: false, problem: null, noTraining: flags })
      expect(report.sent).toContain(token)
      expect(report.answered).toContain(token)
      expect(report.received).toContain(EMAIL)
      expect(report.redactions).toEqual({ EMAIL: 1, IBAN: 1 })
      expect(report.record).toMatchObject({ outcome: 'ok', vendorStatus: 200, redaction: 'apply', marks: [] })
    },
  )

  it('Azure is called on the v1 API, or on the deployment path of a version that is named', async () => {
    const simulator = await vendor('azure')
    const { report: plain } = await tried(AZURE, simulator.origin)
    const { report: dated } = await tried([...AZURE, '--api-version', '2024-10-21'], simulator.origin)
    expect(plain.request).toBe('POST /openai/v1/chat/completions')
    expect(dated.request).toBe('POST /openai/deployments/chat-1/chat/completions?api-version=2024-10-21')
  })

  it('Vertex AI is called at the project and the location of the endpoint', async () => {
    const simulator = await vendor('vertex', { place: { project: 'acme-ai', location: 'europe-west9' } })
    const { report, run: result } = await tried([...VERTEX, '--region', 'europe-west9'], simulator.origin)
    expect(result.code).toBe(0)
    expect(report.request).toBe(
      'POST /v1/projects/acme-ai/locations/europe-west9/publishers/google/models/gemini-2.5-flash:generateContent',
    )
  })

  it('a translation that is asked for again is told by its second attempt', async () => {
    // With this seed the stand-in mistreats the tags of the first one.
    const simulator = await vendor('deepl', { hostile: true })
    const { report, run: result } = await tried(['deepl'], simulator.origin)
    expect(simulator.counters.requests).toBe(2)
    expect(report).toMatchObject({ problem: null, record: { outcome: 'ok', attempt: 2 } })
    expect(result.code).toBe(0)
  })

  it('never prints the key', async () => {
    const simulator = await vendor('openai')
    const { run: result } = await tried(['openai', '--zone', 'eea+ch'], simulator.origin)
    expect(result.out).not.toContain(KEYS.OPENAI_API_KEY)
    const text = await run(tryVendor, ['openai', '--zone', 'eea+ch', '--upstream', simulator.origin], {
      env: KEYS,
    })
    expect(text.out).toContain('[EMAIL_1]')
    expect(text.out).not.toContain(KEYS.OPENAI_API_KEY)
  })

  it('leaves no ledger behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'limen-test-'))
    const before = process.env['TMPDIR']
    process.env['TMPDIR'] = folder
    try {
      const simulator = await vendor('deepl')
      const { report } = await tried(['deepl'], simulator.origin)
      expect(report.record).not.toBeNull()
      expect(readdirSync(folder)).toEqual([])
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      rmSync(folder, { recursive: true })
    }
  })

  it('shows controls in a vendor’s answer as escapes, not to the terminal', async () => {
    const hostile = await startVendor((_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ translations: [{ text: '\u001b]0;gotcha\u0007\u202edone' }] }))
    })
    open.push(hostile)
    const { out } = await run(tryVendor, ['deepl', '--upstream', hostile.origin], { env: KEYS })
    expect(out).toContain('gotcha')
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  })
})

describe('a place outside the zone', () => {
  it.each([
    ['openai', ['openai'], 'zone: eea+ch'],
    ['openai', ['openai', '--region', 'global', '--zone', 'eea+ch'], 'endpoints.openai-global.region: eu'],
    [
      'azure',
      [...AZURE, '--sku', 'GlobalStandard'],
      'endpoints.azure-swedencentral.deployments.chat-1.sku: Standard',
    ],
    ['azure', [...AZURE, '--sku', 'DataZoneStandard'], 'zone: eea+ch'],
    ['vertex', [...VERTEX, '--region', 'europe-west6'], 'zone: eea+ch'],
    ['azure', ['azure', '--region', 'uksouth', '--resource', 'a', '--deployment', 'd'], 'zone: eea+adequate'],
  ] as const)(
    'is refused, sends nothing and names the line that would allow it: %s %j',
    async (id, args, line) => {
      const simulator = await vendor(id)
      const { report, run: result } = await tried(args, simulator.origin)
      expect(result.code).toBe(1)
      expect(simulator.counters.requests).toBe(0)
      expect(report).toMatchObject({ admitted: false, sent: null, received: null, record: null })
      expect(report.problem?.advice.join(' ')).toContain('--send-anyway')
      const [first] = report.refuses
      expect(first?.code).toBe('no_endpoint_in_zone')
      expect(first?.allow.join('\n')).toContain(line)
    },
  )

  it.each([
    ['openai', ['openai', '--region', 'global']],
    ['azure', [...AZURE, '--sku', 'GlobalStandard']],
    ['azure', [...AZURE, '--sku', 'DataZoneStandard']],
  ] as const)('gets the sentence, still redacted, when told to send anyway: %s %j', async (id, args) => {
    const simulator = await vendor(id)
    const { report, run: result } = await tried([...args, '--send-anyway'], simulator.origin)
    expect(result.code).toBe(0)
    expect(simulator.seen[0]?.text).not.toContain(EMAIL)
    expect(report).toMatchObject({ admitted: false, sentAnyway: true, problem: null })
    expect(report.refuses[0]?.code).toBe('no_endpoint_in_zone')
  })

  it('is a free DeepL key: region free, and no zone admits it', async () => {
    const simulator = await vendor('deepl')
    const result = await run(tryVendor, ['deepl', '--upstream', simulator.origin, '--json'], {
      env: { DEEPL_AUTH_KEY: '11111111-2222:fx' },
    })
    const report = JSON.parse(result.out) as TrialReport
    expect(report).toMatchObject({ region: 'free', countries: null, admitted: false, sent: null })
    expect(report.host).toBe('api-free.deepl.com')
  })
})

describe('what real traffic would meet', () => {
  it('lists every attestation of the vendor, each with its line', async () => {
    for (const [id, args] of Object.entries({
      openai: ['openai', '--zone', 'eea+ch'],
      azure: AZURE,
      deepl: ['deepl'],
      assemblyai: ['assemblyai'],
      bedrock: ['bedrock'],
      vertex: VERTEX,
    })) {
      const connector = connectors.get(id as VendorId)
      if (connector === undefined) throw new Error('no connector')
      const simulator = await vendor(connector.vendor)
      const { report } = await tried(args, simulator.origin)
      const lines = report.refuses.flatMap(({ allow }) => allow).join('\n')
      for (const { id } of connector.attestations)
        expect(lines).toContain(`endpoints.${report.endpoint}.attestations.${id}:`)
    }
  })

  it('names the media operations, and says of no feature that a config line allows it', async () => {
    const simulator = await vendor('openai')
    const { report } = await tried(['openai', '--zone', 'eea+ch'], simulator.origin)
    const media = report.refuses.find(({ code }) => code === 'media_not_allowed')
    expect(media?.allow[0]).toContain('openai.audio.transcriptions')
    const features = report.refuses.filter(({ code }) => code === 'feature_refused')
    expect(features.map(({ what }) => what).join(' ')).toContain('previous_response_id')
    expect(features.every(({ allow, instead }) => allow.length === 0 && (instead ?? '') !== '')).toBe(true)
  })
})

/** What a person fills in: the attestations, the key line. */
function filledIn(config: string): string {
  const today = {
    checked: '2026-11-22',
    evidence: 'https://example.com/table',
    by: 'Ada Berg',
    on: '2026-11-22',
    expires: '2027-11-21',
    document: 'contract 1',
  }
  let text = config.replace(
    '{id: , hash: , status: active}',
    `{id: abcd1234, hash: "sha256:${'a'.repeat(64)}", status: active}`,
  )
  for (const [name, value] of Object.entries(today))
    text = text.replaceAll(new RegExp(`( {8}${name}:) #.*$`, 'gm'), `$1 ${value}`)
  return text
}

function load(text: string): ReturnType<typeof loadConfig> {
  return loadConfig(
    'limen.yaml',
    {
      env: { ...KEYS, LIMEN_SECRET: randomBytes(36).toString('base64url') },
      readFile: () => Buffer.from(text),
      today: () => new Date('2026-11-22T10:00:00Z'),
    },
    [residencyCheck(connectors), operationCheck(connectors)],
  )
}

describe('the limen.yaml', () => {
  it.each([
    ['openai', ['openai']],
    ['openai', ['openai', '--zone', 'eea+ch', '--model', 'gpt-4o-mini']],
    ['azure', AZURE],
    ['azure', [...AZURE, '--zone', 'DE+SE', '--model', 'gpt-4.1']],
    ['deepl', ['deepl']],
    ['assemblyai', ['assemblyai']],
    ['bedrock', ['bedrock']],
    ['vertex', VERTEX],
  ] as const)('loads without a word once it is filled in: %s %j', async (id, args) => {
    const simulator = await vendor(id)
    const { report } = await tried(args, simulator.origin)
    expect(load(filledIn(report.config))).toMatchObject({ warnings: [] })
  })

  it('signs in to Google as the machine does where the trial did, which sends nothing without', async () => {
    const simulator = await vendor('vertex')
    const before = process.env['GOOGLE_APPLICATION_CREDENTIALS']
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = join(tmpdir(), 'no-such-credentials.json')
    try {
      const { report } = await tried([...VERTEX, '--application-default'], simulator.origin)
      expect(report).toMatchObject({ sent: null, record: { code: 'vendor_credential_failed' } })
      expect(report.problem?.advice.join(' ')).toContain('gcloud auth application-default login')
      expect(simulator.counters.requests).toBe(0)
      expect(report.config).toContain('google: {application_default: true}')
      expect(report.config).not.toContain('GOOGLE_API_KEY')
      expect(load(filledIn(report.config))).toMatchObject({ warnings: [] })
    } finally {
      if (before === undefined) delete process.env['GOOGLE_APPLICATION_CREDENTIALS']
      else process.env['GOOGLE_APPLICATION_CREDENTIALS'] = before
    }
  })

  it('does not load while a place is empty, and each is named', async () => {
    const simulator = await vendor('openai')
    const { report } = await tried(['openai', '--zone', 'eea+ch'], simulator.origin)
    const result = load(report.config)
    const paths = 'diagnostics' in result ? result.diagnostics.map(({ path }) => path).join('\n') : ''
    for (const field of ['by', 'on', 'expires', 'document'])
      expect(paths).toContain(`endpoints.openai-eu.attestations.retention.${field}`)
    expect(paths).toContain('tenants.my-team.keys[0]')
  })
})

describe('a call that fails says why and what to do', () => {
  it('a key that the vendor does not take', async () => {
    const simulator = await vendor('openai', { keys: ['another'] })
    const { report, run: result } = await tried(['openai', '--zone', 'eea+ch'], simulator.origin)
    expect(result.code).toBe(1)
    expect(report.record?.vendorStatus).toBe(401)
    expect(report.problem?.advice.join(' ')).toContain('OPENAI_API_KEY')
  })

  it('a deployment that is not there', async () => {
    const simulator = await vendor('azure', { deployments: { other: 'gpt-4.1-mini' } })
    const { report, run: result } = await tried(AZURE, simulator.origin)
    expect(result.code).toBe(1)
    expect(report.record?.vendorStatus).toBe(404)
    expect(report.problem?.advice.join(' ')).toContain('--deployment')
  })

  it('nobody who listens', async () => {
    const gone = await vendor('deepl')
    await gone.close()
    open.pop()
    const { report, run: result } = await tried(['deepl'], gone.origin)
    expect(result.code).toBe(1)
    expect(report).toMatchObject({ sent: null, record: { code: 'vendor_unreachable' } })
    expect(report.problem?.advice.join(' ')).toContain('No connection')
  })

  it('a page of HTML in place of an answer', async () => {
    const simulator = await vendor('openai', { script: () => ({ html: true }) })
    const { report, run: result } = await tried(['openai', '--zone', 'eea+ch'], simulator.origin)
    expect(result.code).toBe(1)
    expect(report.problem).not.toBeNull()
  })
})

describe('wrong usage exits with 2 and one sentence that names what to write', () => {
  it.each([
    [[], `The vendors are ${[...connectors.keys()].join(', ')}.`],
    [['opnai'], 'Did you mean openai?'],
    [['mistral'], `The vendors are ${[...connectors.keys()].join(', ')}.`],
    [['openai', '--modle', 'x'], 'Did you mean --model?'],
    [['openai', '--model'], '--model needs a value.'],
    [['openai', '--json=yes'], '--json takes no value.'],
    [['openai', 'deepl'], 'no place for the word "deepl"'],
    [['openai', '--zone', 'europe'], '--zone takes eea, eea+ch, eea+adequate'],
    [['openai', '--region', 'uk'], 'The regions are eu, us,'],
    [['openai', '--deployment', 'x'], 'Did you mean --model?'],
    [['deepl', '--model', 'x'], '--model means nothing for deepl.'],
    [['openai', '--upstream', 'http://10.0.0.1:80'], '--upstream takes a stand-in on this machine'],
    [['openai', '--upstream', 'api.openai.com'], '--upstream takes a stand-in on this machine'],
    [['openai', '--proxy', 'http://user:secret@proxy:3128'], 'without user and password'],
    [['azure', '--api-version', 'v1'], '--api-version takes a date'],
    [['openai', '--api-version', '2024-10-21'], '--api-version means nothing for openai'],
    [['vertex'], '--project NAME'],
    [['vertex', '--project', 'Acme AI'], '--project takes'],
    [['openai', '--project', 'acme-ai'], '--project means nothing for openai'],
    [['azure', '--application-default'], '--application-default means nothing for azure'],
    [['azure'], '--region swedencentral'],
    [['azure', '--region', 'swedencentrl'], 'Did you mean swedencentral?'],
    [['azure', '--region', 'swedencentral'], '--resource NAME'],
    [['azure', '--region', 'swedencentral', '--resource', 'a'], '--deployment NAME'],
    [
      ['azure', '--region', 'swedencentral', '--resource', 'a.evil.example', '--deployment', 'd'],
      '--resource takes',
    ],
    [['azure', '--region', 'swedencentral', '--resource', 'a', '--deployment', '../d'], '--deployment takes'],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await run(tryVendor, args, { env: KEYS })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(sentence)
    expect(err).not.toContain('secret')
  })

  it.each([
    ['openai', 'OPENAI_API_KEY'],
    ['azure', 'AZURE_OPENAI_API_KEY'],
    ['deepl', 'DEEPL_AUTH_KEY'],
    ['assemblyai', 'ASSEMBLYAI_API_KEY'],
    ['bedrock', 'AWS_BEARER_TOKEN_BEDROCK'],
    ['vertex', 'GOOGLE_API_KEY'],
  ])('%s without its key names %s and how to set it', async (id, variable) => {
    const { code, err } = await run(tryVendor, [id])
    expect(code).toBe(2)
    expect(err).toContain(`${variable} is not set`)
    expect(err).toContain(`export ${variable}`)
  })

  it('a key with a line break is not sent', async () => {
    const { code, err } = await run(tryVendor, ['openai'], { env: { OPENAI_API_KEY: 'sk-a\nsk-b' } })
    expect(code).toBe(2)
    expect(err).not.toContain('sk-')
  })
})
