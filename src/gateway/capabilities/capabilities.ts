/** What this version finds, in which languages and how well, and what tenants have it do: for those who decide by it. */
import { ENTITIES, type Entity, LANGUAGES } from '../../redaction/index.ts'
import { EUROPE } from '../detection/coverage.ts'
import type { Tier } from '../names-tier/contract.ts'
import type { TenantNames } from '../config/describe-names.ts'
import { readFigures, type Figures } from './figures.ts'

export interface Capabilities {
  readonly entities: readonly Entity[]
  /** ISO countries whose identifiers and phone formats are known. */
  readonly countries: readonly string[]
  /** Languages in which names are looked for (ISO 639-1). */
  readonly languages: readonly string[]
  readonly tiers: Readonly<Record<Tier, string>>
  readonly figures: Figures
  readonly tenants?: readonly TenantNames[]
}

/** In the words of the page on redaction. */
const LAYERS: Capabilities['tiers'] = {
  off: 'names of people are not looked for',
  rules: 'lists of names and the words around them',
  builtin: 'lists, the words around them and a tagger',
  onnx: 'builtin, and a model that the operator mounts; its figures are its own',
  analyzer: "builtin, and a service with Presidio's API; its figures are its own",
}

export function capabilities(tenants?: readonly TenantNames[]): Capabilities {
  return {
    entities: ENTITIES,
    countries: [...EUROPE, 'JP'],
    languages: LANGUAGES,
    tiers: LAYERS,
    figures: readFigures(),
    ...(tenants === undefined ? {} : { tenants }),
  }
}
