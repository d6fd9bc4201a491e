/** `limen` as an operator starts it: a process of its own, with an environment of its own, and everything that it prints kept. */
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface LimenProcess {
  readonly child: ChildProcess
  /** Both streams so far. */
  readonly stdout: () => string
  readonly stderr: () => string
  /** The first match in what it prints on either stream; rejects when it ends, or after `milliseconds`, without one. */
  waitFor(pattern: RegExp, milliseconds?: number): Promise<RegExpExecArray>
  /** Resolves to the exit code, or the signal's name. */
  readonly ended: Promise<number | string>
  /** SIGTERM, and SIGKILL when that is not enough. */
  stop(): Promise<number | string>
}

const LAUNCHER = fileURLToPath(new URL('../../bin/limen.js', import.meta.url))

export function startLimen(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): LimenProcess {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text))
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'lost'))
  })
  return {
    child,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    ended,
    waitFor: async (pattern, milliseconds = 15_000) =>
      await new Promise((resolve, reject) => {
        const give = (reason: string): void => {
          clearTimeout(timer)
          reject(new Error(`${reason}\n${printed.stdout}\n${printed.stderr}`))
        }
        const look = (): void => {
          const found = pattern.exec(printed.stdout) ?? pattern.exec(printed.stderr)
          if (found === null) return
          clearTimeout(timer)
          resolve(found)
        }
        const timer = setTimeout(() => give('it never printed that'), milliseconds)
        child.stdout.on('data', look)
        child.stderr.on('data', look)
        void ended.then((end) => give(`it ended with ${end}`))
        look()
      }),
    stop: async () => {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      const end = await ended
      clearTimeout(timer)
      return end
    },
  }
}
