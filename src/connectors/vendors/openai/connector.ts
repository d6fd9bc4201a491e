/** OpenAI: regional hosts, stateless calls, no stored completions. */
import type { Connector } from '../../contract.ts'
import { openaiClosedPaths } from '../../dialects/openai-closed.ts'
import {
  OPENAI_ANSWER_HEADERS,
  OPENAI_PSEUDONYM_HEADERS,
  OPENAI_REQUEST_HEADERS,
  placeOfRegion,
} from '../../dialects/openai-headers.ts'
import { OPENAI_LIVE } from './live-operations.ts'
import { OPENAI_OPERATIONS } from './operations.ts'
import { OPENAI_REGIONS } from './regions.ts'

const controls = { url: 'https://developers.openai.com/api/docs/guides/your-data', checked: '2026-11-22' }

export const openai: Connector = {
  vendor: 'openai',
  title: 'OpenAI',
  mount: '/openai',
  dialect: 'openai',
  regions: OPENAI_REGIONS,
  attestations: [
    {
      id: 'retention',
      title: 'Zero data retention or modified abuse monitoring is on for the organisation or project',
      decides: 'retention',
      evidence: controls,
    },
    {
      id: 'data-sharing-off',
      title: 'Sharing of inputs and outputs with OpenAI is off for the organisation and project',
      decides: 'retention',
      evidence: controls,
    },
  ],
  operations: OPENAI_OPERATIONS,
  live: OPENAI_LIVE,
  closedPaths: openaiClosedPaths('/v1/'),
  requestHeaders: OPENAI_REQUEST_HEADERS,
  pseudonymHeaders: OPENAI_PSEUDONYM_HEADERS,
  refusedHeaders: [],
  answerHeaders: OPENAI_ANSWER_HEADERS,
  keyKind: () => 'key',
  host: (facts) => {
    if (facts.region === 'global') return 'api.openai.com'
    return OPENAI_REGIONS.some((region) => region.id === facts.region)
      ? `${facts.region}.api.openai.com`
      : undefined
  },
  place: (facts) => placeOfRegion(OPENAI_REGIONS, facts.region),
  credential: (key) => ['authorization', `Bearer ${key}`],
  forcedHeaders: () => [],
  observe: () => ({ region: undefined }),
  modelInPath: /\/models\/([^/]+)/gi,
  modelField: 'models',
}
