/** What the bench of live sessions asks of its two processes, and what it is answered. */

/** Milliseconds of one way through the proxy. */
export interface Delays {
  readonly frames: number
  readonly p50: number
  readonly p99: number
  readonly worst: number
}

/** `delays` is answered with `Delays` since the last time it was asked. */
export type Question = 'delays' | { readonly open: OpenSessions } | 'close'

export interface OpenSessions {
  readonly port: number
  readonly path: string
  readonly sessions: number
}

/** One frame of sound: 50 milliseconds of 16 kHz PCM, two bytes a sample. */
export const FRAME_BYTES = 1600
export const FRAME_MS = 50
/** The stand-in says something every so many frames. */
export const FRAMES_A_TURN = 5
