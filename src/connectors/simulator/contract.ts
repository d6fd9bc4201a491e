/** What a vendor simulator is: a pure function from one request to one answer, with its hostility as data. */
import type { Script } from './script.ts'

/** A number in [0, 1). Seeded, so that a failing run can be repeated. */
export type Random = () => number

/** One request as the vendor received it. */
export interface SimulatedRequest {
  readonly method: string
  /** Path with the query, as it stood on the request line. */
  readonly path: string
  /** Names in lower case; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What happens on the socket, in order. After `stall`, `reset` or `truncate` nothing follows. */
export type WireEvent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'pause'; readonly milliseconds: number }
  /** The socket stays open and silent. */
  | { readonly kind: 'stall' }
  /** TCP reset. */
  | { readonly kind: 'reset' }
  /** The socket is closed in good order, but the HTTP body is not complete. */
  | { readonly kind: 'truncate' }

export type SimulatedHeaders = Readonly<Record<string, string | readonly string[]>>

/** One answer. A body that is an iterable is sent chunked, event by event, and can be endless. */
export interface SimulatedAnswer {
  readonly status: number
  readonly headers: SimulatedHeaders
  readonly body: Uint8Array | Iterable<WireEvent>
  /** What happens before the status line. */
  readonly opening?: readonly WireEvent[]
  /** The body is a whole HTTP message, written to the socket as it stands; status and headers are ignored. */
  readonly raw?: boolean
}

/** How a simulator behaves; everything but `hostile` has a default. */
export interface Behaviour {
  /** Odd but legal answers: cut bytes, reordered and unknown members, spoiled placeholders, moved tags. */
  readonly hostile: boolean
  /** Upstream keys that are accepted; any key when absent. */
  readonly keys?: readonly string[]
  /** Milliseconds between the events of a streamed answer; 0 when absent. */
  readonly pace?: number
  /** Troubles for this request, over those that its text asks for. */
  readonly script?: (request: SimulatedRequest) => Script | undefined
  /** Largest audio file in bytes; 25 MiB when absent, as the vendor documents. */
  readonly uploadLimit?: number
  /** Unix seconds that answers are dated with; a fixed day when absent. */
  readonly now?: number
  /** Azure: display name in `x-ms-region`; `Sweden Central` when absent. */
  readonly region?: string
  /** Azure: deployment name -> model; any plausible name when absent. */
  readonly deployments?: Readonly<Record<string, string>>
  /** Vertex AI: the one project and location that it serves; any when absent. */
  readonly place?: { readonly project: string; readonly location: string }
  /** Live: what the speaker says, turn by turn, the last one again and again; a greeting when absent. */
  readonly spoken?: readonly string[]
  /** Azure: refuse `store` in chat on dated stable API versions, whose published schema lacks it. */
  readonly strictApiVersion?: boolean
}

export type Simulate = (request: SimulatedRequest, random: Random, behaviour: Behaviour) => SimulatedAnswer

/** 2026-11-22T00:00:00Z in Unix seconds. */
const SIMULATED_DAY = 1_795_305_600

export function simulatedNow(behaviour: Behaviour): number {
  return behaviour.now ?? SIMULATED_DAY
}
