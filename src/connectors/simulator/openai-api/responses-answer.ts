/** Answers of POST /v1/responses, whole and streamed. */
import type {
  Response,
  ResponseFunctionToolCallItem,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseReasoningItem,
} from 'openai/resources/responses/responses'
import { jsonAnswer, type Scene, streamAnswer } from '../answers.ts'
import { hex } from '../chance.ts'
import { type SimulatedAnswer, simulatedNow } from '../contract.ts'
import { tokensOf } from './conversation.ts'
import { faultBody, statusFault } from './fault.ts'
import { plainCallId, type Reply, reply, thought, type ToolCall } from './model.ts'
import { familyOf, snapshotOf } from './models.ts'
import { reasonedCallId, sealReasoning } from './reasoning-seal.ts'
import type { ResponsesRequest } from './responses-request.ts'
import { checkResponses, responsesConversation } from './responses-rules.ts'
import { responseEvents } from './responses-stream.ts'

type CustomCallItem = Extract<ResponseOutputItem, { type: 'custom_tool_call' }>

/** Items in the order in which they were made. */
export type OutputItem =
  | ResponseReasoningItem
  | ResponseOutputMessage
  | ResponseFunctionToolCallItem
  | (CustomCallItem & { id: string })

/** What the API really sends: `output_text` is added by the SDK. */
export type SentResponse = Omit<Response, 'output_text'> & { readonly store: false }

/** A response, and its items in the order in which they were made. */
export interface MadeResponse {
  readonly response: SentResponse
  readonly output: readonly OutputItem[]
}

/** `model` is the model behind the name that the caller sent. */
export function answerResponses(scene: Scene, body: ResponsesRequest, model: string): SimulatedAnswer {
  const { response, output } = makeResponse(scene, body, model)
  if (body.stream !== true) return jsonAnswer(scene, 200, response)
  const { random, behaviour } = scene
  const hides = body.stream_options?.include_obfuscation !== false
  return streamAnswer(
    scene,
    responseEvents(response, output, { random, hostile: behaviour.hostile, hides }),
    () => ({
      name: 'error',
      json: {
        ...faultBody(scene, statusFault(500)),
        type: 'error',
        code: 'server_error',
        sequence_number: 3,
      },
    }),
  )
}

/** Throws `SimulatedFault` for what the API refuses. */
export function makeResponse(scene: Scene, body: ResponsesRequest, model: string): MadeResponse {
  const family = familyOf(model) ?? 'chat'
  checkResponses(body, family)
  const { random } = scene
  const conversation = responsesConversation(body)
  const reasons = family === 'reasoning'
  const made = reply(conversation, scene, () => (reasons ? reasonedCallId(random) : plainCallId(random)))
  const wantsSummary = body.reasoning?.summary !== undefined && body.reasoning.summary !== null
  const output: OutputItem[] = [
    ...(reasons
      ? [reasoningItem(scene, body, made, wantsSummary ? thought(conversation, scene) : undefined)]
      : []),
    ...spokenItems(scene, made),
    ...made.calls.map((call) => callItem(scene, call)),
  ]
  const spoken = conversation.turns.map((turn) => turn.text).join('\n')
  const response = responseObject(scene, body, snapshotOf(model), output, {
    input: tokensOf(spoken),
    output: tokensOf(made.text + made.calls.map((call) => call.input).join('')),
    reasoning: reasons ? 64 : 0,
    cutShort: made.cutShort,
  })
  return { response, output }
}

function reasoningItem(
  scene: Scene,
  body: ResponsesRequest,
  made: Reply,
  summary: string | undefined,
): ResponseReasoningItem {
  const asked = body.include?.includes('reasoning.encrypted_content') === true
  const ids = made.calls.map((call) => call.id)
  return {
    id: `rs_${hex(scene.random, 48)}`,
    type: 'reasoning',
    summary: summary === undefined ? [] : [{ type: 'summary_text', text: summary }],
    ...(asked ? { encrypted_content: sealReasoning(ids, scene.random, scene.behaviour.hostile) } : {}),
  }
}

function spokenItems({ random }: Scene, made: Reply): ResponseOutputMessage[] {
  if (made.text === '' && made.refusal === undefined) return []
  return [
    {
      id: `msg_${hex(random, 48)}`,
      type: 'message',
      role: 'assistant',
      status: made.cutShort ? 'incomplete' : 'completed',
      content: [
        made.refusal === undefined
          ? { type: 'output_text', text: made.text, annotations: [], logprobs: [] }
          : { type: 'refusal', refusal: made.refusal },
      ],
    },
  ]
}

function callItem({ random }: Scene, { id, tool, input }: ToolCall): OutputItem {
  const common = { call_id: id, name: tool.name }
  return tool.kind === 'function'
    ? { ...common, id: `fc_${hex(random, 48)}`, type: 'function_call', arguments: input, status: 'completed' }
    : { ...common, id: `ctc_${hex(random, 48)}`, type: 'custom_tool_call', input }
}

interface Counts {
  readonly input: number
  readonly output: number
  readonly reasoning: number
  readonly cutShort: boolean
}

/** The vendor repeats the request's settings; whatever was in them comes back. */
function responseObject(
  scene: Scene,
  body: ResponsesRequest,
  model: string,
  output: readonly OutputItem[],
  counts: Counts,
): SentResponse {
  const now = simulatedNow(scene.behaviour)
  const repeated = {
    instructions: body.instructions ?? null,
    metadata: body.metadata ?? {},
    tools: body.tools ?? [],
    tool_choice: body.tool_choice ?? 'auto',
    text: { verbosity: 'medium', ...body.text, format: body.text?.format ?? { type: 'text' } },
    prompt_cache_key: body.prompt_cache_key ?? null,
    safety_identifier: body.safety_identifier ?? null,
    reasoning: { effort: body.reasoning?.effort ?? null, summary: body.reasoning?.summary ?? null },
    max_output_tokens: body.max_output_tokens ?? null,
  }
  return {
    id: `resp_${hex(scene.random, 48)}`,
    object: 'response',
    created_at: now,
    completed_at: now + 1,
    status: counts.cutShort ? 'incomplete' : 'completed',
    background: false,
    error: null,
    incomplete_details: counts.cutShort ? { reason: 'max_output_tokens' } : null,
    access_programs: null,
    model,
    output: [...output],
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: null,
    service_tier: 'default',
    store: false,
    temperature: body.temperature ?? 1,
    top_logprobs: 0,
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? 'disabled',
    usage: {
      input_tokens: counts.input,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: counts.output + counts.reasoning,
      output_tokens_details: { reasoning_tokens: counts.reasoning },
      total_tokens: counts.input + counts.output + counts.reasoning,
    },
    ...(body.user === undefined ? {} : { user: body.user }),
    // Checked against the request schema, which is looser than the answer's types in members nobody reads.
    ...(repeated as Pick<
      Response,
      'instructions' | 'metadata' | 'tools' | 'tool_choice' | 'text' | 'reasoning'
    >),
  }
}
