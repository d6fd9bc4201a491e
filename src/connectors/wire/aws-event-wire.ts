/** AWS event streams as a wire of streamed answers: JSON payloads, plain or as base64 in a member of an envelope. */
import { isUtf8 } from 'node:buffer'
import {
  AwsEventDecoder,
  encodeAwsFrame,
  encodeAwsHeaders,
  stringHeader,
  type AwsFrame,
} from './aws-event-stream.ts'
import { FrameFaultError, type FrameFields, type StreamWire } from './stream-wire.ts'

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The frame's JSON, taken out of the envelope. */
interface Enclosed {
  readonly json: Buffer
  /** The base64 as it stands in the payload. */
  readonly source: string
}

export class AwsEventWire implements StreamWire {
  private readonly decoder: AwsEventDecoder
  /** Member of the payload that holds the frame's JSON in base64. */
  private readonly envelope: string | undefined
  /** Content of the frame that was looked at last: it is read next. */
  private opened: { readonly frame: AwsFrame; readonly enclosed: Enclosed | undefined } | undefined =
    undefined

  constructor(maxFrameBytes: number, envelope: string | undefined) {
    this.decoder = new AwsEventDecoder(maxFrameBytes)
    this.envelope = envelope
  }

  get idle(): boolean {
    return this.decoder.idle
  }

  get cut(): boolean {
    return !this.decoder.idle
  }

  push(chunk: Buffer): readonly AwsFrame[] {
    return this.decoder.push(chunk)
  }

  /** Never: each frame's checksums are looked at. */
  passes(): boolean {
    return false
  }

  /** The event's name and the frame's JSON. */
  look(frame: AwsFrame): string {
    const json = this.open(frame)?.json ?? frame.payload
    return `${this.nameOf(frame) ?? ''} ${json.toString('latin1')}`
  }

  read(frame: AwsFrame): FrameFields {
    const json = this.open(frame)?.json ?? frame.payload
    if (!isUtf8(json)) throw new FrameFaultError('frame malformed')
    return { event: this.nameOf(frame), data: json.length === 0 ? undefined : json.toString('utf8') }
  }

  rewrite(frame: AwsFrame, data: string): Buffer {
    const enclosed = this.open(frame)
    if (enclosed === undefined) return encodeAwsFrame(frame.headers, Buffer.from(data, 'utf8'))
    const payload = frame.payload.toString('latin1')
    const at = payload.indexOf(enclosed.source)
    const changed = Buffer.from(data, 'utf8').toString('base64')
    return encodeAwsFrame(
      frame.headers,
      Buffer.from(payload.slice(0, at) + changed + payload.slice(at + enclosed.source.length), 'latin1'),
    )
  }

  another(frame: AwsFrame, data: string): Buffer {
    return this.rewrite(frame, data)
  }

  last(): undefined {
    return undefined
  }

  errorFrame(event: string | undefined, data: string): Buffer {
    const headers = encodeAwsHeaders({
      ':exception-type': event ?? 'internalServerException',
      ':content-type': 'application/json',
      ':message-type': 'exception',
    })
    return encodeAwsFrame(headers, Buffer.from(data, 'utf8'))
  }

  private nameOf(frame: AwsFrame): string | undefined {
    return stringHeader(frame.headers, frame.failed === true ? ':exception-type' : ':event-type')
  }

  /** What the envelope holds; undefined for a frame without one, as exceptions are. */
  private open(frame: AwsFrame): Enclosed | undefined {
    if (this.envelope === undefined) return undefined
    if (this.opened?.frame !== frame)
      this.opened = { frame, enclosed: enclosedIn(frame.payload, this.envelope) }
    return this.opened.enclosed
  }
}

function enclosedIn(payload: Buffer, member: string): Enclosed | undefined {
  if (payload.length === 0) return undefined
  if (!isUtf8(payload)) throw new FrameFaultError('frame malformed')
  let value: unknown
  try {
    value = JSON.parse(payload.toString('utf8'))
  } catch {
    throw new FrameFaultError('frame malformed')
  }
  if (typeof value !== 'object' || value === null) throw new FrameFaultError('frame malformed')
  const source = (value as Readonly<Record<string, unknown>>)[member]
  if (source === undefined) return undefined
  // Written with escapes, it could not be found in the payload again.
  if (typeof source !== 'string' || !BASE64.test(source) || !payload.includes(`"${source}"`))
    throw new FrameFaultError('frame malformed')
  return { json: Buffer.from(source, 'base64'), source }
}
