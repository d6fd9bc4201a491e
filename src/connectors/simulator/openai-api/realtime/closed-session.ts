/** A session that the vendor opens only to say why it does not: an error event, then the end. */
import { alphanumeric } from '../../chance.ts'
import type { Scene } from '../../answers.ts'
import type { SimulatedSession } from '../../live.ts'

export function closedSession(
  { random }: Scene,
  { code, message, param }: { readonly code: string; readonly message: string; readonly param: string },
): SimulatedSession {
  const error = { type: 'invalid_request_error', code, message, param, event_id: null }
  const event = { type: 'error', event_id: `event_${alphanumeric(random, 21)}`, error }
  return {
    opening: [
      { kind: 'text', text: JSON.stringify(event) },
      { kind: 'close', code: 4000, reason: `invalid_request_error.${code}` },
    ],
    receive: () => [],
  }
}
