/** From pieces of a body to what happens on the socket: troubles counted in pieces, then cuts at random bytes. */
import { between, chance } from './chance.ts'
import type { Behaviour, Random, WireEvent } from './contract.ts'
import type { Script } from './script.ts'

export interface WirePlan {
  readonly random: Random
  readonly behaviour: Behaviour
  readonly script: Script
  /** Bytes of the vendor's own error event, where a stream has one. */
  readonly errorEvent?: () => Uint8Array
}

const encoder = new TextEncoder()
const MIB = 1024 ** 2

export function sendPieces(pieces: Iterable<Uint8Array>, plan: WirePlan): Iterable<WireEvent> {
  const events = trouble(pieces, plan)
  return plan.behaviour.hostile || plan.script['byte-by-byte'] === true ? cut(events, plan) : events
}

/** Events until the script breaks off; then its breaking event and nothing more. */
function* trouble(pieces: Iterable<Uint8Array>, plan: WirePlan): Generator<WireEvent> {
  const { script, errorEvent } = plan
  const pace = script.slow ?? plan.behaviour.pace ?? 0
  let sent = 0
  for (const bytes of pieces) {
    const breaking = breakAfter(sent, plan)
    if (breaking !== undefined) {
      yield* breaking
      break
    }
    if (errorEvent !== undefined && sent === 2) {
      if (script['malformed-sse'] === true) yield { kind: 'bytes', bytes: MALFORMED }
      if (script['huge-event'] !== undefined) yield* hugeEvent(script['huge-event'])
    }
    if (pace > 0 && sent > 0) yield { kind: 'pause', milliseconds: pace }
    yield { kind: 'bytes', bytes }
    sent += 1
  }
}

const MALFORMED = encoder.encode('data: {"id":"broken","choices":[{"delta":{"content":"\n\n')

/** What breaks the body off before the next piece, if anything does; an empty list ends it in good order. */
function breakAfter(sent: number, { script, errorEvent }: WirePlan): readonly WireEvent[] | undefined {
  if (sent === script['stall-after']) return [{ kind: 'stall' }]
  if (sent === script['reset-after']) return [{ kind: 'reset' }]
  if (sent === script['truncate-after']) return [{ kind: 'truncate' }]
  if (sent === script['end-after']) return []
  if (errorEvent !== undefined && sent === script['error-event-after']) {
    return [{ kind: 'bytes', bytes: errorEvent() }]
  }
  return undefined
}

function* hugeEvent(mebibytes: number): Generator<WireEvent> {
  yield { kind: 'bytes', bytes: encoder.encode('data: {"filler":"') }
  const filler = new Uint8Array(MIB).fill(0x61)
  for (let count = 0; count < mebibytes; count++) yield { kind: 'bytes', bytes: filler }
  yield { kind: 'bytes', bytes: encoder.encode('"}\n\n') }
}

/** Joins and cuts bytes without regard for events or characters; before anything but bytes all is flushed. */
function* cut(events: Iterable<WireEvent>, plan: WirePlan): Generator<WireEvent> {
  const { random, script } = plan
  const size =
    script['byte-by-byte'] === true ? () => 1 : () => between(random, 1, chance(random, 0.2) ? 2000 : 90)
  let held = new Uint8Array(0)
  let next = size()
  for (const event of events) {
    if (event.kind !== 'bytes') {
      if (held.length > 0) yield { kind: 'bytes', bytes: held }
      held = new Uint8Array(0)
      yield event
      continue
    }
    // A piece this large is filler: cutting it would only cost time.
    if (event.bytes.length >= MIB) {
      if (held.length > 0) yield { kind: 'bytes', bytes: held }
      held = new Uint8Array(0)
      yield event
      continue
    }
    let bytes = held.length === 0 ? event.bytes : concatenate(held, event.bytes)
    while (bytes.length >= next) {
      yield { kind: 'bytes', bytes: bytes.subarray(0, next) }
      bytes = bytes.subarray(next)
      next = size()
    }
    held = Uint8Array.from(bytes)
  }
  if (held.length > 0) yield { kind: 'bytes', bytes: held }
}

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  const whole = new Uint8Array(left.length + right.length)
  whole.set(left)
  whole.set(right, left.length)
  return whole
}

/** A whole body in eight pieces, so that `stall-after=3` and its like mean something for it too. */
export function eighths(bytes: Uint8Array): Uint8Array[] {
  const size = Math.max(1, Math.ceil(bytes.length / 8))
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  return pieces
}
