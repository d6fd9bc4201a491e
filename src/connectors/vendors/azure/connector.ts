/** Azure OpenAI: the region is configured and attested, and the answer's own region header is checked against it. */
import type { AnswerHeaders, Connector, Observation } from '../../contract.ts'
import { openaiClosedPaths } from '../../dialects/openai-closed.ts'
import {
  OPENAI_ANSWER_HEADERS,
  OPENAI_PSEUDONYM_HEADERS,
  OPENAI_REQUEST_HEADERS,
} from '../../dialects/openai-headers.ts'
import { AZURE_LIVE } from './live-operations.ts'
import { AZURE_OPERATIONS } from './operations.ts'
import { azurePlace } from './place.ts'
import { AZURE_REGIONS, azureRegionId } from './regions.ts'

const deploymentTypes = {
  url: 'https://learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/deployment-types',
  checked: '2026-11-22',
}
const dataPrivacy = {
  url: 'https://learn.microsoft.com/azure/ai-foundry/responsible-ai/openai/data-privacy',
  checked: '2026-11-22',
}

export const azure: Connector = {
  vendor: 'azure',
  title: 'Azure OpenAI',
  mount: '/azure',
  dialect: 'openai',
  regions: AZURE_REGIONS,
  attestations: [
    {
      id: 'deployment-sku',
      title: 'Region and SKU of the resource and of every deployment are as configured, with no spillover',
      decides: 'place',
      evidence: deploymentTypes,
    },
    {
      id: 'content-logging-off',
      title: 'Modified abuse monitoring is approved: the account shows ContentLogging=false',
      decides: 'retention',
      evidence: dataPrivacy,
    },
  ],
  operations: AZURE_OPERATIONS,
  live: AZURE_LIVE,
  closedPaths: openaiClosedPaths('/openai/(?:v1/)?'),
  requestHeaders: OPENAI_REQUEST_HEADERS,
  pseudonymHeaders: OPENAI_PSEUDONYM_HEADERS,
  refusedHeaders: [
    {
      name: 'x-ms-spillover-deployment',
      rule: 'spillover',
      because: 'It reroutes the call to another deployment, whose SKU may be global.',
    },
    {
      name: 'x-ms-oai-image-generation-deployment',
      rule: 'deployment_header',
      because: 'It names another deployment.',
    },
  ],
  answerHeaders: [
    ...OPENAI_ANSWER_HEADERS,
    'x-ms-region',
    'x-ms-deployment-name',
    'x-ms-served-model',
    'x-ms-client-request-id',
    'x-ms-rai-invoked',
    'apim-request-id',
    'azureml-model-session',
  ],
  keyKind: () => 'key',
  host: (facts) =>
    facts.resource === undefined ? undefined : `${facts.resource}.${facts.domain ?? 'openai.azure.com'}`,
  place: azurePlace,
  credential: (key, kind) => (kind === 'bearer' ? ['authorization', `Bearer ${key}`] : ['api-key', key]),
  forcedHeaders: () => [],
  observe,
  modelInPath: /\/deployments\/([^/]+)/gi,
  modelField: 'deployments',
}

function observe(headers: AnswerHeaders): Observation {
  const regions = new Set([headers['x-ms-region'] ?? []].flat().map(azureRegionId))
  const deployment = headers['x-ms-deployment-name']
  const contradiction =
    headers['x-ms-spillover-from-deployment'] !== undefined
      ? 'spillover'
      : regions.size > 1 || Array.isArray(deployment)
        ? 'evidence_contradicted'
        : undefined
  return {
    region: [...regions][0],
    ...(typeof deployment === 'string' ? { deployment } : {}),
    ...(contradiction === undefined ? {} : { contradiction }),
  }
}
