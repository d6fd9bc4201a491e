/** Answers of POST /v1/chat/completions, whole and streamed. */
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions'
import { jsonAnswer, type Scene, streamAnswer, type StreamEvent } from '../answers.ts'
import { alphanumeric, between, chance, shuffled } from '../chance.ts'
import { type SimulatedAnswer, simulatedNow } from '../contract.ts'
import { deltasOf } from '../echo.ts'
import { choiceFilter, promptFilters } from './content-filters.ts'
import { chatConversation, checkChat } from './chat-rules.ts'
import type { ChatRequest } from './chat-request.ts'
import { tokensOf } from './conversation.ts'
import { faultBody, statusFault } from './fault.ts'
import type { Flavour } from './flavour.ts'
import { plainCallId, type Reply, reply, type ToolCall } from './model.ts'
import { familyOf, snapshotOf } from './models.ts'

interface Completion {
  readonly scene: Scene
  readonly body: ChatRequest
  readonly flavour: Flavour
  readonly id: string
  readonly model: string
  readonly replies: readonly Reply[]
  readonly usage: NonNullable<ChatCompletion['usage']>
}

/** `model` is the model behind the name that the caller sent. */
export function answerChat(
  scene: Scene,
  body: ChatRequest,
  model: string,
  flavour: Flavour,
): SimulatedAnswer {
  checkChat(body, familyOf(model) ?? 'chat', flavour)
  const conversation = chatConversation(body)
  const replies = Array.from({ length: body.n ?? 1 }, () =>
    reply(conversation, scene, () => plainCallId(scene.random)),
  )
  const spoken = conversation.turns.map((turn) => turn.text).join('\n')
  const completion: Completion = {
    scene,
    body,
    flavour,
    id: `chatcmpl-${alphanumeric(scene.random, 29)}`,
    model: snapshotOf(model),
    replies,
    usage: usageOf(tokensOf(spoken), tokensOf(replies.map((one) => one.text).join(''))),
  }
  if (body.stream !== true) return jsonAnswer(scene, 200, whole(completion))
  return streamAnswer(scene, chunks(completion), () => ({
    json: { error: faultBody(scene, statusFault(500)) },
  }))
}

function usageOf(input: number, output: number): Completion['usage'] {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  }
}

function finishOf(one: Reply): 'stop' | 'length' | 'tool_calls' {
  if (one.calls.length > 0) return 'tool_calls'
  return one.cutShort ? 'length' : 'stop'
}

function whole(completion: Completion): object {
  const { scene, body, flavour, id, model, replies, usage } = completion
  const answer = {
    id,
    object: 'chat.completion',
    created: simulatedNow(scene.behaviour),
    model,
    choices: replies.map((one, index) => ({
      index,
      message: {
        role: 'assistant' as const,
        content: one.text === '' ? null : one.text,
        refusal: one.refusal ?? null,
        annotations: [],
        ...(one.calls.length === 0 ? {} : { tool_calls: one.calls.map(wholeCall) }),
      },
      logprobs: null,
      finish_reason: finishOf(one),
    })),
    usage,
    service_tier: 'default',
    system_fingerprint: 'fp_simulated',
    metadata: body.metadata ?? null,
  } satisfies ChatCompletion
  if (!flavour.filters) return answer
  return {
    ...answer,
    choices: answer.choices.map((choice) => ({ ...choice, content_filter_results: choiceFilter() })),
    prompt_filter_results: promptFilters(),
  }
}

function wholeCall({ id, tool, input }: ToolCall) {
  return tool.kind === 'function'
    ? { id, type: 'function' as const, function: { name: tool.name, arguments: input } }
    : { id, type: 'custom' as const, custom: { name: tool.name, input } }
}

type ChunkChoice = ChatCompletionChunk['choices'][number]
type ChunkDelta = ChunkChoice['delta']

