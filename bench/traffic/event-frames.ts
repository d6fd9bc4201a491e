/** Frames of AWS's event stream, as the vendor stand-in writes them (smithy.io, amazon eventstream). */
import { crc32 } from 'node:zlib'

const STRING = 7

function headerBytes(name: string, value: string): Buffer {
  const head = Buffer.from([name.length, ...Buffer.from(name), STRING, 0, 0])
  head.writeUInt16BE(value.length, head.length - 2)
  return Buffer.concat([head, Buffer.from(value)])
}

/** One event: lengths, their checksum, headers, payload, the checksum of all. */
export function eventFrame(type: string, payload: object): Buffer {
  const headers = Buffer.concat([
    headerBytes(':event-type', type),
    headerBytes(':content-type', 'application/json'),
    headerBytes(':message-type', 'event'),
  ])
  const body = Buffer.from(JSON.stringify(payload))
  const prelude = Buffer.alloc(12)
  prelude.writeUInt32BE(16 + headers.length + body.length, 0)
  prelude.writeUInt32BE(headers.length, 4)
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8)
  const message = Buffer.concat([prelude, headers, body])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(message))
  return Buffer.concat([message, sum])
}
