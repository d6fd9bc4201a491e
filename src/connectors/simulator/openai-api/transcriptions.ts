/** POST /v1/audio/transcriptions: the transcript names the size and the digest of the file that arrived. */
import { createHash } from 'node:crypto'
import type { TranscriptionVerbose } from 'openai/resources/audio/transcriptions'
import { jsonAnswer, type Scene, streamAnswer, type StreamEvent, wholeAnswer } from '../answers.ts'
import type { SimulatedAnswer } from '../contract.ts'
import { deltasOf, quotableIn } from '../echo.ts'
import { tokensOf } from './conversation.ts'
import { badRequest, faultBody, SimulatedFault, statusFault } from './fault.ts'
import type { TranscriptionRequest } from './transcription-request.ts'

export function answerTranscription(
  scene: Scene,
  request: TranscriptionRequest,
  model: string,
): SimulatedAnswer {
  checkTranscription(scene, request, model)
  const text = transcriptOf(request)
  // whisper-1 ignores the wish for a stream.
  if (request.stream && model !== 'whisper-1') return streamed(scene, text)
  const seconds = secondsOf(text)
  const usage = { type: 'duration' as const, seconds }
  switch (request.format) {
    case 'text':
      return plain(scene, 'text/plain; charset=utf-8', `${text}\n`)
    case 'srt':
      return plain(
        scene,
        'text/plain; charset=utf-8',
        `1\n00:00:00,000 --> ${clock(seconds, ',')}\n${text}\n\n`,
      )
    case 'vtt':
      return plain(
        scene,
        'text/vtt; charset=utf-8',
        `WEBVTT\n\n00:00:00.000 --> ${clock(seconds, '.')}\n${text}\n\n`,
      )
    case 'verbose_json':
      return jsonAnswer(scene, 200, { task: 'transcribe', ...verbose(request, text, seconds), usage })
    default:
      return jsonAnswer(scene, 200, {
        text,
        usage: model === 'whisper-1' ? usage : { type: 'tokens', ...tokenUsage(text) },
      })
  }
}

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'whisper-1': ['json', 'text', 'srt', 'verbose_json', 'vtt'],
}
const EXTENSION = /\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i

function checkTranscription(scene: Scene, request: TranscriptionRequest, model: string): void {
  const limit = scene.behaviour.uploadLimit ?? 25 * 1024 ** 2
  const size = request.file.bytes.length
  if (size > limit) {
    throw new SimulatedFault({
      status: 413,
      message: `Maximum content size limit (${limit}) exceeded (${size} bytes read)`,
    })
  }
  if (size === 0)
    throw badRequest(
      'Audio file is too short. Minimum audio length is 0.1 seconds.',
      'file',
      'audio_too_short',
    )
  if (!EXTENSION.test(request.file.filename ?? '')) {
    throw badRequest(
      `Unrecognized file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']`,
      'file',
    )
  }
  const formats = FORMATS[model] ?? ['json', 'text']
  if (!formats.includes(request.format)) {
    throw badRequest(
      `response_format '${request.format}' is not compatible with model '${model}'. Use ${formats.map((one) => `'${one}'`).join(' or ')} instead.`,
      'response_format',
      'unsupported_value',
    )
  }
}

function transcriptOf({ file, prompt }: TranscriptionRequest): string {
  const digest = createHash('sha256').update(file.bytes).digest('hex')
  const heard = quotableIn(prompt).map((value) => ` I heard ${value}.`)
  return `Simulated transcript of ${file.bytes.length} bytes, digest ${digest}.${heard.join('')} Dzień dobry, grüß Gott.`
}

function verbose(request: TranscriptionRequest, text: string, seconds: number): TranscriptionVerbose {
  const words = text.split(' ')
  const step = seconds / words.length
  return {
    language: request.language ?? 'english',
    duration: seconds,
    text,
    ...(request.granularities.includes('word')
      ? { words: words.map((word, index) => ({ word, start: index * step, end: (index + 1) * step })) }
      : {}),
    ...(request.granularities.includes('word') && !request.granularities.includes('segment')
      ? {}
      : { segments: [segment(text, seconds)] }),
  }
}

function segment(text: string, seconds: number) {
  return {
    id: 0,
    seek: 0,
    start: 0,
    end: seconds,
    text,
    tokens: [50_364, 50_414],
    temperature: 0,
    avg_logprob: -0.2,
    compression_ratio: 1.1,
    no_speech_prob: 0.01,
  }
}

function streamed(scene: Scene, text: string): SimulatedAnswer {
  return streamAnswer(scene, transcriptEvents(scene, text), () => ({
    name: 'error',
    json: { type: 'error', error: faultBody(scene, statusFault(500)) },
  }))
}

function* transcriptEvents({ random, behaviour }: Scene, text: string): Generator<StreamEvent> {
  for (const delta of deltasOf(text, random, behaviour.hostile)) {
    yield { json: { type: 'transcript.text.delta', delta } }
  }
  yield { json: { type: 'transcript.text.done', text, usage: { type: 'tokens', ...tokenUsage(text) } } }
  // Not in the specification; recordings of the API have it.
  yield { text: '[DONE]' }
}

function tokenUsage(text: string) {
  const output = tokensOf(text)
  return {
    input_tokens: 14,
    input_token_details: { text_tokens: 0, audio_tokens: 14 },
    output_tokens: output,
    total_tokens: 14 + output,
  }
}

function plain(scene: Scene, type: string, text: string): SimulatedAnswer {
  return wholeAnswer(scene, 200, type, new TextEncoder().encode(text))
}

function secondsOf(text: string): number {
  return Math.max(1, Math.round(text.length / 15))
}

function clock(seconds: number, separator: string): string {
  const minutes = String(Math.floor(seconds / 60)).padStart(2, '0')
  return `00:${minutes}:${String(seconds % 60).padStart(2, '0')}${separator}000`
}
