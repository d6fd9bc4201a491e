/** What generateContent answers: candidates with thoughts, words and calls, whole or chunk by chunk. */
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { alphanumeric, between, chance, shuffled } from '../../../simulator/chance.ts'
import { type Random, type SimulatedAnswer, simulatedNow } from '../../../simulator/contract.ts'
import { deltasOf } from '../../../simulator/echo.ts'
import { tokensOf } from '../../../simulator/openai-api/conversation.ts'
import { reply, type Reply, thought } from '../../../simulator/openai-api/model.ts'
import { conversationOf } from './conversation.ts'
import type { GenerateRequest } from './request.ts'

export interface Generation {
  readonly scene: Scene
  readonly model: string
  readonly responseId: string
  readonly replies: readonly Reply[]
  /** What the model thought, when the caller asked to see it. */
  readonly thought: string | undefined
  /** Tokens of the prompt. */
  readonly prompt: number
}

type Part = Readonly<Record<string, unknown>>

export function generate(scene: Scene, body: GenerateRequest, model: string): Generation {
  const conversation = conversationOf(body)
  const { candidateCount = 1, thinkingConfig } = body.generationConfig ?? {}
  return {
    scene,
    model,
    responseId: alphanumeric(scene.random, 22),
    replies: Array.from({ length: candidateCount }, () => reply(conversation, scene, () => '')),
    thought: thinkingConfig?.includeThoughts === true ? thought(conversation, scene) : undefined,
    prompt: tokensOf(conversation.turns.map(({ text }) => text).join('\n')),
  }
}

export function wholeGeneration(generation: Generation): SimulatedAnswer {
  const { scene, replies } = generation
  return jsonAnswer(scene, 200, {
    candidates: replies.map((one, index) => ({
      ...indexed(index),
      content: { role: 'model', parts: [...thoughtParts(generation), ...partsOf(one, scene.random)] },
      finishReason: finishOf(one),
      avgLogprobs: -0.25,
      safetyRatings: RATINGS,
    })),
    ...envelope(generation),
    usageMetadata: usageOf(generation, tokensOf(replies.map(({ text }) => text).join(''))),
  })
}

/** Chunks of a stream; candidates one after another when tidy, in any order when hostile, now and then two in one. */
export function* chunksOf(generation: Generation): Generator<object> {
  const { scene, replies } = generation
  const { random, behaviour } = scene
  const open = replies.map((one, index) => ({ index, parts: pieces(one, generation) }))
  let spoken = 0
  while (open.length > 0) {
    const turn = behaviour.hostile ? shuffled(random, open) : open
    const candidates: object[] = []
    for (const one of turn.slice(0, behaviour.hostile && chance(random, 0.3) ? 2 : 1)) {
      const next = one.parts.next()
      if (next.done === true) open.splice(open.indexOf(one), 1)
      else candidates.push({ ...indexed(one.index), ...next.value })
    }
    if (candidates.length === 0) continue
    spoken += between(random, 1, 4)
    yield { candidates, ...envelope(generation), usageMetadata: usageOf(generation, spoken) }
  }
}

/** Zero is left out, as protobuf leaves it out. */
function indexed(index: number): object {
  return index === 0 ? {} : { index }
}

/** One candidate's chunks: thoughts, words, calls whole, and the reason why it ended. */
function* pieces(one: Reply, generation: Generation): Generator<object> {
  const { random, behaviour } = generation.scene
  const content = (...parts: readonly Part[]): object => ({ content: { role: 'model', parts } })
  for (const piece of deltasOf(generation.thought ?? '', random, behaviour.hostile))
    yield content({ text: piece, thought: true })
  let held: Part[] = []
  for (const piece of deltasOf(one.text, random, behaviour.hostile)) {
    held.push({ text: piece })
    if (behaviour.hostile && chance(random, 0.2)) continue
    yield content(...held)
    held = []
  }
  const rest = [...held, ...callParts(one, random)]
  const finish = { finishReason: finishOf(one), safetyRatings: RATINGS }
  // The reason comes with the last parts, with an empty text, or on its own.
  if (rest.length > 0 && chance(random, 0.5)) yield { ...content(...rest), ...finish }
  else {
    if (rest.length > 0) yield content(...rest)
    yield behaviour.hostile && chance(random, 0.5) ? finish : { ...content({ text: '' }), ...finish }
  }
}

function finishOf(one: Reply): string {
  return one.cutShort ? 'MAX_TOKENS' : 'STOP'
}

function thoughtParts({ thought: text, scene }: Generation): readonly Part[] {
  return text === undefined ? [] : [{ text, thought: true, thoughtSignature: signature(scene.random) }]
}

function partsOf(one: Reply, random: Random): readonly Part[] {
  const calls = callParts(one, random)
  return one.text === '' && calls.length > 0 ? calls : [{ text: one.text }, ...calls]
}

function callParts({ calls }: Reply, random: Random): readonly Part[] {
  return calls.map(({ tool, input }, index) => ({
    functionCall: { name: tool.name, args: JSON.parse(input) as unknown },
    ...(index === 0 ? { thoughtSignature: signature(random) } : {}),
  }))
}

/** Long and sealed: it comes back with the call, unchanged in every character. */
function signature(random: Random): string {
  return Buffer.from(alphanumeric(random, 96)).toString('base64')
}

const RATINGS = [
  {
    category: 'HARM_CATEGORY_HATE_SPEECH',
    probability: 'NEGLIGIBLE',
    probabilityScore: 0.05,
    severity: 'HARM_SEVERITY_NEGLIGIBLE',
  },
]

function usageOf({ prompt }: Generation, spoken: number): object {
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: spoken,
    totalTokenCount: prompt + spoken,
    trafficType: 'ON_DEMAND',
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: prompt }],
  }
}

function envelope({ scene, model, responseId }: Generation): object {
  const createTime = new Date(simulatedNow(scene.behaviour) * 1000).toISOString()
  return { modelVersion: model, createTime, responseId }
}
