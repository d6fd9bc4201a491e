/** Vectors that depend on the text alone, over predict and embedContent; and counts of tokens. */
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { seededRandom } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { tokensOf } from '../../../simulator/openai-api/conversation.ts'

export function predictAnswer(scene: Scene, texts: readonly string[], size: number): SimulatedAnswer {
  return jsonAnswer(scene, 200, {
    predictions: texts.map((text) => ({
      embeddings: {
        statistics: { token_count: tokensOf(text), truncated: false },
        values: vectorOf(text, size),
      },
    })),
    metadata: { billableCharacterCount: texts.join('').length },
  })
}

export function embedAnswer(scene: Scene, text: string, size: number): SimulatedAnswer {
  return jsonAnswer(scene, 200, {
    embedding: { values: vectorOf(text, size) },
    usageMetadata: { promptTokenCount: tokensOf(text) },
    truncated: false,
  })
}

export function countAnswer(scene: Scene, text: string): SimulatedAnswer {
  const totalTokens = tokensOf(text)
  return jsonAnswer(scene, 200, {
    totalTokens,
    totalBillableCharacters: text.length,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: totalTokens }],
  })
}

function vectorOf(text: string, size: number): number[] {
  let seed = 0
  for (let at = 0; at < text.length; at++) seed = (Math.imul(seed, 31) + text.charCodeAt(at)) | 0
  const random = seededRandom(seed)
  return Array.from({ length: size }, () => Math.fround(random() - 0.5))
}
