/** `limen check` and `limen keys new` as an operator or a pipeline uses them: what they print and what they exit with. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/gateway/cli/check.ts'
import type { CommandIo } from '../../src/gateway/cli/io.ts'
import { keys } from '../../src/gateway/cli/keys.ts'
import { hashKey, parseKey } from '../../src/gateway/config/key.ts'
import { signingSecrets } from '../../src/gateway/config/signing-secret.ts'
import { CONNECTORS, FILE, good, GOOD, loaded, SECRET, worldOf, type World } from './fixture.ts'

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(
  command: (args: readonly string[], io: CommandIo) => Promise<number>,
  args: readonly string[],
  { text = GOOD, colour = false, world = {} }: { text?: string; colour?: boolean; world?: World } = {},
): Promise<Run> {
  let out = ''
  let err = ''
  const io: CommandIo = {
    ...worldOf(text, world),
    stdout: (part) => void (out += part),
    stderr: (part) => void (err += part),
    colour,
    random: randomBytes,
  }
  const code = await command(args, io)
  return { code, out, err }
}

const runCheck = (args: readonly string[], options: Parameters<typeof run>[2] = {}): Promise<Run> =>
  run((given, io) => check(given, io, CONNECTORS), args, options)

const expired = good('expires: 2027-11-01, document: DOC-2', 'expires: 2026-11-02, document: DOC-2')

describe('limen check', () => {
  it('says of a good file what each tenant may use where', async () => {
    expect(await runCheck([FILE])).toEqual({
      code: 0,
      err: '',
      out:
        'tenant  zone  endpoint  vendor  region  where  models  redaction  status\n' +
        'acme    eea   deepl-eu  deepl   eu      DE,SE  -       apply      open\n' +
        'limen.yaml: good (0 errors, 0 warnings)\n',
    })
  })

  it('prints every error with file, line, column, field, message and fix, and exits with 1', async () => {
    const text = good('region: eu', 'region: london').replace('zone: eea', 'zona: eea')
    const { code, out } = await runCheck([FILE], { text })
    expect(code).toBe(1)
    expect(out).toBe(
      'limen.yaml:2:1  error  zona  `zona` is not known here\n    fix: did you mean `zone`?\n' +
        'limen.yaml: not good (1 error, 0 warnings)\n',
    )
  })

  it('lets warnings pass, and fails on them when strict', async () => {
    const loose = await runCheck([FILE], { text: expired })
    expect(loose.code).toBe(0)
    expect(loose.out).toContain(
      'limen.yaml:13:58  warning  endpoints.deepl-eu.attestations.retention.expires',
    )
    expect(loose.out).toContain('closed: attestation expired')
    const strict = await runCheck([FILE, '--strict'], { text: expired })
    expect(strict.code).toBe(1)
    expect(strict.out).toContain('limen.yaml:13:58  error  ')
    const soon = good('expires: 2027-11-01, document: DOC-2', 'expires: 2026-12-24, document: DOC-2')
    expect(await runCheck(['--strict', FILE], { text: soon })).toMatchObject({ code: 1 })
  })

  it('prints one JSON object a line', async () => {
    const { code, out } = await runCheck([FILE, '--json'], { text: expired })
    expect(code).toBe(0)
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toEqual([
      {
        type: 'diagnostic',
        severity: 'warning',
        file: FILE,
        line: 13,
        column: 58,
        path: 'endpoints.deepl-eu.attestations.retention.expires',
        message: 'the attestation `retention` has expired: the endpoint is closed',
        fix: 'check the account again and give new dates',
      },
      {
        type: 'route',
        tenant: 'acme',
        zone: 'eea',
        endpoint: 'deepl-eu',
        vendor: 'deepl',
        region: 'eu',
        countries: ['DE', 'SE'],
        models: [],
        redaction: 'apply',
        media: [],
        status: 'attestation_expired',
      },
      { type: 'result', ok: true, file: FILE, errors: 0, warnings: 1, hash: loaded(expired).hash },
    ])
  })

  it('tells apart the deployments of one endpoint that lie in different places', async () => {
    const text = good(
      'tenants:\n',
      `  az:
    vendor: azure
    region: eu
    resource: acme
    key: \${env:DEEPL_KEY}
    deployments: {near: {model: m, sku: Standard}, close: {model: m, sku: Standard}}
    attestations: {residency: {by: Ada, on: 2026-11-01, expires: 2027-11-01, document: D-1}}
evaluation: {until: 2026-12-01}
tenants:
`,
    ).replace('[deepl-eu]', '[az, deepl-eu]')
    const { code, out } = await runCheck([FILE], { text })
    expect(code).toBe(0)
    expect(out).toMatch(/^acme +eea +az +azure +eu +DE,SE +near,close +apply +open for evaluation$/m)
  })

  it('colours only a terminal', async () => {
    expect((await runCheck([FILE], { text: expired, colour: true })).out).toContain('\u001b[33mwarning')
    expect((await runCheck([FILE], { text: expired })).out).not.toContain('\u001b')
    expect((await runCheck([FILE, '--json'], { text: expired, colour: true })).out).not.toContain('\u001b')
  })

  it('says of a file that is not there that it is not', async () => {
    expect(await runCheck(['none.yaml'])).toMatchObject({
      code: 1,
      out: 'none.yaml:1:1  error  the file cannot be read: it does not exist\nnone.yaml: not good (1 error, 0 warnings)\n',
    })
  })

  it.each([[[]], [[FILE, FILE]], [[FILE, '--stirct']], [['--json']]])('exits with 2 for %j', async (args) => {
    const { code, out, err } = await runCheck(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Usage: limen check FILE')
  })

  it('explains itself', async () => {
    expect(await runCheck(['--help'])).toMatchObject({ code: 0, err: '' })
  })
})

describe('limen keys aws', () => {
  const io = { world: { env: { LIMEN_SECRET: SECRET } } }

  it('prints the pair of a key, which is the same each time and another for each key', async () => {
    // The vendors' keys are not there, and nobody needs them for this.
    const { code, out, err } = await run(keys, ['aws', 'abcd1234', '--config', FILE], io)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      `AWS_ACCESS_KEY_ID=abcd1234\nAWS_SECRET_ACCESS_KEY=${signingSecrets(SECRET)('abcd1234')}\n`,
    )
    const json = await run(keys, ['aws', 'abcd1235', '--config', FILE, '--json'], io)
    const pair = JSON.parse(json.out) as Record<string, string>
    expect(pair['accessKeyId']).toBe('abcd1235')
    expect(pair['secretAccessKey']).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(out).not.toContain(pair['secretAccessKey'])
  })

  it('says what is wrong with the secret, and prints none', async () => {
    const unset = await run(keys, ['aws', 'abcd1234', '--config', FILE], { world: { env: {} } })
    expect({ code: unset.code, out: unset.out }).toEqual({ code: 1, out: '' })
    expect(unset.err).toContain('LIMEN_SECRET is not set')
    const missing = await run(keys, ['aws', 'abcd1234', '--config', 'nowhere.yaml'], io)
    expect({ code: missing.code, out: missing.out }).toEqual({ code: 1, out: '' })
    expect(missing.err).toContain('cannot be read')
  })

  it.each([
    [['aws']],
    [['aws', 'abcd1234']],
    [['aws', 'no such id', '--config', FILE]],
    [['new', '--config', FILE]],
  ])('exits with 2 for %j', async (args) => {
    expect((await run(keys, args, io)).code).toBe(2)
  })
})

describe('limen keys new', () => {
  it('prints the key once, then the line to paste, which loads', async () => {
    const { code, out } = await run(keys, ['new'])
    expect(code).toBe(0)
    const [key = '', line = '', end] = out.split('\n')
    expect(end).toBe('')
    const id = parseKey(key)?.id ?? ''
    expect(line).toBe(`- {id: ${id}, hash: "${hashKey(key)}", status: active}`)
    const text = good(/- \{id.*\}/.exec(GOOD)?.[0] ?? '', line)
    expect(loaded(text).settings.tenants['acme']?.keys).toEqual([
      { id, hash: hashKey(key), status: 'active' },
    ])
    expect(out.split(key)).toHaveLength(2)
  })

  it('prints one JSON object', async () => {
    const { code, out, err } = await run(keys, ['new', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const { key, ...entry } = JSON.parse(out) as Record<string, string>
    expect(entry).toEqual({ id: parseKey(key ?? '')?.id, hash: hashKey(key ?? ''), status: 'active' })
  })

  it.each([[[]], [['old']], [['new', 'more']], [['new', '--jsno']]])(
    'exits with 2 and no key for %j',
    async (args) => {
      const { code, out, err } = await run(keys, args)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain('Usage: limen keys new')
    },
  )
})
