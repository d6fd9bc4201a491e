/** What is generated or shown as an example says what the gateway does: schema, reference, example config. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { connectors } from '../../src/connectors/registry.ts'
import { check } from '../../src/gateway/cli/check.ts'
import { configJsonSchema, configJsonSchemaText } from '../../scripts/generated/config-json-schema.ts'
import { referenceRows, withReference } from '../../scripts/generated/config-reference.ts'
import { id, operationName } from '../../src/gateway/config/field-formats.ts'
import { FILE, SECRET, worldOf } from './fixture.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const example = read('config/limen.example.yaml')

describe('the JSON Schema', () => {
  it('in the repository is the one that the source makes', () => {
    expect(read('config/limen.schema.json')).toBe(configJsonSchemaText())
  })

  it('is the same every time', () => {
    expect(configJsonSchemaText()).toBe(configJsonSchemaText())
  })

  it('takes the example as it is written, and refuses what the gateway refuses', () => {
    const editor = z.fromJSONSchema(configJsonSchema())
    const accepts = (text: string): boolean => editor.safeParse(parse(text)).success
    expect(accepts(example)).toBe(true)
    expect(accepts(example.replace('listen:', 'lisen:'))).toBe(false)
    expect(accepts(example.replace('${env:DEEPL_API_KEY}', 'written-out'))).toBe(false)
    expect(accepts(example.replace('connect: 5s', 'connect: 5'))).toBe(false)
    expect(accepts(example.replace('vendor: deepl', 'vendor: deepel'))).toBe(false)
  })

  it('has a way to write every region, attestation and operation of the connectors', () => {
    for (const { regions, attestations, operations, vendor } of connectors.values()) {
      for (const { id: name } of [...regions, ...attestations]) expect(id.safeParse(name).success).toBe(true)
      for (const operation of operations) {
        expect(operationName.safeParse(`${vendor}.${operation.id}`).success).toBe(true)
      }
    }
  })

  it('lets an editor refuse an unknown key and an inline secret', () => {
    const schema = JSON.parse(configJsonSchemaText()) as {
      additionalProperties: boolean
      properties: { secret: { pattern: string } }
    }
    expect(schema.additionalProperties).toBe(false)
    const secret = new RegExp(schema.properties.secret.pattern)
    expect(secret.test('${env:LIMEN_SECRET}')).toBe(true)
    expect(secret.test('${file:/run/secrets/limen}')).toBe(true)
    expect(secret.test('written-out')).toBe(false)
  })
})

const row = (key: string): unknown => referenceRows().find((each) => each.key === key)

describe('the reference', () => {
  const document = read('docs/configuration.md')

  it('in the repository is the one that the source makes', () => {
    expect(document).toBe(withReference(document))
  })

  it('has every key, each with a meaning', () => {
    const rows = referenceRows()
    expect(rows.length).toBeGreaterThan(70)
    expect(rows.filter((row) => row.description === '').map((row) => row.key)).toEqual([])
    for (const row of rows) expect(document).toContain(`| \`${row.key}\` |`)
  })

  it('says what is required, what the default is, and for which vendor', () => {
    expect(row('secret')).toMatchObject({ value: 'secret', otherwise: 'required' })
    expect(row('timeouts.first_byte')).toMatchObject({ value: 'duration', otherwise: '`600s`' })
    expect(row('endpoints.<name>.key')).toMatchObject({ otherwise: 'required (openai, deepl, assemblyai)' })
    expect(row('endpoints.<name>.resource')).toMatchObject({ description: expect.stringMatching(/^azure: /) })
    expect(row('endpoints.<name>.entra.managed_identity')).toMatchObject({ otherwise: '' })
  })
})

describe('the example', () => {
  const env = {
    LIMEN_SECRET: SECRET,
    OPENAI_API_KEY: 'openai-key',
    DEEPL_API_KEY: 'deepl-key',
    ASSEMBLYAI_API_KEY: 'assemblyai-key',
  }

  async function run(text: string, args: readonly string[]): Promise<{ code: number; out: string }> {
    let out = ''
    const stdout = (part: string): void => void (out += part)
    const io = {
      ...worldOf(text, { env }),
      stdout,
      stderr: stdout,
      colour: false,
      random: () => new Uint8Array(),
    }
    return { code: await check(args, io, connectors), out }
  }

  it('names the JSON Schema in its first line', () => {
    expect(example.split('\n', 1)[0]).toBe('# yaml-language-server: $schema=./limen.schema.json')
  })

  it('passes the strict check with the variables that it names', async () => {
    const { code, out } = await run(example, [FILE, '--strict'])
    expect(out).toContain('good (0 errors, 0 warnings)')
    expect(code).toBe(0)
  })

  it('shows every vendor, each open to some tenant', async () => {
    const { out } = await run(example, [FILE, '--json'])
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; vendor?: string; status?: string })
    const open = rows.filter((row) => row.type === 'route' && row.status === 'open').map((row) => row.vendor)
    expect(new Set(open)).toEqual(new Set(connectors.keys()))
  })

  it('passes with all that it shows as comments, too', async () => {
    const lines = example
      .split('\n')
      .map((line) =>
        line.replace(
          /^( *)# (?=( *)(unlisted|opaque|evaluation|mode|until|attestation|proxy|forward_headers|project|delete_after_fetch|name_detectors|presidio): ?)/,
          '$1',
        ),
      )
    const text = lines.join('\n')
    expect(text).not.toMatch(/^ *# *(evaluation|unlisted|opaque|proxy|name_detectors|presidio):/m)
    expect(await run(text, [FILE])).toMatchObject({
      code: 0,
    })
  })

  it.each([
    ['OpenAI in the zone eea', example.replace('zone: eea+ch', 'zone: eea'), 'endpoints.openai-eu.region'],
    [
      'an Azure region in London',
      example.replace('swedencentral', 'uksouth'),
      'endpoints.azure-sweden.region',
    ],
    [
      'an Azure region in Zurich',
      example.replace('swedencentral', 'switzerlandnorth'),
      'tenants.support-desk.endpoints[0]',
    ],
    [
      "Azure's EU data zone",
      example.replace('sku: Standard', 'sku: DataZoneStandard'),
      'tenants.support-desk.endpoints[0]',
    ],
    ['a global SKU', example.replace('sku: Standard', 'sku: GlobalStandard'), 'deployments.chat.sku'],
    [
      'the global OpenAI host',
      example.replace('region: eu\n    key: ${env:OPENAI', 'region: global\n    key: ${env:OPENAI'),
      'endpoints.openai-eu.region',
    ],
    [
      'an SKU that nobody attested',
      example.replace('deployment-sku:', 'content-logging:'),
      'attestations.deployment-sku',
    ],
    [
      'DeepL without attested residency',
      example.replace('data-residency:', 'residency:'),
      'attestations.data-residency',
    ],
  ])('with %s is refused or warned about, with the reason', async (_name, text, path) => {
    expect(text).not.toBe(example)
    const { code, out } = await run(text, [FILE, '--strict'])
    expect(code).toBe(1)
    expect(out).toContain(path)
  })

  it('with a free DeepL key is refused', async () => {
    let out = ''
    const stdout = (part: string): void => void (out += part)
    const world = worldOf(example, { env: { ...env, DEEPL_API_KEY: 'deepl-canary:fx' } })
    const io = { ...world, stdout, stderr: stdout, colour: false, random: () => new Uint8Array() }
    expect(await check([FILE], io, connectors)).toBe(1)
    expect(out).toContain('The key is of the free plan')
    expect(out).not.toContain('canary')
  })
})
