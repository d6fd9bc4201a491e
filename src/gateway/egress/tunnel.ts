/** A CONNECT tunnel through one plain HTTP proxy (RFC 9110 section 9.3.6). */
import type { Socket } from 'node:net'
import { EgressError } from './failure.ts'
import type { Proxy } from './target.ts'

const HEAD_LIMIT = 8192
const ACCEPTED = /^HTTP\/1\.[01] 2\d\d[ \r]/

/**
 * Asks the proxy for a tunnel to `host:port`, then calls `done` once: without an error the socket's next byte belongs to
 * the vendor. The proxy resolves the name, so the vendor's address is not checked here: what proves the vendor is its
 * TLS certificate, which is why tunnels exist only for TLS targets.
 */
export function openTunnel(
  socket: Socket,
  proxy: Proxy,
  host: string,
  port: number,
  done: (error: EgressError | undefined) => void,
): void {
  let head = Buffer.alloc(0)

  const end = (error: EgressError | undefined): void => {
    socket.off('readable', read)
    socket.off('end', closed)
    done(error)
  }
  const closed = (): void => end(new EgressError('proxy_refused'))
  const read = (): void => {
    for (let chunk = readChunk(socket); chunk !== null; chunk = readChunk(socket)) {
      head = Buffer.concat([head, chunk])
      const headEnd = head.indexOf('\r\n\r\n')
      if (headEnd === -1) {
        if (head.length > HEAD_LIMIT) return end(new EgressError('proxy_malformed'))
        continue
      }
      const text = head.toString('latin1', 0, headEnd + 2)
      if (!text.startsWith('HTTP/1.')) return end(new EgressError('proxy_malformed'))
      if (!ACCEPTED.test(text)) return end(new EgressError('proxy_refused'))
      // A TLS server never speaks first: whatever follows the head was written by the proxy.
      return end(head.length > headEnd + 4 ? new EgressError('proxy_malformed') : undefined)
    }
  }

  socket.on('readable', read)
  socket.on('end', closed)
  const authorization =
    proxy.authorization === undefined ? '' : `proxy-authorization: ${proxy.authorization}\r\n`
  socket.write(`CONNECT ${host}:${port} HTTP/1.1\r\nhost: ${host}:${port}\r\n${authorization}\r\n`, 'latin1')
}

function readChunk(socket: Socket): Buffer | null {
  const chunk: unknown = socket.read()
  return Buffer.isBuffer(chunk) ? chunk : null
}
