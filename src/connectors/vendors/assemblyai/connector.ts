/** AssemblyAI: hosts in the European Union, one for each of its services, reached with the account's one key. */
import type { Connector } from '../../contract.ts'
import { OPT_OUT_PAGE } from './evidence.ts'
import { LIVE_OPERATIONS } from './live-operations.ts'
import { LLM_GATEWAY_OPERATIONS } from './llm-gateway-operations.ts'
import { REGIONS, SERVICES, TRANSCRIPTS_PLACE } from './places.ts'
import { TEMPORARY_TOKENS } from './temporary-tokens.ts'
import { STREAMING_OPERATIONS } from './streaming-operations.ts'
import { TOKEN, TRANSCRIPT_OPERATIONS } from './transcript-operations.ts'

export const assemblyai: Connector = {
  vendor: 'assemblyai',
  title: 'AssemblyAI',
  mount: '/assemblyai',
  services: SERVICES,
  dialect: 'assemblyai',
  regions: REGIONS,
  attestations: [
    {
      id: 'model-improvement-off',
      title: 'The account is opted out of the use of its data to improve models',
      decides: 'retention',
      evidence: OPT_OUT_PAGE,
    },
    {
      id: 'transcript-ttl',
      title: 'The account has a time to live after which transcripts and uploads are deleted',
      decides: 'retention',
      evidence: OPT_OUT_PAGE,
    },
    {
      id: 'paid-plan',
      title: 'The account is on a paid plan: a free one can neither opt out nor delete by time',
      decides: 'retention',
      evidence: OPT_OUT_PAGE,
    },
  ],
  operations: [...TRANSCRIPT_OPERATIONS, ...LIVE_OPERATIONS, ...LLM_GATEWAY_OPERATIONS],
  live: { operations: STREAMING_OPERATIONS, keyParameter: 'token', temporaryKeys: TEMPORARY_TOKENS },
  closedPaths: [{ ...TOKEN, pattern: /\btokens?\b/ }],
  requestHeaders: ['accept', 'x-aai-model'],
  refusedHeaders: [],
  answerHeaders: ['content-type', 'content-disposition', 'retry-after', 'x-request-id', 'x-ratelimit-*'],
  keyKind: () => 'key',
  ...TRANSCRIPTS_PLACE,
  // Its SDKs send the key bare.
  credential: (key) => ['authorization', key],
  forcedHeaders: () => [],
  observe: () => ({ region: undefined }),
  modelField: 'models',
}
