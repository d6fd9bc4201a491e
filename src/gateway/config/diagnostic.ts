/** What `limen check` says about a config: where, what is wrong and what to write instead; never a value that could be a secret. */

export type ConfigPath = readonly (string | number)[]

/** A remark about the config, before it has a line: `at` says whether the key or its value is meant. */
export interface Remark {
  readonly severity: 'error' | 'warning'
  readonly path: ConfigPath
  readonly at: 'key' | 'value'
  readonly message: string
  readonly fix?: string
  /** UTF-16 offset in the file, where the path does not say which place is meant (the second of two equal keys). */
  readonly offset?: number
}

/** The part of a remark that decides its line. */
export type Target = Pick<Remark, 'path' | 'at' | 'offset'>

/** Lines and columns count from 1, columns in UTF-16 units. */
export interface Location {
  readonly line: number
  readonly column: number
}

export interface Diagnostic extends Location {
  readonly severity: 'error' | 'warning'
  readonly file: string
  /** `tenants.acme.keys[0].hash`; empty for the file as a whole. */
  readonly path: string
  readonly message: string
  readonly fix?: string
}

/** More than this helps nobody: the first ones are reported, then one line that says there are more. */
const MAXIMUM = 200

export function remarkError(path: ConfigPath, at: Remark['at'], message: string, fix?: string): Remark {
  return { severity: 'error', path, at, message, ...(fix === undefined ? {} : { fix }) }
}

export function remarkWarning(path: ConfigPath, at: Remark['at'], message: string, fix?: string): Remark {
  return { ...remarkError(path, at, message, fix), severity: 'warning' }
}

/**
 * A name as a message may show it, in backticks, or undefined. People paste keys into wrong fields, so only short
 * identifiers are shown, and nothing that mixes letters and digits at the length of a credential.
 */
export function shown(text: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_.+-]{0,39}$/.test(text)) return undefined
  const longestRun = Math.max(...text.split(/[_.+-]/).map((part) => part.length))
  if (/\d/.test(text) && (text.length > 24 || longestRun > 15)) return undefined
  if (/^(?:sk|pk|limen|key|secret|token)[-_]/.test(text) && text.length > 14) return undefined
  // A run this long is no word of ours, with or without digits.
  return longestRun > 24 ? undefined : `\`${text}\``
}

/** `tenants.acme.keys[0].hash`, with names that could be secrets left out as `?`. */
function pathText(path: ConfigPath): string {
  let text = ''
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`
    else {
      const name = shown(part) === undefined && part !== '<<' ? '?' : part
      text += text === '' ? name : `.${name}`
    }
  }
  return text
}

/** Equal for equal paths only, unlike `pathText`. */
export function pathIdentity(path: readonly unknown[]): string {
  return JSON.stringify(path)
}

/** Gives every remark its line, in file order, each once, at most 200. */
export function diagnosticsOf(
  file: string,
  remarks: readonly Remark[],
  locate: (target: Target) => Location,
): Diagnostic[] {
  const all = remarks.map((remark): Diagnostic => {
    const { severity, message, fix } = remark
    const place = locate(remark)
    const path = pathText(remark.path)
    return { severity, file, ...place, path, message, ...(fix === undefined ? {} : { fix }) }
  })
  return inFileOrder(all)
}

/** Sorted by line and column, without repetitions, cut off at a number that a person can read. */
export function inFileOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>()
  const sorted = diagnostics
    .filter((one) => {
      const mark = `${one.line}:${one.column}:${one.path}:${one.message}`
      return !seen.has(mark) && seen.add(mark)
    })
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
  if (sorted.length <= MAXIMUM) return sorted
  const kept = sorted.slice(0, MAXIMUM)
  const rest = sorted.slice(MAXIMUM)
  const first = rest[0]
  if (first === undefined) return kept
  const severity = rest.some((one) => one.severity === 'error') ? 'error' : 'warning'
  return [...kept, { ...first, severity, path: '', message: 'and more, from this line on' }]
}
