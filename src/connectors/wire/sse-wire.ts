/** Server-sent events as a wire of streamed answers. */
import { endsFrame, readSse, rewriteSse, SseDecoder, type SseFields, type SseFrame } from './sse.ts'
import type { StreamWire } from './stream-wire.ts'

export class SseWire implements StreamWire {
  /** A stream may end without the blank line of its last event: `last` says what that is worth. */
  readonly cut = false
  private readonly decoder: SseDecoder

  constructor(maxFrameBytes: number) {
    this.decoder = new SseDecoder(maxFrameBytes)
  }

  get idle(): boolean {
    return this.decoder.idle
  }

  push(chunk: Buffer): readonly SseFrame[] {
    return this.decoder.push(chunk)
  }

  passes(chunk: Buffer): boolean {
    return endsFrame(chunk)
  }

  look(frame: SseFrame): string {
    return frame.bytes.toString('latin1')
  }

  read(frame: SseFrame): SseFields {
    return readSse(frame)
  }

  rewrite(frame: SseFrame, data: string): Buffer {
    return rewriteSse(frame, data)
  }

  another(frame: SseFrame, data: string): Buffer {
    return rewriteSse(frame, data)
  }

  last(): SseFrame | undefined {
    const { rest } = this.decoder
    return rest.length === 0 ? undefined : { bytes: rest }
  }

  errorFrame(event: string | undefined, data: string): Buffer {
    return Buffer.from(`${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`, 'utf8')
  }
}
