/** Reads `--policy FILE`: what stands under `tenants.X.redaction` in the config, in a YAML file of its own. */
import type { PolicyOptions } from '../../../redaction/index.ts'
import {
  diagnosticsOf,
  remarkError,
  type ConfigPath,
  type Diagnostic,
  type Remark,
} from '../../config/diagnostic.ts'
import { explainIssues } from '../../config/explain-issue.ts'
import { systemReason } from '../../config/read-file.ts'
import { MAXIMUM_BYTES, screenText } from '../../config/screen.ts'
import { tenantSchema } from '../../config/schema.ts'
import { readTree } from '../../config/yaml-tree.ts'
import { engineTier } from '../../config/compile-names.ts'
import { WrongArguments } from '../arguments.ts'
import type { CommandIo } from '../io.ts'

/** Where the file's content would stand in a config, which is where its explanations are looked up. */
const PLACE = ['tenants', 'policy', 'redaction'] as const

export type PolicyFile =
  | { readonly options: PolicyOptions; readonly regions: readonly string[] | undefined }
  | { readonly diagnostics: readonly Diagnostic[] }

/** Throws `WrongArguments` for a file that cannot be opened; what is wrong inside it comes as diagnostics with lines. */
export function readPolicyFile(path: string, io: Pick<CommandIo, 'readFile'>): PolicyFile {
  const screened = screenText(readBytes(path, io))
  if ('faults' in screened) {
    return { diagnostics: screened.faults.map((fault) => ({ ...plainError(path, fault.message), line: 1, column: 1 })) }
  } // prettier-ignore
  const tree = readTree(screened.text, (text) => text)
  if (tree.remarks.length > 0) return { diagnostics: diagnosticsOf(path, tree.remarks, tree.locate) }
  const value = tree.value ?? {}
  const parsed = tenantSchema.shape.redaction.safeParse(value)
  if (parsed.data === undefined) {
    const root = { tenants: { policy: { redaction: value } } }
    const issues = (parsed.error?.issues ?? []).map((issue) => ({
      ...issue,
      path: [...PLACE, ...issue.path],
    }))
    const remarks = explainIssues(issues, root).map((remark): Remark => ({
      ...remark,
      path: withoutPlace(remark.path),
    }))
    return { diagnostics: diagnosticsOf(path, remarks, tree.locate) }
  }
  const {
    entities,
    words,
    allow,
    phone_regions: regions,
    replace_with: replaceWith,
    names,
    spoken,
    languages,
  } = parsed.data
  if (names !== engineTier(names)) {
    const fix = 'give the whole config: --config FILE'
    const remark = remarkError(['names'], 'value', 'needs a name detector, which a policy has not', fix)
    return { diagnostics: diagnosticsOf(path, [remark], tree.locate) }
  }
  const modes = Object.fromEntries(Object.entries(replaceWith).filter(([, mode]) => mode !== undefined))
  return {
    options: {
      words,
      allow,
      modes,
      names: engineTier(names),
      spoken,
      ...(entities === undefined ? {} : { entities }),
      ...(languages === undefined ? {} : { languages }),
    },
    regions: regions.length === 0 ? undefined : regions,
  }
}

function withoutPlace(path: ConfigPath): ConfigPath {
  return path.slice(PLACE.length)
}

function plainError(file: string, message: string): Omit<Diagnostic, 'line' | 'column'> {
  return { severity: 'error', file, path: '', message }
}

function readBytes(path: string, io: Pick<CommandIo, 'readFile'>): Uint8Array {
  try {
    return io.readFile(path, MAXIMUM_BYTES)
  } catch (error) {
    throw new WrongArguments(`The policy ${path} cannot be read: ${systemReason(error)}.`)
  }
}
