/** A vendor that a test scripts by hand: what it saw, byte for byte, and whatever answer the test writes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface SeenCall {
  readonly method: string
  readonly url: string
  readonly rawHeaders: readonly string[]
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export type VendorScript = (
  call: SeenCall,
  response: ServerResponse,
  request: IncomingMessage,
) => void | Promise<void>

export interface ScriptedVendor {
  readonly origin: string
  readonly seen: readonly SeenCall[]
  /** Connections that were ever accepted, and sockets that are open now. */
  readonly connections: number
  readonly open: ReadonlySet<Socket>
  /** Replaces the script for later calls. */
  script: VendorScript
  close(): Promise<void>
}

/** Reads each request whole, keeps it, then runs the script. */
export async function startVendor(script: VendorScript): Promise<ScriptedVendor> {
  const seen: SeenCall[] = []
  const open = new Set<Socket>()
  const state = { connections: 0, script }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => {})
    request.on('end', () => {
      const call = {
        method: request.method ?? '',
        url: request.url ?? '',
        rawHeaders: request.rawHeaders,
        headers: request.headers,
        body: Buffer.concat(chunks),
      }
      seen.push(call)
      void runScript(state.script, call, response, request)
    })
  })
  server.on('connection', (socket: Socket) => {
    state.connections += 1
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    open,
    get connections() {
      return state.connections
    },
    get script() {
      return state.script
    },
    set script(next: VendorScript) {
      state.script = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A script that throws ends the exchange, as a vendor that crashes would. */
async function runScript(
  script: VendorScript,
  call: SeenCall,
  response: ServerResponse,
  request: IncomingMessage,
): Promise<void> {
  try {
    await script(call, response, request)
  } catch {
    response.destroy()
  }
}

/** Answers with JSON. */
export function json(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(value))
}

/** A chat completion that says `text`. */
export function chatAnswer(text: string): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-5.4-mini',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: text, refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
  }
}
