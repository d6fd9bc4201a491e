/** The first frame of a session whose caller says only there what it wants: the connection is switched over to read it. */
import type { LiveOperation } from '../../../connectors/live-shape.ts'
import { Refusal } from '../../errors/refusal.ts'
import { CallerGoneError } from '../../ingress/contract.ts'
import type { RecognisedCall } from '../calls.ts'

/** Rejects with `Refusal` for a caller who says nothing in time, or not what a session begins with. */
export async function openingFrame(call: RecognisedCall, live: LiveOperation): Promise<Buffer> {
  const caller = call.exchange.live
  if (caller === undefined) throw new Refusal('internal', { because: 'No session without an upgrade.' })
  const socket = caller.open({
    protocol: caller.protocols.find((name) => live.protocols?.includes(name) === true),
    frameBytes: call.runtime.limits.live_frame,
    headers: [['x-limen-call', call.id]],
  })
  const frame = await socket.first(call.runtime.timeouts.live_idle)
  if (frame === undefined) {
    if (call.exchange.gone || !socket.open) throw new CallerGoneError()
    throw new Refusal('session_idle')
  }
  if (frame.binary && live.client.binary !== 'json')
    throw new Refusal('frame_refused', { because: 'The session begins with a frame of JSON.' })
  return frame.data
}
