/** Transcription uploads at one time, each written from one small buffer as fast as the proxy takes it. */
import { performance } from 'node:perf_hooks'
import type { Target, UploadFigures, UploadRequest } from './messages.ts'
import { headOf } from './request-head.ts'
import { Wire } from './wire.ts'

const BOUNDARY = 'limen-bench-boundary-7f3a9c'
const PART = 64 * 1024

/** Bytes that look like compressed audio and never like a delimiter. */
const AUDIO = Buffer.from(Array.from({ length: PART }, (_, index) => 0x80 | ((index * 131) & 0x7f)))

const OPENING = Buffer.from(
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="audio.mp3"\r\n` +
    'content-type: audio/mpeg\r\n\r\n',
)
const CLOSING = Buffer.from(
  `\r\n--${BOUNDARY}\r\ncontent-disposition: form-data; name="model"\r\n\r\nwhisper-1\r\n--${BOUNDARY}--\r\n`,
)

export async function runUploads({ target, uploads, bytes }: UploadRequest): Promise<UploadFigures> {
  const started = performance.now()
  const failures = await Promise.all(Array.from({ length: uploads }, () => upload(target, bytes)))
  return {
    seconds: (performance.now() - started) / 1000,
    failures: failures.filter((failure) => failure !== undefined).slice(0, 5),
  }
}

/** The reason why it failed. The vendor answers with the bytes that it got. */
async function upload(target: Target, bytes: number): Promise<string | undefined> {
  const wire = await Wire.open(target.port)
  try {
    const answer = wire.answer()
    // A proxy may answer before the last byte; the failure is then that of the answer.
    const [got] = await Promise.all([answer, write(wire, target, bytes)])
    const text = got.body.toString('utf8', 0, 300)
    const received = Number(/"text":"(\d+)"/.exec(text)?.[1] ?? 0)
    return got.status === 200 && received >= bytes ? undefined : `status ${got.status}: ${text}`
  } catch (error) {
    return error instanceof Error ? error.message : 'failed'
  } finally {
    wire.close()
  }
}

async function write(wire: Wire, target: Target, bytes: number): Promise<void> {
  const { socket } = wire
  const length = OPENING.length + bytes + CLOSING.length
  const head = headOf(target, '/v1/audio/transcriptions', `multipart/form-data; boundary=${BOUNDARY}`)
  socket.write(Buffer.concat([Buffer.from(`${head}${length}\r\n\r\n`, 'latin1'), OPENING]))
  for (let left = bytes; left > 0; left -= PART) {
    const part = left >= PART ? AUDIO : AUDIO.subarray(0, left)
    if (!socket.write(part)) await drained(wire)
  }
  socket.write(CLOSING)
}

async function drained({ socket }: Wire): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const closed = (): void => reject(new Error('the connection was closed during the upload'))
    socket.once('close', closed)
    socket.once('drain', () => {
      socket.off('close', closed)
      resolve()
    })
  })
}
