/** The types of a call as it goes down the line: each step takes what the step above made and nothing less. */
import type { CompiledOperation } from '../../connectors/compiled.ts'
import type { Connector } from '../../connectors/contract.ts'
import type { KnownValues, Vault } from '../../redaction/index.ts'
import type { PathParameter } from '../config/operation-router.ts'
import type { RedactionMode, Runtime, RuntimeTenant } from '../config/runtime.ts'
import type { HeaderPairs } from '../egress/headers.ts'
import type { Exchange } from '../ingress/contract.ts'
import type { PinName, PinPlace } from '../ledger/pins.ts'
import type { ResidencyProof } from '../policy/residency.ts'
import type { ElementPlan } from './body/element-texts.ts'
import type { InspectedBody } from './body/inspected-body.ts'
import type { ObjectName } from './body/named-object.ts'
import type { OutgoingBody, RedactedBody } from './body/redacted-body.ts'
import type { TemporaryGrant } from '../live/temporary-keys.ts'

/** Step 1. The body is not read yet. */
export interface AcceptedCall {
  /** UUIDv7. */
  readonly id: string
  /** Unix ms. */
  readonly openedAt: number
  /** Monotonic ms. */
  readonly startedAt: number
  readonly exchange: Exchange
  readonly runtime: Runtime
  readonly connector: Connector
  /** Which of the vendor's services was called; undefined for the one at the connector's own mount. */
  readonly service: string | undefined
  /** The vendor's own path, as sent: no scheme, host, dot segment or empty segment. */
  readonly path: string
  /** Query source without `?`; empty when there is none. */
  readonly query: string
}

/** Step 2. */
export interface AuthenticatedCall extends AcceptedCall {
  readonly tenant: RuntimeTenant
  readonly keyId: string
  /** What the caller's key stands for, where it is one of a single session. */
  readonly temporary?: TemporaryGrant
  /** The whole body, where the caller's signature over it was verified. */
  readonly signedBody?: Buffer
}

/** Step 3. */
export interface RecognisedCall extends AuthenticatedCall {
  readonly compiled: CompiledOperation
  readonly pathModel: string | undefined
  /** What the path names, by the names of its template. */
  readonly parameters: ReadonlyMap<string, PathParameter>
  /** `listed`, or an operation that only a tenant's `unlisted: redact` lets pass. */
  readonly listed: boolean
}

/** Step 4. The routing fields are known; the body is inspected but not changed. */
export interface ReadCall extends RecognisedCall {
  readonly body: InspectedBody
  readonly model: string | undefined
  readonly streamed: boolean
  /** As it leaves. */
  readonly contentType: string | undefined
  /** The answer is to be JSON. */
  readonly structured: boolean
  /** What the caller knows to be personal. */
  readonly known: KnownValues | undefined
}

/** Step 5. */
export interface AdmittedCall extends ReadCall {
  readonly redactionMode: RedactionMode
  /** Kinds of media that leave without being looked at, by consent. */
  readonly uninspected: readonly string[]
}

/** Where the objects are kept that a call names. */
export interface Kept {
  /** Endpoints that keep all of them; none in a call that names none. */
  readonly places: readonly PinPlace[]
  /** The objects that the call ends. */
  readonly ends: readonly PinName[]
  /** The model itself is one of them: config need not list it. */
  readonly model: boolean
}

/** Between steps 5 and 6. `kept` is undefined for a call that names no object at the vendor. */
export interface LocatedCall extends AdmittedCall {
  readonly kept: Kept | undefined
  /** Where an object is kept that is named only while an upload passes. Rejects with `Refusal` 404, or 503. */
  readonly lookUp: ((name: ObjectName) => Promise<readonly PinPlace[]>) | undefined
}

/** Step 6. Endpoints in order of preference, each with the proof that it lies inside the zone. */
export interface RoutedCall extends LocatedCall {
  readonly proofs: readonly [ResidencyProof, ...ResidencyProof[]]
}

/** Step 7. The raw body is gone from the type. */
export interface RedactedCall extends Omit<RoutedCall, 'body' | 'known'> {
  /** From here on nobody needs what the caller knows. */
  readonly known: undefined
  readonly body: RedactedBody
  readonly vault: Vault
  /** Flat: the caller's headers that may leave, their values redacted. */
  readonly callerHeaders: readonly string[]
}

/** Steps 8 and 9, once per attempt. */
export interface UntrainableCall extends Omit<RedactedCall, 'body'> {
  readonly attempt: number
  readonly proof: ResidencyProof
  readonly body: OutgoingBody
  /** How element tokens were written, for machine translation. */
  readonly elements: ElementPlan | undefined
  /** What was forced, as the record names it. */
  readonly flags: readonly string[]
  readonly forcedHeaders: HeaderPairs
}

declare const durable: unique symbol

/** UUIDv7 of an attempt whose row is durable. Made by step 10 and nowhere else. */
export type AttemptId = string & { readonly [durable]: true }

/** Step 10. The intent is durable. */
export interface RecordedCall extends UntrainableCall {
  readonly attemptId: AttemptId
}
