/** Where AssemblyAI's services are: a host for each service and region, and the countries that are documented for it. */
import type { Countries, EndpointFacts, Place, Region, Service } from '../../contract.ts'
import { EEA } from '../../countries.ts'
import { DICTATION_PAGE, GATEWAY_PAGE, REGION_PAGE, SYNC_PAGE } from './evidence.ts'

export const REGIONS: readonly Region[] = [
  {
    id: 'eu',
    title: 'European Union (api.eu.assemblyai.com)',
    countries: ['IE'],
    evidence: REGION_PAGE,
    caveat:
      'Transcripts and uploads are in Ireland; the sync service is in Sweden, dictation in DE, ES, FR, IE, IT and SE, and streaming and the LLM gateway anywhere in the Union: each is held against the zone by itself.',
  },
  {
    id: 'us',
    title: 'United States (api.assemblyai.com)',
    countries: ['US'],
    evidence: REGION_PAGE,
  },
  {
    id: 'nearest',
    title: 'Hosts without a region (sync.assemblyai.com, dictation.assemblyai.com)',
    countries: undefined,
    evidence: SYNC_PAGE,
    caveat: 'The network takes a call to whichever region is nearest to the machine that calls.',
  },
]

interface Location {
  /** Region -> host and countries. */
  readonly [region: string]: { readonly host: string; readonly countries: Countries | undefined }
}

const TRANSCRIPTS: Location = {
  eu: { host: 'api.eu.assemblyai.com', countries: ['IE'] },
  us: { host: 'api.assemblyai.com', countries: ['US'] },
  nearest: { host: 'api.assemblyai.com', countries: undefined },
}

const SYNC: Location = {
  eu: { host: 'sync.eu.assemblyai.com', countries: ['SE'] },
  us: { host: 'sync.us.assemblyai.com', countries: ['US'] },
  nearest: { host: 'sync.assemblyai.com', countries: undefined },
}

/** The host without a region takes a session to whichever of several continents is nearest. */
const STREAMING: Location = {
  eu: { host: 'streaming.eu.assemblyai.com', countries: EEA },
  us: { host: 'streaming.us.assemblyai.com', countries: ['US'] },
  nearest: { host: 'streaming.assemblyai.com', countries: undefined },
}

const DICTATION: Location = {
  eu: { host: 'dictation.eu.assemblyai.com', countries: ['DE', 'ES', 'FR', 'IE', 'IT', 'SE'] },
  us: { host: 'dictation.us.assemblyai.com', countries: ['US'] },
  nearest: { host: 'dictation.assemblyai.com', countries: undefined },
}

/** Its models run at other vendors: Claude on Bedrock and Gemini, both in regions of the Union. */
const LLM_GATEWAY: Location = {
  eu: { host: 'llm-gateway.eu.assemblyai.com', countries: EEA },
  us: { host: 'llm-gateway.assemblyai.com', countries: ['US'] },
  nearest: { host: 'llm-gateway.assemblyai.com', countries: undefined },
}

type Placed = Pick<Service, 'host' | 'place'>

function placed(location: Location): Placed {
  return {
    host: (facts) => location[facts.region]?.host,
    place: (facts) => placeOf(location, facts),
  }
}

function placeOf(location: Location, { region }: EndpointFacts): Place {
  const countries = location[region]?.countries
  const known = REGIONS.find(({ id }) => id === region)
  return {
    region,
    countries,
    basis: 'dialled',
    ...(countries !== undefined ? {} : { reason: known?.caveat ?? 'The region is not in the catalogue.' }),
  }
}

export const TRANSCRIPTS_PLACE: Placed = placed(TRANSCRIPTS)

export const SERVICES: readonly Service[] = [
  { id: 'sync', title: 'AssemblyAI sync', mount: '/assemblyai-sync', evidence: SYNC_PAGE, ...placed(SYNC) },
  {
    id: 'dictation',
    title: 'AssemblyAI dictation',
    mount: '/assemblyai-dictation',
    evidence: DICTATION_PAGE,
    ...placed(DICTATION),
  },
  {
    id: 'streaming',
    title: 'AssemblyAI streaming',
    mount: '/assemblyai-streaming',
    evidence: REGION_PAGE,
    ...placed(STREAMING),
  },
  {
    id: 'llm-gateway',
    title: 'AssemblyAI LLM gateway',
    mount: '/assemblyai-llm-gateway',
    evidence: GATEWAY_PAGE,
    ...placed(LLM_GATEWAY),
  },
]
