/** The body of POST /v2/transcript, member by member from the `assemblyai` package (4.41.5): an unknown one is refused. */
import { z } from 'zod'

const text = z.string().max(6000)
const effort = z.enum(['low', 'medium']).optional()
const flag = z.boolean().nullish()

const speechUnderstanding = z.strictObject({
  request: z
    .strictObject({
      speaker_identification: z
        .strictObject({
          speaker_type: z.enum(['role', 'name']),
          known_values: z.array(text).optional(),
          effort,
        })
        .optional(),
      translation: z
        .strictObject({
          target_languages: z.array(z.string()),
          formal: z.boolean().optional(),
          match_original_utterance: z.boolean().optional(),
          effort,
        })
        .optional(),
      custom_formatting: z
        .strictObject({
          date: text.optional(),
          phone_number: text.optional(),
          email: text.optional(),
          effort,
        })
        .optional(),
    })
    .optional(),
})

const languageDetection = z.strictObject({
  expected_languages: z.array(z.string()).nullish(),
  fallback_language: z.string().nullish(),
  on_no_speech_detected: z.enum(['error', 'fallback']).optional(),
  code_switching: flag,
  code_switching_confidence_threshold: z.number().nullish(),
  localization: z.array(z.string()).nullish(),
  on_low_language_confidence: z.string().nullish(),
  swiss_german: flag,
  language_detection_model: z.string().nullish(),
})

export const transcriptRequest = z
  .strictObject({
    audio_url: z.string().regex(/^https?:\/\//, 'is not a URL'),
    audio_end_at: z.int().optional(),
    audio_start_from: z.int().optional(),
    auto_chapters: flag,
    auto_highlights: flag,
    boost_param: z.enum(['low', 'default', 'high']).optional(),
    content_safety: flag,
    content_safety_confidence: z.int().min(25).max(100).optional(),
    custom_spelling: z.array(z.strictObject({ from: z.array(text), to: text })).optional(),
    custom_topics: flag,
    disfluencies: flag,
    domain: z.string().nullish(),
    dual_channel: flag,
    entity_detection: flag,
    filter_profanity: flag,
    format_text: flag,
    iab_categories: flag,
    keyterms_prompt: z.array(text).max(1000).optional(),
    keyterms_prompt_options: z
      .strictObject({ keyterms_match_strength: z.enum(['high', 'standard']).nullish() })
      .optional(),
    language_code: z.string().nullish(),
    language_codes: z.array(z.string()).nullish(),
    language_confidence_threshold: z.number().optional(),
    language_detection: flag,
    language_detection_options: languageDetection.nullish(),
    multichannel: flag,
    prompt: text.optional(),
    punctuate: flag,
    redact_pii: z.boolean().optional(),
    redact_pii_audio: flag,
    redact_pii_audio_quality: z.enum(['mp3', 'wav']).optional(),
    redact_pii_policies: z.array(z.string().regex(/^[a-z_]+$/)).optional(),
    redact_pii_return_unredacted: flag,
    redact_pii_sub: z.enum(['entity_name', 'hash']).nullish(),
    remove_audio_tags: z.string().nullish(),
    sentiment_analysis: flag,
    speaker_labels: flag,
    speaker_options: z
      .strictObject({
        min_speakers_expected: z.int().nullish(),
        max_speakers_expected: z.int().nullish(),
      })
      .nullish(),
    speakers_expected: z.int().nullish(),
    speech_model: z.string().nullish(),
    speech_models: z.array(z.string()).nullish(),
    speech_threshold: z.number().nullish(),
    speech_understanding: speechUnderstanding.optional(),
    summarization: flag,
    summary_model: z.enum(['informative', 'conversational', 'catchy']).optional(),
    summary_type: z.enum(['bullets', 'bullets_verbose', 'gist', 'headline', 'paragraph']).optional(),
    temperature: z.number().nullish(),
    topics: z.array(text).optional(),
    webhook_auth_header_name: z.string().nullish(),
    webhook_auth_header_value: z.string().nullish(),
    webhook_url: z.url({ protocol: /^https$/ }).optional(),
    word_boost: z.array(text).optional(),
  })
  .refine(
    ({ redact_pii, redact_pii_policies }) => redact_pii !== true || redact_pii_policies !== undefined,
    'redact_pii_policies is required with redact_pii',
  )

export type TranscriptRequest = z.output<typeof transcriptRequest>
