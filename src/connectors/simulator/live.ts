/** What a live simulator is: a session over a WebSocket that answers each message of the caller with messages of its own. */
import { chance } from './chance.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from './contract.ts'
import type { Script } from './script.ts'

/** One whole message, whatever its frames. */
export type LiveMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }

/** What happens on the socket, in order. After `stall`, `reset`, `truncate` or `close` nothing follows. */
export type LiveEvent =
  | LiveMessage
  | { readonly kind: 'pause'; readonly milliseconds: number }
  | { readonly kind: 'ping' }
  /** Bytes that are no frame, or a broken one, written to the socket as they stand. */
  | { readonly kind: 'raw'; readonly bytes: Uint8Array }
  /** The socket stays open and silent. */
  | { readonly kind: 'stall' }
  /** TCP reset. */
  | { readonly kind: 'reset' }
  /** The socket is closed without a close frame. */
  | { readonly kind: 'truncate' }
  /** The closing handshake. */
  | { readonly kind: 'close'; readonly code: number; readonly reason: string }

export interface SimulatedSession {
  /** What the vendor says before it is asked anything. */
  readonly opening: Iterable<LiveEvent>
  /**
   * Called as soon as a message is there, even while earlier answers still go out; what it returns is read when those are
   * through, so that a message can stop them.
   */
  receive(message: LiveMessage): Iterable<LiveEvent>
}

/** A session, or the answer to a handshake that is refused. */
export type SimulateLive = (
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
) => SimulatedSession | SimulatedAnswer

export interface LivePlan {
  readonly random: Random
  readonly behaviour: Behaviour
  readonly script: Script
  /** The vendor's own error event. */
  readonly errorEvent: () => LiveMessage
}

const MIB = 1024 ** 2

/** The events of one turn, until the script breaks off; a piece is a message. */
export function* liveTurn(messages: Iterable<LiveMessage>, plan: LivePlan): Generator<LiveEvent> {
  const { script, behaviour, random } = plan
  const pace = script.slow ?? behaviour.pace ?? 0
  let sent = 0
  for (const message of messages) {
    const breaking = breakAfter(sent, plan)
    if (breaking !== undefined) {
      yield breaking
      return
    }
    if (sent === 2) yield* oddMessages(script)
    if (pace > 0 && sent > 0) yield { kind: 'pause', milliseconds: pace }
    if (behaviour.hostile && chance(random, 0.05)) yield { kind: 'ping' }
    yield message
    sent += 1
  }
}

/** What ends the turn before the next message, if anything does. */
function breakAfter(sent: number, { script, errorEvent }: LivePlan): LiveEvent | undefined {
  if (sent === script['stall-after']) return { kind: 'stall' }
  if (sent === script['reset-after']) return { kind: 'reset' }
  if (sent === script['truncate-after']) return { kind: 'truncate' }
  if (sent === script['end-after']) return { kind: 'close', code: script.close ?? 1000, reason: '' }
  if (sent === script['error-event-after']) return errorEvent()
  return undefined
}

/** Messages that no vendor should send. */
function* oddMessages(script: Script): Generator<LiveEvent> {
  if (script['malformed-sse'] === true) yield { kind: 'text', text: '{"type":"broken","delta":"' }
  if (script['binary-message'] === true) yield { kind: 'binary', bytes: Uint8Array.of(1, 2, 3) }
  // A final text frame of one byte that is no UTF-8.
  if (script['broken-text'] === true) yield { kind: 'raw', bytes: Uint8Array.of(0x81, 1, 0xff) }
  const huge = script['huge-event']
  if (huge !== undefined)
    yield { kind: 'text', text: `{"type":"filler","filler":"${'a'.repeat(huge * MIB)}"}` }
}
