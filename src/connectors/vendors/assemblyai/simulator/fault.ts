/** Errors in AssemblyAI's shapes: `error` alone, with an `error_code` on sync and dictation, with a request id on the LLM gateway. */
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { uuid } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'

export type Family = 'transcripts' | 'sync' | 'dictation' | 'llm-gateway'

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Invalid endpoint schema, please refer to documentation for examples.',
  401: 'Authentication error, API token missing/invalid',
  403: 'Forbidden',
  404: 'Not found',
  429: 'Too many requests.',
  503: 'Service unavailable',
  504: 'Gateway timeout',
}

/** Hostile ones repeat the input. */
export function fault(scene: Scene, family: Family, status: number, message?: string): SimulatedAnswer {
  const said = message ?? MESSAGES[status] ?? 'Server error, developers have been alerted.'
  const echo = scene.behaviour.hostile && scene.quote !== '' ? ` Input: "${scene.quote.slice(0, 400)}"` : ''
  const error = `${said}${echo}`
  if (family === 'transcripts') return jsonAnswer(scene, status, { error })
  if (family === 'llm-gateway')
    return jsonAnswer(scene, status, { error, status, request_id: uuid(scene.random) })
  return jsonAnswer(scene, status, {
    error,
    error_code: status === 503 ? 'capacity_exceeded' : 'bad_request',
  })
}
