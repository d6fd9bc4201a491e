/** The operations of Bedrock Runtime: Converse, the models' own bodies by family, token counts, and what is closed. */
import type { Closure, Evidence, HttpMethod, Operation } from '../../contract.ts'
import { CONVERSE_ANSWER, CONVERSE_REQUEST, CONVERSE_STREAMED, wrapped } from './converse.ts'
import { ASYNC_PAGE, BIDIRECTIONAL_PAGE, CONVERSE_PAGE, GUARDRAILS_PAGE } from './evidence.ts'
import { FAMILIES, type Family } from './families.ts'

const onModel = (tail: string): readonly string[] => [`/model/{+model}/${tail}`]

const common = { method: 'POST', query: [], body: 'json', tokens: 'bracket' } as const

const familyOperations = ({ id, models, request, answer, stream }: Family): readonly Operation[] => [
  {
    ...common,
    body: 'json_or_bytes',
    id: `invoke.${id}`,
    paths: onModel('invoke'),
    ...(models === undefined ? {} : { models }),
    request,
    answer: withoutStream(answer),
  },
  {
    ...common,
    body: 'json_or_bytes',
    id: `invoke_stream.${id}`,
    paths: onModel('invoke-with-response-stream'),
    ...(models === undefined ? {} : { models }),
    request,
    answer: { ...answer, stream },
  },
]

function withoutStream({ verbatim, json, usage, model }: Operation['answer']): Operation['answer'] {
  return { verbatim, json, usage, model }
}

const closed = (
  id: string,
  method: HttpMethod,
  path: string,
  closure: Omit<Closure, 'evidence'>,
  evidence: Evidence,
): Operation => ({
  id,
  method,
  paths: [path],
  query: [],
  body: 'any',
  closed: { ...closure, evidence },
  answer: { verbatim: [], json: [], usage: undefined, model: undefined },
  tokens: 'bracket',
})

const ASYNC = {
  rule: 'vendor_store',
  because: 'It writes the answer to a bucket, past the gateway, in a region that nobody checks.',
  remedy: 'call converse or invoke; no config line allows it.',
}
const GUARDRAIL = {
  rule: 'guardrail',
  because: 'A guardrail may be evaluated in other regions, and its id does not say so.',
  remedy: 'no config line allows it.',
}

export const BEDROCK_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    id: 'converse',
    paths: onModel('converse'),
    request: CONVERSE_REQUEST,
    answer: CONVERSE_ANSWER,
  },
  {
    ...common,
    id: 'converse_stream',
    paths: onModel('converse-stream'),
    request: CONVERSE_REQUEST,
    answer: CONVERSE_STREAMED,
  },
  ...FAMILIES.flatMap(familyOperations),
  {
    ...common,
    id: 'count_tokens',
    paths: onModel('count-tokens'),
    request: {
      ...wrapped(CONVERSE_REQUEST, 'input.converse'),
      refused: [
        ...wrapped(CONVERSE_REQUEST, 'input.converse').refused,
        {
          path: 'input.invokeModel',
          rule: 'body_in_base64',
          because: 'The body stands in it as base64, where the gateway does not look.',
          remedy: 'count a converse input: input.converse.',
          evidence: CONVERSE_PAGE,
        },
      ],
    },
    answer: { verbatim: [], json: [], usage: undefined, model: undefined },
  },
  closed('async_invoke.start', 'POST', '/async-invoke', ASYNC, ASYNC_PAGE),
  closed('async_invoke.list', 'GET', '/async-invoke', ASYNC, ASYNC_PAGE),
  closed('async_invoke.get', 'GET', '/async-invoke/{+invocation}', ASYNC, ASYNC_PAGE),
  closed(
    'guardrail.apply',
    'POST',
    '/guardrail/{+guardrail}/version/{version}/apply',
    GUARDRAIL,
    GUARDRAILS_PAGE,
  ),
  closed('guardrail.checks', 'POST', '/guardrail-checks/invoke', GUARDRAIL, GUARDRAILS_PAGE),
  closed(
    'invoke_bidirectional',
    'POST',
    '/model/{+model}/invoke-with-bidirectional-stream',
    {
      rule: 'duplex_stream',
      because: 'It sends frames both ways at once, which the gateway does not inspect.',
      remedy: 'call converse-stream; no config line allows it.',
    },
    BIDIRECTIONAL_PAGE,
  ),
]
