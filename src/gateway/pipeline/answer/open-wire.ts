/** Which wire a streamed answer has, by its content type and its operation's table. */
import type { StreamShape } from '../../../connectors/contract.ts'
import { AwsEventWire } from '../../../connectors/wire/aws-event-wire.ts'
import { JsonArrayWire } from '../../../connectors/wire/json-array-wire.ts'
import { SseWire } from '../../../connectors/wire/sse-wire.ts'
import type { StreamWire } from '../../../connectors/wire/stream-wire.ts'

const MAX_FRAME_BYTES = 8 * 1024 * 1024

/** Undefined: the answer is no stream. `type` is the media type in lower case; an error is one object on every wire but SSE. */
export function openWire(
  type: string | undefined,
  shape: StreamShape | undefined,
  status: number,
): StreamWire | undefined {
  if (type === 'text/event-stream') return new SseWire(MAX_FRAME_BYTES)
  if (type === 'application/vnd.amazon.eventstream') return new AwsEventWire(MAX_FRAME_BYTES, shape?.envelope)
  if (type === 'application/json' && shape?.wire === 'json_array' && status < 400)
    return new JsonArrayWire(MAX_FRAME_BYTES)
  return undefined
}
