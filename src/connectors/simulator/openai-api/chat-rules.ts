/** What a chat body may not say although its types are right, and the conversation it holds. */
import type { ChatMessage, ChatRequest } from './chat-request.ts'
import type { Conversation, OfferedTool, SpokenTurn } from './conversation.ts'
import { badRequest } from './fault.ts'
import type { Flavour } from './flavour.ts'
import type { Family } from './models.ts'

/** Throws the vendor's refusal for a body that breaks a rule. */
export function checkChat(body: ChatRequest, family: Family, flavour: Flavour): void {
  checkStore(body, flavour)
  for (const name of ['audio', 'functions', 'function_call', 'web_search_options'] as const) {
    if (body[name] !== undefined && body[name] !== null) throw notSimulated(name)
  }
  if (body.logprobs === true || (body.top_logprobs ?? 0) > 0) throw notSimulated('logprobs')
  if (body.modalities?.includes('audio') === true) throw notSimulated('modalities')
  if (family === 'reasoning') {
    for (const name of [
      'max_tokens',
      'temperature',
      'top_p',
      'presence_penalty',
      'frequency_penalty',
    ] as const) {
      const value = body[name]
      if (value === undefined || value === null || (name !== 'max_tokens' && (value === 1 || value === 0)))
        continue
      const hint = name === 'max_tokens' ? " Use 'max_completion_tokens' instead." : ''
      throw badRequest(
        `Unsupported parameter: '${name}' is not supported with this model.${hint}`,
        name,
        'unsupported_parameter',
      )
    }
  } else if (body.reasoning_effort !== undefined && body.reasoning_effort !== null) {
    throw badRequest(`Unrecognized request argument supplied: reasoning_effort`)
  }
  if (body.stream !== true && body.stream_options !== undefined && body.stream_options !== null) {
    throw badRequest(
      "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      'stream_options',
    )
  }
  checkToolTurns(body.messages)
}

function checkStore(body: ChatRequest, flavour: Flavour): void {
  if (flavour.chatStore === 'unknown' && body.store !== undefined) {
    throw badRequest("Unknown parameter: 'store'.", 'store', 'unknown_parameter')
  }
  if (body.store === true) throw badRequest('simulator: store must be false', 'store', 'store_not_false')
  if (flavour.chatStore === 'required' && body.store !== false) {
    throw badRequest(
      'simulator: store must be false, and this body does not say so',
      'store',
      'store_missing',
    )
  }
}

function notSimulated(name: string): Error {
  return badRequest(`simulator: '${name}' is not simulated`, name, 'not_simulated')
}

/** Every tool call is answered, and every answer has its call. */
function checkToolTurns(messages: readonly ChatMessage[]): void {
  let open = new Set<string>()
  messages.forEach((message, index) => {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) {
        throw badRequest(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          `messages.[${index}].role`,
        )
      }
      return
    }
    checkAnswered(open)
    open = new Set(message.role === 'assistant' ? message.tool_calls?.map((call) => call.id) : [])
  })
  checkAnswered(open)
}

function checkAnswered(open: ReadonlySet<string>): void {
  if (open.size === 0) return
  throw badRequest(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
    'messages',
  )
}

export function chatConversation(body: ChatRequest): Conversation {
  const format = body.response_format
  const limit = body.max_completion_tokens ?? body.max_tokens
  return {
    turns: body.messages.map(spokenTurn),
    tools: offeredTools(body),
    parallel: body.parallel_tool_calls !== false,
    ...(format === undefined || format.type === 'text'
      ? {}
      : { format: format.type === 'json_schema' ? (format.json_schema.schema ?? true) : true }),
    ...(typeof limit === 'number' ? { limit } : {}),
  }
}

function spokenTurn(message: ChatMessage): SpokenTurn {
  const text = contentText(message.content)
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'instructions', text }
    case 'user':
      return { role: 'user', text: message.name === undefined ? text : `${message.name}: ${text}` }
    case 'assistant': {
      const inputs = message.tool_calls?.map((call) =>
        call.type === 'function' ? call.function.arguments : call.custom.input,
      )
      return {
        role: 'assistant',
        text: [text, ...(inputs ?? [])].join('\n'),
        calledTools: (inputs?.length ?? 0) > 0,
      }
    }
    default:
      return { role: 'tool', text }
  }
}

function contentText(content: ChatMessage['content']): string {
  if (typeof content === 'string') return content
  return (content ?? [])
    .map((part) =>
      part.type === 'text' ? part.text : part.type === 'refusal' ? part.refusal : `(${part.type})`,
    )
    .join('\n')
}

function offeredTools({ tools = [], tool_choice: choice = 'auto' }: ChatRequest): OfferedTool[] {
  const offered = tools.map((tool): OfferedTool =>
    tool.type === 'function'
      ? { kind: 'function', name: tool.function.name, schema: tool.function.parameters }
      : { kind: 'custom', name: tool.custom.name },
  )
  if (choice === 'none') return []
  if (typeof choice === 'string' || choice.type === 'allowed_tools') return offered
  const wanted = choice.type === 'function' ? choice.function.name : choice.custom.name
  const found = offered.filter((tool) => tool.name === wanted)
  if (found.length === 0) {
    throw badRequest(
      `Tool choice '${wanted}' not found in 'tools' parameter.`,
      'tool_choice',
      'invalid_value',
    )
  }
  return found
}
