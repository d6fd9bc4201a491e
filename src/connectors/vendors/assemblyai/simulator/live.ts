/** The sync and dictation services: config first, then audio, then the transcript in the same exchange. */
import { z } from 'zod'
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { uuid } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { readMultipart } from '../../../simulator/multipart.ts'
import { checkRequest } from '../../../simulator/request-check.ts'
import { readScript } from '../../../simulator/script.ts'
import { readStrictJson } from '../../../simulator/strict-json.ts'
import { troubleInstead } from '../../../simulator/trouble.ts'
import { fault } from './fault.ts'
import { SPOKEN, wordsOf } from './speech.ts'

const shared = {
  keyterms_prompt: z.array(z.string()).max(100).optional(),
  language_codes: z.array(z.string().regex(/^[a-z]{2}$/)).optional(),
  sample_rate: z.int().optional(),
  channels: z.int().optional(),
}

const CONFIG = {
  sync: z.strictObject({
    ...shared,
    prompt: z.string().max(6000).optional(),
    conversation_context: z.array(z.string()).max(500).optional(),
    timestamps: z.boolean().optional(),
  }),
  dictation: z.strictObject({
    ...shared,
    stt_prompt: z.string().max(6000).optional(),
    llm_instruction: z.string().max(2048).optional(),
  }),
} as const

export function transcribeLive(bare: Scene, service: 'sync' | 'dictation'): SimulatedAnswer {
  const { request, random } = bare
  if (service === 'sync' && !/^[a-z0-9-]+$/.test(request.headers['x-aai-model'] ?? ''))
    return fault(bare, service, 400, 'X-AAI-Model is required')
  const reading = readMultipart(request.headers['content-type'] ?? '', request.body)
  if (reading.kind === 'problem') return fault(bare, service, 400, `simulator: ${reading.problem}`)
  const [config, audio, ...more] = reading.parts
  if (config?.name !== 'config' || audio?.name !== 'audio' || more.length > 0)
    return fault(bare, service, 400, 'the parts are config, then audio')
  if (audio.filename === undefined || audio.bytes.length === 0)
    return fault(bare, service, 400, 'audio has to be a file')
  const source = readStrictJson(config.bytes)
  if (source.kind === 'problem') return fault(bare, service, 400, `simulator: ${source.problem}`)
  const checked = checkRequest(CONFIG[service], source.value)
  const quote = JSON.stringify(source.value)
  if (checked.kind === 'complaint') return fault({ ...bare, quote }, service, 400, checked.complaint.message)
  const wanted: Wanted = checked.value
  const said = wanted.prompt ?? wanted.stt_prompt ?? ''
  const commands = readScript(said)
  if (commands.kind === 'unknown') return fault(bare, service, 400, 'simulator: unknown command')
  const scene: Scene = { ...bare, quote, script: { ...commands.script, ...bare.script } }
  const trouble = troubleInstead(scene, (own, status) => fault(own, service, status))
  if (trouble !== undefined) return trouble
  const text = [SPOKEN, ...(wanted.keyterms_prompt ?? [])].join(' ')
  const answer = {
    text,
    words: wordsOf(text).map((word) => ({ text: word.text, confidence: word.confidence })),
    confidence: 0.97,
    audio_duration_ms: 12_000,
    session_id: uuid(random),
    request_time_ms: 140,
  }
  if (service === 'sync') return jsonAnswer(scene, 200, answer)
  const instruction = wanted.llm_instruction
  return jsonAnswer(scene, 200, {
    ...answer,
    // A language model repeats what it was told, placeholders and all.
    llm_response: instruction === undefined ? null : `${instruction}: ${text}`,
    llm_error: null,
    sync_time_ms: 90,
  })
}

interface Wanted {
  readonly prompt?: string | undefined
  readonly stt_prompt?: string | undefined
  readonly llm_instruction?: string | undefined
  readonly keyterms_prompt?: readonly string[] | undefined
}
