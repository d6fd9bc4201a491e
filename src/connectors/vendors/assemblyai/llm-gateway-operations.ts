/** The LLM gateway: OpenAI's chat shape over models that AssemblyAI reaches for its customers. */
import type { AnswerShape, Operation, RefusedMember, RequestShape } from '../../contract.ts'
import { CHAT_ANSWER, CHAT_REQUEST } from '../../dialects/openai-chat.ts'
import { GATEWAY_PAGE } from './evidence.ts'

const elsewhere = (path: string): RefusedMember => ({
  path,
  rule: 'other_models',
  because: 'It lets the call go to another model or region than the one that is checked.',
  remedy: `leave ${path} out, and call again with another model when one fails.`,
  evidence: GATEWAY_PAGE,
})

const CHAT: RequestShape = {
  ...CHAT_REQUEST,
  refused: [
    ...CHAT_REQUEST.refused,
    elsewhere('fallbacks'),
    elsewhere('fallback_config'),
    elsewhere('models'),
    elsewhere('route'),
    elsewhere('routing'),
    elsewhere('global_routing'),
    elsewhere('region'),
    elsewhere('provider'),
    {
      path: 'transcript_id',
      rule: 'vendor_state',
      because: 'It puts a transcript that AssemblyAI keeps into the prompt, unread by the gateway.',
      remedy: 'fetch the transcript and send its text as a message.',
      evidence: GATEWAY_PAGE,
    },
  ],
  // No flag of OpenAI's is known here: storage is a matter of the account.
  forced: [],
}

const ANSWER: AnswerShape = { ...CHAT_ANSWER, verbatim: [...CHAT_ANSWER.verbatim, 'request_id'] }

const SERVICE = 'llm-gateway'

export const LLM_GATEWAY_OPERATIONS: readonly Operation[] = [
  {
    id: 'llm.chat.completions',
    service: SERVICE,
    method: 'POST',
    paths: ['/v1/chat/completions'],
    query: [],
    body: 'json',
    request: CHAT,
    answer: ANSWER,
    tokens: 'bracket',
  },
  {
    id: 'llm.models.list',
    service: SERVICE,
    method: 'GET',
    paths: ['/v1/models'],
    query: [],
    body: 'none',
    answer: {
      verbatim: [],
      json: [],
      usage: undefined,
      model: undefined,
      filter: { items: 'data', id: 'id' },
    },
    tokens: 'bracket',
  },
]
