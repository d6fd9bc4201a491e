/** Converse bodies, checked member by member against the service's model, and the conversation that they hold. */
import { z } from 'zod'
import type { Conversation, SpokenTurn } from '../../../simulator/openai-api/conversation.ts'
import { invalid } from './fault.ts'

const name = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/)
const base64 = z.base64().min(1)
const text = z.strictObject({ text: z.string().min(1) })
const citations = z.strictObject({ enabled: z.boolean() })
const cachePoint = z.strictObject({ type: z.literal('default'), ttl: z.enum(['5m', '1h']).optional() })
const bytes = z.strictObject({ bytes: base64 })

const image = z.strictObject({ format: z.enum(['png', 'jpeg', 'gif', 'webp']), source: bytes })
const video = z.strictObject({
  format: z.enum(['mkv', 'mov', 'mp4', 'webm', 'flv', 'mpeg', 'mpg', 'wmv', 'three_gp']),
  source: bytes,
})
const audio = z.strictObject({ format: z.enum(['mp3', 'wav', 'flac', 'ogg', 'webm']), source: bytes })
const document = z.strictObject({
  format: z.enum(['pdf', 'csv', 'doc', 'docx', 'xls', 'xlsx', 'html', 'txt', 'md']).optional(),
  name: z.string().min(1).max(200),
  source: z.union([bytes, text, z.strictObject({ content: z.array(text) })]),
  context: z.string().optional(),
  citations: citations.optional(),
})
const searchResult = z.strictObject({
  source: z.string(),
  title: z.string(),
  content: z.array(text),
  citations: citations.optional(),
})
const guardContent = z.strictObject({
  text: z.strictObject({
    text: z.string(),
    qualifiers: z.array(z.enum(['grounding_source', 'query', 'guard_content'])).optional(),
  }),
})

const toolUse = z.strictObject({
  toolUseId: name,
  name,
  input: z.unknown(),
  type: z.literal('server_tool_use').optional(),
})
const toolResult = z.strictObject({
  toolUseId: name,
  content: z.array(
    z.union([
      text,
      z.strictObject({ json: z.unknown() }),
      z.strictObject({ image }),
      z.strictObject({ document }),
      z.strictObject({ video }),
      z.strictObject({ searchResult }),
    ]),
  ),
  status: z.enum(['success', 'error']).optional(),
  type: z.string().optional(),
})
const reasoning = z.union([
  z.strictObject({
    reasoningText: z.strictObject({ text: z.string(), signature: z.string().optional() }),
  }),
  z.strictObject({ redactedContent: base64 }),
])
const citation = z.strictObject({
  title: z.string().optional(),
  source: z.string().optional(),
  sourceContent: z.array(text).optional(),
  location: z.unknown().optional(),
})

const block = z.union([
  text,
  z.strictObject({ image }),
  z.strictObject({ document }),
  z.strictObject({ video }),
  z.strictObject({ audio }),
  z.strictObject({ toolUse }),
  z.strictObject({ toolResult }),
  z.strictObject({ guardContent }),
  z.strictObject({ cachePoint }),
  z.strictObject({ reasoningContent: reasoning }),
  z.strictObject({
    citationsContent: z.strictObject({
      content: z.array(text).optional(),
      citations: z.array(citation).optional(),
    }),
  }),
  z.strictObject({ searchResult }),
])

const tool = z.union([
  z.strictObject({
    toolSpec: z.strictObject({
      name,
      description: z.string().min(1).optional(),
      inputSchema: z.strictObject({ json: z.unknown() }),
      strict: z.boolean().optional(),
    }),
  }),
  z.strictObject({ cachePoint }),
])

const choice = z.union([
  z.strictObject({ auto: z.strictObject({}) }),
  z.strictObject({ any: z.strictObject({}) }),
  z.strictObject({ tool: z.strictObject({ name }) }),
])

