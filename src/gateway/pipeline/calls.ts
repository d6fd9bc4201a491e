/** The types of a call as it goes down the line: each step takes what the step above made and nothing less. */
import type { CompiledOperation } from '../../connectors/compiled.ts'
import type { Connector } from '../../connectors/contract.ts'
import type { Vault } from '../../redaction/index.ts'
import type { OperationMatch } from '../config/operation-router.ts'
import type { RedactionMode, Runtime, RuntimeTenant } from '../config/runtime.ts'
import type { HeaderPairs } from '../egress/headers.ts'
import type { Exchange } from '../ingress/contract.ts'
import type { ResidencyProof } from '../policy/residency.ts'
import type { ElementPlan } from './body/element-texts.ts'
import type { InspectedBody } from './body/inspected-body.ts'
import type { OutgoingBody, RedactedBody } from './body/redacted-body.ts'

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
}

/** Step 3. */
export interface RecognisedCall extends AuthenticatedCall {
  readonly compiled: CompiledOperation
  readonly pathModel: string | undefined
  /** What the path names, by the names of its template. */
  readonly parameters: OperationMatch['parameters']
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
}

/** Step 5. */
export interface AdmittedCall extends ReadCall {
  readonly redactionMode: RedactionMode
  /** Kinds of media that leave without being looked at, by consent. */
  readonly uninspected: readonly string[]
}

/** Step 6. Endpoints in order of preference, each with the proof that it lies inside the zone. */
export interface RoutedCall extends AdmittedCall {
  readonly proofs: readonly [ResidencyProof, ...ResidencyProof[]]
}

/** Step 7. The raw body is gone from the type. */
export interface RedactedCall extends Omit<RoutedCall, 'body'> {
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
