/** A proxy under measurement: a process that says on its standard output where it listens. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Target } from '../load/messages.ts'
import { endWithUs } from './lifetime.ts'

export interface ProxyCommand {
  readonly name: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Its first group is the port. */
  readonly listening: RegExp
  readonly prefix: string
  readonly headers: readonly string[]
  readonly restores: boolean
}

const START_MS = 30_000
const STOP_MS = 10_000
/** Of the error output, for the message when the process does not start. */
const KEPT_ERRORS = 2000

export class Proxy {
  readonly name: string
  readonly target: Target & { readonly pid: number }
  readonly #child: ChildProcess

  private constructor(command: ProxyCommand, child: ChildProcess, pid: number, port: number) {
    const { name, prefix, headers, restores } = command
    this.name = name
    this.#child = child
    this.target = { port, prefix, headers, restores, pid }
  }

  /** Resolves when it listens. Rejects with its error output when it ends first or takes too long. */
  static async start(command: ProxyCommand): Promise<Proxy> {
    const child = spawn(process.execPath, command.args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...command.env },
    })
    endWithUs(child)
    const { pid } = child
    if (pid === undefined) throw new Error(`${command.name} could not be started.`)
    const port = await portOf(child, command)
    return new Proxy(command, child, pid, port)
  }

  /** Asks it to end, as an orchestrator would, and waits; kills it when it does not. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(timer)
  }
}

async function portOf(child: ChildProcess, command: ProxyCommand): Promise<number> {
  return await new Promise((resolve, reject) => {
    let output = ''
    let errors = ''
    let found = false
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${command.name} did not start in time. ${errors}`))
    }, START_MS)
    child.stdout?.setEncoding('utf8')
    child.stderr?.setEncoding('utf8')
    // Read on when the port is known: a full pipe would stop the process.
    child.stdout?.on('data', (text: string) => {
      if (found) return
      output += text
      const port = command.listening.exec(output)?.[1]
      if (port === undefined) return
      found = true
      clearTimeout(timer)
      resolve(Number(port))
    })
    child.stderr?.on('data', (text: string) => {
      errors = (errors + text).slice(-KEPT_ERRORS)
    })
    child.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(`${command.name} ended before it listened. ${errors}${output.slice(0, KEPT_ERRORS)}`))
    })
  })
}
