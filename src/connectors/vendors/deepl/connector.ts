/** DeepL: the paid European host, admitted only with an attested EU data-residency setting. */
import type { Connector, EndpointFacts, Place, Region } from '../../contract.ts'
import { EEA } from '../../countries.ts'
import { DEEPL_OPERATIONS } from './operations.ts'

const regionalEndpoints = {
  url: 'https://developers.deepl.com/docs/getting-started/regional-endpoints',
  checked: '2026-11-22',
}
const hostingChange = {
  url: 'https://support.deepl.com/hc/en-us/articles/26380849099932',
  checked: '2026-11-22',
}

const HOSTS: Readonly<Record<string, string>> = {
  eu: 'api.deepl.com',
  us: 'api-us.deepl.com',
  jp: 'api-jp.deepl.com',
  free: 'api-free.deepl.com',
}

const REGIONS: readonly Region[] = [
  {
    id: 'eu',
    title: 'European Union (api.deepl.com)',
    countries: EEA,
    evidence: hostingChange,
    caveat:
      'The host alone is no proof: content may be processed in other regions unless the plan fixes one.',
  },
  { id: 'us', title: 'United States (api-us.deepl.com)', countries: ['US'], evidence: regionalEndpoints },
  { id: 'jp', title: 'Japan (api-jp.deepl.com)', countries: ['JP'], evidence: regionalEndpoints },
  {
    id: 'free',
    title: 'Free plan (api-free.deepl.com)',
    countries: undefined,
    evidence: { url: 'https://developers.deepl.com/docs/getting-started/about', checked: '2026-11-22' },
    caveat: 'Texts of the free plan may be stored and used for training.',
  },
]

export const deepl: Connector = {
  vendor: 'deepl',
  title: 'DeepL',
  mount: '/deepl',
  dialect: 'deepl',
  regions: REGIONS,
  attestations: [
    {
      id: 'data-residency',
      title: "The account's data-residency feature fixes processing to the endpoint's region",
      decides: 'place',
      evidence: hostingChange,
    },
    {
      id: 'paid-plan',
      title: 'The account is on a paid plan, whose texts are neither stored nor used for training',
      decides: 'retention',
      evidence: { url: 'https://developers.deepl.com/docs/getting-started/about', checked: '2026-11-22' },
    },
  ],
  operations: DEEPL_OPERATIONS,
  requestHeaders: ['accept'],
  refusedHeaders: [],
  answerHeaders: ['content-type', 'x-trace-id', 'retry-after'],
  keyKind: (key) => (key.endsWith(':fx') ? 'free' : 'key'),
  host: (facts) => HOSTS[facts.region],
  place,
  credential: (key) => ['authorization', `DeepL-Auth-Key ${key}`],
  // The tag is kept in DeepL's usage analytics, so it is the tenant's name and never the caller's text.
  forcedHeaders: (tenantTag) => [['x-deepl-reporting-tag', tenantTag]],
  observe: () => ({ region: undefined }),
  modelField: undefined,
}

function place(facts: EndpointFacts): Place {
  const region = REGIONS.find((candidate) => candidate.id === facts.region)
  const unknown = (reason: string): Place => ({
    region: facts.region,
    countries: undefined,
    basis: 'attested',
    reason,
  })
  if (region === undefined) return unknown('The region is not in the catalogue.')
  if (facts.key?.kind === 'free')
    return unknown('The key is of the free plan, whose texts may be stored and used for training.')
  if (region.countries === undefined) return unknown(region.caveat ?? 'The countries are not documented.')
  if (!facts.attested.has('data-residency')) {
    return unknown(
      "The host alone is no proof: since 2026 DeepL may process in other regions unless the plan's data-residency feature fixes one: attest data-residency.",
    )
  }
  return { region: region.id, countries: region.countries, basis: 'attested' }
}
