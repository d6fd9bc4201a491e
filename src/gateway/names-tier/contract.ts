/** What a stronger tier for names is to the gateway: texts go in, spans come out, or the look fails with a closed reason. */
import type { Entity } from '../../redaction/index.ts'

/** How well names are looked for, weakest first. `onnx` and `analyzer` are what an operator brings; both also run `builtin`. */
export const TIERS = ['off', 'rules', 'builtin', 'onnx', 'analyzer'] as const

export type Tier = (typeof TIERS)[number]

/** What runs outside the engine. */
export type OuterTier = Extract<Tier, 'onnx' | 'analyzer'>

/** `onnx` and `analyzer` are one rank: which of two models is better is known by who chose them, not by their kind. */
const RANK: Readonly<Record<Tier, number>> = { off: 0, rules: 1, builtin: 2, onnx: 3, analyzer: 3 }

export function meets(tier: Tier, minimum: Tier): boolean {
  return RANK[tier] >= RANK[minimum]
}

export function strictest(tiers: Iterable<Tier>): Tier {
  let most: Tier = 'off'
  for (const tier of tiers) if (!meets(most, tier)) most = tier
  return most
}

/** A part of a text that a tier takes for a value: offsets in UTF-16 units. */
export interface TierSpan {
  readonly entity: Entity
  readonly start: number
  readonly end: number
  /** 0..1. */
  readonly score: number
}

/** A text and the languages that it may be in (ISO 639-1): one where it is known, several where it is not. */
export interface TierText {
  readonly text: string
  readonly languages: readonly string[]
}

/** Why a tier gave no answer; the names are labels of metrics and rules of refusals. */
export type TierFault =
  | 'names_timeout'
  | 'names_busy'
  | 'names_loading'
  | 'names_crashed'
  | 'names_failed'
  | 'names_unreachable'
  | 'names_status'
  | 'names_malformed'
  | 'names_span'
  | 'names_attestation'
  | 'names_closed'
  | 'names_unmet'

/** A tier that did not answer, or answered what cannot be believed. Holds nothing of a text. */
export class TierError extends Error {
  override readonly name = 'TierError'
  readonly fault: TierFault

  constructor(fault: TierFault) {
    super(`The tier for names did not answer: ${fault}.`)
    this.fault = fault
  }
}

/** One model or one analyser of the config, shared by the tenants that name it. */
export interface NamesDetector {
  /** Name in config. */
  readonly id: string
  readonly tier: OuterTier
  /** Languages that it is for; undefined: all. */
  readonly languages: ReadonlySet<string> | undefined
  /** Why it cannot answer now, for readiness; undefined when it can. */
  readonly unready: string | undefined
  /** Loads what it needs, so that the first call does not wait for it. */
  start(): void
  /** Spans of each text, in their order. Rejects with a `TierError` when one of them fails, or after `milliseconds`. */
  look(texts: readonly TierText[], milliseconds: number): Promise<readonly (readonly TierSpan[])[]>
  close(): Promise<void>
}
