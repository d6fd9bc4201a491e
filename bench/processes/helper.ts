/** The bench's own processes, asked over a channel: the load and the vendor stand-in. */
import { fork, type ChildProcess } from 'node:child_process'
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

export class LoadProcess {
  readonly #child: ChildProcess

  constructor() {
    this.#child = fork(LOAD, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    endWithUs(this.#child)
  }

  async ask<Request extends LoadRequest>(request: Request): Promise<LoadAnswer<Request>> {
    const answer = nextAnswer(this.#child)
    this.#child.send(request)
    return (await answer) as LoadAnswer<Request>
  }

  stop(): void {
    this.#child.disconnect()
  }
}

/** Chats that the vendor has seen, and how many of them held placeholders and no address. */
export interface VendorSeen {
  readonly chats: number
  readonly redacted: number
}

export class VendorProcess {
  readonly port: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  static async start(): Promise<VendorProcess> {
    const child = fork(VENDOR, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    endWithUs(child)
    const { port } = (await nextAnswer(child)) as { readonly port: number }
    return new VendorProcess(child, port)
  }

  async seen(): Promise<VendorSeen> {
    const answer = nextAnswer(this.#child)
    this.#child.send('seen')
    return (await answer) as VendorSeen
  }

  stop(): void {
    this.#child.disconnect()
  }
}
