/** A realtime conversation as the simulated model hears it. */
import type { Conversation, OfferedTool, SpokenTurn } from '../conversation.ts'
import type { ResponseParameters } from './client-events.ts'
import type { KeptItem } from './response-events.ts'

type Members = Readonly<Record<string, unknown>>

/** Items, settings of the session, and what the caller asks of this response alone. */
export function conversationFor(
  items: readonly KeptItem[],
  settings: Members,
  parameters: ResponseParameters,
): Conversation {
  const instructions = parameters.instructions ?? settings['instructions']
  const heard: readonly Members[] = parameters.input?.flatMap((item) => referenced(item, items)) ?? items
  const choice = parameters.tool_choice ?? settings['tool_choice']
  const limit = parameters.max_output_tokens
  return {
    turns: [
      ...(typeof instructions === 'string' ? [{ role: 'instructions' as const, text: instructions }] : []),
      ...heard.flatMap(turnOf),
    ],
    tools: choice === 'none' ? [] : toolsIn(parameters.tools ?? settings['tools']),
    parallel: parameters.parallel_tool_calls !== false,
    ...(typeof limit === 'number' ? { limit } : {}),
  }
}

function referenced(item: Members, items: readonly KeptItem[]): readonly Members[] {
  if (item['type'] !== 'item_reference') return [item]
  return items.filter(({ id }) => id === item['id'])
}

function turnOf(item: Members): readonly SpokenTurn[] {
  if (item['type'] === 'function_call')
    return [{ role: 'assistant', text: String(item['arguments']), calledTools: true }]
  if (item['type'] === 'function_call_output') return [{ role: 'tool', text: String(item['output']) }]
  const parts = Array.isArray(item['content']) ? item['content'] : []
  const text = parts
    .map(
      ({ text: written, transcript }: { text?: string; transcript?: string }) => written ?? transcript ?? '',
    )
    .join('\n')
  const role = item['role']
  return [{ role: role === 'system' ? 'instructions' : role === 'assistant' ? 'assistant' : 'user', text }]
}

function toolsIn(tools: unknown): readonly OfferedTool[] {
  if (!Array.isArray(tools)) return []
  return tools.map(({ name, parameters }: Members) => ({
    kind: 'function',
    name: String(name),
    schema: parameters,
  }))
}
