/** Compiles what config says of names: detectors of the whole process, and what each tenant asks of them. */
import { LANGUAGES } from '../../redaction/index.ts'
import type { Language, NameTier } from '../../redaction/types.ts'
import { Analyzer } from '../names-tier/analyzer/analyzer.ts'
import type { NamesDetector, Tier } from '../names-tier/contract.ts'
import { NamesRules } from '../names-tier/names-rules.ts'
import type { ModelFolder } from '../names-tier/onnx/model-files.ts'
import { sharedModel } from '../names-tier/onnx/shared-model.ts'
import { TierMemory } from '../names-tier/tier-memory.ts'
import { endOfDay } from '../policy/attestation.ts'
import { ANALYZER } from './authority.ts'
import type { NameDetectorConfig } from './name-detector-schema.ts'
import { chosenDetector } from './names-check.ts'
import type { ConfigFile, TenantConfig } from './schema.ts'

export interface DetectorOptions {
  readonly settings: Pick<ConfigFile, 'name_detectors' | 'timeouts'>
  /** What the folder of each model says. */
  readonly models: ReadonlyMap<string, ModelFolder>
  /** PEM text of each analyser's `ca` file. */
  readonly authorities: ReadonlyMap<string, string>
}

/** Detectors by name in config; none of them has started anything yet. */
export function compileDetectors(options: DetectorOptions): ReadonlyMap<string, NamesDetector> {
  return new Map(
    Object.entries(options.settings.name_detectors).map(([id, config]) => [
      id,
      compileDetector(id, config, options),
    ]),
  )
}

function compileDetector(id: string, config: NameDetectorConfig, options: DetectorOptions): NamesDetector {
  const languages = config.languages === undefined ? undefined : new Set<string>(config.languages)
  if (config.kind === 'analyzer')
    return new Analyzer({
      id,
      url: config.url,
      languages: new Set(config.languages),
      entities: new Map(Object.entries(config.entities)),
      threshold: config.threshold,
      connections: config.connections,
      connectMilliseconds: options.settings.timeouts.connect,
      privateNetwork: config.private_network,
      ca: options.authorities.get(`${ANALYZER}${id}`),
      attestedUntil: endOfDay(config.attestation.expires),
    })
  const model = options.models.get(id)
  if (model === undefined) throw new TypeError('the folder of a model was not read')
  const { labels: mapped, threshold, threads } = config
  return sharedModel({ id, languages, threads, model: { ...model, mapped, threshold } })
}

type Asked = Pick<TenantConfig['redaction'], 'names' | 'names_detector' | 'languages'>

export type CompiledRules = (operation: string) => NamesRules | undefined

/** @param memoryKey of the tenant and a detector */
export function compileNames(
  redaction: TenantConfig['redaction'],
  settings: Pick<ConfigFile, 'name_detectors'>,
  detectors: ReadonlyMap<string, NamesDetector>,
  memoryKey: (detector: string) => Uint8Array,
): CompiledRules {
  const memories = new Map<string, TierMemory>()
  const memoryOf = (detector: string): TierMemory => {
    let memory = memories.get(detector)
    if (memory === undefined) memories.set(detector, (memory = new TierMemory(memoryKey(detector))))
    return memory
  }
  const compile = (asked: Asked): NamesRules | undefined => {
    const looked = redaction.entities === undefined || redaction.entities.includes('PERSON')
    const { names } = asked
    const outer = names === 'onnx' || names === 'analyzer'
    const id = outer
      ? chosenDetector(
          { names, names_detector: asked.names_detector },
          new Map(Object.entries(settings.name_detectors)),
        )
      : undefined
    const least = Object.keys(redaction.names_minimum).length > 0
    if (!(looked && (outer || least))) return undefined
    const detector = id === undefined ? undefined : detectors.get(id)
    if (outer && (detector === undefined || id === undefined)) throw new TypeError('a tier has no detector')
    return new NamesRules({
      tier: names,
      detector,
      limit: id === undefined ? 0 : (settings.name_detectors[id]?.time_limit ?? 0),
      fallsBack: redaction.names_fallback === 'builtin',
      languages: asked.languages ?? LANGUAGES,
      minimum: redaction.names_minimum,
      memory: memoryOf(id ?? ''),
    })
  }
  const common = compile(redaction)
  const routes = new Map<string, NamesRules | undefined>()
  for (const [operation, rule] of Object.entries(redaction.routes)) {
    const { names, names_detector: detector, languages } = rule
    if ([names, detector, languages].every((own) => own === undefined)) continue
    routes.set(
      operation,
      compile({
        names: names ?? redaction.names,
        names_detector: detector ?? redaction.names_detector,
        languages: languages ?? redaction.languages,
      }),
    )
  }
  return (operation) => (routes.has(operation) ? routes.get(operation) : common)
}

/** What the engine itself does in a tier: those from outside stand on all that it has. */
export function engineTier(tier: Tier): NameTier {
  return tier === 'onnx' || tier === 'analyzer' ? 'builtin' : tier
}

export function engineNames(tier: Tier, languages: readonly Language[] | undefined): EngineNames {
  return { names: engineTier(tier), ...(languages === undefined ? {} : { languages }) }
}

interface EngineNames {
  readonly names: NameTier
  readonly languages?: readonly Language[]
}