function* chunks(completion: Completion): Generator<StreamEvent> {
  const { scene, body, flavour, id, model, usage } = completion
  const { random, behaviour } = scene
  const wantsUsage = body.stream_options?.include_usage === true
  const hides = body.stream_options?.include_obfuscation !== false
  const chunk = (choices: readonly ChunkChoice[]): ChatCompletionChunk => ({
    id,
    object: 'chat.completion.chunk',
    created: simulatedNow(behaviour),
    model,
    service_tier: 'default',
    system_fingerprint: 'fp_simulated',
    choices: [...choices],
    ...(wantsUsage || (behaviour.hostile && chance(random, 0.1)) ? { usage: null } : {}),
    ...(hides ? { obfuscation: alphanumeric(random, between(random, 0, 12)) } : {}),
  })
  if (flavour.filters) {
    const empty = { id: '', object: '', created: 0, model: '', choices: [] }
    yield { json: { ...empty, prompt_filter_results: promptFilters() } }
  }
  for (const choices of interleaved(completion)) {
    const filtered = flavour.filters
      ? choices.map((choice) => ({ ...choice, content_filter_results: filterOf(choice) }))
      : choices
    yield { json: chunk(filtered) }
  }
  if (wantsUsage) yield { json: { ...chunk([]), usage } }
  yield { text: '[DONE]' }
}

function filterOf(choice: ChunkChoice): object {
  return choice.finish_reason === null && choice.delta.content ? choiceFilter() : {}
}

/** Choices one after another when tidy; when hostile in any order, now and then two in one chunk. */
function* interleaved({ replies, scene }: Completion): Generator<ChunkChoice[]> {
  const { random, behaviour } = scene
  const open = replies.map((one, index) => deltas(one, index, scene))
  while (open.length > 0) {
    const turn = behaviour.hostile ? shuffled(random, open) : open
    const drawn = turn.slice(0, behaviour.hostile && chance(random, 0.2) ? 2 : 1)
    const choices: ChunkChoice[] = []
    for (const generator of drawn) {
      const next = generator.next()
      if (next.done === true) open.splice(open.indexOf(generator), 1)
      else choices.push(next.value)
    }
    if (choices.length > 0) yield choices
  }
}

function* deltas(one: Reply, index: number, scene: Scene): Generator<ChunkChoice> {
  const { random, behaviour } = scene
  const choice = (delta: ChunkDelta, finish: ChunkChoice['finish_reason'] = null): ChunkChoice => ({
    index,
    delta,
    logprobs: null,
    finish_reason: finish,
  })
  yield choice({
    role: 'assistant',
    content: one.calls.length > 0 && one.text === '' ? null : '',
    refusal: null,
  })
  for (const content of deltasOf(one.text, random, behaviour.hostile)) yield choice({ content })
  for (const refusal of deltasOf(one.refusal ?? '', random, behaviour.hostile)) yield choice({ refusal })
  for (const delta of callDeltas(one.calls, scene)) yield choice(delta)
  yield choice({}, finishOf(one))
}

function* callDeltas(calls: readonly ToolCall[], scene: Scene): Generator<ChunkDelta> {
  const { random, behaviour } = scene
  const open = calls.map((call, index) => oneCall(call, index, scene))
  while (open.length > 0) {
    // Parallel calls arrive one after another from the real API; a hostile stream mixes them.
    const generator = behaviour.hostile ? shuffled(random, open)[0] : open[0]
    const next = generator?.next()
    if (generator === undefined || next === undefined) return
    if (next.done === true) open.splice(open.indexOf(generator), 1)
    else yield { tool_calls: [next.value] }
  }
}

type CallDelta = NonNullable<ChunkDelta['tool_calls']>[number]

function* oneCall({ id, tool, input }: ToolCall, index: number, scene: Scene): Generator<CallDelta> {
  const isFunction = tool.kind === 'function'
  yield isFunction
    ? { index, id, type: 'function', function: { name: tool.name, arguments: '' } }
    : { index, id, type: 'custom', custom: { name: tool.name, input: '' } }
  for (const piece of deltasOf(input, scene.random, scene.behaviour.hostile)) {
    yield isFunction ? { index, function: { arguments: piece } } : { index, custom: { input: piece } }
  }
}
