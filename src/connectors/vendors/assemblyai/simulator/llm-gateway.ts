/** The LLM gateway: OpenAI's chat request, answered without id and object, whole or streamed. */
import { z } from 'zod'
import { jsonAnswer, type Scene, streamAnswer } from '../../../simulator/answers.ts'
import { uuid } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { deltasOf, quotableIn } from '../../../simulator/echo.ts'
import { checkRequest } from '../../../simulator/request-check.ts'
import { readScript } from '../../../simulator/script.ts'
import { readStrictJson } from '../../../simulator/strict-json.ts'
import { troubleInstead } from '../../../simulator/trouble.ts'
import { fault } from './fault.ts'

const MODELS = ['claude-sonnet-4-6', 'claude-haiku-4-5', 'gemini-2.5-flash']

const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system', 'tool']),
  content: z
    .union([z.string(), z.array(z.strictObject({ type: z.literal('text'), text: z.string() }))])
    .nullish(),
  name: z.string().optional(),
  tool_calls: z.array(z.unknown()).optional(),
  tool_call_id: z.string().optional(),
})

const chatRequest = z.strictObject({
  model: z.enum(MODELS),
  messages: z.array(message).min(1),
  temperature: z.number().optional(),
  max_tokens: z.int().optional(),
  top_p: z.number().optional(),
  top_k: z.number().optional(),
  tools: z.array(z.unknown()).optional(),
  tool_choice: z.unknown().optional(),
  response_format: z.unknown().optional(),
  stream: z.boolean().optional(),
  stream_options: z.unknown().optional(),
})

export function chat(bare: Scene): SimulatedAnswer {
  const reading = readStrictJson(bare.request.body)
  if (reading.kind === 'problem') return fault(bare, 'llm-gateway', 400, `simulator: ${reading.problem}`)
  const checked = checkRequest(chatRequest, reading.value)
  const quote = JSON.stringify(reading.value)
  if (checked.kind === 'complaint')
    return fault({ ...bare, quote }, 'llm-gateway', 400, checked.complaint.message)
  const { messages, stream } = checked.value
  const said = messages.map(({ content }) => textOf(content)).join('\n')
  const commands = readScript(said)
  if (commands.kind === 'unknown') return fault(bare, 'llm-gateway', 400, 'simulator: unknown command')
  const scene: Scene = { ...bare, quote: said, script: { ...commands.script, ...bare.script } }
  const trouble = troubleInstead(scene, (own, status) => fault(own, 'llm-gateway', status))
  if (trouble !== undefined) return trouble
  const text = `Noted: ${quotableIn(said).join(', ')}.`
  const usage = { prompt_tokens: 21, completion_tokens: 9, total_tokens: 30 }
  if (stream === true) return streamed(scene, text, usage)
  return jsonAnswer(scene, 200, {
    request_id: uuid(scene.random),
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage,
  })
}

function streamed(scene: Scene, text: string, usage: object): SimulatedAnswer {
  const { random, behaviour } = scene
  const request_id = uuid(random)
  const chunk = (delta: object, finish: string | null): object => ({
    request_id,
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  const events = [
    ...[...deltasOf(text, random, behaviour.hostile)].map((content) => ({ json: chunk({ content }, null) })),
    { json: chunk({}, 'stop') },
    { json: { request_id, choices: [], usage } },
    { text: '[DONE]' },
  ]
  return streamAnswer(scene, events, () => ({ json: { error: 'the model failed', request_id } }))
}

export function models(scene: Scene): SimulatedAnswer {
  return jsonAnswer(scene, 200, {
    data: MODELS.map((id) => ({ id, name: id, description: 'A model.', available_regions: ['us', 'eu'] })),
  })
}

function textOf(content: z.output<typeof message>['content']): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(({ text }) => text).join(' ')
}
