/** What a simulator of a session is: a pure function from an upgrade to a dialogue, and from each frame to what the vendor says to it. */
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from './contract.ts'

/** What happens on the vendor's side of a session, in order. After `close` or `reset` nothing follows. */
export type LiveEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'pause'; readonly milliseconds: number }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }
  | { readonly kind: 'reset' }

export interface LiveDialogue {
  /** The subprotocol that the vendor agrees to, of those that were offered. */
  readonly protocol?: string
  readonly headers?: Readonly<Record<string, string>>
  /** What the vendor says before it has heard anything. */
  readonly opening: readonly LiveEvent[]
  /** What it says to a frame; text is one, bytes are another. */
  readonly hear: (frame: string | Uint8Array) => readonly LiveEvent[]
}

/** A request that is no session, or one that the vendor refuses, has an answer. */
export type SimulateLive = (
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
) => LiveDialogue | SimulatedAnswer

export function isDialogue(made: LiveDialogue | SimulatedAnswer): made is LiveDialogue {
  return 'hear' in made
}

/** A frame of JSON. */
export function said(value: object): LiveEvent {
  return { kind: 'text', text: JSON.stringify(value) }
}
