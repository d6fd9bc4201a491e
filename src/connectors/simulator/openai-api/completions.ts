/** POST /v1/completions, the legacy one: it quotes every placeholder of its prompt. */
import type { Completion } from 'openai/resources/completions'
import { z } from 'zod'
import { jsonAnswer, type Scene, streamAnswer, type StreamEvent } from '../answers.ts'
import { alphanumeric } from '../chance.ts'
import { simulatedNow, type SimulatedAnswer } from '../contract.ts'
import { deltasOf, quotableIn } from '../echo.ts'
import { tokensOf } from './conversation.ts'
import { faultBody, statusFault } from './fault.ts'

export const completionsRequest = z.strictObject({
  model: z.string(),
  prompt: z.union([z.string(), z.array(z.string()).min(1)]),
  best_of: z.int().nullish(),
  echo: z.boolean().nullish(),
  frequency_penalty: z.number().nullish(),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  logprobs: z.int().nullish(),
  max_tokens: z.int().nullish(),
  n: z.int().nullish(),
  presence_penalty: z.number().nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullish(),
  suffix: z.string().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  user: z.string().optional(),
})

export type CompletionsRequest = z.output<typeof completionsRequest>

export function promptText({ prompt, suffix }: CompletionsRequest): string {
  return [...[prompt].flat(), suffix ?? ''].join('\n')
}

export function answerCompletions(scene: Scene, body: CompletionsRequest, model: string): SimulatedAnswer {
  const said = promptText(body)
  const text = ` and so I wrote to ${quotableIn(said).join(' and ') || 'nobody'}.`
  const base = {
    id: `cmpl-${alphanumeric(scene.random, 24)}`,
    object: 'text_completion' as const,
    created: simulatedNow(scene.behaviour),
    model,
  }
  const usage = {
    prompt_tokens: tokensOf(said),
    completion_tokens: tokensOf(text),
    total_tokens: tokensOf(said) + tokensOf(text),
  }
  if (body.stream !== true) {
    const whole = { ...base, choices: [choice(text, 'stop')], usage }
    return jsonAnswer(scene, 200, whole satisfies Omit<Completion, 'choices'> & { choices: object[] })
  }
  const events: StreamEvent[] = Array.from(
    deltasOf(text, scene.random, scene.behaviour.hostile),
    (piece) => ({
      json: { ...base, choices: [choice(piece, null)] },
    }),
  )
  events.push({ json: { ...base, choices: [choice('', 'stop')] } })
  if (body.stream_options?.include_usage === true) events.push({ json: { ...base, choices: [], usage } })
  events.push({ text: '[DONE]' })
  return streamAnswer(scene, events, () => ({ json: { error: faultBody(scene, statusFault(500)) } }))
}

function choice(text: string, finish_reason: 'stop' | null): object {
  return { index: 0, text, logprobs: null, finish_reason }
}
