/** The configuration compiled once into what the line reads: tenants, endpoints and routes, swapped whole on reload. */
import type { Connector, OperationPlace, Place, VendorId } from '../../connectors/contract.ts'
import type { Policy, SpanMemory } from '../../redaction/index.ts'
import type { HeaderList } from '../egress/header-list.ts'
import type { Credential } from '../egress/credentials.ts'
import type { HeaderPairs, RequestHeaderRules } from '../egress/headers.ts'
import type { EgressPool } from '../egress/pool.ts'
import type { NamesDetector } from '../names-tier/contract.ts'
import type { NamesRules } from '../names-tier/names-rules.ts'
import type { AttestationState, Standing } from '../policy/attestation.ts'
import type { PinPlace } from '../ledger/pins.ts'
import type { Zone } from '../policy/zone.ts'
import type { EndpointFeatures } from './endpoints/parts.ts'
import type { TenantNames } from './describe-names.ts'
import type { OperationMatch } from './operation-router.ts'
import type { ConfigFile } from './schema.ts'

export interface RuntimeEndpoint {
  readonly id: string
  readonly connector: Connector
  /** Which of the vendor's services it is; undefined for the one at the connector's own mount. */
  readonly service: string | undefined
  readonly host: string
  /** What a path has to name: project, location; empty where paths name no place. */
  readonly own: ReadonlyMap<string, string>
  readonly pool: EgressPool
  /** Fingerprint of the key that calls, and those of keys whose objects it reaches: its own and earlier ones. */
  readonly upstream: { readonly id: string; readonly accepts: ReadonlySet<string> }
  /** By path, since an audience of a token can depend on it. */
  readonly credential: (path: string) => Credential
  /** Headers that the gateway itself sends to this endpoint: OpenAI-Project and the like. */
  readonly ownHeaders: HeaderPairs
  readonly answerHeaders: HeaderList
  /** Models or deployments that may be called; undefined admits every name (sandbox). */
  readonly models: ReadonlySet<string> | undefined
  /** The vendor's model behind a name: a deployment's on Azure, the name itself elsewhere. */
  readonly underlying: (model: string) => string
  /** `now` in Unix ms: an attestation that ended no longer decides a place. */
  readonly place: (model: string | undefined, now: number) => Place
  /** The place of an operation that has its own; a stand-in is one place for all. */
  readonly placeOf: (own: OperationPlace, model: string | undefined, now: number) => Place
  /** Region the endpoint is configured for. */
  readonly region: string
  readonly standing: (now: number) => Standing
  /** Attestations in config as the record names them: `openai-eu/retention`. */
  readonly attestationNames: readonly string[]
  readonly features: EndpointFeatures
  /** A stand-in on loopback and not the vendor: the record says so. */
  readonly sandbox: boolean
  /** Set when the vendor reported a region outside the zone or a spillover; lasts until reload. */
  closed: string | undefined
}

export type RedactionMode = 'apply' | 'report' | 'off'

/** What becomes of personal data that is an answer's own. */
export type AnswerRedaction = 'apply' | 'flag'

export interface RuntimeTenant {
  readonly id: string
  readonly zone: Zone
  readonly endpoints: readonly RuntimeEndpoint[]
  /** Operations whose media may leave uninspected, as `vendor.operation`. */
  readonly media: ReadonlySet<string>
  /** What stands behind the policy at `now` (Unix ms): `missing` is a tenant without it, `expired` one whose time is over. */
  readonly unlisted: (now: number) => AttestationState
  readonly opaque: (now: number) => AttestationState
  /** Where the tenant may read an object that config shares with it; none for any other. */
  readonly shared: (vendor: VendorId, kind: string, id: string) => readonly PinPlace[]
  readonly redactionMode: (operation: string) => RedactionMode
  /** Undefined where answers are only restored. */
  readonly answerRedaction: (operation: string) => AnswerRedaction | undefined
  /** What is found, and what stands in its place, in an operation (`vendor.operation`). */
  readonly policy: (operation: string) => Policy
  /** What a tier outside the engine, or the minimum of a language, asks of names in an operation; undefined without either. */
  readonly names: (operation: string) => NamesRules | undefined
  /** The same as one tells it. */
  readonly describedNames: TenantNames
  /** Models are told what placeholders are. */
  readonly placeholderNote: boolean
  /** What was found in texts that come again. */
  readonly memory: (policy: Policy) => SpanMemory
  /** Keyed HMAC of an end user's identifier, unlinkable between tenants. */
  readonly pseudonym: (identifier: string) => string
  /** Keyed HMAC of a value that stays the same from call to call, unlinkable between tenants. */
  readonly keyed: (text: string) => Uint8Array
  /** Which of the caller's headers may go to an endpoint. */
  readonly headerRules: ReadonlyMap<RuntimeEndpoint, RequestHeaderRules>
}

export interface KeyHolder {
  readonly tenant: RuntimeTenant
  readonly keyId: string
  readonly revoked: boolean
}

export interface Runtime {
  /** First 12 hex digits of the digest of the running config. */
  readonly hash: string
  readonly limits: ConfigFile['limits']
  readonly timeouts: ConfigFile['timeouts']
  readonly shutdown: ConfigFile['shutdown']
  readonly sandbox: boolean
  /** End of the evaluation (Unix ms), or undefined. */
  readonly evaluationUntil: number | undefined
  readonly findKey: (key: string) => KeyHolder | undefined
  /** The holder of a key by the tenant's id and the key's: for what was given out by somebody who showed it. */
  readonly findHolder: (tenant: string, keyId: string) => KeyHolder | undefined
  /** By the access key id of a signature. Every id has a secret, so that an unknown one costs the same work. */
  readonly findSigner: (accessKeyId: string) => {
    readonly holder: KeyHolder | undefined
    readonly secret: string
  }
  readonly matchOperation: (
    mounted: { readonly connector: Connector; readonly service: string | undefined },
    method: string,
    path: string,
  ) => OperationMatch | undefined
  readonly tenants: ReadonlyMap<string, RuntimeTenant>
  /** By id; those of a further service by `id/service`. */
  readonly endpoints: ReadonlyMap<string, RuntimeEndpoint>
  /** Of names, by name in config. */
  readonly detectors: ReadonlyMap<string, NamesDetector>
}
