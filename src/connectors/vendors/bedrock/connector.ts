/** Amazon Bedrock Runtime: the region is the host's, and the model id decides whether the call stays there. */
import type { Connector } from '../../contract.ts'
import { LOGGING_PAGE, RETENTION_PAGE } from './evidence.ts'
import { BEDROCK_OPERATIONS } from './operations.ts'
import { bedrockPlace } from './place.ts'
import { BEDROCK_REGIONS } from './regions.ts'

export const bedrock: Connector = {
  vendor: 'bedrock',
  title: 'Amazon Bedrock',
  mount: '/bedrock',
  dialect: 'aws',
  regions: BEDROCK_REGIONS,
  attestations: [
    {
      id: 'data-retention-none',
      title: 'data_retention_mode is none for this account in this region (GetAccountDataRetention)',
      decides: 'retention',
      evidence: RETENTION_PAGE,
    },
    {
      id: 'invocation-logging-off',
      title: 'Model invocation logging is off in this region (GetModelInvocationLoggingConfiguration)',
      decides: 'retention',
      evidence: LOGGING_PAGE,
    },
  ],
  operations: BEDROCK_OPERATIONS,
  requestHeaders: [
    'accept',
    'x-amzn-bedrock-accept',
    'x-amzn-bedrock-performanceconfig-latency',
    'x-amzn-bedrock-service-tier',
    'x-amzn-bedrock-request-metadata',
  ],
  refusedHeaders: ['x-amzn-bedrock-guardrailidentifier', 'x-amzn-bedrock-guardrailversion'].map((name) => ({
    name,
    rule: 'guardrail',
    because: 'A guardrail may be evaluated in other regions, and its id does not say so.',
  })),
  answerHeaders: [
    'content-type',
    'retry-after',
    'x-amzn-requestid',
    'x-amzn-errortype',
    'x-amzn-bedrock-content-type',
    'x-amzn-bedrock-input-token-count',
    'x-amzn-bedrock-output-token-count',
    'x-amzn-bedrock-cache-read-input-token-count',
    'x-amzn-bedrock-cache-write-input-token-count',
    'x-amzn-bedrock-invocation-latency',
    'x-amzn-bedrock-performanceconfig-latency',
    'x-amzn-bedrock-service-tier',
  ],
  keyKind: () => 'key',
  host: ({ region }) =>
    `bedrock-runtime.${region}.${region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com'}`,
  place: bedrockPlace,
  placesByModel: true,
  signedFor: 'bedrock',
  credential: (key) => ['authorization', `Bearer ${key}`],
  forcedHeaders: () => [],
  // No header and no member of an answer names the region that processed the call.
  observe: () => ({ region: undefined }),
  modelInPath: /\/model\/([^/]+)/gi,
  modelField: 'models',
}
