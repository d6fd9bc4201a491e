/** Claude's own body on invoke: Anthropic Messages with a version of the platform's. */
import { z } from 'zod'
import type { Scene } from '../../../simulator/answers.ts'
import { alphanumeric } from '../../../simulator/chance.ts'
import { deltasOf } from '../../../simulator/echo.ts'
import type { Conversation, SpokenTurn } from '../../../simulator/openai-api/conversation.ts'
import { type Spoken, speak } from './converse-answer.ts'

const cache = {
  cache_control: z
    .strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() })
    .optional(),
}
const text = z.strictObject({ type: z.literal('text'), text: z.string(), ...cache })
const source = z.strictObject({ type: z.literal('base64'), media_type: z.string(), data: z.base64() })
const image = z.strictObject({ type: z.literal('image'), source, ...cache })
const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  ...cache,
})
const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.union([text, image]))]).optional(),
  is_error: z.boolean().optional(),
  ...cache,
})
const thinking = z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() })
const content = z.union([z.string(), z.array(z.union([text, image, toolUse, toolResult, thinking]))])

export const claudeRequest = z.strictObject({
  anthropic_version: z.literal('bedrock-2023-05-31'),
  anthropic_beta: z.array(z.string()).optional(),
  max_tokens: z.int().min(1),
  system: z.union([z.string(), z.array(text)]).optional(),
  messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content })).min(1),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  top_k: z.int().optional(),
  stop_sequences: z.array(z.string()).optional(),
  metadata: z.strictObject({ user_id: z.string().max(256).optional() }).optional(),
  thinking: z
    .strictObject({ type: z.enum(['enabled', 'disabled']), budget_tokens: z.int().optional() })
    .optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('custom').optional(),
        name: z.string(),
        description: z.string().optional(),
        input_schema: z.unknown(),
        ...cache,
      }),
    )
    .optional(),
  tool_choice: z
    .strictObject({ type: z.enum(['auto', 'any', 'tool', 'none']), name: z.string().optional() })
    .optional(),
})

type ClaudeRequest = z.output<typeof claudeRequest>

export function claudeConversation(body: ClaudeRequest): Conversation {
  const { system = '' } = body
  const turns: SpokenTurn[] = [
    {
      role: 'instructions',
      text: typeof system === 'string' ? system : system.map((each) => each.text).join('\n'),
    },
  ]
  for (const message of body.messages) {
    if (typeof message.content === 'string') turns.push({ role: message.role, text: message.content })
    else turns.push(...message.content.map((each) => turnOf(message.role, each)))
  }
  return {
    turns,
    tools: (body.tools ?? []).map((tool) => ({
      kind: 'function',
      name: tool.name,
      schema: tool.input_schema,
    })),
    parallel: true,
    limit: body.max_tokens,
  }
}

type Block = Exclude<ClaudeRequest['messages'][number]['content'], string>[number]

function turnOf(role: 'user' | 'assistant', block: Block): SpokenTurn {
  switch (block.type) {
    case 'text':
      return { role, text: block.text }
    case 'tool_use':
      return { role: 'assistant', text: JSON.stringify(block.input ?? {}), calledTools: true }
    case 'tool_result':
      return {
        role: 'tool',
        text: typeof block.content === 'string' ? block.content : JSON.stringify(block.content),
      }
    default:
      return { role, text: '' }
  }
}

function head({ scene, usage }: Spoken, content: readonly object[], stop: string | null): object {
  return {
    id: `msg_bdrk_${alphanumeric(scene.random, 24)}`,
    type: 'message',
    role: 'assistant',
    model: 'claude-simulated',
    content,
    stop_reason: stop,
    stop_sequence: null,
    usage: { input_tokens: usage.inputTokens, output_tokens: stop === null ? 1 : usage.outputTokens },
  }
}

function stopReason({ reply: { calls, cutShort } }: Spoken): string {
  if (calls.length > 0) return 'tool_use'
  return cutShort ? 'max_tokens' : 'end_turn'
}

export function claudeAnswer(scene: Scene, conversation: Conversation): object {
  const spoken = speak(scene, conversation)
  const text = spoken.reply.refusal ?? spoken.reply.text
  return head(
    spoken,
    [
      ...(text === '' ? [] : [{ type: 'text', text }]),
      ...spoken.reply.calls.map(({ id, tool, input }) => ({
        type: 'tool_use',
        id,
        name: tool.name,
        input: JSON.parse(input) as unknown,
      })),
    ],
    stopReason(spoken),
  )
}

/** The objects of Anthropic's own event stream, one a chunk. */
export function* claudeEvents(scene: Scene, conversation: Conversation): Generator<object> {
  const spoken = speak(scene, conversation)
  const { random, behaviour } = scene
  yield { type: 'message_start', message: head(spoken, [], null) }
  let index = 0
  const text = spoken.reply.refusal ?? spoken.reply.text
  const pieces = (whole: string): Generator<string> => deltasOf(whole, random, behaviour.hostile)
  if (text !== '') {
    yield { type: 'content_block_start', index, content_block: { type: 'text', text: '' } }
    for (const piece of pieces(text))
      yield { type: 'content_block_delta', index, delta: { type: 'text_delta', text: piece } }
    yield { type: 'content_block_stop', index }
    index += 1
  }
  for (const { id, tool, input } of spoken.reply.calls) {
    const block = { type: 'tool_use', id, name: tool.name, input: {} }
    yield { type: 'content_block_start', index, content_block: block }
    for (const piece of pieces(input))
      yield { type: 'content_block_delta', index, delta: { type: 'input_json_delta', partial_json: piece } }
    yield { type: 'content_block_stop', index }
    index += 1
  }
  const stop = { stop_reason: stopReason(spoken), stop_sequence: null }
  yield { type: 'message_delta', delta: stop, usage: { output_tokens: spoken.usage.outputTokens } }
  yield { type: 'message_stop' }
}
