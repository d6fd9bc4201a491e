/** An answer that is compressed although nobody asked: inflated within a bound, or refused. */
import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
  type ZlibOptions,
} from 'node:zlib'
import type { Transform } from 'node:stream'

/** The codings of RFC 9110 section 8.4.1, brotli (RFC 7932) and zstandard (RFC 8878). */
const CODINGS: Readonly<Record<string, (options: ZlibOptions) => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
}

export interface InflaterListener {
  readonly onData: (chunk: Buffer) => void
  readonly onEnd: () => void
  /** Broken, truncated, or larger than `limit` bytes when inflated. */
  readonly onFault: (tooLarge: boolean) => void
}

/** Undefined for a coding that is not known, or for more than one. */
export class Inflater {
  private readonly stream: Transform
  private size = 0
  private over = false

  private constructor(stream: Transform, limit: number, listener: InflaterListener) {
    this.stream = stream
    stream.on('data', (chunk: Buffer) => {
      this.size += chunk.length
      if (this.over) return
      if (this.size <= limit) listener.onData(chunk)
      else {
        this.stop()
        listener.onFault(true)
      }
    })
    stream.once('end', () => {
      if (!this.over) listener.onEnd()
      this.over = true
    })
    stream.once('error', () => {
      if (!this.over) listener.onFault(false)
      this.over = true
    })
  }

  static of(coding: string, limit: number, listener: InflaterListener): Inflater | undefined {
    const make = CODINGS[coding.trim().toLowerCase()]
    return make === undefined ? undefined : new Inflater(make({}), limit, listener)
  }

  /** False when the inflated side is slower: wait for `onDrain`. */
  write(chunk: Buffer): boolean {
    return this.over || this.stream.write(chunk)
  }

  onDrain(listener: () => void): void {
    this.stream.once('drain', listener)
  }

  end(): void {
    if (!this.over) this.stream.end()
  }

  pause(): void {
    this.stream.pause()
  }

  resume(): void {
    if (!this.over) this.stream.resume()
  }

  stop(): void {
    this.over = true
    this.stream.destroy()
  }
}
