/** Where a Bedrock call is processed: the source region, what the model id routes to, and what only an attestation can say. */
import type { EndpointFacts, Place } from '../../contract.ts'
import { countryOf, destinationsOf, isInEea } from './profiles.ts'
import { BEDROCK_REGIONS } from './regions.ts'

/** Publishers as model ids start with them; anything else before the first dot is a profile, or nothing that is known. */
const PUBLISHERS: ReadonlySet<string> = new Set([
  'ai21',
  'amazon',
  'anthropic',
  'cohere',
  'deepseek',
  'google',
  'luma',
  'meta',
  'minimax',
  'mistral',
  'moonshot',
  'moonshotai',
  'nvidia',
  'openai',
  'qwen',
  'stability',
  'twelvelabs',
  'writer',
  'zai',
])

/** `arn:aws:bedrock:REGION:ACCOUNT:TYPE/ID`; the account is empty for foundation models. */
const ARN = /^arn:(aws[a-z-]*):bedrock:([a-z0-9-]+):(\d{12})?:([a-z-]+)\/(.+)$/

export function bedrockPlace(facts: EndpointFacts, model: string | undefined): Place {
  const region = BEDROCK_REGIONS.find(({ id }) => id === facts.region)
  if (region?.countries === undefined) {
    return unknown(facts, region?.caveat ?? 'The region is not in the catalogue.')
  }
  const own: Place = {
    region: facts.region,
    countries: region.countries,
    basis: 'dialled',
    ...(region.caveat === undefined ? {} : { reason: region.caveat }),
  }
  if (model === undefined) return own
  return model.startsWith('arn:') ? placeOfArn(facts, own, model) : placeOfId(facts, own, model)
}

function placeOfId(facts: EndpointFacts, own: Place, id: string): Place {
  const dot = id.indexOf('.')
  const first = dot < 0 ? id : id.slice(0, dot)
  if (dot > 0 && PUBLISHERS.has(first)) return own
  if (first === 'eu') return placeOfEuProfile(facts, id.slice(dot + 1))
  if (first === 'global') return unknown(facts, 'A global. profile is processed in any region of AWS.')
  return unknown(
    facts,
    /^(?:us|us-gov|apac|au|jp|ca|sa|me|il|in|kr|mx)$/.test(first)
      ? `A ${first}. profile is processed in regions outside Europe.`
      : 'It is neither a model id of a known publisher nor an inference profile of the table.',
  )
}

function placeOfEuProfile(facts: EndpointFacts, model: string): Place {
  if (!isInEea(facts.region)) {
    return unknown(
      facts,
      `An eu. profile that is called in ${facts.region} is processed there too: only a source region inside the EEA keeps it in the EEA.`,
    )
  }
  const destinations = destinationsOf(model)
  if (destinations === undefined)
    return unknown(facts, 'The table of inference profiles does not say where this eu. profile is processed.')
  return {
    region: facts.region,
    countries: countriesOf([facts.region, ...destinations]),
    basis: 'destination_set',
  }
}

function placeOfArn(facts: EndpointFacts, own: Place, arn: string): Place {
  const [, partition, region, , type = '', id = ''] = ARN.exec(arn) ?? []
  if (partition === undefined) return unknown(facts, 'The ARN is not one of Amazon Bedrock.')
  if (partition !== 'aws' || region !== facts.region)
    return unknown(facts, "The ARN's region is not the endpoint's.")
  if (type === 'foundation-model' || type === 'inference-profile') return placeOfId(facts, own, id)
  const regions = facts.targets?.get(arn)
  if (regions === undefined) {
    return unknown(
      facts,
      'The ARN hides what is called and where: list it under targets, with the regions that it reaches and an attestation that holds.',
    )
  }
  const unlisted = regions.find((each) => countryOf(each) === undefined)
  if (unlisted !== undefined) return unknown(facts, 'A region of its target is not in the catalogue.')
  return { region: facts.region, countries: countriesOf([facts.region, ...regions]), basis: 'attested' }
}

function countriesOf(regions: readonly string[]): readonly string[] {
  return [...new Set(regions.flatMap((region) => countryOf(region) ?? []))]
}

function unknown(facts: EndpointFacts, reason: string): Place {
  return { region: facts.region, countries: undefined, basis: 'destination_set', reason }
}
