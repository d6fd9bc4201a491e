/** The simulators' request schemas against the vendor's own types: what an SDK may send, its simulator understands. */
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { EmbeddingCreateParams } from 'openai/resources/embeddings'
import type { ModerationCreateParams } from 'openai/resources/moderations'
import type { ResponseCreateParams, ResponseInputItem } from 'openai/resources/responses/responses'
import type { TranscriptionCreateParams } from 'openai/resources/audio/transcriptions'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { chatRequest } from '../../src/connectors/simulator/openai-api/chat-request.ts'
import type { embeddingsRequest } from '../../src/connectors/simulator/openai-api/embeddings.ts'
import type { moderationsRequest } from '../../src/connectors/simulator/openai-api/moderations.ts'
import {
  NOT_SIMULATED,
  type responsesRequest,
} from '../../src/connectors/simulator/openai-api/responses-request.ts'

type Members<Type> = Type extends unknown ? keyof Type : never

describe('schema drift from the SDK', () => {
  it('chat: every body that the SDK types allow is assignable to the schema, and no member is invented', () => {
    expectTypeOf<ChatCompletionCreateParams>().toExtend<z.input<typeof chatRequest>>()
    // `@azure/openai` adds its `data_sources` to the SDK's type; the feature leaves the agreement, so it stays unknown.
    type Theirs = Exclude<Members<ChatCompletionCreateParams>, 'data_sources'>
    expectTypeOf<keyof z.input<typeof chatRequest>>().toEqualTypeOf<Theirs>()
  })

  it('embeddings and moderations: the SDK types are assignable to the schemas', () => {
    expectTypeOf<EmbeddingCreateParams>().toExtend<z.input<typeof embeddingsRequest>>()
    expectTypeOf<ModerationCreateParams>().toExtend<z.input<typeof moderationsRequest>>()
    expectTypeOf<keyof z.input<typeof embeddingsRequest>>().toEqualTypeOf<keyof EmbeddingCreateParams>()
    expectTypeOf<keyof z.input<typeof moderationsRequest>>().toEqualTypeOf<keyof ModerationCreateParams>()
  })

  it('responses: the members are the SDK’s, and all but tools and items that are not simulated are assignable', () => {
    type Theirs = ResponseCreateParams
    type Ours = z.input<typeof responsesRequest>
    expectTypeOf<keyof Ours>().toEqualTypeOf<Members<Theirs>>()
    type Plain = Omit<Theirs, 'tools' | 'input' | 'tool_choice' | 'model' | 'prompt' | 'access_programs'>
    expectTypeOf<Plain>().toExtend<Omit<Ours, 'tools' | 'input' | 'tool_choice' | 'model' | 'prompt'>>()
    type Item = Exclude<Ours['input'], string>[number]
    type Simulated = Extract<
      ResponseInputItem,
      {
        type:
          | 'function_call'
          | 'function_call_output'
          | 'custom_tool_call'
          | 'custom_tool_call_output'
          | 'reasoning'
      }
    >
    expectTypeOf<Simulated>().toExtend<Item>()
  })

  it('responses: a kind of item that is neither in the schema nor refused by name does not exist', () => {
    const simulated = [
      'message',
      'function_call',
      'function_call_output',
      'custom_tool_call',
      'custom_tool_call_output',
      'reasoning',
      'item_reference',
    ] as const
    // A new kind in the SDK breaks this assignment until it is simulated or refused.
    const refused: Record<
      Exclude<NonNullable<ResponseInputItem['type']>, (typeof simulated)[number]>,
      true
    > = {
      additional_tools: true,
      apply_patch_call: true,
      apply_patch_call_output: true,
      code_interpreter_call: true,
      compaction: true,
      compaction_trigger: true,
      computer_call: true,
      computer_call_output: true,
      configuration_update: true,
      file_search_call: true,
      image_generation_call: true,
      local_shell_call: true,
      local_shell_call_output: true,
      mcp_approval_request: true,
      mcp_approval_response: true,
      mcp_call: true,
      mcp_list_tools: true,
      program: true,
      program_output: true,
      shell_call: true,
      shell_call_output: true,
      tool_search_call: true,
      tool_search_output: true,
      web_search_call: true,
    }
    expect(Object.keys(refused).filter((kind) => !NOT_SIMULATED.test(kind))).toEqual([])
    expect(simulated.filter((kind) => NOT_SIMULATED.test(kind))).toEqual([])
  })

  it('transcriptions: the fields are the SDK’s', () => {
    const fields: Record<Members<TranscriptionCreateParams>, true> = {
      chunking_strategy: true,
      file: true,
      include: true,
      keywords: true,
      known_speaker_names: true,
      known_speaker_references: true,
      language: true,
      languages: true,
      model: true,
      prompt: true,
      response_format: true,
      stream: true,
      temperature: true,
      timestamp_granularities: true,
    }
    expect(Object.keys(fields)).toHaveLength(14)
  })
})
