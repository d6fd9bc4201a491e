/** Azure OpenAI's sessions over WebSocket: a deployment of the preview's path, and the v1 API. */
import { clientSecrets } from '../../dialects/openai-client-secrets.ts'
import {
  realtimeGoodbye,
  realtimeWords,
  responsesGoodbye,
  responsesWords,
} from '../../dialects/openai-live-words.ts'
import { realtimeQuery, REALTIME_CLIENT } from '../../dialects/openai-realtime.ts'
import { REALTIME_VENDOR } from '../../dialects/openai-realtime-answer.ts'
import {
  RESPONSES_CLIENT,
  RESPONSES_OBJECTS,
  RESPONSES_OPENING,
  RESPONSES_VENDOR,
} from '../../dialects/openai-responses-socket.ts'
import { BARE, type LiveOperation, type LiveTable } from '../../live-shape.ts'

const CLOSED_QUERY =
  'A parameter that the table does not list could choose another deployment, or carry a credential.'

const REALTIME: Omit<LiveOperation, 'id' | 'paths' | 'query'> = {
  closedQuery: CLOSED_QUERY,
  protocols: ['realtime', 'openai-beta.realtime-v1'],
  media: 'audio',
  client: REALTIME_CLIENT,
  vendor: REALTIME_VENDOR,
  says: realtimeWords,
  goodbye: realtimeGoodbye,
}

export const AZURE_LIVE: LiveTable = {
  keyProtocol: 'openai-insecure-api-key.',
  temporaryKeys: clientSecrets(['/openai/v1/realtime/client_secrets'], ['realtime', 'realtime.deployment']),
  operations: [
    {
      ...REALTIME,
      id: 'realtime',
      paths: ['/openai/v1/realtime'],
      query: realtimeQuery('model', ['api-version']),
    },
    {
      ...REALTIME,
      id: 'realtime.deployment',
      paths: ['/openai/realtime'],
      query: realtimeQuery('deployment', ['api-version']),
    },
    {
      id: 'responses.socket',
      paths: ['/openai/v1/responses'],
      query: { ...BARE, verbatim: ['api-version'] },
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