/** What Converse and Nova's own body share. */
const shared = {
  messages: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.array(block) })).min(1),
  system: z
    .array(z.union([text, z.strictObject({ guardContent }), z.strictObject({ cachePoint })]))
    .optional(),
  toolConfig: z.strictObject({ tools: z.array(tool).min(1), toolChoice: choice.optional() }).optional(),
}

const inference = {
  maxTokens: z.int().min(1).optional(),
  temperature: z.number().min(0).max(1).optional(),
  topP: z.number().min(0).max(1).optional(),
  stopSequences: z.array(z.string().min(1)).optional(),
}

export const converseRequest = z.strictObject({
  ...shared,
  inferenceConfig: z.strictObject(inference).optional(),
  additionalModelRequestFields: z.unknown().optional(),
  additionalModelResponseFieldPaths: z.array(z.string().startsWith('/')).optional(),
  promptVariables: z.record(z.string(), text).optional(),
  requestMetadata: z.record(z.string().max(256), z.string().max(256)).optional(),
  performanceConfig: z.strictObject({ latency: z.enum(['standard', 'optimized']) }).optional(),
  serviceTier: z.strictObject({ type: z.enum(['priority', 'default', 'flex', 'reserved']) }).optional(),
  outputConfig: z
    .strictObject({
      textFormat: z
        .strictObject({
          type: z.literal('json_schema'),
          structure: z.strictObject({
            jsonSchema: z.strictObject({
              schema: z.string(),
              name: z.string().optional(),
              description: z.string().optional(),
            }),
          }),
        })
        .optional(),
      effort: z.string().optional(),
    })
    .optional(),
})

export const novaRequest = z.strictObject({
  ...shared,
  schemaVersion: z.literal('messages-v1').optional(),
  inferenceConfig: z
    .strictObject({ ...inference, max_new_tokens: z.int().optional(), topK: z.int().optional() })
    .optional(),
})

export const countRequest = z.strictObject({
  input: z.strictObject({
    converse: z.strictObject({ ...shared, additionalModelRequestFields: z.unknown().optional() }),
  }),
})

type Shared = Pick<z.output<typeof converseRequest>, 'messages' | 'system' | 'toolConfig'>

/** Throws the vendor's refusal for tool calls without results. */
export function conversationOf(body: Shared, format?: unknown, limit?: number): Conversation {
  checkToolTurns(body)
  const turns: SpokenTurn[] = (body.system ?? []).flatMap((each) =>
    'text' in each ? [{ role: 'instructions', text: each.text } as const] : [],
  )
  for (const { role, content } of body.messages) turns.push(...content.map((each) => turnOf(role, each)))
  return {
    turns,
    tools: (body.toolConfig?.tools ?? []).flatMap((each) =>
      'toolSpec' in each
        ? [{ kind: 'function' as const, name: each.toolSpec.name, schema: each.toolSpec.inputSchema.json }]
        : [],
    ),
    parallel: true,
    ...(format === undefined ? {} : { format }),
    ...(limit === undefined ? {} : { limit }),
  }
}

function turnOf(role: 'user' | 'assistant', content: z.output<typeof block>): SpokenTurn {
  if ('text' in content) return { role, text: content.text }
  if ('toolUse' in content)
    return { role: 'assistant', text: JSON.stringify(content.toolUse.input ?? {}), calledTools: true }
  if ('toolResult' in content)
    return {
      role: 'tool',
      text: content.toolResult.content
        .map((each) => ('text' in each ? each.text : JSON.stringify(each)))
        .join('\n'),
    }
  return { role, text: JSON.stringify(content) }
}

function checkToolTurns({ messages }: Shared): void {
  for (const [index, { content }] of messages.entries()) {
    const asked = content.flatMap((each) => ('toolUse' in each ? [each.toolUse.toolUseId] : []))
    const next = messages[index + 1]?.content ?? []
    const answered = next.flatMap((each) => ('toolResult' in each ? [each.toolResult.toolUseId] : []))
    const missing = asked.filter((id) => !answered.includes(id))
    if (missing.length > 0)
      throw invalid(`Expected toolResult blocks for the following Ids: ${missing.join(', ')}`)
  }
}
