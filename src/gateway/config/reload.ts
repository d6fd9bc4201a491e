/** Holds the running config and replaces it whole or not at all; the file is only ever read. */
import { diagnosticsOf, remarkError, type Diagnostic } from './diagnostic.ts'
import { loadConfig, type LoadedConfig } from './load.ts'
import type { Check } from './readable.ts'
import type { ConfigFile } from './schema.ts'
import type { ConfigEnvironment } from './secrets.ts'

/** What one load came to, for metrics, the log and `/readyz`. */
export interface ReloadReport {
  readonly ok: boolean
  /** Unix milliseconds of the attempt. */
  readonly at: number
  /** Hash of the config that runs after the attempt; undefined while none does. */
  readonly hash: string | undefined
  /** Errors when not ok, else warnings. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface ConfigSourceOptions<Runtime> {
  readonly file: string
  readonly environment: ConfigEnvironment
  /** Unix milliseconds. */
  readonly now: () => number
  readonly checks?: readonly Check[]
  /**
   * The dry build: everything that a config needs to run, made before anything is swapped. Throws, or returns
   * diagnostics, to refuse the candidate.
   */
  readonly build: (
    config: LoadedConfig,
  ) => { readonly runtime: Runtime } | { readonly diagnostics: readonly Diagnostic[] }
}

/** Settings that sockets and files were opened with: a reload that changes one is refused whole, with the reason. */
const FIXED = ['listen', 'operations', 'ledger'] as const satisfies readonly (keyof ConfigFile)[]

/** A config file that can be loaded again and again. Synchronous, so two reloads never overlap. */
export class ConfigSource<Runtime> {
  readonly #options: ConfigSourceOptions<Runtime>
  #running: { readonly config: LoadedConfig; readonly runtime: Runtime } | undefined
  #report: ReloadReport | undefined

  constructor(options: ConfigSourceOptions<Runtime>) {
    this.#options = options
  }

  /** The config and what was built of it, one object made once: a call takes it at its start and keeps it. */
  get running(): { readonly config: LoadedConfig; readonly runtime: Runtime } | undefined {
    return this.#running
  }

  /** The last attempt, good or bad. */
  get report(): ReloadReport | undefined {
    return this.#report
  }

  /** Reads the file again and swaps, or keeps what runs. Never throws. */
  reload(): ReloadReport {
    const { file, environment, checks, now } = this.#options
    const at = now()
    let diagnostics: readonly Diagnostic[]
    let ok = false
    try {
      const loaded = loadConfig(file, environment, checks)
      if ('config' in loaded) {
        const refused = this.#adopt(loaded.config)
        ok = refused.length === 0
        diagnostics = ok ? loaded.warnings : refused
      } else diagnostics = loaded.diagnostics
    } catch {
      // An error's message could hold a secret of the candidate, so it is not repeated.
      diagnostics = [fileError(file, 'the configuration could not be built')]
    }
    this.#report = { ok, at, hash: this.#running?.config.hash, diagnostics }
    return this.#report
  }

  /** Builds and swaps; returns why not, or nothing. */
  #adopt(config: LoadedConfig): readonly Diagnostic[] {
    const fixed = this.#changedFixed(config)
    if (fixed.length > 0) return fixed
    const built = this.#options.build(config)
    if ('runtime' in built) {
      this.#running = { config, runtime: built.runtime }
      return []
    }
    // A refusal without a reason is still a refusal.
    return built.diagnostics.length > 0
      ? built.diagnostics
      : [fileError(config.file, 'the configuration could not be built')]
  }

  #changedFixed(config: LoadedConfig): Diagnostic[] {
    const running = this.#running?.config.settings
    if (running === undefined) return []
    const fix = 'restart the gateway, or undo this change'
    const remarks = FIXED.flatMap((name) => {
      const same = JSON.stringify(running[name]) === JSON.stringify(config.settings[name])
      return same ? [] : [remarkError([name], 'key', 'cannot change while the gateway runs', fix)]
    })
    return diagnosticsOf(config.file, remarks, config.locate)
  }
}

function fileError(file: string, message: string): Diagnostic {
  return { severity: 'error', file, line: 1, column: 1, path: '', message }
}
