/** Bodies of the models that take a prompt, a chat or texts to embed: Llama, Mistral, Titan, Cohere. */
import { z } from 'zod'
import type { Scene } from '../../../simulator/answers.ts'
import { deltasOf } from '../../../simulator/echo.ts'
import { type Conversation, tokensOf } from '../../../simulator/openai-api/conversation.ts'
import { speak } from './converse-answer.ts'

/** One kind of body: how it is checked, what it says, and how it is answered. */
export interface TextModel {
  readonly models: RegExp
  readonly schema: z.ZodType
  /** The caller's texts, for commands and quotes. */
  readonly texts: (body: never) => readonly string[]
  readonly answer: (scene: Scene, body: never) => object
  readonly events?: (scene: Scene, body: never) => Iterable<object>
}

const sampling = {
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  top_k: z.number().optional(),
}

const asked = (text: string): Conversation => ({
  turns: [{ role: 'user', text }],
  tools: [],
  parallel: false,
})

const spokenText = (scene: Scene, text: string): string => speak(scene, asked(text)).reply.text

function* pieces(scene: Scene, text: string): Generator<string> {
  yield* deltasOf(spokenText(scene, text), scene.random, scene.behaviour.hostile)
}

const VECTOR = [0.1, -0.2, 0.3, -0.4]

const llama = z.strictObject({
  prompt: z.string().min(1),
  max_gen_len: z.int().optional(),
  images: z.array(z.base64()).optional(),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
})
const mistralText = z.strictObject({
  prompt: z.string().min(1),
  max_tokens: z.int().optional(),
  stop: z.array(z.string()).optional(),
  ...sampling,
})
const mistralChat = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: z.string() }))
    .min(1),
  max_tokens: z.int().optional(),
  tools: z.array(z.unknown()).optional(),
  tool_choice: z.enum(['auto', 'any', 'none']).optional(),
  ...sampling,
})
const titanText = z.strictObject({
  inputText: z.string().min(1),
  textGenerationConfig: z
    .strictObject({
      maxTokenCount: z.int().optional(),
      stopSequences: z.array(z.string()).optional(),
      temperature: z.number().optional(),
      topP: z.number().optional(),
    })
    .optional(),
})
const titanEmbed = z.strictObject({
  inputText: z.string().min(1).optional(),
  inputImage: z.base64().optional(),
  dimensions: z.int().optional(),
  normalize: z.boolean().optional(),
  embeddingTypes: z.array(z.enum(['float', 'binary'])).optional(),
  embeddingConfig: z.strictObject({ outputEmbeddingLength: z.int() }).optional(),
})
const cohereEmbed = z.strictObject({
  texts: z.array(z.string()).optional(),
  images: z.array(z.string()).optional(),
  input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering', 'image']),
  truncate: z.enum(['NONE', 'START', 'END']).optional(),
  embedding_types: z.array(z.string()).optional(),
})
const cohereChat = z.strictObject({
  message: z.string().min(1),
  chat_history: z
    .array(z.strictObject({ role: z.enum(['USER', 'CHATBOT']), message: z.string() }))
    .optional(),
  documents: z.array(z.record(z.string(), z.string())).optional(),
  preamble: z.string().optional(),
  max_tokens: z.int().optional(),
  temperature: z.number().optional(),
})

function textModel<Schema extends z.ZodType>(model: {
  readonly models: RegExp
  readonly schema: Schema
  readonly texts: (body: z.output<Schema>) => readonly string[]
  readonly answer: (scene: Scene, body: z.output<Schema>) => object
  readonly events?: (scene: Scene, body: z.output<Schema>) => Iterable<object>
}): TextModel {
  return model
}

/** Events of a text whose last one says why it stopped. */
function* ended(
  texts: Iterable<string>,
  event: (text: string, stop: string | null) => object,
): Generator<object> {
  for (const text of texts) yield event(text, null)
  yield event('', 'stop')
}

const mistralTurns = ({ messages }: z.output<typeof mistralChat>): string[] =>
  messages.map(({ content }) => content)

export const TEXT_MODELS: readonly TextModel[] = [
  textModel({
    models: /meta\.llama/,
    schema: llama,
    texts: ({ prompt }) => [prompt],
    answer: (scene, { prompt }) => ({
      generation: spokenText(scene, prompt),
      prompt_token_count: tokensOf(prompt),
      generation_token_count: 5,
      stop_reason: 'stop',
    }),
    events: (scene, { prompt }) =>
      ended(pieces(scene, prompt), (generation, stop_reason) => ({
        generation,
        generation_token_count: 1,
        stop_reason,
      })),
  }),
  textModel({
    models: /mistral\.(?:mistral-7b|mixtral|mistral-small)/,
    schema: mistralText,
    texts: ({ prompt }) => [prompt],
    answer: (scene, { prompt }) => ({ outputs: [{ text: spokenText(scene, prompt), stop_reason: 'stop' }] }),
    events: (scene, { prompt }) =>
      ended(pieces(scene, prompt), (text, stop_reason) => ({ outputs: [{ text, stop_reason }] })),
  }),
  textModel({
    models: /mistral\./,
    schema: mistralChat,
    texts: mistralTurns,
    answer: (scene, body) => ({
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: spokenText(scene, mistralTurns(body).join('\n')) },
          stop_reason: 'stop',
        },
      ],
    }),
    events: (scene, body) =>
      ended(pieces(scene, mistralTurns(body).join('\n')), (content, stop_reason) => ({
        choices: [{ index: 0, message: { role: 'assistant', content }, stop_reason }],
      })),
  }),
  textModel({
    models: /amazon\.titan-embed/,
    schema: titanEmbed,
    texts: ({ inputText = '' }) => [inputText],
    answer: (_scene, { inputText = '' }) => ({ embedding: VECTOR, inputTextTokenCount: tokensOf(inputText) }),
  }),
  textModel({
    models: /amazon\.titan-/,
    schema: titanText,
    texts: ({ inputText }) => [inputText],
    answer: (scene, { inputText }) => ({
      inputTextTokenCount: tokensOf(inputText),
      results: [{ tokenCount: 5, outputText: spokenText(scene, inputText), completionReason: 'FINISH' }],
    }),
    events: (scene, { inputText }) =>
      ended(pieces(scene, inputText), (outputText, stop) => ({
        outputText,
        index: 0,
        completionReason: stop === null ? null : 'FINISH',
      })),
  }),
  textModel({
    models: /cohere\.embed/,
    schema: cohereEmbed,
    texts: ({ texts = [] }) => texts,
    answer: (_scene, { texts = [] }) => ({
      id: 'simulated',
      embeddings: texts.map(() => VECTOR),
      // The real one repeats what it embedded.
      texts,
      response_type: 'embeddings_floats',
    }),
  }),
  textModel({
    models: /cohere\./,
    schema: cohereChat,
    texts: ({ message }) => [message],
    answer: (scene, { message, chat_history = [] }) => ({
      generation_id: 'simulated',
      text: spokenText(scene, message),
      finish_reason: 'COMPLETE',
      chat_history: [...chat_history, { role: 'USER', message }],
    }),
    events: (scene, { message }) =>
      ended(pieces(scene, message), (text, stop) =>
        stop === null
          ? { event_type: 'text-generation', text, is_finished: false }
          : { event_type: 'stream-end', finish_reason: 'COMPLETE', is_finished: true },
      ),
  }),
]
