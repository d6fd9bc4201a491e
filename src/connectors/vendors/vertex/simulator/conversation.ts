/** A request of Gemini as the simulated model hears it. */
import type { Conversation, OfferedTool, SpokenTurn } from '../../../simulator/openai-api/conversation.ts'
import type { Content, GenerateRequest } from './request.ts'

export function conversationOf(body: GenerateRequest): Conversation {
  const { generationConfig: config, toolConfig, systemInstruction } = body
  const calling = toolConfig?.functionCallingConfig
  const offered = (body.tools ?? []).flatMap(({ functionDeclarations = [] }) => functionDeclarations)
  const json = config?.responseMimeType === 'application/json'
  const limit = config?.maxOutputTokens
  return {
    turns: [
      ...(systemInstruction === undefined
        ? []
        : [{ role: 'instructions' as const, text: textOf(systemInstruction) }]),
      ...body.contents.flatMap(turnsOf),
    ],
    tools: offered
      .filter(
        ({ name }) => calling?.mode !== 'NONE' && (calling?.allowedFunctionNames?.includes(name) ?? true),
      )
      .map(({ name, parameters, parametersJsonSchema }): OfferedTool => ({
        kind: 'function',
        name,
        schema: lowerTypes(parametersJsonSchema ?? parameters),
      })),
    parallel: true,
    ...(json ? { format: lowerTypes(config.responseJsonSchema ?? config.responseSchema) ?? true } : {}),
    ...(limit === undefined ? {} : { limit }),
  }
}

export function textOf({ parts }: Content): string {
  return parts
    .flatMap(({ text, executableCode, codeExecutionResult, functionCall }) => [
      text ?? [],
      executableCode?.code ?? [],
      codeExecutionResult?.output ?? [],
      functionCall === undefined ? [] : JSON.stringify(functionCall.args ?? {}),
    ])
    .flat()
    .join('\n')
}

function turnsOf(content: Content): SpokenTurn[] {
  const answers = content.parts.flatMap(({ functionResponse }) => functionResponse ?? [])
  if (answers.length > 0)
    return [{ role: 'tool', text: answers.map(({ response }) => JSON.stringify(response)).join('\n') }]
  const role = content.role === 'model' ? 'assistant' : 'user'
  const calledTools = content.parts.some(({ functionCall }) => functionCall !== undefined)
  return [{ role, text: textOf(content), ...(calledTools ? { calledTools } : {}) }]
}

/** Types are `STRING` in Google's schema and `string` in JSON Schema. */
function lowerTypes(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(lowerTypes)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === 'type' && typeof value === 'string' ? value.toLowerCase() : lowerTypes(value),
    ]),
  )
}
