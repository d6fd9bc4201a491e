/** What a responses body may not say when nothing is stored, and the conversation that it holds. */
import type { Conversation, OfferedTool, SpokenTurn } from './conversation.ts'
import { badRequest } from './fault.ts'
import type { Family } from './models.ts'
import { isReasonedCallId, openReasoning } from './reasoning-seal.ts'
import { type InputItem, NOT_SIMULATED, type ResponsesRequest } from './responses-request.ts'

/** Throws for kinds of items and tools that the simulator lacks, before the schema calls them unknown. */
export function refuseUnsimulated(body: unknown): void {
  for (const [list, param] of [
    ['input', 'input'],
    ['tools', 'tools'],
  ] as const) {
    const items = typeof body === 'object' && body !== null ? Reflect.get(body, list) : undefined
    if (!Array.isArray(items)) continue
    items.forEach((item: unknown, index) => {
      const type = typeof item === 'object' && item !== null ? Reflect.get(item, 'type') : undefined
      if (typeof type === 'string' && NOT_SIMULATED.test(type)) {
        throw badRequest(`simulator: '${type}' is not simulated`, `${param}[${index}].type`, 'not_simulated')
      }
    })
  }
}

export function checkResponses(body: ResponsesRequest, family: Family): void {
  if (body.store !== false) {
    throw badRequest(
      'simulator: store must be false',
      'store',
      body.store === undefined ? 'store_missing' : 'store_not_false',
    )
  }
  for (const name of ['previous_response_id', 'conversation', 'prompt'] as const) {
    if (body[name] !== undefined && body[name] !== null) {
      throw badRequest(
        `simulator: '${name}' needs state that the vendor would have to keep`,
        name,
        'state_needed',
      )
    }
  }
  if (body.background === true) {
    throw badRequest(
      'simulator: background keeps the answer on the vendor’s disk',
      'background',
      'state_needed',
    )
  }
  if (family !== 'reasoning') {
    if (body.include?.includes('reasoning.encrypted_content') === true) {
      throw badRequest('Encrypted content is not supported with this model.', 'include')
    }
    if (body.reasoning?.effort !== undefined && body.reasoning.effort !== null) {
      throw unsupported('reasoning.effort')
    }
  } else if (body.temperature !== undefined && body.temperature !== null && body.temperature !== 1) {
    throw unsupported('temperature')
  }
  if (typeof body.input !== 'string') checkItems(body.input, family)
}

function unsupported(name: string): Error {
  return badRequest(`Unsupported parameter: '${name}' is not supported with this model.`, name)
}

/** Items stand on their own, calls and outputs are paired, and reasoning comes back with the calls it led to. */
function checkItems(items: readonly InputItem[], family: Family): void {
  const called = new Set<string>()
  const answered = new Set<string>()
  const reasoned = new Set<string>()
  items.forEach((item, index) => {
    if (item.type === 'item_reference' || ('id' in item && typeof item.id === 'string')) {
      throw badRequest(
        `Item with id '${String(item.id)}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
        'input',
      )
    }
    if (item.type === 'reasoning') {
      for (const id of openedReasoning(item, index)) reasoned.add(id)
      checkFollowed(items, index)
    }
    if (item.type === 'function_call' || item.type === 'custom_tool_call') {
      called.add(item.call_id)
      if (family === 'reasoning' && isReasonedCallId(item.call_id) && !reasoned.has(item.call_id)) {
        throw badRequest(
          `Item '${item.call_id}' of type '${item.type}' was provided without its required 'reasoning' item.`,
          'input',
        )
      }
    }
    if (item.type === 'function_call_output' || item.type === 'custom_tool_call_output') {
      const id = item.call_id ?? ''
      answered.add(id)
      if (!called.has(id)) {
        throw badRequest(`No tool call found for function call output with call_id ${id}.`, 'input')
      }
    }
  })
  for (const id of called) {
    if (!answered.has(id)) throw badRequest(`No tool output found for function call ${id}.`, 'input')
  }
}

function openedReasoning(item: Extract<InputItem, { type: 'reasoning' }>, index: number): readonly string[] {
  const sealed = item.encrypted_content
  if (sealed === undefined || sealed === null) {
    throw badRequest(
      'simulator: a reasoning item without encrypted_content needs a stored item',
      `input[${index}].encrypted_content`,
    )
  }
  const calls = openReasoning(sealed)
  if (calls === undefined) {
    throw badRequest(
      `The encrypted content ${sealed.slice(0, 4)}...${sealed.slice(-4)} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
      null,
      'invalid_encrypted_content',
    )
  }
  return calls
}

function checkFollowed(items: readonly InputItem[], index: number): void {
  const next = items.slice(index + 1).find((item) => item.type !== 'reasoning')
  const fits =
    next?.type === 'function_call' ||
    next?.type === 'custom_tool_call' ||
    (next !== undefined && 'role' in next && next.role === 'assistant')
  if (!fits) {
    throw badRequest("Item of type 'reasoning' was provided without its required following item.", 'input')
  }
}

export function responsesConversation(body: ResponsesRequest): Conversation {
  const format = body.text?.format
  const turns: SpokenTurn[] =
    typeof body.input === 'string' ? [{ role: 'user', text: body.input }] : body.input.flatMap(spokenTurn)
  return {
    turns: body.instructions ? [{ role: 'instructions', text: body.instructions }, ...turns] : turns,
    tools: offeredTools(body),
    parallel: body.parallel_tool_calls !== false,
    ...(format === undefined || format.type === 'text'
      ? {}
      : { format: format.type === 'json_schema' ? format.schema : true }),
    ...(typeof body.max_output_tokens === 'number' ? { limit: body.max_output_tokens } : {}),
  }
}

function spokenTurn(item: InputItem): SpokenTurn[] {
  if ('role' in item) {
    const text = partsText(item.content)
    if (item.role === 'user' || item.role === 'assistant') return [{ role: item.role, text }]
    return [{ role: 'instructions', text }]
  }
  switch (item.type) {
    case 'function_call':
      return [{ role: 'assistant', text: item.arguments, calledTools: true }]
    case 'custom_tool_call':
      return [{ role: 'assistant', text: item.input, calledTools: true }]
    case 'function_call_output':
    case 'custom_tool_call_output':
      return [{ role: 'tool', text: partsText(item.output) }]
    default:
      return []
  }
}

type Parts =
  | Extract<InputItem, { role: string }>['content']
  | Extract<InputItem, { type: 'function_call_output' }>['output']

function partsText(parts: Parts): string {
  if (typeof parts === 'string') return parts
  return parts
    .map((part) => ('text' in part ? part.text : 'refusal' in part ? part.refusal : `(${part.type})`))
    .join('\n')
}

function offeredTools({ tools = [], tool_choice: choice = 'auto' }: ResponsesRequest): OfferedTool[] {
  const offered = tools.map((tool): OfferedTool =>
    tool.type === 'function'
      ? { kind: 'function', name: tool.name, schema: tool.parameters ?? undefined }
      : { kind: 'custom', name: tool.name },
  )
  if (choice === 'none') return []
  if (typeof choice === 'string' || choice.type === 'allowed_tools') return offered
  const found = offered.filter((tool) => tool.name === choice.name)
  if (found.length === 0) {
    throw badRequest(
      `Tool choice '${choice.name}' not found in 'tools' parameter.`,
      'tool_choice',
      'invalid_value',
    )
  }
  return found
}
