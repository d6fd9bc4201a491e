/** POST /v1/embeddings: vectors that depend on the text alone, as numbers or as base64 of 32-bit floats. */
import type { CreateEmbeddingResponse } from 'openai/resources/embeddings'
import { z } from 'zod'
import { jsonAnswer, type Scene } from '../answers.ts'
import { seededRandom } from '../chance.ts'
import type { SimulatedAnswer } from '../contract.ts'
import { tokensOf } from './conversation.ts'
import { badRequest } from './fault.ts'

const tokenId = z.int().min(0).max(250_000)

export const embeddingsRequest = z.strictObject({
  input: z.union([
    z.string().min(1),
    z.array(z.string().min(1)).min(1).max(2048),
    z.array(tokenId).min(1).max(8192),
    z.array(z.array(tokenId).min(1).max(8192)).min(1).max(2048),
  ]),
  model: z.string(),
  dimensions: z.int().min(1).optional(),
  encoding_format: z.enum(['float', 'base64']).optional(),
  user: z.string().optional(),
})

export type EmbeddingsRequest = z.output<typeof embeddingsRequest>

const DIMENSIONS: Readonly<Record<string, number>> = {
  'text-embedding-3-large': 3072,
  'text-embedding-3-small': 1536,
  'text-embedding-ada-002': 1536,
}

export function answerEmbeddings(scene: Scene, body: EmbeddingsRequest, model: string): SimulatedAnswer {
  const most = DIMENSIONS[model] ?? 1536
  const size = body.dimensions ?? most
  if (size > most) throw badRequest(`Invalid value for 'dimensions': must be at most ${most}.`, 'dimensions')
  if (body.dimensions !== undefined && model === 'text-embedding-ada-002') {
    throw badRequest('This model does not support specifying dimensions.', 'dimensions')
  }
  const inputs = inputTexts(body.input)
  const tokens = inputs.reduce((sum, text) => sum + tokensOf(text), 0)
  const answer = {
    object: 'list',
    data: inputs.map((text, index) => ({
      object: 'embedding' as const,
      index,
      embedding: written(vectorOf(text, size), body.encoding_format),
    })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  } satisfies Omit<CreateEmbeddingResponse, 'data'> & { data: object[] }
  return jsonAnswer(scene, 200, answer)
}

function inputTexts(input: EmbeddingsRequest['input']): string[] {
  if (typeof input === 'string') return [input]
  if (isTokenIds(input)) return [input.join(' ')]
  return input.map((item) => (typeof item === 'string' ? item : item.join(' ')))
}

function isTokenIds(input: Exclude<EmbeddingsRequest['input'], string>): input is number[] {
  return typeof input[0] === 'number'
}

/** A unit vector whose seed is the text: equal texts are equal, others are unrelated. */
function vectorOf(text: string, size: number): Float32Array {
  let seed = 0
  for (let at = 0; at < text.length; at++) seed = (Math.imul(seed, 31) + text.charCodeAt(at)) | 0
  const random = seededRandom(seed)
  const vector = Float32Array.from({ length: size }, () => random() - 0.5)
  const length = Math.hypot(...vector)
  return vector.map((part) => part / length)
}

function written(vector: Float32Array, format: EmbeddingsRequest['encoding_format']): number[] | string {
  if (format !== 'base64') return [...vector]
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')
}
