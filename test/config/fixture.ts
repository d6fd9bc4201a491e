/** A small good config and a fake world to load it in. */
import type { Connector, Region, VendorId } from '../../src/connectors/contract.ts'
import type { Diagnostic } from '../../src/gateway/config/diagnostic.ts'
import { loadConfig, type LoadedConfig } from '../../src/gateway/config/load.ts'
import { UnreadableFile } from '../../src/gateway/config/read-file.ts'
import type { Check } from '../../src/gateway/config/readable.ts'
import type { ConfigEnvironment } from '../../src/gateway/config/secrets.ts'

export const TODAY = '2026-11-22T10:00:00Z'

export const SECRET = 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKe'

/** Without residency trouble: one tenant, one endpoint, all attested. */
export const GOOD = `version: 1
zone: eea
secret: \${env:LIMEN_SECRET}
ledger:
  file: ./limen.db
endpoints:
  deepl-eu:
    vendor: deepl
    region: eu
    key: \${env:DEEPL_KEY}
    attestations:
      residency: {by: Ada Berg, on: 2026-11-01, expires: 2027-11-01, document: DOC-1}
      retention: {by: Ada Berg, on: 2026-11-01, expires: 2027-11-01, document: DOC-2}
tenants:
  acme:
    keys:
      - {id: abcd1234, hash: "sha256:${'a'.repeat(64)}", status: active}
    endpoints: [deepl-eu]
`

export interface World {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly today?: string
}

export const FILE = 'limen.yaml'

/** An environment in which the config file is `text`. */
export function worldOf(text: string | Uint8Array, world: World = {}): ConfigEnvironment {
  const files: Readonly<Record<string, string | Uint8Array>> = { ...world.files, [FILE]: text }
  return {
    env: world.env ?? { LIMEN_SECRET: SECRET, DEEPL_KEY: 'deepl-key-1', OPENAI_KEY: 'openai-key-1' },
    readFile: (path, maximum) => {
      const content = files[path]
      if (content === undefined) throw new UnreadableFile('it does not exist')
      const bytes = Buffer.from(content)
      if (bytes.length > maximum) throw new UnreadableFile(`it is larger than ${maximum} bytes`)
      return bytes
    },
    today: () => new Date(world.today ?? TODAY),
  }
}

export function load(
  text: string | Uint8Array,
  world: World = {},
  checks: readonly Check[] = [],
): ReturnType<typeof loadConfig> {
  return loadConfig(FILE, worldOf(text, world), checks)
}

/** The config of a text that has to load. */
export function loaded(text: string, world: World = {}): LoadedConfig {
  const result = load(text, world)
  if ('config' in result) return result.config
  throw new Error(`did not load: ${result.diagnostics.map(oneLine).join('; ')}`)
}

/** Errors and warnings of a text, as `line:column path message -> fix`. */
export function findings(
  text: string | Uint8Array,
  world: World = {},
  checks: readonly Check[] = [],
): string[] {
  const result = load(text, world, checks)
  return ('config' in result ? result.warnings : result.diagnostics).map(oneLine)
}

export function oneLine({ line, column, path, message, fix, severity }: Diagnostic): string {
  const mark = severity === 'warning' ? 'warning: ' : ''
  return `${line}:${column} ${mark}${path === '' ? '-' : path} ${message}${fix === undefined ? '' : ` -> ${fix}`}`
}

/** `GOOD` with one text put in the place of another, which has to be there. */
export function good(from: string, to: string, base: string = GOOD): string {
  if (!base.includes(from)) throw new Error(`the fixture has no ${from}`)
  return base.replace(from, () => to)
}

const evidence = { url: 'https://vendor.example/page', checked: '2026-11-22' }

const REGIONS: readonly Region[] = [
  { id: 'eu', title: 'Europe', countries: ['DE', 'SE'], evidence },
  { id: 'zurich', title: 'Zurich', countries: ['CH'], evidence },
  { id: 'london', title: 'London', countries: ['GB'], evidence, caveat: 'Left the Union.' },
  { id: 'virginia', title: 'Virginia', countries: ['US'], evidence },
  { id: 'global', title: 'Global', countries: undefined, evidence, caveat: 'Processes anywhere.' },
]

/** Every vendor with the same five regions and two kinds of attestation; an Azure SKU `Global` is anywhere. */
export const CONNECTORS: ReadonlyMap<VendorId, Connector> = new Map(
  (['openai', 'azure', 'deepl'] as const).map((vendor) => [vendor, fakeConnector(vendor)]),
)

function fakeConnector(vendor: VendorId): Connector {
  return {
    vendor,
    title: `Fake ${vendor}`,
    mount: `/${vendor}`,
    dialect: vendor === 'deepl' ? 'deepl' : 'openai',
    regions: REGIONS,
    attestations: [
      { id: 'residency', title: 'The place is fixed', decides: 'place', evidence },
      { id: 'retention', title: 'Nothing is kept', decides: 'retention', evidence },
    ],
    operations: [
      { ...operation('talk'), id: 'talk' },
      {
        ...operation('transcribe'),
        multipart: { files: { file: 'audio' }, verbatim: [], model: 'model', refused: [] },
      },
    ],
    requestHeaders: [],
    refusedHeaders: [],
    answerHeaders: [],
    keyKind: (key) => (key.endsWith(':fx') ? 'free' : 'key'),
    host: ({ region, resource }) => (resource === 'nowhere' ? undefined : `${region}.vendor.example`),
    place: ({ region, attested, key, skus }, model) => {
      const found = REGIONS.find((each) => each.id === region)
      const anywhere = key?.kind === 'free' || (model !== undefined && skus.get(model) === 'Global')
      return {
        region,
        countries: anywhere || !attested.has('residency') ? undefined : found?.countries,
        basis: 'attested',
        ...(anywhere ? { reason: 'Anywhere.' } : {}),
      }
    },
    credential: (key) => ['authorization', key],
    forcedHeaders: () => [],
    observe: () => ({ region: undefined }),
    modelField: undefined,
  }
}

function operation(id: string): Connector['operations'][number] {
  const answer = { verbatim: [], json: [], usage: undefined, model: undefined }
  return { id, method: 'POST', paths: [`/${id}`], query: [], body: 'json', answer, tokens: 'bracket' }
}
