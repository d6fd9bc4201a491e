/** What the wires of a streamed answer have in common: bytes cut anywhere go in, whole frames come out, byte for byte. */

/** One frame as it came. The bytes of all frames, and what is unfinished, concatenate to the input. */
export interface Frame {
  readonly bytes: Buffer
  /** The vendor says with this frame that it failed, whatever its content. */
  readonly failed?: boolean
  /** The frame closes the body and carries nothing: whatever is held has to leave before it. */
  readonly closes?: boolean
}

export interface FrameFields {
  /** Name of the event where the wire has one beside the data. */
  readonly event: string | undefined
  /** JSON source (or an end mark of the dialect); undefined when the frame has none. */
  readonly data: string | undefined
}

/** One stream's wire: its decoder, with what it needs to write a frame again. Frames are the wire's own. */
export interface StreamWire {
  /** No bytes of an unfinished frame are held. */
  readonly idle: boolean
  /** The body cannot end here: half a frame is held that is worth nothing, or the wire's own end is missing. */
  readonly cut: boolean
  /** Throws `FrameFaultError` for bytes that are no frame and for one beyond the bound. */
  push(chunk: Buffer): readonly Frame[]
  /** The chunk surely ends on a frame's boundary and may pass without being cut into frames. */
  passes(chunk: Buffer): boolean
  /** The chunk's or frame's words as latin1, for a search that must not miss what is in the data. */
  look(frame: Frame): string
  read(frame: Frame): FrameFields
  /** The frame with other data; every name, header and mark stays as it was. */
  rewrite(frame: Frame, data: string): Buffer
  /** A further frame behind that one, with other data. */
  another(frame: Frame, data: string): Buffer
  /** What may still be read of an unfinished frame when the body ends. */
  last(): Frame | undefined
  /** The frame that ends a broken stream, in the dialect's own words. */
  errorFrame(event: string | undefined, data: string): Buffer
}

/** Bytes that are no frame of the wire, or a frame that grew beyond the bound. */
export class FrameFaultError extends Error {
  constructor(message: 'frame too large' | 'frame malformed') {
    super(message)
    this.name = 'FrameFaultError'
  }
}
