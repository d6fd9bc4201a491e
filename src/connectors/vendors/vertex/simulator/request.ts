/** Requests of Gemini on Vertex AI, field by field: what the message has not is refused, and so is what a gateway must not send. */
// Fields: google/cloud/aiplatform/v1/{content,tool,prediction_service}.proto, and the request types of @google/genai.
import { z } from 'zod'

const base64 = z.string().regex(/^[A-Za-z0-9+/_-]*={0,2}$/)
export const blob = z.strictObject({ mimeType: z.string(), data: base64, displayName: z.string().optional() })
export const free = z.record(z.string(), z.unknown())

const part = z.strictObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: base64.optional(),
  inlineData: blob.optional(),
  functionCall: z
    .strictObject({ id: z.string().optional(), name: z.string(), args: free.optional() })
    .optional(),
  functionResponse: z
    .strictObject({
      id: z.string().optional(),
      name: z.string(),
      response: free,
      scheduling: z.string().optional(),
      willContinue: z.boolean().optional(),
      parts: z.array(z.strictObject({ inlineData: blob })).optional(),
    })
    .optional(),
  executableCode: z.strictObject({ language: z.string(), code: z.string() }).optional(),
  codeExecutionResult: z.strictObject({ outcome: z.string(), output: z.string().optional() }).optional(),
  videoMetadata: free.optional(),
  mediaResolution: free.optional(),
})

export const content = z.strictObject({ role: z.string().optional(), parts: z.array(part).min(1) })

const schema = z.looseObject({ type: z.string().optional() })

export const tool = z.strictObject({
  functionDeclarations: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$/),
        description: z.string().optional(),
        behavior: z.string().optional(),
        parameters: schema.optional(),
        parametersJsonSchema: z.unknown().optional(),
        response: schema.optional(),
        responseJsonSchema: z.unknown().optional(),
      }),
    )
    .optional(),
  computerUse: free.optional(),
})

const mode = z.enum(['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'])

export const generationConfig = z.strictObject({
  temperature: z.number().optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  candidateCount: z.int().min(1).max(8).optional(),
  maxOutputTokens: z.int().min(1).optional(),
  stopSequences: z.array(z.string()).max(5).optional(),
  presencePenalty: z.number().optional(),
  frequencyPenalty: z.number().optional(),
  seed: z.int().optional(),
  responseMimeType: z.enum(['text/plain', 'application/json', 'text/x.enum']).optional(),
  responseSchema: schema.optional(),
  responseJsonSchema: z.unknown().optional(),
  responseModalities: z.array(z.string()).optional(),
  thinkingConfig: z
    .strictObject({
      includeThoughts: z.boolean().optional(),
      thinkingBudget: z.int().optional(),
      thinkingLevel: z.string().optional(),
    })
    .optional(),
  speechConfig: free.optional(),
  imageConfig: free.optional(),
  audioTimestamp: z.boolean().optional(),
  mediaResolution: z.string().optional(),
})

export const generateRequest = z.strictObject({
  contents: z.array(content).min(1),
  systemInstruction: content.optional(),
  tools: z.array(tool).optional(),
  toolConfig: z
    .strictObject({
      functionCallingConfig: z
        .strictObject({ mode: mode.optional(), allowedFunctionNames: z.array(z.string()).optional() })
        .optional(),
    })
    .optional(),
  safetySettings: z
    .array(z.strictObject({ category: z.string(), threshold: z.string(), method: z.string().optional() }))
    .optional(),
  generationConfig: generationConfig.optional(),
  // At most 63 characters of a small set, as for every label of Google Cloud.
  labels: z.record(z.string(), z.string().regex(/^[a-z0-9_-]{0,63}$/)).optional(),
  serviceTier: z.string().optional(),
})

export const countRequest = generateRequest
  .pick({ contents: true, systemInstruction: true, tools: true, generationConfig: true })
  .partial()

const embedding = {
  title: z.string().optional(),
  taskType: z.string().optional(),
  outputDimensionality: z.int().optional(),
  autoTruncate: z.boolean().optional(),
}

export const embedRequest = z.strictObject({
  content,
  ...embedding,
  embedContentConfig: z.strictObject(embedding).optional(),
})

export const predictRequest = z.strictObject({
  instances: z
    .array(
      z.strictObject({
        content: z.string(),
        title: z.string().optional(),
        task_type: z.string().optional(),
        mimeType: z.string().optional(),
      }),
    )
    .min(1)
    .max(250),
  parameters: z
    .strictObject({ outputDimensionality: z.int().optional(), autoTruncate: z.boolean().optional() })
    .optional(),
})

export type GenerateRequest = z.output<typeof generateRequest>
export type Content = z.output<typeof content>
