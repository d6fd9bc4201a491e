/** What config says of one tenant's names, as one tells it: the tier, who does it, and what each language gets and needs. */
import { LANGUAGES } from '../../redaction/index.ts'
import type { Tier } from '../names-tier/contract.ts'
import type { ModelFolder } from '../names-tier/onnx/model-files.ts'
import { chosenDetector } from './names-check.ts'
import type { ConfigFile, TenantConfig } from './schema.ts'

export interface TenantNames {
  readonly tenant: string
  readonly names: Tier
  /** The model or analyser behind the tier. */
  readonly detector?: {
    readonly id: string
    readonly kind: 'onnx' | 'analyzer'
    /** SHA-256 over the files of a model. */
    readonly digest?: string
    /** Where an analyser runs. */
    readonly countries?: readonly string[]
  }
  /** When the detector does not answer. */
  readonly fallback: 'refuse' | 'builtin'
  readonly languages: readonly { readonly language: string; readonly tier: Tier; readonly minimum?: Tier }[]
  /** Operations that ask for another tier. */
  readonly routes: Readonly<Record<string, Tier>>
}

export function describeNames(
  tenant: string,
  redaction: TenantConfig['redaction'],
  settings: Pick<ConfigFile, 'name_detectors'>,
  models: ReadonlyMap<string, Pick<ModelFolder, 'digest'>>,
): TenantNames {
  const { names, names_detector: wanted, names_minimum: minimum } = redaction
  const detectors = new Map(Object.entries(settings.name_detectors))
  const id =
    names === 'onnx' || names === 'analyzer'
      ? chosenDetector({ names, names_detector: wanted }, detectors)
      : undefined
  const config = id === undefined ? undefined : detectors.get(id)
  const covered: readonly string[] | undefined = config?.languages
  const digest = id === undefined ? undefined : models.get(id)?.digest
  return {
    tenant,
    names,
    ...(id === undefined || config === undefined
      ? {}
      : {
          detector: {
            id,
            kind: config.kind,
            ...(digest === undefined ? {} : { digest }),
            ...(config.kind === 'analyzer' ? { countries: config.countries } : {}),
          },
        }),
    fallback: redaction.names_fallback ?? 'refuse',
    languages: (redaction.languages ?? LANGUAGES).map((language) => {
      const least = minimum[language]
      const tier = covered?.includes(language) === false ? 'builtin' : names
      return { language, tier, ...(least === undefined ? {} : { minimum: least }) }
    }),
    routes: Object.fromEntries(
      Object.entries(redaction.routes).flatMap(([operation, rule]) =>
        rule.names === undefined ? [] : [[operation, rule.names]],
      ),
    ),
  }
}
