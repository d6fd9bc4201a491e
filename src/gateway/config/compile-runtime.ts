/** Compiles a loaded config into the runtime that the line reads; the only place that knows both files and connectors. */
import { createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import type {
  Connector,
  Countries,
  EndpointFacts,
  Place,
  Service,
  VendorId,
} from '../../connectors/contract.ts'
import { connectors } from '../../connectors/registry.ts'
import type { NamesDetector } from '../names-tier/contract.ts'
import type { ModelFolder } from '../names-tier/onnx/model-files.ts'
import { compileAnswerHeaders } from '../egress/answer-headers.ts'
import { compileRequestHeaders } from '../egress/headers.ts'
import { openPool } from '../egress/pool.ts'
import type { Resolve } from '../egress/resolve.ts'
import { EndpointTarget } from '../egress/target.ts'
import { attestationState, endOfDay, endpointStanding, type Standing } from '../policy/attestation.ts'
import { zoneOf } from '../policy/zone.ts'
import { compileDetectors, compileNames } from './compile-names.ts'
import { compilePolicies, memoriesOf } from './compile-policies.ts'
import { describeNames } from './describe-names.ts'
import { endpointFacts } from './endpoint-facts.ts'
import { partsOf, type EndpointConfig } from './endpoint-schema.ts'
import { NO_FEATURES } from './endpoints/parts.ts'
import { operationRouter, type OperationRouter } from './operation-router.ts'
import { operationPlace } from './operation-place.ts'
import { compileShared } from './shared-objects.ts'
import { upstreamOf } from './upstream-key.ts'
import type { KeyHolder, Runtime, RuntimeEndpoint, RuntimeTenant } from './runtime.ts'
import type { ConfigFile, TenantConfig } from './schema.ts'
import { signingSecrets } from './signing-secret.ts'

export interface CompileOptions {
  readonly settings: ConfigFile
  /** 64 hex digits. */
  readonly hash: string
  /** PEM text of each endpoint's `ca` file. */
  readonly authorities: ReadonlyMap<string, string>
  /** What the folder of each ONNX model says; none where config has none. */
  readonly models?: ReadonlyMap<string, ModelFolder>
  /** Endpoint id -> origin of a stand-in on loopback. Only the sandbox has these. */
  readonly standIns?: ReadonlyMap<string, string>
  /** False: stand-ins only replace the network, and config's lists and attestations count as in production. */
  readonly sandbox?: boolean
  /** Keys of the sandbox in clear: key -> tenant. */
  readonly sandboxKeys?: ReadonlyMap<string, string>
  /**
   * Stands for the countries of a place that is not known, so that a zone can name it. Only a trial that was told to send
   * its synthetic sentence there all the same has it; `serve` has no way to.
   */
  readonly unknownCountries?: Countries
  readonly resolve?: Resolve
}

const DAY = 86_400_000

export function compileRuntime(options: CompileOptions): Runtime {
  const { settings } = options
  const sandbox = isSandbox(options)
  const endpoints = new Map(
    Object.entries(settings.endpoints).flatMap(([id, endpoint]) => compileServices(id, endpoint, options)),
  )
  const { models = new Map() } = options
  const detectors = compileDetectors({
    settings,
    models,
    authorities: options.authorities,
  })
  const tenants = new Map(
    Object.entries(settings.tenants).map(([id, tenant]) => [
      id,
      compileTenant(id, tenant, settings, endpoints, detectors, models),
    ]),
  )
  return {
    hash: options.hash.slice(0, 12),
    limits: settings.limits,
    timeouts: settings.timeouts,
    shutdown: settings.shutdown,
    sandbox,
    evaluationUntil: settings.evaluation === undefined ? undefined : endOfDay(settings.evaluation.until),
    ...compileKeys(settings, tenants, options.sandboxKeys),
    findSigner: compileSigners(settings, tenants, options.sandboxKeys),
    matchOperation: ({ connector, service }, method, path) => routerOf(connector, service)(method, path),
    tenants,
    endpoints,
    detectors,
  }
}

function isSandbox(options: CompileOptions): boolean {
  return options.sandbox ?? options.standIns !== undefined
}

/** The endpoint, and after it one for each further service of its vendor. */
function compileServices(
  id: string,
  config: EndpointConfig,
  options: CompileOptions,
): readonly (readonly [string, RuntimeEndpoint])[] {
  const { services = [] } = connectorOf(config.vendor)
  return [
    [id, compileEndpoint(id, config, undefined, options)],
    ...services.map(
      (service) => [`${id}/${service.id}`, compileEndpoint(id, config, service, options)] as const,
    ),
  ]
}

function compileEndpoint(
  id: string,
  config: EndpointConfig,
  service: Service | undefined,
  options: CompileOptions,
): RuntimeEndpoint {
  const connector = connectorOf(config.vendor)
  const { timeouts, limits, evaluation } = options.settings
  const standIn = options.standIns?.get(id)
  const sandbox = isSandbox(options)
  const parts = partsOf(config)
  const models = parts.models === undefined ? undefined : new Set(parts.models)
  const standing = daily((now): Standing =>
    !sandbox
      ? endpointStanding(connector.attestations, config.attestations, evaluation, new Date(now))
      : { refusal: undefined, attested: new Set(connector.attestations.map((kind) => kind.id)), waived: [] },
  )
  const facts = daily((now) => endpointFacts(config, connector, standing(now).attested, new Date(now)))
  const target = EndpointTarget.of({
    id,
    host: (service ?? connector).host(facts(0)) ?? '',
    privateNetwork: config.private_network,
    proxy: config.proxy,
    ca: options.authorities.get(id),
    sandbox: standIn === undefined ? undefined : { origin: standInOrigin(standIn, service) },
  })
  const place = compilePlace(connector, service, facts, sandbox, models, options.unknownCountries)
  return {
    id,
    connector,
    service: service?.id,
    host: target.host,
    own: new Map(Object.entries(connector.placeInPath?.own(facts(0)) ?? {})),
    pool: openPool(target, {
      connections: limits.upstream_connections,
      connectMilliseconds: timeouts.connect,
      ...(options.resolve === undefined ? {} : { resolve: options.resolve }),
    }),
    upstream: upstreamOf(config, parts.account),
    credential: parts.credential(connector),
    ownHeaders: parts.ownHeaders,
    answerHeaders: compileAnswerHeaders(connector),
    models: sandbox ? undefined : models,
    underlying: parts.underlying,
    place,
    placeOf: (own, model, now) =>
      sandbox ? place(model, now) : operationPlace(own, connector, facts(now), place(model, now)),
    region: config.region,
    standing,
    attestationNames: [
      ...Object.keys(config.attestations),
      ...((parts.targets?.size ?? 0) > 0 ? ['targets'] : []),
    ].map((kind) => `${id}/${kind}`),
    features: parts.features ?? NO_FEATURES,
    sandbox,
    closed: undefined,
  }
}

/** A stand-in has the further services below a path of their own. */
function standInOrigin(origin: string, service: Service | undefined): string {
  return service === undefined ? origin : `${origin.replace(/\/+$/, '')}/${service.id}`
}

/** Attestations change state at midnight UTC and at no other moment, so what follows from them is kept for the day. */
function daily<T>(compute: (now: number) => T): (now: number) => T {
  let day = Number.NaN
  let value: T | undefined
  return (now) => {
    const today = Math.floor(now / DAY)
    if (value === undefined || today !== day) {
      value = compute(now)
      day = today
    }
    return value
  }
}

function compilePlace(
  connector: Connector,
  service: Service | undefined,
  facts: (now: number) => EndpointFacts,
  sandbox: boolean,
  models: ReadonlySet<string> | undefined,
  unknownCountries: Countries | undefined,
): (model: string | undefined, now: number) => Place {
  const places = daily(() => new Map<string, Place>())
  // Deployments have SKUs, and profiles and ARNs are routed; elsewhere the place does not depend on the name.
  const named = connector.modelField === 'deployments' || connector.placesByModel === true
  return (model, now) => {
    const known = places(now)
    const name = named ? (model ?? '') : ''
    let place = known.get(name)
    if (place === undefined) {
      const current = facts(now)
      // A stand-in takes every deployment name; none has a SKU of its own.
      const skus = sandbox && model !== undefined ? new Map([[model, 'Standard']]) : current.skus
      place = (service ?? connector).place({ ...current, skus }, model)
      if (unknownCountries !== undefined && place.countries === undefined)
        place = { ...place, countries: unknownCountries }
      // Names that config does not list are the caller's, and there is no end to them: not kept.
      if (name === '' || (!sandbox && models?.has(name) === true)) known.set(name, place)
    }
    return place
  }
}

function compileTenant(
  id: string,
  config: TenantConfig,
  settings: ConfigFile,
  endpoints: ReadonlyMap<string, RuntimeEndpoint>,
  detectors: ReadonlyMap<string, NamesDetector>,
  models: ReadonlyMap<string, ModelFolder>,
): RuntimeTenant {
  const own = config.endpoints.flatMap((name) => servicesOf(name, endpoints))
  const { redaction } = config
  const tenantKey = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', settings.secret, 'limen', `${purpose}:${id}`, 32))
  const key = tenantKey('pseudonym')
  const keyedKey = tenantKey('keyed')
  return {
    id,
    zone: zoneOf(config.zone ?? settings.zone),
    endpoints: own,
    media: new Set(config.media),
    unlisted: daily((now) => attestationState(config.unlisted?.attestation, new Date(now))),
    opaque: daily((now) => attestationState(config.opaque?.attestation, new Date(now))),
    shared: compileShared(config.shared, own),
    redactionMode: (operation) => redaction.routes[operation]?.mode ?? redaction.mode,
    answerRedaction: (operation) => redaction.routes[operation]?.response ?? redaction.response,
    policy: compilePolicies(redaction),
    names: compileNames(redaction, settings, detectors, (detector) => tenantKey(`names:${detector}`)),
    describedNames: describeNames(id, redaction, settings, models),
    placeholderNote: redaction.placeholder_note,
    memory: memoriesOf(tenantKey('memory')),
    keyed: (text) => createHmac('sha256', keyedKey).update(text).digest(),
    pseudonym: (identifier) =>
      `limen-${createHmac('sha256', key).update(identifier).digest('base64url').slice(0, 22)}`,
    headerRules: new Map(
      own.map((endpoint) => [
        endpoint,
        compileRequestHeaders(endpoint.connector, config.forward_headers, [
          endpoint.credential('/').name,
          ...(endpoint.credential('/').beside ?? []),
          ...endpoint.ownHeaders.map(([name]) => name),
          ...endpoint.connector.forcedHeaders(id).map(([name]) => name),
        ]),
      ]),
    ),
  }
}

function servicesOf(
  name: string,
  endpoints: ReadonlyMap<string, RuntimeEndpoint>,
): readonly RuntimeEndpoint[] {
  const own = endpoints.get(name)
  const services = own?.connector.services ?? []
  return [own, ...services.map(({ id }) => endpoints.get(`${name}/${id}`))].filter(
    (endpoint) => endpoint !== undefined,
  )
}

interface KeyEntry extends KeyHolder {
  readonly digest: Buffer
}

/** Keys that were found, by their text: a digest a call is more than the rest of step 2. As many as a config may name. */
const KEYS_REMEMBERED = 10_000

/**
 * Found by the digest of the whole key, then compared in constant time; an unknown key costs the same work each time. A key
 * that was found once is found by itself as long as this configuration runs, which tells a stranger nothing: a map looks up
 * the hash of a whole text, by a seed that nobody knows.
 */
function compileKeys(
  settings: ConfigFile,
  tenants: ReadonlyMap<string, RuntimeTenant>,
  sandboxKeys: ReadonlyMap<string, string> | undefined,
): Pick<Runtime, 'findKey' | 'findHolder'> {
  const entries = new Map<string, KeyEntry>()
  const holders = new Map<string, KeyHolder>()
  const add = (digest: string, tenantId: string, keyId: string, revoked: boolean): void => {
    const tenant = tenants.get(tenantId)
    const bytes = Buffer.from(digest, 'hex')
    if (tenant === undefined) return
    const entry = { tenant, keyId, revoked, digest: bytes }
    entries.set(bytes.toString('latin1'), entry)
    holders.set(`${tenantId}/${keyId}`, entry)
  }
  for (const [id, tenant] of Object.entries(settings.tenants)) {
    for (const key of tenant.keys) add(key.hash.slice('sha256:'.length), id, key.id, key.status === 'revoked')
  }
  for (const [key, tenant] of sandboxKeys ?? []) add(hash('sha256', key), tenant, 'sandbox', false)
  const nobody = Buffer.alloc(32)
  const known = new Map<string, KeyEntry>()
  const findKey: Runtime['findKey'] = (key) => {
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const digest = hash('sha256', key, 'buffer')
    const entry = entries.get(digest.toString('latin1'))
    const same = timingSafeEqual(digest, entry?.digest ?? nobody)
    if (!same || entry === undefined) return undefined
    if (known.size < KEYS_REMEMBERED) known.set(key, entry)
    return entry
  }
  return { findKey, findHolder: (tenant, keyId) => holders.get(`${tenant}/${keyId}`) }
}

/** Signers by the id of their key; in the sandbox a key in clear is id and secret at once. */
function compileSigners(
  settings: ConfigFile,
  tenants: ReadonlyMap<string, RuntimeTenant>,
  sandboxKeys: ReadonlyMap<string, string> | undefined,
): Runtime['findSigner'] {
  const secretOf = signingSecrets(settings.secret)
  const holders = new Map<string, KeyHolder>()
  const add = (accessKeyId: string, tenantId: string, keyId: string, revoked: boolean): void => {
    const tenant = tenants.get(tenantId)
    if (tenant !== undefined) holders.set(accessKeyId, { tenant, keyId, revoked })
  }
  for (const [id, tenant] of Object.entries(settings.tenants)) {
    for (const key of tenant.keys) add(key.id, id, key.id, key.status === 'revoked')
  }
  for (const [key, tenant] of sandboxKeys ?? []) add(key, tenant, 'sandbox', false)
  return (accessKeyId) => ({
    holder: holders.get(accessKeyId),
    secret: sandboxKeys?.has(accessKeyId) === true ? accessKeyId : secretOf(accessKeyId),
  })
}

/** Operations are the same for every config: compiled once. */
const routers = new Map<string, OperationRouter>()

function routerOf(connector: Connector, service: string | undefined): OperationRouter {
  const name = service === undefined ? connector.vendor : `${connector.vendor}/${service}`
  let router = routers.get(name)
  if (router === undefined) routers.set(name, (router = operationRouter(connector, service)))
  return router
}

function connectorOf(vendor: VendorId): Connector {
  const connector = connectors.get(vendor)
  if (connector === undefined) throw new TypeError('no connector for this vendor')
  return connector
}
