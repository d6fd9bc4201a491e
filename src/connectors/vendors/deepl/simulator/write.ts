/** DeepL Write: the same text with one word more, placeholders copied as a careful editor does. */
import { z } from 'zod'
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { readScript } from '../../../simulator/script.ts'
import { readFields } from './request-fields.ts'
import { detectLanguage } from './translate.ts'
import type { Fault } from './fault.ts'

const text = z.array(z.string()).min(1).max(50)
const target_lang = z
  .string()
  .regex(/^[a-zA-Z]{2}(-[A-Za-z]{2,4})?$/)
  .optional()

const correct = z.strictObject({ text, target_lang })
const rephrase = z
  .strictObject({
    text,
    target_lang,
    writing_style: z
      .string()
      .regex(/^(?:prefer_)?(?:academic|business|casual|default|simple)$/)
      .optional(),
    tone: z
      .string()
      .regex(/^(?:prefer_)?(?:confident|default|diplomatic|enthusiastic|friendly)$/)
      .optional(),
  })
  .refine(
    ({ writing_style, tone }) => writing_style === undefined || tone === undefined,
    'one of writing_style and tone',
  )

export function write(bare: Scene, way: 'rephrase' | 'correct', fault: Fault): SimulatedAnswer {
  const reading = readFields(bare.request, way === 'rephrase' ? rephrase : correct)
  if (reading.kind === 'problem') return fault({ ...bare, quote: reading.quote }, 400, reading.message)
  const { text: texts, target_lang: target } = reading.value
  const commands = readScript(texts.join('\n'))
  if (commands.kind === 'unknown') return fault(bare, 400, 'simulator: unknown command')
  const scene: Scene = { ...bare, quote: reading.quote, script: { ...commands.script, ...bare.script } }
  const improvements = texts.map((each) => ({
    text: way === 'correct' ? each : `Kindly: ${each}`,
    detected_source_language: detectLanguage(each).toLowerCase(),
    target_language: target ?? detectLanguage(each).toLowerCase(),
  }))
  return jsonAnswer(scene, 200, { improvements })
}
