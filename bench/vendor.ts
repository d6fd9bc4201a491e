/** The vendor stand-in: answers chats whole and streamed, swallows transcriptions, and spends as little as it can on it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { STREAM_ANSWER, WHOLE_ANSWER } from './traffic/answers.ts'
import { MODELS } from './traffic/chats.ts'
import { vendorStream } from './traffic/vendor-streams.ts'

/** Milliseconds between two chunks of a stream, and of a stream that is held open. */
const GAP_MS = 5
const HELD_GAP_MS = 250
/** An upload is not read for so long: what comes meanwhile has to wait in the caller and not in the proxy. */
const UPLOAD_PAUSE_MS = 1000

const STREAM_MARK = '"stream":true'
const HELD_MARK = `"${MODELS.hold}"`
const WHOLE_HEAD = ['content-type', 'application/json', 'content-length', String(WHOLE_ANSWER.length)]
const STREAM_HEAD = ['content-type', 'text/event-stream; charset=utf-8', 'cache-control', 'no-cache']
/** Before the frames that end a stream. */
const HELD_CHUNK = 3

/** Chats so far, and how many of them came with a placeholder and without an address. */
const seen = { chats: 0, redacted: 0 }

function takeChat(url: string, body: Buffer, response: ServerResponse): void {
  seen.chats += 1
  if (body.includes('[EMAIL_1]') && !body.includes('@example.com')) seen.redacted += 1
  const other = vendorStream(url)
  if (other !== undefined) {
    response.writeHead(200, ['content-type', other.type])
    stream(response, other.chunks, 0)
    return
  }
  if (!body.includes(STREAM_MARK)) {
    response.writeHead(200, WHOLE_HEAD)
    response.end(WHOLE_ANSWER)
    return
  }
  response.writeHead(200, STREAM_HEAD)
  if (body.includes(HELD_MARK)) hold(response)
  else stream(response, STREAM_ANSWER, 0)
}

/** One write a chunk, one timer a stream. */
function stream(response: ServerResponse, chunks: readonly Buffer[], index: number): void {
  const chunk = chunks[index]
  if (chunk === undefined || response.destroyed) return
  if (index === chunks.length - 1) response.end(chunk)
  else {
    response.write(chunk)
    setTimeout(stream, GAP_MS, response, chunks, index + 1)
  }
}

function hold(response: ServerResponse): void {
  const timer = setInterval(() => response.write(STREAM_ANSWER[HELD_CHUNK]), HELD_GAP_MS)
  response.write(STREAM_ANSWER[0])
  response.on('close', () => clearInterval(timer))
}

function takeUpload(request: IncomingMessage, response: ServerResponse): void {
  let bytes = 0
  setTimeout(() => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => {
      response.setHeader('content-type', 'application/json')
      response.end(`{"text":"${bytes}"}`)
    })
  }, UPLOAD_PAUSE_MS)
}

const server = createServer({ keepAliveTimeout: 120_000, requestTimeout: 0 }, (request, response) => {
  if (request.url?.endsWith('/audio/transcriptions') === true) {
    takeUpload(request, response)
    return
  }
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const [only] = chunks
    takeChat(
      request.url ?? '',
      chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks),
      response,
    )
  })
})
server.listen(0, '127.0.0.1', 4096, () => {
  // `server.address()` is a string for pipes only.
  process.send?.({ answer: { port: (server.address() as AddressInfo).port } })
})
process.on('message', () => process.send?.({ answer: seen }))
process.on('disconnect', () => process.exit(0))
