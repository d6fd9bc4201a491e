/** OpenAI's responses over a WebSocket: the shape of POST /v1/responses, turn after turn on one connection. */
import type { RefusedMember, RequestShape } from '../contract.ts'
import {
  BARE,
  type ClientFrames,
  type Opening,
  type SessionObjects,
  type VendorFrames,
} from '../live-shape.ts'
import { REALTIME } from './openai-evidence.ts'
import { RESPONSES_ANSWER, RESPONSES_REQUEST } from './openai-responses.ts'

/** Refused over HTTP, where it needs a store; here it names what the connection itself remembers, which is checked. */
const OWN_STATE = 'previous_response_id'

const UNKNOWN = {
  rule: 'event_unknown',
  because: 'The event is not one that the gateway knows how to inspect.',
  remedy: 'send response.create.',
  evidence: REALTIME,
}

/** The first event of a connection is read before anybody looks at its kind. */
const REFUSED: readonly RefusedMember[] = [
  { path: 'type', except: /^response\.(?:create|steer)$/, ...UNKNOWN },
  ...RESPONSES_REQUEST.refused.filter(({ path }) => path !== OWN_STATE),
]

const CREATE: RequestShape = {
  ...RESPONSES_REQUEST,
  verbatim: [...RESPONSES_REQUEST.verbatim, 'type', 'stream_id', OWN_STATE],
  refused: REFUSED,
}

/** More words of the user while a response is being made. */
const STEER: RequestShape = {
  ...CREATE,
  // It belongs to a response that was created without a store.
  forced: [],
}

/** A session has one model at its beginning, which decides where it is processed; every turn names one. */
export const RESPONSES_OPENING: Opening = { shape: CREATE, model: { path: 'model' } }

export const RESPONSES_CLIENT: ClientFrames = {
  binary: 'refused',
  text: 'json',
  discriminator: 'type',
  kinds: [
    { type: 'response.create', shape: CREATE, models: ['model'] },
    { type: 'response.steer', shape: STEER },
  ],
  others: {
    shape: { ...BARE, verbatim: ['type'] },
    closed: UNKNOWN,
  },
}

export const RESPONSES_OBJECTS: SessionObjects = {
  made: { type: 'response.created', id: 'response.id' },
  named: OWN_STATE,
  rule: 'vendor_state',
  because: 'The response is not one of this connection, so the vendor would have to keep it.',
  remedy: 'name a response of the same connection, or send all turns in input.',
}

const answer = RESPONSES_ANSWER.stream
if (answer === undefined) throw new Error('Responses are streamed.')

export const RESPONSES_VENDOR: VendorFrames = {
  binary: 'refused',
  stream: {
    ...answer,
    wire: 'message',
    verbatim: [...answer.verbatim, 'stream_id', 'error.type', 'error.code', 'error.param'],
    done: {},
  },
}
