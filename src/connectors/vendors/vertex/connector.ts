/** Google Vertex AI: the path's own project and location have to be the endpoint's, and only listed models are called. */
import type { Connector } from '../../contract.ts'
import { DATA_RESIDENCY, ZERO_RETENTION } from './evidence.ts'
import { VERTEX_LIVE } from './live-operations.ts'
import { VERTEX_OPERATIONS } from './operations.ts'
import { vertexPlace } from './place.ts'
import { VERTEX_REGIONS, vertexHost } from './regions.ts'

export const vertex: Connector = {
  vendor: 'vertex',
  title: 'Google Vertex AI',
  mount: '/vertex',
  dialect: 'google',
  regions: VERTEX_REGIONS,
  attestations: [
    {
      id: 'ml-processing',
      title: "Google's table of ML processing lists every model of the endpoint at its location",
      decides: 'place',
      evidence: DATA_RESIDENCY,
    },
    {
      id: 'abuse-logging-exception',
      title: 'Google has approved the exception from logging prompts for abuse monitoring, for this project',
      decides: 'retention',
      evidence: ZERO_RETENTION,
    },
    {
      id: 'cache-disabled',
      title: "The project's cacheConfig shows disableCache: true",
      decides: 'retention',
      evidence: ZERO_RETENTION,
    },
    {
      id: 'request-logging-off',
      title: "The project's publisher models log no requests and responses (fetchPublisherModelConfig)",
      decides: 'retention',
      evidence: ZERO_RETENTION,
    },
  ],
  operations: VERTEX_OPERATIONS,
  live: VERTEX_LIVE,
  requestHeaders: [
    'accept',
    'x-server-timeout',
    'x-vertex-ai-llm-request-type',
    'x-vertex-ai-llm-shared-request-type',
  ],
  refusedHeaders: [],
  answerHeaders: ['content-type', 'retry-after', 'x-vertex-ai-llm-request-type'],
  keyKind: () => 'key',
  host: ({ region }) => vertexHost(region),
  place: vertexPlace,
  credential: (key, kind) =>
    kind === 'bearer' ? ['authorization', `Bearer ${key}`] : ['x-goog-api-key', key],
  forcedHeaders: () => [],
  observe: () => ({ region: undefined }),
  modelInPath: /\/models\/([^/:]+)/gi,
  modelField: 'models',
  placeInPath: {
    pattern: /^\/v1(?:beta1)?\/projects\/(?<project>[^/]+)\/locations\/(?<location>[^/]+)\//,
    own: ({ project = '', region }) => ({ project, location: region }),
    because: 'Without a project and a location in the path, Google processes wherever it likes.',
    remedy: 'give the SDK a project and a location beside the key.',
  },
  closedQuery: 'Google reads parameters of the query as headers, projects and methods of the call.',
}
