/** Event-stream frames as AWS documents them, written for the simulator alone. */
import { crc32 } from 'node:zlib'

/** Headers of a frame: all are strings here, type 7 of the encoding. */
type FrameHeaders = Readonly<Record<string, string>>

/** https://docs.aws.amazon.com/lexv2/latest/dg/event-stream-encoding.html */
function frame(headers: FrameHeaders, payload: Uint8Array): Uint8Array {
  const block = Buffer.concat(
    Object.entries(headers).map(([name, value]) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(Buffer.byteLength(value))
      return Buffer.concat([
        Buffer.from([name.length]),
        Buffer.from(name),
        Buffer.from([7]),
        length,
        Buffer.from(value),
      ])
    }),
  )
  const prelude = Buffer.alloc(8)
  prelude.writeUInt32BE(16 + block.length + payload.length, 0)
  prelude.writeUInt32BE(block.length, 4)
  const head = Buffer.concat([prelude, sum(prelude), block, payload])
  return Buffer.concat([head, sum(head)])
}

function sum(bytes: Buffer): Buffer {
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(bytes))
  return checksum
}

/** One event of the stream, by the name of its member in the model. */
export function eventFrame(name: string, json: string): Uint8Array {
  return frame(
    { ':event-type': name, ':content-type': 'application/json', ':message-type': 'event' },
    Buffer.from(json),
  )
}

/** What ends a stream that failed: `throttlingException` and its like. */
export function exceptionFrame(name: string, message: string): Uint8Array {
  return frame(
    { ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' },
    Buffer.from(JSON.stringify({ message })),
  )
}
