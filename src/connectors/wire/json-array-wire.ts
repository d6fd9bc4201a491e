/** One JSON array of objects as a wire of streamed answers: what Google's APIs send without `alt=sse`. */
import { isUtf8 } from 'node:buffer'
import { type ArrayFrame, JsonArrayDecoder } from './json-array.ts'
import { FrameFaultError, type FrameFields, type StreamWire } from './stream-wire.ts'

export class JsonArrayWire implements StreamWire {
  private readonly decoder: JsonArrayDecoder
  private begun = false

  constructor(maxFrameBytes: number) {
    this.decoder = new JsonArrayDecoder(maxFrameBytes)
  }

  get idle(): boolean {
    return this.decoder.idle
  }

  /** An array without its closing bracket is none. */
  get cut(): boolean {
    return !this.decoder.closed
  }

  push(chunk: Buffer): readonly ArrayFrame[] {
    const frames = this.decoder.push(chunk)
    if (frames.length > 0) this.begun = true
    return frames
  }

  /** Where elements end is only known by reading them. */
  passes(): boolean {
    return false
  }

  look(frame: ArrayFrame): string {
    return frame.bytes.toString('latin1')
  }

  read({ bytes, start, closes }: ArrayFrame): FrameFields {
    if (closes === true) return { event: undefined, data: undefined }
    if (!isUtf8(bytes)) throw new FrameFaultError('frame malformed')
    return { event: undefined, data: bytes.toString('utf8', start) }
  }

  rewrite({ bytes, start }: ArrayFrame, data: string): Buffer {
    return Buffer.concat([bytes.subarray(0, start), Buffer.from(data, 'utf8')])
  }

  /** The bracket before the first element stands once. */
  another(_frame: ArrayFrame, data: string): Buffer {
    return Buffer.from(`,\n${data}`, 'utf8')
  }

  /** Half an element is no element. */
  last(): undefined {
    return undefined
  }

  /** One more element, and no closing bracket: the array does not end well. */
  errorFrame(_event: string | undefined, data: string): Buffer {
    return Buffer.from(`${this.begun ? ',' : '['}\n${data}\n`, 'utf8')
  }
}
