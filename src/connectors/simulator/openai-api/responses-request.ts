/** The body of POST /v1/responses, member by member from the types of the `openai` package (7.57.0). */
import { z } from 'zod'
import { effort, metadata, moderationOption } from './chat-request.ts'

const cacheBreakpoint = z
  .strictObject({ mode: z.literal('explicit'), ttl: z.enum(['30m', '12h']).optional() })
  .nullish()
const status = z.enum(['in_progress', 'completed', 'incomplete']).nullish()
const caller = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('direct') }),
    z.strictObject({ type: z.literal('program'), caller_id: z.string() }),
  ])
  .nullish()

const inputText = z.strictObject({
  type: z.literal('input_text'),
  text: z.string(),
  prompt_cache_breakpoint: cacheBreakpoint,
})
const inputImage = z.strictObject({
  type: z.literal('input_image'),
  detail: z.enum(['low', 'high', 'auto', 'original']).nullish(),
  file_id: z.string().nullish(),
  image_url: z.string().nullish(),
  prompt_cache_breakpoint: cacheBreakpoint,
})
const inputFile = z.strictObject({
  type: z.literal('input_file'),
  detail: z.enum(['auto', 'low', 'high']).optional(),
  file_data: z.string().nullish(),
  file_id: z.string().nullish(),
  file_url: z.string().nullish(),
  filename: z.string().nullish(),
  prompt_cache_breakpoint: cacheBreakpoint,
})
const outputText = z.strictObject({
  type: z.literal('output_text'),
  text: z.string(),
  annotations: z.array(z.record(z.string(), z.unknown())).optional(),
  logprobs: z.array(z.record(z.string(), z.unknown())).optional(),
})
const outputRefusal = z.strictObject({ type: z.literal('refusal'), refusal: z.string() })
const inputParts = z.array(z.discriminatedUnion('type', [inputText, inputImage, inputFile]))

/** Easy, input and output messages in one: the vendor tells them apart by what their parts are. */
const message = z.strictObject({
  type: z.literal('message').optional(),
  id: z.string().optional(),
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content: z.union([
    z.string(),
    z.array(z.discriminatedUnion('type', [inputText, inputImage, inputFile, outputText, outputRefusal])),
  ]),
  phase: z.enum(['commentary', 'final_answer']).nullish(),
  status,
})
const functionCall = z.strictObject({
  type: z.literal('function_call'),
  id: z.string().nullish(),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
  namespace: z.string().optional(),
  async: z.boolean().optional(),
  caller,
  status,
})
const functionOutput = z.strictObject({
  type: z.literal('function_call_output'),
  id: z.string().nullish(),
  call_id: z.string().nullish(),
  output: z.union([z.string(), inputParts]),
  name: z.string().nullish(),
  namespace: z.string().nullish(),
  caller,
  status,
})
const customCall = z.strictObject({
  type: z.literal('custom_tool_call'),
  id: z.string().optional(),
  call_id: z.string(),
  name: z.string(),
  input: z.string(),
  namespace: z.string().optional(),
  async: z.boolean().optional(),
  caller,
  status,
})
const customOutput = z.strictObject({
  type: z.literal('custom_tool_call_output'),
  id: z.string().optional(),
  call_id: z.string(),
  output: z.union([z.string(), inputParts]),
  caller,
  status,
})
const reasoning = z.strictObject({
  type: z.literal('reasoning'),
  id: z.string().optional(),
  summary: z.array(z.strictObject({ type: z.literal('summary_text'), text: z.string() })),
  content: z.array(z.strictObject({ type: z.literal('reasoning_text'), text: z.string() })).nullish(),
  encrypted_content: z.string().nullish(),
  status,
})
const reference = z.strictObject({ type: z.literal('item_reference'), id: z.string() })

const inputItem = z.union([
  message,
  z.discriminatedUnion('type', [
    functionCall,
    functionOutput,
    customCall,
    customOutput,
    reasoning,
    reference,
  ]),
])

/** Kinds of items and tools that the API has and the simulator has not. */
export const NOT_SIMULATED =
  /^(file_search|computer|web_search|tool_search|additional_tools|configuration|compaction|image_generation|code_interpreter|local_shell|shell|apply_patch|mcp|program|namespace)/

