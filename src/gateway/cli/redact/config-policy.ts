/** Reads `--config FILE --tenant NAME`: a tenant's redaction as the gateway runs it, with the tier for names that it has. */
import { setTimeout } from 'node:timers/promises'
import { connectors } from '../../../connectors/registry.ts'
import type { PolicyOptions } from '../../../redaction/index.ts'
import { compileDetectors, compileNames } from '../../config/compile-names.ts'
import { compilePolicies } from '../../config/compile-policies.ts'
import type { Diagnostic } from '../../config/diagnostic.ts'
import { loadConfig } from '../../config/load.ts'
import { operationCheck } from '../../config/operation-check.ts'
import { residencyCheck } from '../../config/residency-check.ts'
import type { TenantConfig } from '../../config/schema.ts'
import type { NamesDetector } from '../../names-tier/contract.ts'
import type { NamesRules } from '../../names-tier/names-rules.ts'
import { WrongArguments } from '../arguments.ts'
import type { CommandIo } from '../io.ts'

export interface ConfigPolicy {
  readonly options: PolicyOptions
  readonly regions: readonly string[] | undefined
  readonly rules: NamesRules | undefined
  readonly close: () => Promise<void>
}

/** A large model on a slow disk. */
const LONGEST_LOAD_MS = 120_000
const LOOK_EVERY_MS = 10

/** Throws `WrongArguments` for a tenant that is not there and a model that does not load; what is wrong in the file comes as diagnostics. */
export async function readConfigPolicy(
  file: string,
  tenant: string | undefined,
  io: CommandIo,
): Promise<ConfigPolicy | { readonly diagnostics: readonly Diagnostic[] }> {
  const loaded = loadConfig(file, io, [residencyCheck(connectors), operationCheck(connectors)])
  if (!('config' in loaded)) return loaded
  const { settings, models, authorities } = loaded.config
  const { redaction } = tenantOf(settings.tenants, tenant)
  const detectors = compileDetectors({ settings, models, authorities })
  const rules = compileNames(redaction, settings, detectors, () => io.random(32))('redact')
  if (rules?.detector !== undefined) await untilLoaded(rules.detector)
  return {
    options: compilePolicies(redaction)('redact').options,
    regions: redaction.phone_regions.length === 0 ? undefined : redaction.phone_regions,
    rules,
    close: async () => {
      for (const detector of detectors.values()) await detector.close()
    },
  }
}

function tenantOf(tenants: Readonly<Record<string, TenantConfig>>, wanted: string | undefined): TenantConfig {
  const names = Object.keys(tenants)
  if (wanted === undefined && names.length > 1)
    throw new WrongArguments(`Name one of the tenants: --tenant ${names.slice(0, 12).join(', ')}.`)
  const found = tenants[wanted ?? names[0] ?? '']
  if (found === undefined) throw new WrongArguments('The config has no such tenant.')
  return found
}

/** The time of a call is for its texts, and not for reading the model. */
async function untilLoaded(detector: NamesDetector): Promise<void> {
  detector.start()
  const until = performance.now() + LONGEST_LOAD_MS
  while (detector.unready === 'loading' && performance.now() < until) await setTimeout(LOOK_EVERY_MS)
  if (detector.unready === undefined) return
  await detector.close()
  throw new WrongArguments(`The model of name_detectors.${detector.id} does not load.`)
}
