/** What an attestation is worth at a moment, and whether an endpoint may serve with those it has. */
import type { AttestationKind } from '../../connectors/contract.ts'
import type { Code } from '../errors/codes.ts'

const DAY = 86_400_000

/** The part of an attestation that time acts on: ISO dates. */
export interface Dated {
  readonly expires: string
}

export type AttestationState = 'missing' | 'valid' | 'expiring_60' | 'expiring_14' | 'expired'

/**
 * Unix milliseconds of the end of a day in UTC. An attestation holds through the whole of its `expires` day and has
 * expired at 00:00 UTC of the next, so that every gateway closes at one moment wherever its clock's zone is. A date
 * that cannot be read ends before all time.
 */
export function endOfDay(date: string): number {
  const start = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(start) ? -Infinity : start + DAY
}

/** State at `now`; `expiring_60` and `expiring_14` begin exactly 60 and 14 days before the end of the last day. */
export function attestationState(attestation: Dated | undefined, now: Date): AttestationState {
  if (attestation === undefined) return 'missing'
  const left = endOfDay(attestation.expires) - now.getTime()
  // Written so that an invalid clock (NaN) is expired, not valid.
  if (!(left > 0)) return 'expired'
  if (left <= 14 * DAY) return 'expiring_14'
  return left <= 60 * DAY ? 'expiring_60' : 'valid'
}

/** Whether what was attested may be relied on. */
export function holds(state: AttestationState): boolean {
  return state !== 'missing' && state !== 'expired'
}

/** True through the whole of the `until` day, UTC. */
export function evaluationRuns(evaluation: { readonly until: string } | undefined, now: Date): boolean {
  return evaluation !== undefined && endOfDay(evaluation.until) > now.getTime()
}

export interface Standing {
  /** Undefined when the endpoint may serve. */
  readonly refusal:
    | { readonly code: Extract<Code, 'attestation_missing' | 'attestation_expired'>; readonly kind: string }
    | undefined
  /** Kinds that hold at this moment, for `EndpointFacts.attested`. */
  readonly attested: ReadonlySet<string>
  /** Kinds that an evaluation stands in for; the record is marked when there are any. */
  readonly waived: readonly string[]
}

/**
 * Whether an endpoint may serve at `now`. Every kind of its vendor is needed. A running evaluation stands in for
 * retention kinds that were never given; it revives none that expired, and nothing stands in for a kind that decides
 * the place. An ended evaluation counts as expired, since the endpoint did serve before.
 */
export function endpointStanding(
  kinds: readonly AttestationKind[],
  attestations: Readonly<Record<string, Dated>>,
  evaluation: { readonly until: string } | undefined,
  now: Date,
): Standing {
  const attested = new Set<string>()
  const waived: string[] = []
  let refusal: Standing['refusal']
  for (const kind of kinds) {
    const given = Object.hasOwn(attestations, kind.id) ? attestations[kind.id] : undefined
    const state = attestationState(given, now)
    if (given !== undefined && state !== 'expired') {
      attested.add(kind.id)
    } else if (state === 'expired') refusal ??= { code: 'attestation_expired', kind: kind.id }
    else if (evaluation === undefined || kind.decides === 'place') {
      refusal ??= { code: 'attestation_missing', kind: kind.id }
    } else if (evaluationRuns(evaluation, now)) {
      waived.push(kind.id)
    } else refusal ??= { code: 'attestation_expired', kind: kind.id }
  }
  return { refusal, attested, waived }
}
