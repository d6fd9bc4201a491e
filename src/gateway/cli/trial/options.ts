/** The options of `limen try`, read into the one endpoint that the trial is about. */
import type { Connector, VendorId } from '../../../connectors/contract.ts'
import { connectors } from '../../../connectors/registry.ts'
import { endpointFacts } from '../../config/endpoint-facts.ts'
import { endpointSchema, type EndpointConfig } from '../../config/endpoint-schema.ts'
import { closest } from '../../config/spelling.ts'
import { EgressError } from '../../egress/failure.ts'
import { EndpointTarget } from '../../egress/target.ts'
import type { ZoneSetting } from '../../policy/zone.ts'
import { readArguments, WrongArguments } from '../arguments.ts'
import type { CommandIo } from '../io.ts'
import { readZone } from '../zone-option.ts'
import { TRIAL_VENDORS, VENDOR_OPTIONS, type TrialVendor } from './vendors.ts'

const OPTIONS = {
  region: { type: 'string' },
  model: { type: 'string' },
  deployment: { type: 'string' },
  resource: { type: 'string' },
  sku: { type: 'string' },
  'api-version': { type: 'string' },
  project: { type: 'string' },
  'application-default': { type: 'boolean' },
  zone: { type: 'string', default: 'eea' },
  proxy: { type: 'string' },
  upstream: { type: 'string' },
  'send-anyway': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** Everything that a trial needs; `endpoint` holds the operator's key and is never printed. */
export interface Trial {
  readonly vendor: VendorId
  readonly connector: Connector
  readonly how: TrialVendor
  /** Id that the endpoint has in the trial and in the config that is printed. */
  readonly endpointId: string
  readonly endpoint: EndpointConfig
  /** Model or deployment that is called; empty for a vendor without. */
  readonly name: string
  /** Of Azure's deployment paths; undefined for the v1 API. */
  readonly apiVersion: string | undefined
  readonly zone: ZoneSetting
  /** Origin of a stand-in on loopback, in place of the vendor. */
  readonly upstream: string | undefined
  readonly sendAnyway: boolean
  readonly json: boolean
}

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>['values']

/** The trial that the arguments and the environment ask for. Throws `WrongArguments`. */
export function readTrial(args: readonly string[], io: CommandIo): Trial | 'help' {
  const { values, positionals } = readArguments(args, OPTIONS, 1)
  if (values.help) return 'help'
  const { connector, how } = readVendor(positionals[0])
  const { vendor } = connector
  refuseStray(values, vendor, how)
  if (values['api-version'] !== undefined && !/^\d{4}-\d{2}-\d{2}(?:-preview)?$/.test(values['api-version']))
    throw new WrongArguments('--api-version takes a date such as 2024-10-21, with or without -preview.')
  const zone = readZone('--zone', values.zone)
  const upstream = values.upstream === undefined ? undefined : readUpstream(values.upstream)
  const key = values['application-default'] === true ? '' : readKey(how, io)
  const region = readRegion(values.region, connector, key)
  const endpoint = readEndpoint(connector, { ...values, region, key }, io)
  return {
    vendor,
    connector,
    how,
    endpointId: `${vendor}-${region}`,
    endpoint,
    name: nameOf(endpoint),
    apiVersion: values['api-version'],
    zone,
    upstream,
    sendAnyway: values['send-anyway'],
    json: values.json,
  }
}

function readVendor(word: string | undefined): Pick<Trial, 'connector' | 'how'> {
  const known = [...connectors.keys()]
  const connector = [...connectors.values()].find(({ vendor }) => vendor === word)
  if (connector !== undefined) return { connector, how: TRIAL_VENDORS[connector.vendor] }
  const list = `The vendors are ${known.join(', ')}.`
  if (word === undefined) throw new WrongArguments(`Name the vendor to try. ${list}`)
  const meant = closest(word, known)
  throw new WrongArguments(
    `There is no vendor ${JSON.stringify(word)}. ${meant === undefined ? list : `Did you mean ${meant}?`}`,
  )
}

/** An option of another vendor would be ignored, and its absence noticed late. */
function refuseStray(values: Values, vendor: VendorId, how: TrialVendor): void {
  for (const option of VENDOR_OPTIONS) {
    if (values[option] === undefined || how.options.includes(option)) continue
    const hint = option === 'deployment' && how.options.includes('model') ? ' Did you mean --model?' : ''
    throw new WrongArguments(`--${option} means nothing for ${vendor}.${hint}`)
  }
}

function readKey({ variable, options }: TrialVendor, io: CommandIo): string {
  const key = io.env[variable]?.trim()
  if (key === undefined || key === '') {
    throw new WrongArguments(
      `The environment variable ${variable} is not set, and your own key is read from there and from nowhere else. ` +
        `Set it for this shell: read -rs ${variable} && export ${variable}` +
        (options.includes('application-default')
          ? '. Or sign in as this machine does: --application-default'
          : ''),
    )
  }
  if (!/^[\u0021-\u007e]{1,8192}$/.test(key)) {
    throw new WrongArguments(
      `The environment variable ${variable} holds spaces, line breaks or other characters that no key has.`,
    )
  }
  return key
}

function readRegion(given: string | undefined, connector: Connector, key: string): string {
  const { regions, title, vendor } = connector
  const ids = regions.map(({ id }) => id)
  if (given === undefined) {
    if (vendor === 'azure') {
      throw new WrongArguments(
        'Name the region of the resource, such as --region swedencentral: its host name does not tell it.',
      )
    }
    return connector.keyKind(key) === 'free' ? 'free' : (TRIAL_VENDORS[vendor].region ?? 'eu')
  }
  if (ids.includes(given)) return given
  // Of two letters every one is near another, and a wrong place is not a spelling mistake.
  const meant = given.length > 3 ? closest(given, ids) : undefined
  throw new WrongArguments(
    `${title} has no region ${JSON.stringify(given)} in the catalogue. ` +
      (meant === undefined ? `The regions are ${ids.join(', ')}.` : `Did you mean ${meant}?`),
  )
}

/** What `--upstream` takes is what the egress guard takes of a stand-in. */
function readUpstream(origin: string): string {
  try {
    EndpointTarget.of({ id: 'try', host: '', sandbox: { origin } })
    return origin
  } catch (error) {
    if (!(error instanceof EgressError)) throw error
    throw new WrongArguments(
      `--upstream takes a stand-in on this machine, such as http://127.0.0.1:4010; not ${JSON.stringify(origin)}.`,
    )
  }
}

function readEndpoint(
  connector: Connector,
  values: Values & { readonly region: string; readonly key: string },
  io: CommandIo,
): EndpointConfig {
  const { region, key } = values
  const proxy = values.proxy === undefined ? undefined : readProxy(values.proxy)
  const base = { vendor: connector.vendor, region, key, ...(proxy === undefined ? {} : { proxy }) }
  const parsed = endpointSchema.safeParse({ ...base, ...partOf(connector.vendor, values, io) })
  if (!parsed.success) throw wrongField(parsed.error.issues[0])
  if (connector.host(endpointFacts(parsed.data, connector, new Set())) === undefined)
    throw new WrongArguments('These options give no host name that the vendor documents.')
  return parsed.data
}

/** What only this vendor's endpoints have. */
function partOf(vendor: VendorId, values: Values, io: CommandIo): object {
  const model = values.model ?? TRIAL_VENDORS[vendor].model
  if (vendor === 'azure') return azurePart(values, io)
  if (vendor === 'vertex') return vertexPart(values, model ?? '', io)
  return model === undefined ? {} : { models: [model] }
}

/** As the config takes it, which has no room for credentials either. */
function readProxy(text: string): string {
  const url = URL.parse(text)
  const plain = url?.protocol === 'http:' && url.username === '' && url.password === ''
  if (plain && url.pathname === '/' && url.search === '' && url.hash === '') return url.origin
  throw new WrongArguments('--proxy takes http://host:port, without user and password.')
}

/** Stands for a model that nobody named and that decides nothing in this call. */
export const UNNAMED_MODEL = 'unnamed'

function azurePart(values: Values, io: CommandIo): object {
  const { resource, domain } = readResource(values.resource ?? io.env['AZURE_OPENAI_ENDPOINT'])
  if (values.deployment === undefined)
    throw new WrongArguments('Name a deployment of a chat model: --deployment NAME.')
  const deployment = { model: values.model ?? UNNAMED_MODEL, sku: values.sku ?? 'Standard' }
  return {
    resource,
    ...(domain === undefined ? {} : { domain }),
    deployments: { [values.deployment]: deployment },
  }
}

function vertexPart(values: Values, model: string, io: CommandIo): object {
  const project = values.project ?? io.env['GOOGLE_CLOUD_PROJECT']
  if (project === undefined || project === '')
    throw new WrongArguments('Name the Google Cloud project: --project NAME.')
  const checked = io.today().toISOString().slice(0, 10)
  return {
    project,
    models: { [model]: { checked, evidence: 'assumed for one synthetic sentence' } },
    ...(values['application-default'] === true
      ? { key: undefined, google: { application_default: true } }
      : {}),
  }
}

/** A bare name, or the host or URL that the portal shows. */
function readResource(text: string | undefined): { resource: string; domain: string | undefined } {
  if (text === undefined || text === '') {
    throw new WrongArguments(
      'Name the resource: --resource NAME, the first part of its host NAME.openai.azure.com.',
    )
  }
  const host = text
    .replace(/^https:\/\//, '')
    .replace(/\/.*$/, '')
    .toLowerCase()
  const dot = host.indexOf('.')
  return dot < 0
    ? { resource: host, domain: undefined }
    : { resource: host.slice(0, dot), domain: host.slice(dot + 1) }
}

/** Sentences for fields whose schema speaks of the file and not of the command line. */
const TAKES: Readonly<Record<string, string>> = {
  domain:
    '--resource takes a resource of openai.azure.com, services.ai.azure.com or cognitiveservices.azure.com.',
  resource: '--resource takes a name of letters, digits and dashes, or the whole host.',
  project: '--project takes a project id of lower-case letters, digits and dashes.',
  deployments: '--deployment takes a name of letters, digits and . _ -, at most 64.',
}

function wrongField(issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined) {
  const field = String(issue?.path[0] ?? '')
  const last = issue?.path.at(-1)
  const inner = last === 'sku' || last === 'model' ? last : undefined
  const sentence = inner === undefined ? TAKES[field] : undefined
  const option = inner ?? (field === 'models' ? 'model' : field)
  return new WrongArguments(sentence ?? `--${option} takes ${issue?.message ?? 'something else'}.`)
}

function nameOf(endpoint: EndpointConfig): string {
  if (endpoint.vendor === 'openai' || endpoint.vendor === 'assemblyai' || endpoint.vendor === 'bedrock')
    return endpoint.models[0] ?? ''
  if (endpoint.vendor === 'vertex') return Object.keys(endpoint.models)[0] ?? ''
  return endpoint.vendor === 'azure' ? (Object.keys(endpoint.deployments)[0] ?? '') : ''
}
