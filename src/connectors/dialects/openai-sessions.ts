/** What a session of OpenAI's is on whichever host: paths, query and what that closes are the host's own. */
import type { LiveOperation } from '../live-shape.ts'
import { realtimeGoodbye, realtimeWords, responsesGoodbye, responsesWords } from './openai-live-words.ts'
import { REALTIME_CLIENT } from './openai-realtime.ts'
import { REALTIME_VENDOR } from './openai-realtime-answer.ts'
import {
  RESPONSES_CLIENT,
  RESPONSES_OBJECTS,
  RESPONSES_OPENING,
  RESPONSES_VENDOR,
} from './openai-responses-socket.ts'

type Session = Omit<LiveOperation, 'id' | 'paths' | 'query' | 'closedQuery'>

/** Before the key, among the subprotocols of a caller that can set no header. */
export const KEY_PROTOCOL = 'openai-insecure-api-key.'

export const REALTIME_SESSION: Session = {
  protocols: ['realtime', 'openai-beta.realtime-v1'],
  media: 'audio',
  client: REALTIME_CLIENT,
  vendor: REALTIME_VENDOR,
  says: realtimeWords,
  goodbye: realtimeGoodbye,
}

export const RESPONSES_SESSION: Session = {
  opening: RESPONSES_OPENING,
  client: RESPONSES_CLIENT,
  vendor: RESPONSES_VENDOR,
  objects: RESPONSES_OBJECTS,
  says: responsesWords,
  goodbye: responsesGoodbye,
}
