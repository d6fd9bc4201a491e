/** Azure OpenAI's sessions over WebSocket: a deployment of the preview's path, and the v1 API. */
import { clientSecrets } from '../../dialects/openai-client-secrets.ts'
import { realtimeQuery } from '../../dialects/openai-realtime.ts'
import { KEY_PROTOCOL, REALTIME_SESSION, RESPONSES_SESSION } from '../../dialects/openai-sessions.ts'
import { BARE, type LiveTable } from '../../live-shape.ts'

const CLOSED_QUERY =
  'A parameter that the table does not list could choose another deployment, or carry a credential.'

export const AZURE_LIVE: LiveTable = {
  keyProtocol: KEY_PROTOCOL,
  temporaryKeys: clientSecrets(['/openai/v1/realtime/client_secrets'], ['realtime', 'realtime.deployment']),
  operations: [
    {
      ...REALTIME_SESSION,
      id: 'realtime',
      paths: ['/openai/v1/realtime'],
      query: realtimeQuery('model', ['api-version']),
      closedQuery: CLOSED_QUERY,
    },
    {
      ...REALTIME_SESSION,
      id: 'realtime.deployment',
      paths: ['/openai/realtime'],
      query: realtimeQuery('deployment', ['api-version']),
      closedQuery: CLOSED_QUERY,
    },
    {
      ...RESPONSES_SESSION,
      id: 'responses.socket',
      paths: ['/openai/v1/responses'],
      query: { ...BARE, verbatim: ['api-version'] },
      closedQuery: CLOSED_QUERY,
    },
  ],
}
