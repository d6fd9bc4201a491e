/** The gateway as operators run it: a process of its own, started through bin/limen.js on this runtime. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

export interface GatewayProcess {
  readonly child: ChildProcess
  readonly pid: number
  readonly origin: string
  readonly operations: string
  readonly stdout: string
  readonly stderr: string
  /** Resolves with the exit code, or with the name of the signal that ended it. */
  readonly exited: Promise<number | string>
  /** Resolves once standard error matches. */
  said(pattern: RegExp): Promise<void>
  signal(name: NodeJS.Signals): void
  /** Ends it at once if it still runs. */
  destroy(): Promise<void>
}

interface Streams {
  stdout: string
  stderr: string
}

function launch(
  args: readonly string[],
  entry: string,
  environment: Readonly<Record<string, string>> = {},
): { child: ChildProcess; out: Streams } {
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', npm_lifecycle_event: '', ...environment },
  })
  const out = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (out.stderr += text))
  return { child, out }
}

async function ended(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return code ?? signal ?? 'unknown'
}

/** Runs a command to its end. `entry` defaults to the launcher. */
export async function runProcess(
  args: readonly string[],
  entry: string = join(ROOT, 'bin', 'limen.js'),
): Promise<Streams & { readonly code: number | string; readonly took: number }> {
  const started = performance.now()
  const { child, out } = launch(args, entry)
  const code = await ended(child)
  return { ...out, code, took: performance.now() - started }
}

/** `limen serve`, on free ports unless a config says which; resolves when it says that it listens. */
export async function startProcess(
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const ports = args.includes('--config') ? [] : ['--port', '0', '--operations-port', '0']
  const { child, out } = launch(['serve', ...ports, ...args], join(ROOT, 'bin', 'limen.js'), environment)
  const exited = ended(child)
  const find = (text: () => string, pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(text())
        if (match !== null) resolve(match)
      }
      child.stdout?.on('data', look)
      child.stderr?.on('data', look)
      look()
      void exited.then((code) => reject(new Error(`ended with ${code}: ${out.stdout}${out.stderr}`)))
    })
  // A sandbox says so to a person, a config to the log.
  const said = (): string => out.stdout + out.stderr
  const listening = await find(said, /Listening on http:\/\/(\S+)|"listen":"([^"]+)"/)
  const operations = await find(said, /Operations on http:\/\/([^/\s]+)|"operations":"([^"]+)"/)
  return {
    child,
    pid: child.pid ?? 0,
    origin: `http://${listening[1] ?? listening[2]}`,
    operations: `http://${operations[1] ?? operations[2]}`,
    get stdout() {
      return out.stdout
    },
    get stderr() {
      return out.stderr
    },
    exited,
    said: async (pattern) => void (await find(() => out.stderr, pattern)),
    signal: (name) => void child.kill(name),
    destroy: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}
