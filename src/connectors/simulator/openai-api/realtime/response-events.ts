/** The events of one realtime response: each text in deltas, then whole in three places, and once more in the response. */
import { alphanumeric, between } from '../../chance.ts'
import type { Random } from '../../contract.ts'
import { deltasOf } from '../../echo.ts'
import { tokensOf } from '../conversation.ts'
import type { Reply } from '../model.ts'
import type { Names } from './names.ts'

export type RealtimeEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** An item of the conversation as the vendor keeps it. */
export type KeptItem = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

export interface ResponsePlan {
  readonly names: Names
  readonly random: Random
  readonly hostile: boolean
  readonly id: string
  readonly conversation: string | null
  /** The answer is spoken, with its transcript. */
  readonly spoken: boolean
  readonly metadata: unknown
  readonly made: Reply
  /** Tokens of what the model heard. */
  readonly heard: number
  /** True once the caller cancelled. */
  readonly cancelled: () => boolean
  readonly kept: (item: KeptItem) => void
  /** Called before the last event. */
  readonly over: () => void
}

interface Part {
  readonly kind: 'text' | 'audio'
  readonly text: string
}

interface Output {
  readonly item: KeptItem
  readonly part?: Part
}

export function* responseEvents(plan: ResponsePlan): Generator<RealtimeEvent> {
  const outputs = outputsOf(plan)
  const response = (status: string, output: readonly KeptItem[]): object => ({
    object: 'realtime.response',
    id: plan.id,
    status,
    status_details: status === 'cancelled' ? { type: 'cancelled', reason: 'client_cancelled' } : null,
    output,
    conversation_id: plan.conversation,
    output_modalities: [plan.spoken ? 'audio' : 'text'],
    max_output_tokens: 'inf',
    metadata: plan.metadata ?? null,
    usage: status === 'in_progress' ? null : usageOf(plan),
  })
  yield { type: 'response.created', response: response('in_progress', []) }
  const finished: KeptItem[] = []
  for (const events of ordered(plan, outputs)) {
    for (const event of events) {
      if (plan.cancelled()) {
        yield { type: 'response.done', response: response('cancelled', finished) }
        return
      }
      yield event
    }
  }
  for (const { item } of outputs) finished.push(item)
  yield {
    type: 'rate_limits.updated',
    rate_limits: [
      { name: 'requests', limit: 1000, remaining: 999, reset_seconds: 0.06 },
      { name: 'tokens', limit: 50_000, remaining: 49_950, reset_seconds: 0.06 },
    ],
  }
  // Whoever reads the last event may ask for the next response at once.
  plan.over()
  yield { type: 'response.done', response: response('completed', finished) }
}

function outputsOf({ made, names, random, spoken }: ResponsePlan): readonly Output[] {
  const said = made.refusal ?? made.text
  const id = (): string => `item_${alphanumeric(random, 21)}`
  const part: Part = { kind: spoken ? 'audio' : 'text', text: said }
  const message: Output = {
    item: {
      id: id(),
      object: 'realtime.item',
      type: 'message',
      status: 'completed',
      role: 'assistant',
      content: [
        spoken ? { type: names.parts.audio, transcript: said } : { type: names.parts.text, text: said },
      ],
    },
    part,
  }
  const calls = made.calls.map(({ id: call_id, tool, input }): Output => ({
    item: {
      id: id(),
      object: 'realtime.item',
      type: 'function_call',
      status: 'completed',
      call_id,
      name: tool.name,
      arguments: input,
    },
  }))
  return said === '' ? calls : [message, ...calls]
}

/** One output after another when tidy; all at once when hostile, told apart by their ids alone. */
function ordered(plan: ResponsePlan, outputs: readonly Output[]): Iterable<Iterable<RealtimeEvent>> {
  const each = outputs.map((output, index) => outputEvents(output, index, plan))
  return plan.hostile ? [mixed(each, plan.random)] : each
}

function* mixed(each: readonly Generator<RealtimeEvent>[], random: Random): Generator<RealtimeEvent> {
  const open = [...each]
  while (open.length > 0) {
    const at = between(random, 0, open.length - 1)
    const next = open[at]?.next()
    if (next === undefined || next.done === true) open.splice(at, 1)
    else yield next.value
  }
}

function* outputEvents(
  { item, part }: Output,
  output_index: number,
  plan: ResponsePlan,
): Generator<RealtimeEvent> {
  const { names, id: response_id } = plan
  const begun = {
    ...item,
    status: 'in_progress',
    ...(part === undefined ? { arguments: '' } : { content: [] }),
  }
  yield { type: 'response.output_item.added', response_id, output_index, item: begun }
  yield { type: names.items.added, previous_item_id: null, item: begun }
  const at = { response_id, item_id: item.id, output_index }
  if (part === undefined) yield* callEvents(item, at, plan)
  else yield* partEvents(part, { ...at, content_index: 0 }, plan)
  plan.kept(item)
  if (names.items.done !== undefined) yield { type: names.items.done, previous_item_id: null, item }
  yield { type: 'response.output_item.done', response_id, output_index, item }
}

function* callEvents(
  item: KeptItem,
  at: object,
  { random, hostile }: ResponsePlan,
): Generator<RealtimeEvent> {
  const source = String(item['arguments'])
  const call = { ...at, call_id: item['call_id'] }
  for (const delta of deltasOf(source, random, hostile))
    yield { type: 'response.function_call_arguments.delta', ...call, delta }
  yield {
    type: 'response.function_call_arguments.done',
    ...call,
    name: item['name'],
    arguments: source,
  }
}

function* partEvents(
  { kind, text }: Part,
  at: object,
  { names, random, hostile }: ResponsePlan,
): Generator<RealtimeEvent> {
  const whole = kind === 'text' ? { type: 'text', text } : { type: 'audio', transcript: text }
  const empty = kind === 'text' ? { type: 'text', text: '' } : { type: 'audio', transcript: '' }
  yield { type: 'response.content_part.added', ...at, part: empty }
  const lane = kind === 'text' ? names.text : names.transcript
  for (const delta of deltasOf(text, random, hostile)) {
    yield { type: `${lane}.delta`, ...at, delta }
    if (kind === 'audio') yield { type: `${names.audio}.delta`, ...at, delta: sound(random) }
  }
  if (kind === 'audio') yield { type: `${names.audio}.done`, ...at }
  yield { type: `${lane}.done`, ...at, ...(kind === 'text' ? { text } : { transcript: text }) }
  yield { type: 'response.content_part.done', ...at, part: whole }
}

/** Fifty milliseconds of 24 kHz PCM, in base64. */
function sound(random: Random): string {
  const samples = new Uint8Array(2400)
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.floor(random() * 256)
  return Buffer.from(samples).toString('base64')
}

function usageOf({ made, heard }: ResponsePlan): object {
  const output = tokensOf(made.text + made.calls.map(({ input }) => input).join(''))
  return {
    total_tokens: heard + output,
    input_tokens: heard,
    output_tokens: output,
    input_token_details: { text_tokens: heard, audio_tokens: 0, image_tokens: 0, cached_tokens: 0 },
    output_token_details: { text_tokens: output, audio_tokens: 0 },
  }
}
