/** What a caller may say in a live session of Gemini, field by field. */
// Fields: the live types of @google/genai 3.1.0 and google/cloud/aiplatform/v1beta1/llm_bidi_service.
import { z } from 'zod'
import { blob, content, free, generationConfig, tool } from './request.ts'

const transcription = z.strictObject({
  languageCodes: z.array(z.string()).optional(),
  languageAuto: free.optional(),
  languageHints: free.optional(),
  customVocabulary: z.array(z.string()).optional(),
  adaptationPhrases: z.array(z.string()).optional(),
  wordTimestamp: z.boolean().optional(),
  diarization: z.boolean().optional(),
  mode: z.string().optional(),
  sourceText: z.string().optional(),
})

export const setup = z.strictObject({
  model: z.string(),
  generationConfig: generationConfig
    .extend({ enableAffectiveDialog: z.boolean().optional(), translationConfig: free.optional() })
    .optional(),
  systemInstruction: content.optional(),
  tools: z.array(tool).optional(),
  realtimeInputConfig: z
    .strictObject({
      automaticActivityDetection: z.looseObject({ disabled: z.boolean().optional() }).optional(),
      activityHandling: z.string().optional(),
      turnCoverage: z.string().optional(),
      interimTranscriptTimestampEnabled: z.boolean().optional(),
    })
    .optional(),
  contextWindowCompression: free.optional(),
  inputAudioTranscription: transcription.optional(),
  outputAudioTranscription: transcription.optional(),
  proactivity: free.optional(),
  historyConfig: free.optional(),
  explicitVadSignal: z.boolean().optional(),
  safetySettings: z.array(free).optional(),
  labels: z.record(z.string(), z.string().regex(/^[a-z0-9_-]{0,63}$/)).optional(),
})

const functionResponse = z.strictObject({
  id: z.string().optional(),
  name: z.string(),
  response: free,
  scheduling: z.string().optional(),
  willContinue: z.boolean().optional(),
  parts: z.array(z.strictObject({ inlineData: blob })).optional(),
})

/** A union in the message: exactly one of its fields. */
export const clientMessage = z
  .strictObject({
    setup: setup.optional(),
    clientContent: z
      .strictObject({ turns: z.array(content).optional(), turnComplete: z.boolean().optional() })
      .optional(),
    realtimeInput: z
      .strictObject({
        mediaChunks: z.array(blob).optional(),
        audio: blob.optional(),
        video: blob.optional(),
        text: z.string().optional(),
        audioStreamEnd: z.boolean().optional(),
        activityStart: z.strictObject({}).optional(),
        activityEnd: z.strictObject({}).optional(),
      })
      .optional(),
    toolResponse: z.strictObject({ functionResponses: z.array(functionResponse) }).optional(),
    contextUpdate: z
      .strictObject({
        systemInstruction: content.optional(),
        tools: z.strictObject({ tools: z.array(tool).optional() }).optional(),
      })
      .optional(),
  })
  .refine((message) => Object.values(message).filter((member) => member !== undefined).length === 1, {
    error: 'a message is one of setup, clientContent, realtimeInput, toolResponse and contextUpdate',
  })

export type Setup = z.output<typeof setup>
export type ClientMessage = z.output<typeof clientMessage>
