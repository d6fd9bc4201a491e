/** A refusal of a session whose connection was switched over before there was a vendor: an error frame and a close frame. */
import type { CompiledLive } from '../../../connectors/compiled.ts'
import type { Refusal } from '../../errors/refusal.ts'
import type { Exchange } from '../../ingress/contract.ts'
import { fittingReason } from '../../live/close-code.ts'
import { faultOf } from './live-fault.ts'

/** False where a refusal is an HTTP answer. */
export function refuseSession(exchange: Exchange, refusal: Refusal, live: CompiledLive | undefined): boolean {
  const socket = exchange.live?.socket
  if (socket === undefined || live === undefined) return false
  const { frame, close, reason } = live.operation.says(faultOf(refusal, true))
  if (frame !== undefined) socket.send(frame, false)
  socket.close(close ?? 1011, fittingReason(reason))
  return true
}
