/** JSON messages of a WebSocket as a wire of streamed answers: each message is one frame, cut by the socket and not here. */
import type { Frame, FrameFields, StreamWire } from './stream-wire.ts'

export class MessageWire implements StreamWire {
  readonly idle = true
  readonly cut = false

  push(chunk: Buffer): readonly Frame[] {
    return [{ bytes: chunk }]
  }

  passes(): boolean {
    return true
  }

  look(frame: Frame): string {
    return frame.bytes.toString('latin1')
  }

  read(frame: Frame): FrameFields {
    return { event: undefined, data: frame.bytes.toString('utf8') }
  }

  rewrite(_frame: Frame, data: string): Buffer {
    return Buffer.from(data, 'utf8')
  }

  another(_frame: Frame, data: string): Buffer {
    return Buffer.from(data, 'utf8')
  }

  last(): undefined {
    return undefined
  }

  errorFrame(_event: string | undefined, data: string): Buffer {
    return Buffer.from(data, 'utf8')
  }
}
