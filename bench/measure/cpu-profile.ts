/** V8's CPU profiles, read as self time by function and by module between two moments. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../', import.meta.url).href

interface ProfileNode {
  readonly id: number
  readonly callFrame: {
    readonly functionName: string
    readonly url: string
    /** From 0; -1 for what is not JavaScript. */
    readonly lineNumber: number
  }
}

interface CpuProfile {
  readonly nodes: readonly ProfileNode[]
  /** Microseconds of the monotonic clock. */
  readonly startTime: number
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

export interface SelfTime {
  /** `redact src/redaction/vault.ts:64`, `(garbage collector)`. */
  readonly name: string
  readonly microseconds: number
}

export interface ThreadProfile {
  /** 0 is the main thread. */
  readonly thread: number
  /** Without idling. */
  readonly busyMicroseconds: number
  /** Longest first. */
  readonly functions: readonly SelfTime[]
  readonly modules: readonly SelfTime[]
}

/** The profiles that `--cpu-prof-dir` left in a folder, one a thread, cut to the moments (microseconds). */
export function readProfiles(folder: string, from: number, to: number): readonly ThreadProfile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .map((file) => {
      const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
      // CPU.<date>.<time>.<process>.<thread>.<number>.cpuprofile
      return summarise(profile, Number(file.split('.')[4]), from, to)
    })
    .sort((one, other) => one.thread - other.thread)
}

function summarise(profile: CpuProfile, thread: number, from: number, to: number): ThreadProfile {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const functions = new Map<string, number>()
  const modules = new Map<string, number>()
  let busyMicroseconds = 0
  let at = profile.startTime
  for (const [index, id] of profile.samples.entries()) {
    // A sample's time runs until the next one.
    at += profile.timeDeltas[index] ?? 0
    const node = nodes.get(id)
    const spent = profile.timeDeltas[index + 1] ?? 0
    if (node === undefined || at < from || at > to || node.callFrame.functionName === '(idle)') continue
    busyMicroseconds += spent
    add(functions, nameOf(node), spent)
    add(modules, moduleOf(node), spent)
  }
  return { thread, busyMicroseconds, functions: longestFirst(functions), modules: longestFirst(modules) }
}

function add(times: Map<string, number>, name: string, microseconds: number): void {
  times.set(name, (times.get(name) ?? 0) + microseconds)
}

function longestFirst(times: ReadonlyMap<string, number>): readonly SelfTime[] {
  return [...times]
    .map(([name, microseconds]) => ({ name, microseconds }))
    .sort((one, other) => other.microseconds - one.microseconds)
}

function nameOf({ callFrame }: ProfileNode): string {
  const name = callFrame.functionName === '' ? '(anonymous)' : callFrame.functionName
  return callFrame.url === '' ? name : `${name} ${fileOf(callFrame.url)}:${callFrame.lineNumber + 1}`
}

/** Our folders by two levels, packages and Node's own by name. */
function moduleOf({ callFrame }: ProfileNode): string {
  const { url, functionName } = callFrame
  if (url === '') return functionName.startsWith('(') ? functionName : '(builtins)'
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/')
  const file = fileOf(url)
  if (file.startsWith('src/gateway/')) return file.split('/').slice(0, 3).join('/')
  return file.startsWith('src/') ? file.split('/').slice(0, 2).join('/') : (file.split('/')[0] ?? file)
}

/** A path in this repository, or `undici/lib/...` for a package. */
function fileOf(url: string): string {
  const packages = url.lastIndexOf('/node_modules/')
  if (packages >= 0) return url.slice(packages + '/node_modules/'.length)
  if (url.startsWith(ROOT)) return url.slice(ROOT.length)
  return url.startsWith('file:') ? fileURLToPath(url) : url
}
