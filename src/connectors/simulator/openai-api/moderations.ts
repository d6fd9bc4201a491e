/** POST /v1/moderations: nothing is flagged unless the input asks for it. */
import type { ModerationCreateResponse } from 'openai/resources/moderations'
import { z } from 'zod'
import { jsonAnswer, type Scene } from '../answers.ts'
import { hex } from '../chance.ts'
import type { SimulatedAnswer } from '../contract.ts'
import { snapshotOf } from './models.ts'

export const moderationsRequest = z.strictObject({
  input: z.union([
    z.string(),
    z.array(z.string()),
    z.array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('text'), text: z.string() }),
        z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.string() }) }),
      ]),
    ),
  ]),
  model: z.string().optional(),
})

export type ModerationsRequest = z.output<typeof moderationsRequest>

export function answerModerations(scene: Scene, body: ModerationsRequest, model: string): SimulatedAnswer {
  // Parts of one message are judged together, strings of a list one by one.
  const count = Array.isArray(body.input) && typeof body.input[0] === 'string' ? body.input.length : 1
  const flagged = scene.script.flagged === true
  const answer: ModerationCreateResponse = {
    id: `modr-${hex(scene.random, 24)}`,
    model: snapshotOf(model),
    results: Array.from({ length: count }, () => ({
      flagged,
      categories: { ...each(false), violence: flagged },
      category_scores: { ...each(0.000_012), violence: flagged ? 0.97 : 0.000_3 },
      category_applied_input_types: each<'text'[]>(['text']),
    })),
  }
  return jsonAnswer(scene, 200, answer)
}

function each<Value>(value: Value) {
  return {
    harassment: value,
    'harassment/threatening': value,
    hate: value,
    'hate/threatening': value,
    illicit: value,
    'illicit/violent': value,
    'self-harm': value,
    'self-harm/instructions': value,
    'self-harm/intent': value,
    sexual: value,
    'sexual/minors': value,
    violence: value,
    'violence/graphic': value,
  }
}

/** Every text of the input, for commands and quotations. */
export function moderationText(input: ModerationsRequest['input']): string {
  if (typeof input === 'string') return input
  return input
    .map((item) => (typeof item === 'string' ? item : item.type === 'text' ? item.text : ''))
    .join('\n')
}
