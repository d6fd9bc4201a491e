/** Pictures: generations and edits. A picture is its prompt in a wrapper, so that a test can see what arrived. */
import type { ImagesResponse } from 'openai/resources/images'
import { z } from 'zod'
import { jsonAnswer, type Scene, streamAnswer, type StreamEvent } from '../answers.ts'
import { simulatedNow, type SimulatedAnswer, type SimulatedRequest } from '../contract.ts'
import { tokensOf } from './conversation.ts'
import { badRequest, faultBody, statusFault } from './fault.ts'
import { FormFields } from './form-fields.ts'

const name = z.string().regex(/^[a-z0-9_x-]{1,20}$/)

export const picturesRequest = z.strictObject({
  prompt: z.string().min(1),
  model: z.string(),
  background: name.nullish(),
  complexity: name.nullish(),
  frame_count: z.int().nullish(),
  frame_duration_ms: z.int().nullish(),
  moderation: z.enum(['low', 'auto']).nullish(),
  n: z.int().min(1).max(10).nullish(),
  output_compression: z.int().nullish(),
  output_format: z.enum(['png', 'webp', 'jpeg', 'gif', 'svg']).nullish(),
  partial_images: z.int().min(0).max(3).nullish(),
  quality: name.nullish(),
  response_format: z.enum(['url', 'b64_json']).nullish(),
  safety_identifier: z.string().nullish(),
  size: name.nullish(),
  stream: z.boolean().nullish(),
  style: z.enum(['vivid', 'natural']).nullish(),
  user: z.string().optional(),
})

export interface PictureRequest {
  readonly prompt: string
  readonly model: string
  readonly count: number
  readonly stream: boolean
  readonly partials: number
  readonly format: string | undefined
  /** What an edit started from: sizes in bytes. */
  readonly images: readonly number[]
}

export function pictureOf(body: z.output<typeof picturesRequest>): PictureRequest {
  return {
    prompt: body.prompt,
    model: body.model,
    count: body.n ?? 1,
    stream: body.stream ?? false,
    partials: body.partial_images ?? 0,
    format: body.response_format ?? undefined,
    images: [],
  }
}

/** The multipart body of POST /v1/images/edits, field by field from the `openai` package (7.57.0). */
export function readEdit(request: SimulatedRequest, pathModel: string | undefined): PictureRequest {
  const fields = FormFields.read(request, {
    image: 'files',
    mask: 'file',
    markup: 'file',
    prompt: 'text',
    background: 'text',
    complexity: 'text',
    frame_count: 'text',
    frame_duration_ms: 'text',
    input_fidelity: 'text',
    model: 'text',
    n: 'text',
    output_compression: 'text',
    output_format: 'text',
    partial_images: 'text',
    quality: 'text',
    response_format: 'text',
    safety_identifier: 'text',
    size: 'text',
    stream: 'text',
    user: 'text',
  })
  return {
    prompt: fields.required('prompt'),
    model: pathModel ?? fields.required('model'),
    count: Number(fields.text('n') ?? 1),
    stream: fields.text('stream') === 'true',
    partials: Number(fields.text('partial_images') ?? 0),
    format: fields.text('response_format'),
    images: fields.files('image').map(({ bytes }) => bytes.length),
  }
}

export function answerPictures(
  scene: Scene,
  request: PictureRequest,
  model: string,
  event: 'image_generation' | 'image_edit',
): SimulatedAnswer {
  const { prompt, count, format, images } = request
  const old = model.startsWith('dall-e')
  if (!old && format !== undefined)
    throw badRequest("Unknown parameter: 'response_format'.", 'response_format', 'unknown_parameter')
  const drawn = Buffer.from(`PNG of ${prompt} from ${images.join('+') || 'nothing'}`).toString('base64')
  const usage = {
    input_tokens: tokensOf(prompt),
    input_tokens_details: { image_tokens: images.length, text_tokens: tokensOf(prompt) },
    output_tokens: 272,
    total_tokens: tokensOf(prompt) + 272,
  }
  if (request.stream && !old) return streamed(scene, request, drawn, usage, event)
  const answer: ImagesResponse = {
    created: simulatedNow(scene.behaviour),
    data: Array.from({ length: count }, () =>
      old && format !== 'b64_json'
        ? { url: 'https://store.example/private/picture.png', revised_prompt: prompt }
        : { b64_json: drawn, ...(old ? { revised_prompt: `A picture of ${prompt}` } : {}) },
    ),
    ...(old ? {} : { background: 'opaque', output_format: 'png', quality: 'high', size: '1024x1024', usage }),
  }
  return jsonAnswer(scene, 200, answer)
}

function streamed(
  scene: Scene,
  { partials }: PictureRequest,
  b64_json: string,
  usage: object,
  event: string,
): SimulatedAnswer {
  const look = { background: 'opaque', output_format: 'png', quality: 'high', size: '1024x1024' }
  const created_at = simulatedNow(scene.behaviour)
  const one = (type: string, more: object): StreamEvent => ({
    name: type,
    json: { type, b64_json, created_at, ...look, ...more },
  })
  const events = [
    ...Array.from({ length: partials }, (_, index) =>
      one(`${event}.partial_image`, { partial_image_index: index }),
    ),
    one(`${event}.completed`, { usage }),
  ]
  return streamAnswer(scene, events, () => ({ name: 'error', json: faultBody(scene, statusFault(500)) }))
}
