/** POST /v1/audio/speech: sound that is the text in a wrapper, whole or in events. */
import { z } from 'zod'
import { type Scene, streamAnswer, type StreamEvent, wholeAnswer } from '../answers.ts'
import type { SimulatedAnswer } from '../contract.ts'
import { tokensOf } from './conversation.ts'
import { faultBody, statusFault } from './fault.ts'

export const speechRequest = z.strictObject({
  input: z.string().min(1).max(4096),
  model: z.string(),
  voice: z.string().min(1),
  instructions: z.string().optional(),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).optional(),
  speed: z.number().min(0.25).max(4).optional(),
  stream_format: z.enum(['sse', 'audio']).optional(),
})

const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/opus',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
}

export function answerSpeech(scene: Scene, body: z.output<typeof speechRequest>): SimulatedAnswer {
  const sound = Buffer.from(`ID3 ${body.voice} says ${body.input}`)
  if (body.stream_format !== 'sse')
    return wholeAnswer(scene, 200, TYPES[body.response_format ?? 'mp3'] ?? 'audio/mpeg', sound)
  const half = Math.ceil(sound.length / 2)
  const tokens = tokensOf(body.input)
  const usage = { input_tokens: tokens, output_tokens: 10, total_tokens: tokens + 10 }
  return streamAnswer(
    scene,
    [
      delta(sound.subarray(0, half)),
      delta(sound.subarray(half)),
      { name: 'speech.audio.done', json: { type: 'speech.audio.done', usage } },
    ],
    () => ({ name: 'error', json: faultBody(scene, statusFault(500)) }),
  )
}

function delta(bytes: Buffer): StreamEvent {
  return { name: 'speech.audio.delta', json: { type: 'speech.audio.delta', audio: bytes.toString('base64') } }
}
