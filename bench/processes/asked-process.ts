/** The bench's own processes, asked over a channel: the load and the vendor stand-in. */
import { fork, type ChildProcess, type Serializable } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LoadAnswer, LoadRequest } from '../load/messages.ts'
import { endWithUs } from './lifetime.ts'

const LOAD = fileURLToPath(new URL('../load.ts', import.meta.url))
const VENDOR = fileURLToPath(new URL('../vendor.ts', import.meta.url))

/** The next message of the process. Rejects with what it reports as its error, or when it ends. */
async function nextAnswer(child: ChildProcess): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const settle = (): void => {
      child.off('message', onMessage)
      child.off('exit', onExit)
    }
    const onMessage = (message: { readonly answer?: unknown; readonly error?: string }): void => {
      settle()
      if (message.error === undefined) resolve(message.answer)
      else reject(new Error(message.error))
    }
    const onExit = (): void => {
      settle()
      reject(new Error('a process of the bench ended'))
    }
    child.on('message', onMessage)
    child.on('exit', onExit)
  })
}

/** A process that answers one question at a time, and ends when nobody is there to ask. */
export class AskedProcess {
  readonly #child: ChildProcess

  constructor(file: string) {
    this.#child = fork(file, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    endWithUs(this.#child)
  }

  /** What it says by itself. */
  async next(): Promise<unknown> {
    return await nextAnswer(this.#child)
  }

  async ask(question: Serializable): Promise<unknown> {
    const answer = nextAnswer(this.#child)
    this.#child.send(question)
    return await answer
  }

  stop(): void {
    this.#child.disconnect()
  }
}

export class LoadProcess {
  readonly #process = new AskedProcess(LOAD)

  async ask<Request extends LoadRequest>(request: Request): Promise<LoadAnswer<Request>> {
    return (await this.#process.ask(request)) as LoadAnswer<Request>
  }

  stop(): void {
    this.#process.stop()
  }
}

/** Chats that the vendor has seen, and how many of them held placeholders and no address. */
export interface VendorSeen {
  readonly chats: number
  readonly redacted: number
}

export class VendorProcess {
  readonly port: number
  readonly #process: AskedProcess

  private constructor(vendor: AskedProcess, port: number) {
    this.#process = vendor
    this.port = port
  }

  static async start(): Promise<VendorProcess> {
    const vendor = new AskedProcess(VENDOR)
    const { port } = (await vendor.next()) as { readonly port: number }
    return new VendorProcess(vendor, port)
  }

  async seen(): Promise<VendorSeen> {
    return (await this.#process.ask('seen')) as VendorSeen
  }

  stop(): void {
    this.#process.stop()
  }
}
