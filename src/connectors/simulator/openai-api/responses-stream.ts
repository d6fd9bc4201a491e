/** The events of a streamed response: every text first in deltas, then again in each of its `done` events. */
import type { ResponseStreamEvent } from 'openai/resources/responses/responses'
import type { StreamEvent } from '../answers.ts'
import { alphanumeric, between } from '../chance.ts'
import type { Random } from '../contract.ts'
import { deltasOf } from '../echo.ts'
import type { OutputItem, SentResponse } from './responses-answer.ts'

interface Manner {
  readonly random: Random
  readonly hostile: boolean
  /** `obfuscation` members hide the length of deltas from eavesdroppers. */
  readonly hides: boolean
}

/** An event without its number, which is given when it is sent. */
type Unnumbered = ResponseStreamEvent extends infer Event
  ? Event extends { sequence_number: number }
    ? Omit<Event, 'sequence_number'>
    : never
  : never

export function* responseEvents(
  response: SentResponse,
  output: readonly OutputItem[],
  manner: Manner,
): Generator<StreamEvent> {
  let sequence = 0
  const { usage: _usage, completed_at: _completed, ...started } = response
  const open = { ...started, status: 'in_progress', incomplete_details: null, output: [], usage: null }
  const numbered = (event: Readonly<Record<string, unknown>> & { readonly type: string }): StreamEvent => {
    const isDelta = event.type.endsWith('.delta')
    const hidden =
      isDelta && manner.hides
        ? { obfuscation: alphanumeric(manner.random, between(manner.random, 0, 14)) }
        : {}
    return { name: event.type, json: { ...event, sequence_number: sequence++, ...hidden } }
  }
  yield numbered({ type: 'response.created', response: open })
  yield numbered({ type: 'response.in_progress', response: open })
  const calls = output.findIndex((item) => item.type === 'function_call' || item.type === 'custom_tool_call')
  const alone = manner.hostile && calls !== -1 ? calls : output.length
  for (const [index, item] of output.slice(0, alone).entries()) {
    for (const event of itemEvents(item, index, manner)) yield numbered(event)
  }
  const together = output.slice(alone).map((item, index) => itemEvents(item, alone + index, manner))
  for (const event of mixed(together, manner.random)) yield numbered(event)
  yield numbered({
    type: response.status === 'incomplete' ? 'response.incomplete' : 'response.completed',
    response,
  })
}

function* itemEvents(item: OutputItem, output_index: number, manner: Manner): Generator<Unnumbered> {
  yield { type: 'response.output_item.added', output_index, item: begun(item) }
  const place = { item_id: item.id, output_index }
  switch (item.type) {
    case 'reasoning':
      for (const [summary_index, part] of item.summary.entries()) {
        const at = { ...place, summary_index }
        yield {
          type: 'response.reasoning_summary_part.added',
          ...at,
          part: { type: 'summary_text', text: '' },
        }
        for (const delta of deltas(part.text, manner)) {
          yield { type: 'response.reasoning_summary_text.delta', ...at, delta }
        }
        yield { type: 'response.reasoning_summary_text.done', ...at, text: part.text }
        yield { type: 'response.reasoning_summary_part.done', ...at, part }
      }
      break
    case 'message':
      for (const [content_index, part] of item.content.entries()) {
        yield* partEvents(part, { ...place, content_index }, manner)
      }
      break
    case 'function_call':
      for (const delta of deltas(item.arguments, manner)) {
        yield { type: 'response.function_call_arguments.delta', ...place, delta }
      }
      yield { type: 'response.function_call_arguments.done', ...place, arguments: item.arguments }
      break
    default:
      for (const delta of deltas(item.input, manner)) {
        yield { type: 'response.custom_tool_call_input.delta', ...place, delta }
      }
      yield { type: 'response.custom_tool_call_input.done', ...place, input: item.input }
  }
  yield { type: 'response.output_item.done', output_index, item }
}

/** Announces each item in order, then mixes their events: only `output_index` and `item_id` tell them apart. */
function* mixed(items: readonly Generator<Unnumbered>[], random: Random): Generator<Unnumbered> {
  const open = [...items]
  for (const item of items) {
    const first = item.next()
    if (first.done !== true) yield first.value
  }
  while (open.length > 0) {
    const item = open[between(random, 0, open.length - 1)]
    const next = item?.next()
    if (item === undefined || next === undefined) return
    if (next.done === true) open.splice(open.indexOf(item), 1)
    else yield next.value
  }
}

/** The item as it is announced: its texts still empty. */
function begun(item: OutputItem): OutputItem {
  switch (item.type) {
    case 'reasoning':
      return { ...item, summary: [] }
    case 'message':
      return { ...item, status: 'in_progress', content: [] }
    case 'function_call':
      return { ...item, status: 'in_progress', arguments: '' }
    default:
      return { ...item, input: '' }
  }
}

type MessagePart = Extract<OutputItem, { type: 'message' }>['content'][number]

interface PartPlace {
  readonly item_id: string
  readonly output_index: number
  readonly content_index: number
}

function* partEvents(part: MessagePart, place: PartPlace, manner: Manner): Generator<Unnumbered> {
  if (part.type === 'refusal') {
    yield { type: 'response.content_part.added', ...place, part: { type: 'refusal', refusal: '' } }
    for (const delta of deltas(part.refusal, manner))
      yield { type: 'response.refusal.delta', ...place, delta }
    yield { type: 'response.refusal.done', ...place, refusal: part.refusal }
  } else {
    yield { type: 'response.content_part.added', ...place, part: { ...part, text: '' } }
    for (const delta of deltas(part.text, manner)) {
      yield { type: 'response.output_text.delta', ...place, delta, logprobs: [] }
    }
    yield { type: 'response.output_text.done', ...place, text: part.text, logprobs: [] }
  }
  yield { type: 'response.content_part.done', ...place, part }
}

function deltas(text: string, { random, hostile }: Manner): Iterable<string> {
  return deltasOf(text, random, hostile)
}
