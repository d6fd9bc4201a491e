/** Runs commands as on a stranger's machine: the machine's own Node and npm, none of the settings of the npm that started us. */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** The environment without npm's variables and without the folders of programs that npm put first on the path. */
export function strangersEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_OPTIONS$)/i.test(name))
  const path = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')) && !folder.includes('node-gyp-bin'))
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), NO_UPDATE_NOTIFIER: '1' }
}

export interface CommandOptions {
  readonly folder: string
  /** Variables set on top of the stranger's. */
  readonly variables?: NodeJS.ProcessEnv
}

/** Answers what the command printed. @throws Error with the end of that when it exits other than 0; stderr is shown */
export function runAsStranger(program: string, args: readonly string[], options: CommandOptions): string {
  const ended = spawnSync(program, args, {
    cwd: options.folder,
    env: { ...strangersEnvironment(), ...options.variables },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 240_000,
  })
  if (ended.status === 0) return ended.stdout
  const how = ended.error?.message ?? ended.signal ?? `exit code ${ended.status}`
  throw new Error(`${program} ${args.join(' ')}: ${how}\n${(ended.stdout ?? '').slice(-4000)}`)
}

/** Does one step of a proof and prints how long it took, in seconds. */
export function step<Result>(title: string, work: () => Result): Result {
  const start = performance.now()
  const result = work()
  process.stdout.write(`  ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`)
  return result
}
