/** Loads a config file whole: text, YAML, secrets, schema, rules between fields; or says everything that is wrong with it. */
import { readAuthorities } from './authority.ts'
import { certificateRemarks } from './certificate.ts'
import { configHash } from './config-hash.ts'
import { crossCheck } from './cross-check.ts'
import {
  diagnosticsOf,
  pathIdentity,
  type Diagnostic,
  type Location,
  type Remark,
  type Target,
} from './diagnostic.ts'
import { explainIssues } from './explain-issue.ts'
import { readModels } from './model-folders.ts'
import type { ModelFolder } from '../names-tier/onnx/model-files.ts'
import { systemReason } from './read-file.ts'
import { issuesBehindNames, readableOf, readParts, type Check } from './readable.ts'
import { configSchema, type ConfigFile } from './schema.ts'
import { MAXIMUM_BYTES, screenText, type TextFault } from './screen.ts'
import { SecretResolver, type ConfigEnvironment } from './secrets.ts'
import { readTree } from './yaml-tree.ts'

export interface LoadedConfig {
  /** As the operator named it. */
  readonly file: string
  /** Every setting with its default; secrets resolved, so this object is never printed or sent. */
  readonly settings: ConfigFile
  /** PEM text of each endpoint's `ca` file. */
  readonly authorities: ReadonlyMap<string, string>
  /** What the folder of each ONNX model says. */
  readonly models: ReadonlyMap<string, ModelFolder>
  /** 64 hex digits that change with every setting and secret; see `configHash`. */
  readonly hash: string
  /** The line of a path, for diagnostics of later checks. */
  readonly locate: (target: Target) => Location
}

export type LoadResult =
  | { readonly config: LoadedConfig; readonly warnings: readonly Diagnostic[] }
  | { readonly diagnostics: readonly Diagnostic[] }

/**
 * Reads and checks `file`. With any error the result has `diagnostics` (errors and warnings, in file order) and no
 * config. `checks` are further rules, such as those that need connectors; they run even when parts cannot be read.
 * Never throws for what a file holds.
 */
export function loadConfig(
  file: string,
  environment: ConfigEnvironment,
  checks: readonly Check[] = [],
): LoadResult {
  let bytes: Uint8Array
  try {
    bytes = environment.readFile(file, MAXIMUM_BYTES)
  } catch (error) {
    return refuse(file, [{ offset: 0, message: `the file cannot be read: ${systemReason(error)}` }], '')
  }
  const screened = screenText(bytes)
  if ('faults' in screened) return refuse(file, screened.faults, Buffer.from(bytes).toString('utf8'))

  const secrets = new SecretResolver(environment)
  const tree = readTree(screened.text, (text, path) => secrets.resolve(text, path))
  const remarks: Remark[] = [...tree.remarks]
  const done = (): Diagnostic[] => diagnosticsOf(file, remarks, tree.locate)
  if (tree.value === undefined) return { diagnostics: done() }

  remarks.push(...secrets.remarks)
  const parsed = configSchema.safeParse(tree.value)
  // What has been refused already (an alias, a tag) has no value that the schema could judge.
  const refused = new Set(
    remarks.filter((remark) => remark.at === 'value').map((remark) => pathIdentity(remark.path)),
  )
  const issues = parsed.error?.issues ?? []
  const all = [...issues, ...issuesBehindNames(issues, tree.value)]
  for (const remark of explainIssues(all, tree.value)) {
    if (!refused.has(pathIdentity(remark.path))) remarks.push(remark)
  }
  const readable = parsed.data === undefined ? readParts(tree.value) : readableOf(parsed.data)
  const today = environment.today()
  const authorities = readAuthorities(readable, environment)
  remarks.push(...authorities.remarks, ...certificateRemarks(readable, environment))
  const models = readModels(readable)
  remarks.push(...models.remarks)
  for (const check of [crossCheck, ...checks]) remarks.push(...check(readable, today))

  const diagnostics = done()
  const failed = diagnostics.some((one) => one.severity === 'error')
  if (failed || parsed.data === undefined) return { diagnostics }
  const settings = parsed.data
  const { folders } = models
  const hash = configHash(settings, authorities.pems, folders)
  const config = {
    file,
    settings,
    authorities: authorities.pems,
    models: folders,
    hash,
    locate: tree.locate,
  }
  return { config, warnings: diagnostics }
}

/** Faults of the text itself, before there is a tree that knows lines. */
function refuse(file: string, faults: readonly TextFault[], text: string): LoadResult {
  const diagnostics = faults.map(({ offset, message, fix }): Diagnostic => {
    const before = text.slice(0, offset).split('\n')
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
    return { severity: 'error', file, ...place, path: '', message, ...(fix === undefined ? {} : { fix }) }
  })
  return { diagnostics }
}
