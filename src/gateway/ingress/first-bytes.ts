/** Looks at the first bytes of a connection and puts them back, so that the right server can begin with them. */
import type { Socket } from 'node:net'

export interface FirstBytes {
  /** True or false as soon as the bytes decide it, undefined while they could still become either. */
  readonly decide: (bytes: Buffer) => boolean | undefined
  /** For the decision: a caller who says nothing is no reason to wait. */
  readonly milliseconds: number
  readonly decided: (answer: boolean) => void
  /** The time is over, or the caller ended its side. */
  readonly undecided: () => void
}

/** Calls one of the two at most once; neither when the connection breaks before. The socket is paused when it is decided. */
export function readFirstBytes(
  socket: Socket,
  { decide, milliseconds, decided, undecided }: FirstBytes,
): void {
  let seen: Buffer | undefined
  const settle = (): void => {
    clearTimeout(timer)
    socket.off('data', onData)
    socket.off('end', giveUp)
    socket.off('error', onError)
    socket.off('close', settle)
  }
  const onData = (chunk: Buffer): void => {
    seen = seen === undefined ? chunk : Buffer.concat([seen, chunk])
    const answer = decide(seen)
    if (answer === undefined) return
    settle()
    socket.pause()
    socket.unshift(seen)
    decided(answer)
  }
  const giveUp = (): void => {
    settle()
    undecided()
  }
  const onError = (): void => void socket.destroy()
  const timer = setTimeout(giveUp, milliseconds)
  socket.on('data', onData)
  socket.on('end', giveUp)
  socket.on('error', onError)
  socket.on('close', settle)
}

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1')

/** RFC 9113, section 3.4. */
export function isHttp2(bytes: Buffer): boolean | undefined {
  const known = Math.min(bytes.length, PREFACE.length)
  if (bytes.compare(PREFACE, 0, known, 0, known) !== 0) return false
  return known === PREFACE.length ? true : undefined
}

/** A TLS handshake record (RFC 8446, section 5.1). */
export function isTls(bytes: Buffer): boolean | undefined {
  return bytes.length === 0 ? undefined : bytes[0] === 0x16
}
