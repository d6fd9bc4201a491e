/** Claude behind rawPredict: Anthropic's messages, whole and as events, with Vertex AI's version. */
// Fields: docs.claude.com/en/api/messages and .../claude-on-vertex-ai.
import { z } from 'zod'
import { jsonAnswer, type Scene, streamAnswer, type StreamEvent } from '../../../simulator/answers.ts'
import { alphanumeric } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { deltasOf } from '../../../simulator/echo.ts'
import { type Conversation, type SpokenTurn, tokensOf } from '../../../simulator/openai-api/conversation.ts'
import { reply, type Reply } from '../../../simulator/openai-api/model.ts'

const text = z.strictObject({ type: z.literal('text'), text: z.string() })
const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
})
const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(text)]).optional(),
})
const content = z.union([z.string(), z.array(z.union([text, toolUse, toolResult]))])
const messages = z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content })).min(1)
const spoken = {
  messages,
  system: z.union([z.string(), z.array(text)]).optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('custom').optional(),
        name: z.string(),
        description: z.string().optional(),
        input_schema: z.unknown(),
      }),
    )
    .optional(),
}

export const claudeRequest = z.strictObject({
  anthropic_version: z.literal('vertex-2023-10-16'),
  max_tokens: z.int().min(1),
  ...spoken,
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  stop_sequences: z.array(z.string()).optional(),
  metadata: z.strictObject({ user_id: z.string().max(256).optional() }).optional(),
  stream: z.boolean().optional(),
})

export const claudeCountRequest = z.strictObject({
  anthropic_version: z.string().optional(),
  model: z.string(),
  ...spoken,
})

type ClaudeRequest = z.output<typeof claudeRequest>
type Message = ClaudeRequest['messages'][number]

/** The last words of the caller. */
export function claudeWords(all: readonly Message[]): string {
  const said = all.findLast(({ role, content: blocks }) => role === 'user' && !hasResult(blocks))
  return said === undefined ? '' : textOf(said.content)
}

export function claudeText({ messages: all }: { readonly messages: readonly Message[] }): string {
  return all.map((message) => textOf(message.content)).join('\n')
}

export function answerClaude(scene: Scene, body: ClaudeRequest, model: string): SimulatedAnswer {
  const conversation = conversationOf(body)
  const one = reply(conversation, scene, () => `toolu_vrtx_${alphanumeric(scene.random, 24)}`)
  const counts = { input_tokens: tokensOf(claudeText(body)), output_tokens: tokensOf(one.text) }
  const message = {
    id: `msg_vrtx_${alphanumeric(scene.random, 24)}`,
    type: 'message',
    role: 'assistant',
    model,
  }
  if (body.stream === true)
    return streamAnswer(scene, events(scene, one, message, counts), () => ({
      name: 'error',
      json: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    }))
  return jsonAnswer(scene, 200, {
    ...message,
    content: blocksOf(one),
    stop_reason: stopOf(one),
    stop_sequence: null,
    usage: counts,
  })
}

function conversationOf({
  messages: all,
  system,
  tools = [],
  max_tokens: limit,
}: ClaudeRequest): Conversation {
  return {
    turns: [
      ...(system === undefined ? [] : [{ role: 'instructions' as const, text: textOf(system) }]),
      ...all.map(turnOf),
    ],
    tools: tools.map(({ name, input_schema: schema }) => ({ kind: 'function', name, schema })),
    parallel: true,
    limit,
  }
}

function turnOf({ role, content: blocks }: Message): SpokenTurn {
  if (hasResult(blocks)) return { role: 'tool', text: textOf(blocks) }
  const calledTools = typeof blocks !== 'string' && blocks.some(({ type }) => type === 'tool_use')
  return { role, text: textOf(blocks), ...(calledTools ? { calledTools } : {}) }
}

function hasResult(blocks: Message['content']): boolean {
  return typeof blocks !== 'string' && blocks.some(({ type }) => type === 'tool_result')
}

function textOf(blocks: Message['content']): string {
  if (typeof blocks === 'string') return blocks
  return blocks
    .map((block) => {
      if (block.type === 'text') return block.text
      return block.type === 'tool_use' ? JSON.stringify(block.input) : textOf(block.content ?? '')
    })
    .join('\n')
}

function blocksOf({ text: said, calls }: Reply): readonly object[] {
  return [
    ...(said === '' ? [] : [{ type: 'text', text: said }]),
    ...calls.map(({ id, tool, input }) => ({
      type: 'tool_use',
      id,
      name: tool.name,
      input: JSON.parse(input) as unknown,
    })),
  ]
}

function stopOf({ calls, cutShort }: Reply): string {
  if (calls.length > 0) return 'tool_use'
  return cutShort ? 'max_tokens' : 'end_turn'
}

const event = (name: string, more: object): StreamEvent => ({ name, json: { type: name, ...more } })

function* events(
  { random, behaviour }: Scene,
  one: Reply,
  message: object,
  counts: { readonly input_tokens: number; readonly output_tokens: number },
): Generator<StreamEvent> {
  yield event('message_start', {
    message: {
      ...message,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...counts, output_tokens: 1 },
    },
  })
  yield event('ping', {})
  let index = 0
  if (one.text !== '') {
    yield event('content_block_start', { index, content_block: { type: 'text', text: '' } })
    for (const piece of deltasOf(one.text, random, behaviour.hostile))
      yield event('content_block_delta', { index, delta: { type: 'text_delta', text: piece } })
    yield event('content_block_stop', { index })
    index += 1
  }
  for (const { id, tool, input } of one.calls) {
    yield event('content_block_start', {
      index,
      content_block: { type: 'tool_use', id, name: tool.name, input: {} },
    })
    for (const piece of deltasOf(input, random, behaviour.hostile))
      yield event('content_block_delta', { index, delta: { type: 'input_json_delta', partial_json: piece } })
    yield event('content_block_stop', { index })
    index += 1
  }
  yield event('message_delta', {
    delta: { stop_reason: stopOf(one), stop_sequence: null },
    usage: { output_tokens: counts.output_tokens },
  })
  yield event('message_stop', {})
}
