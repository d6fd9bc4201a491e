/** What Gemini says in one turn of a live session: words or sound with its transcript, calls of tools, and the end of the turn. */
import type { Scene } from '../../../simulator/answers.ts'
import { deltasOf } from '../../../simulator/echo.ts'
import { tokensOf } from '../../../simulator/openai-api/conversation.ts'
import type { Reply } from '../../../simulator/openai-api/model.ts'
import type { Setup } from './live-request.ts'

export type ServerMessage = Readonly<Record<string, unknown>>

export interface LiveAnswer {
  readonly scene: Scene
  readonly setup: Setup
  readonly made: Reply
  /** True once the speaker has interrupted. */
  readonly stopped: () => boolean
}

export function* answerMessages({ scene, setup, made, stopped }: LiveAnswer): Generator<ServerMessage> {
  const spoken = setup.generationConfig?.responseModalities?.includes('TEXT') !== true
  const said = made.refusal ?? made.text
  const transcribed = setup.outputAudioTranscription !== undefined
  for (const piece of deltasOf(said, scene.random, scene.behaviour.hostile)) {
    if (stopped()) {
      yield { serverContent: { interrupted: true } }
      yield { serverContent: { turnComplete: true } }
      return
    }
    if (spoken) yield { serverContent: { modelTurn: { role: 'model', parts: [sound(scene)] } } }
    else yield { serverContent: { modelTurn: { role: 'model', parts: [{ text: piece }] } } }
    if (spoken && transcribed) yield { serverContent: { outputTranscription: { text: piece } } }
  }
  if (made.calls.length > 0) {
    const functionCalls = made.calls.map(({ id, tool, input }) => ({
      id,
      name: tool.name,
      args: JSON.parse(input) as unknown,
    }))
    yield { toolCall: { functionCalls } }
    return
  }
  if (spoken && transcribed) yield { serverContent: { outputTranscription: { finished: true } } }
  yield { serverContent: { generationComplete: true } }
  const tokens = tokensOf(said)
  yield {
    serverContent: { turnComplete: true },
    usageMetadata: {
      promptTokenCount: 12,
      responseTokenCount: tokens,
      totalTokenCount: 12 + tokens,
      trafficType: 'ON_DEMAND',
    },
  }
}

/** One transcript in pieces, the last of which says that it is finished. */
export function* transcriptMessages(
  field: 'inputTranscription' | 'outputTranscription',
  words: string,
  { random, behaviour }: Scene,
): Generator<ServerMessage> {
  for (const text of deltasOf(words, random, behaviour.hostile))
    yield { serverContent: { [field]: { text } } }
  yield { serverContent: { [field]: { finished: true } } }
}

/** Forty milliseconds of 24 kHz PCM. */
function sound({ random }: Scene): object {
  const samples = new Uint8Array(1920)
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.floor(random() * 256)
  return { inlineData: { mimeType: 'audio/pcm;rate=24000', data: Buffer.from(samples).toString('base64') } }
}
