/**
 * The table of inference profiles: where a call to `eu.` may be sent from a source region inside the EEA.
 * Source: https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html (2026-11-22)
 */
import { EEA } from '../../countries.ts'
import { BEDROCK_REGIONS } from './regions.ts'

const SIX = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'] as const

/** Models whose profile reaches fewer regions; every other documented one reaches the six. */
const NARROWER: readonly (readonly [model: RegExp, regions: readonly string[]])[] = [
  [/^anthropic\.claude-3-7-/, ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3']],
  [/^anthropic\.claude-3-|^meta\.llama3-2-[13]b-/, ['eu-central-1', 'eu-west-1', 'eu-west-3']],
]

/** Profiles whose regions the table of AWS lists with the six, however the model's version goes on. */
const DOCUMENTED =
  /^(?:anthropic\.claude-(?:sonnet|opus|haiku)-|anthropic\.claude-3-|amazon\.nova-|cohere\.embed-|meta\.llama3-2-)/

/**
 * Region ids that a profile's call may be processed in. A profile can be routed to a region that the account never opted
 * into. Undefined for a model whose profile the table does not have.
 */
export function destinationsOf(model: string): readonly string[] | undefined {
  if (!DOCUMENTED.test(model)) return undefined
  return NARROWER.find(([pattern]) => pattern.test(model))?.[1] ?? SIX
}

/** Country of a region of the catalogue. */
export function countryOf(region: string): string | undefined {
  return BEDROCK_REGIONS.find(({ id }) => id === region)?.countries?.[0]
}

export function isInEea(region: string): boolean {
  const country = countryOf(region)
  return EEA.some((member) => member === country)
}
