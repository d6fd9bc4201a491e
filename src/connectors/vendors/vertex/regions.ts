/** Locations of Vertex AI: where each lies and which host serves it. */
import type { Region } from '../../contract.ts'
import { EU } from '../../countries.ts'
import { DATA_RESIDENCY, LOCATIONS } from './evidence.ts'

const CAVEAT = 'Only for models that Google lists for ML processing at this location.'

const single = (country: string, ...locations: readonly string[]): readonly Region[] =>
  locations.map((id) => ({ id, title: id, countries: [country], evidence: LOCATIONS, caveat: CAVEAT }))

export const VERTEX_REGIONS: readonly Region[] = [
  {
    id: 'eu',
    title: 'European Union (multi-region)',
    countries: EU,
    evidence: DATA_RESIDENCY,
    caveat: 'Any member state, not London or Zürich; only for models that Google lists for it.',
  },
  ...single('BE', 'europe-west1'),
  ...single('DE', 'europe-west3', 'europe-west10'),
  ...single('NL', 'europe-west4'),
  ...single('IT', 'europe-west8', 'europe-west12'),
  ...single('FR', 'europe-west9'),
  ...single('FI', 'europe-north1'),
  ...single('SE', 'europe-north2'),
  ...single('PL', 'europe-central2'),
  ...single('ES', 'europe-southwest1'),
  ...single('GB', 'europe-west2'),
  ...single('CH', 'europe-west6'),
  ...single(
    'US',
    'us',
    'us-central1',
    'us-east1',
    'us-east4',
    'us-east5',
    'us-south1',
    'us-west1',
    'us-west2',
    'us-west3',
    'us-west4',
  ),
  ...single('CA', 'northamerica-northeast1', 'northamerica-northeast2'),
  ...single('MX', 'northamerica-south1'),
  ...single('BR', 'southamerica-east1'),
  ...single('CL', 'southamerica-west1'),
  ...single('TW', 'asia-east1'),
  ...single('HK', 'asia-east2'),
  ...single('JP', 'asia-northeast1', 'asia-northeast2'),
  ...single('KR', 'asia-northeast3'),
  ...single('IN', 'asia-south1', 'asia-south2'),
  ...single('SG', 'asia-southeast1'),
  ...single('ID', 'asia-southeast2'),
  ...single('AU', 'australia-southeast1', 'australia-southeast2'),
  ...single('QA', 'me-central1'),
  ...single('SA', 'me-central2'),
  ...single('IL', 'me-west1'),
  ...single('ZA', 'africa-south1'),
  {
    id: 'global',
    title: 'Global endpoint',
    countries: undefined,
    evidence: LOCATIONS,
    caveat: 'The global endpoint processes in any location of Google Cloud.',
  },
]

const MULTI_REGIONS: ReadonlySet<string> = new Set(['eu', 'us'])

export function isMultiRegion(location: string): boolean {
  return MULTI_REGIONS.has(location)
}

/** Undefined for a location that is not in the catalogue. */
export function vertexHost(location: string): string | undefined {
  if (!VERTEX_REGIONS.some(({ id }) => id === location)) return undefined
  if (location === 'global') return 'aiplatform.googleapis.com'
  return isMultiRegion(location)
    ? `aiplatform.${location}.rep.googleapis.com`
    : `${location}-aiplatform.googleapis.com`
}
