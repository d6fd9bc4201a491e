/** A tap on the wire to a vendor: every byte that left, whether or not it made a whole request. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface Wiretap {
  readonly origin: string
  /** All bytes from the gateway, connection after connection. */
  readonly sent: () => Buffer
  close(): Promise<void>
}

export async function startWiretap(vendorOrigin: string): Promise<Wiretap> {
  const { hostname, port } = new URL(vendorOrigin)
  const chunks: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((inner) => {
    const outer = connect({ host: hostname, port: Number(port) })
    for (const socket of [inner, outer]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
    inner.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      outer.write(chunk)
    })
    outer.on('data', (chunk) => inner.write(chunk))
    inner.on('end', () => outer.end())
    outer.on('end', () => inner.end())
    inner.on('error', () => outer.destroy())
    outer.on('error', () => inner.destroy())
    inner.on('close', () => outer.destroy())
    outer.on('close', () => inner.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => Buffer.concat(chunks),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
