/** Where Bedrock Runtime has endpoints. Neither London nor Zurich lies in the EEA, whatever their prefix. */
import type { Region } from '../../contract.ts'
import { REGIONS_PAGE } from './evidence.ts'

/** Region ids by country: AWS names a city for each. */
const CATALOGUE: readonly (readonly [id: string, city: string, country: string])[] = [
  ['eu-central-1', 'Frankfurt', 'DE'],
  ['eu-north-1', 'Stockholm', 'SE'],
  ['eu-south-1', 'Milan', 'IT'],
  ['eu-south-2', 'Spain', 'ES'],
  ['eu-west-1', 'Ireland', 'IE'],
  ['eu-west-3', 'Paris', 'FR'],
  ['eu-west-2', 'London', 'GB'],
  ['eu-central-2', 'Zurich', 'CH'],
  ['af-south-1', 'Cape Town', 'ZA'],
  ['ap-east-2', 'Taipei', 'TW'],
  ['ap-northeast-1', 'Tokyo', 'JP'],
  ['ap-northeast-2', 'Seoul', 'KR'],
  ['ap-northeast-3', 'Osaka', 'JP'],
  ['ap-south-1', 'Mumbai', 'IN'],
  ['ap-south-2', 'Hyderabad', 'IN'],
  ['ap-southeast-1', 'Singapore', 'SG'],
  ['ap-southeast-2', 'Sydney', 'AU'],
  ['ap-southeast-3', 'Jakarta', 'ID'],
  ['ap-southeast-4', 'Melbourne', 'AU'],
  ['ap-southeast-5', 'Malaysia', 'MY'],
  ['ap-southeast-6', 'New Zealand', 'NZ'],
  ['ap-southeast-7', 'Thailand', 'TH'],
  ['ca-central-1', 'Montreal', 'CA'],
  ['ca-west-1', 'Calgary', 'CA'],
  ['il-central-1', 'Tel Aviv', 'IL'],
  ['me-central-1', 'UAE', 'AE'],
  ['me-south-1', 'Bahrain', 'BH'],
  ['mx-central-1', 'Mexico', 'MX'],
  ['sa-east-1', 'São Paulo', 'BR'],
  ['us-east-1', 'N. Virginia', 'US'],
  ['us-east-2', 'Ohio', 'US'],
  ['us-west-1', 'N. California', 'US'],
  ['us-west-2', 'Oregon', 'US'],
  ['us-gov-east-1', 'GovCloud East', 'US'],
  ['us-gov-west-1', 'GovCloud West', 'US'],
]

const CAVEATS: Readonly<Record<string, string>> = {
  'eu-west-2': 'eu-west-2 is London: the prefix does not put it into the EEA.',
  'eu-central-2': 'eu-central-2 is Zurich: the prefix does not put it into the EEA.',
}

/** The sovereign partition has a domain of its own, and Bedrock Runtime there is not confirmed. */
const SOVEREIGN: Region = {
  id: 'eusc-de-east-1',
  title: 'European Sovereign Cloud (eusc-de-east-1)',
  countries: undefined,
  evidence: REGIONS_PAGE,
  caveat: 'That Bedrock Runtime is offered in this partition is not documented yet.',
}

export const BEDROCK_REGIONS: readonly Region[] = [
  ...CATALOGUE.map(([id, city, country]): Region => {
    const caveat = CAVEATS[id]
    return {
      id,
      title: `${city} (${id})`,
      countries: [country],
      evidence: REGIONS_PAGE,
      ...(caveat === undefined ? {} : { caveat }),
    }
  }),
  SOVEREIGN,
]
