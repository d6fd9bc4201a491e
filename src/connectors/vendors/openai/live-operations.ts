/** OpenAI's sessions over WebSocket. */
import { clientSecrets } from '../../dialects/openai-client-secrets.ts'
import { realtimeQuery, REALTIME_CLIENT } from '../../dialects/openai-realtime.ts'
import { REALTIME_VENDOR } from '../../dialects/openai-realtime-answer.ts'
import {
  realtimeGoodbye,
  realtimeWords,
  responsesGoodbye,
  responsesWords,
} from '../../dialects/openai-live-words.ts'
import {
  RESPONSES_CLIENT,
  RESPONSES_OBJECTS,
  RESPONSES_OPENING,
  RESPONSES_VENDOR,
} from '../../dialects/openai-responses-socket.ts'
import { BARE, type LiveTable } from '../../live-shape.ts'

const CLOSED_QUERY =
  'A parameter that the table does not list could choose a host, or join a call of somebody else.'

export const OPENAI_LIVE: LiveTable = {
  keyProtocol: 'openai-insecure-api-key.',
  temporaryKeys: clientSecrets(['/v1/realtime/client_secrets'], ['realtime']),
  operations: [
    {
      id: 'realtime',
      paths: ['/v1/realtime'],
      query: realtimeQuery('model', []),
      closedQuery: CLOSED_QUERY,
      protocols: ['realtime', 'openai-beta.realtime-v1'],
      media: 'audio',
      client: REALTIME_CLIENT,
      vendor: REALTIME_VENDOR,
      says: realtimeWords,
      goodbye: realtimeGoodbye,
    },
    {
      id: 'responses.socket',
      paths: ['/v1/responses'],
      query: BARE,
      closedQuery: CLOSED_QUERY,
      opening: RESPONSES_OPENING,
      client: RESPONSES_CLIENT,
      vendor: RESPONSES_VENDOR,
      objects: RESPONSES_OBJECTS,
      says: responsesWords,
      goodbye: responsesGoodbye,
    },
  ],
}