const jsonObject = z.record(z.string(), z.unknown())
const callers = z.array(z.enum(['direct', 'programmatic'])).nullish()
const tool = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('function'),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'string does not match pattern'),
    parameters: jsonObject.nullish(),
    strict: z.boolean().nullish(),
    description: z.string().nullish(),
    allowed_callers: callers,
    async: z.boolean().optional(),
    defer_loading: z.boolean().optional(),
    output_schema: jsonObject.nullish(),
  }),
  z.strictObject({
    type: z.literal('custom'),
    name: z.string(),
    description: z.string().optional(),
    format: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.literal('text') }),
        z.strictObject({
          type: z.literal('grammar'),
          definition: z.string(),
          syntax: z.enum(['lark', 'regex']),
        }),
      ])
      .optional(),
    allowed_callers: callers,
    async: z.boolean().optional(),
    defer_loading: z.boolean().optional(),
  }),
])

export const responsesRequest = z.strictObject({
  access_programs: z.strictObject({ cyber: z.string().optional() }).optional(),
  background: z.boolean().nullish(),
  context_management: z
    .array(z.strictObject({ type: z.string(), compact_threshold: z.number().nullish() }))
    .nullish(),
  conversation: z.union([z.string(), z.strictObject({ id: z.string() })]).nullish(),
  image: z
    .strictObject({ context_compression: z.enum(['auto', 'enabled', 'disabled']).optional() })
    .optional(),
  include: z
    .array(
      z.enum([
        'file_search_call.results',
        'web_search_call.results',
        'web_search_call.action.sources',
        'message.input_image.image_url',
        'computer_call_output.output.image_url',
        'code_interpreter_call.outputs',
        'reasoning.encrypted_content',
        'message.output_text.logprobs',
      ]),
    )
    .nullish(),
  input: z.union([z.string(), z.array(inputItem)]),
  instructions: z.string().nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  max_tool_calls: z.int().min(1).nullish(),
  metadata,
  model: z.string(),
  moderation: moderationOption,
  parallel_tool_calls: z.boolean().nullish(),
  previous_response_id: z.string().nullish(),
  prompt: z
    .strictObject({
      id: z.string(),
      variables: z.record(z.string(), z.unknown()).nullish(),
      version: z.string().nullish(),
    })
    .nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_options: z
    .strictObject({
      comparison_response_id: z.string().nullish(),
      mode: z.enum(['implicit', 'explicit']).optional(),
      prewarm: z.boolean().optional(),
      ttl: z.enum(['30m', '12h']).optional(),
    })
    .optional(),
  prompt_cache_retention: z.enum(['in_memory', '24h']).nullish(),
  reasoning: z
    .strictObject({
      context: z.enum(['auto', 'current_turn', 'all_turns']).nullish(),
      effort,
      generate_summary: z.enum(['auto', 'concise', 'detailed']).nullish(),
      mode: z.string().optional(),
      summary: z.enum(['auto', 'concise', 'detailed']).nullish(),
    })
    .nullish(),
  safety_identifier: z.string().max(128).nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast']).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  text: z
    .strictObject({
      format: z
        .discriminatedUnion('type', [
          z.strictObject({ type: z.literal('text') }),
          z.strictObject({ type: z.literal('json_object') }),
          z.strictObject({
            type: z.literal('json_schema'),
            name: z.string(),
            schema: jsonObject,
            description: z.string().optional(),
            strict: z.boolean().nullish(),
          }),
        ])
        .optional(),
      verbosity: z.enum(['low', 'medium', 'high']).nullish(),
    })
    .optional(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('function'), name: z.string() }),
        z.strictObject({ type: z.literal('custom'), name: z.string() }),
        z.strictObject({
          type: z.literal('allowed_tools'),
          mode: z.enum(['auto', 'required']),
          tools: z.array(z.record(z.string(), z.unknown())),
        }),
      ]),
    ])
    .optional(),
  tools: z.array(tool).optional(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  user: z.string().optional(),
})

export type ResponsesRequest = z.output<typeof responsesRequest>
export type InputItem = z.output<typeof inputItem>
