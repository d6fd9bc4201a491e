/** OpenAI's sessions over WebSocket. */
import { clientSecrets } from '../../dialects/openai-client-secrets.ts'
import { realtimeQuery } from '../../dialects/openai-realtime.ts'
import { KEY_PROTOCOL, REALTIME_SESSION, RESPONSES_SESSION } from '../../dialects/openai-sessions.ts'
import { BARE, type LiveTable } from '../../live-shape.ts'

const CLOSED_QUERY =
  'A parameter that the table does not list could choose a host, or join a call of somebody else.'

export const OPENAI_LIVE: LiveTable = {
  keyProtocol: KEY_PROTOCOL,
  temporaryKeys: clientSecrets(['/v1/realtime/client_secrets'], ['realtime']),
  operations: [
    {
      ...REALTIME_SESSION,
      id: 'realtime',
      paths: ['/v1/realtime'],
      query: realtimeQuery('model', []),
      closedQuery: CLOSED_QUERY,
    },
    {
      ...RESPONSES_SESSION,
      id: 'responses.socket',
      paths: ['/v1/responses'],
      query: BARE,
      closedQuery: CLOSED_QUERY,
    },
  ],
}
