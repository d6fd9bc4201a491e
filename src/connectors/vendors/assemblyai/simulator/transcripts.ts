/** Uploads and transcripts of the simulated account: queued, then processing, then completed, and gone when deleted. */
import { jsonAnswer, type Scene, wholeAnswer } from '../../../simulator/answers.ts'
import { uuid } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { checkRequest } from '../../../simulator/request-check.ts'
import { readScript } from '../../../simulator/script.ts'
import { readStrictJson } from '../../../simulator/strict-json.ts'
import { troubleInstead } from '../../../simulator/trouble.ts'
import { fault } from './fault.ts'
import { captionsOf, sentencesOf, SPOKEN, wordsOf } from './speech.ts'
import { storeOf, type StoredTranscript } from './store.ts'
import { transcriptRequest, type TranscriptRequest } from './transcript-request.ts'

const encoder = new TextEncoder()

export function upload(scene: Scene, key: string): SimulatedAnswer {
  const { request, behaviour, random } = scene
  if (!/^application\/octet-stream$/i.test(request.headers['content-type'] ?? ''))
    return fault(scene, 'transcripts', 415, 'simulator: an upload is application/octet-stream.')
  if (request.body.length === 0) return fault(scene, 'transcripts', 422, 'simulator: the upload is empty.')
  const trouble = instead(scene)
  if (trouble !== undefined) return trouble
  const url = `https://cdn.eu.assemblyai.com/upload/${uuid(random)}`
  storeOf(behaviour).uploads.set(url, key)
  return jsonAnswer(scene, 200, { upload_url: url })
}

export function create(bare: Scene, key: string): SimulatedAnswer {
  const { request, behaviour, random } = bare
  const reading = readStrictJson(request.body)
  if (reading.kind === 'problem') return fault(bare, 'transcripts', 400, `simulator: ${reading.problem}`)
  const quote = JSON.stringify(reading.value)
  const checked = checkRequest(transcriptRequest, reading.value)
  if (checked.kind === 'complaint')
    return fault(
      { ...bare, quote },
      'transcripts',
      400,
      `Invalid endpoint schema: ${checked.complaint.message}`,
    )
  const wanted = checked.value
  const commands = readScript(wanted.prompt ?? '')
  if (commands.kind === 'unknown') return fault(bare, 'transcripts', 400, 'simulator: unknown command')
  const scene: Scene = { ...bare, quote, script: { ...commands.script, ...bare.script } }
  const trouble = instead(scene)
  if (trouble !== undefined) return trouble
  const store = storeOf(behaviour)
  if (wanted.audio_url.includes('.assemblyai.com/') && store.uploads.get(wanted.audio_url) !== key)
    return fault(scene, 'transcripts', 403, 'Cannot access uploaded file')
  const transcript: StoredTranscript = { id: uuid(random), key, request: wanted, polls: 0, deleted: false }
  store.transcripts.set(transcript.id, transcript)
  return jsonAnswer(scene, 200, describe(transcript))
}

/** Everything below `/v2/transcript/{id}`. */
export function followUp(
  scene: Scene,
  key: string,
  id: string,
  rest: string,
  query: string,
): SimulatedAnswer {
  const { request, behaviour } = scene
  const transcript = storeOf(behaviour).transcripts.get(id)
  if (transcript === undefined || transcript.key !== key)
    return fault(scene, 'transcripts', 404, 'Transcript lookup error, transcript id not found')
  const trouble = instead(scene)
  if (trouble !== undefined) return trouble
  if (rest === '' && request.method === 'DELETE') {
    transcript.deleted = true
    storeOf(behaviour).uploads.delete(transcript.request.audio_url)
    return jsonAnswer(scene, 200, describe(transcript))
  }
  if (request.method !== 'GET') return fault(scene, 'transcripts', 405, 'Method not allowed')
  if (rest === '') {
    transcript.polls += 1
    return jsonAnswer(scene, 200, describe(transcript))
  }
  if (transcript.deleted || statusOf(transcript) !== 'completed')
    return fault(scene, 'transcripts', 400, 'This transcript has a status other than completed')
  return part(scene, transcript, rest, new URLSearchParams(query))
}

function part(
  scene: Scene,
  transcript: StoredTranscript,
  rest: string,
  query: URLSearchParams,
): SimulatedAnswer {
  const text = textOf(transcript.request)
  const base = { id: transcript.id, confidence: 0.97, audio_duration: 12 }
  switch (rest) {
    case '/sentences':
      return jsonAnswer(scene, 200, { ...base, sentences: sentencesOf(text) })
    case '/paragraphs':
      return jsonAnswer(scene, 200, { ...base, paragraphs: sentencesOf(text) })
    case '/srt':
    case '/vtt': {
      const most = Number(query.get('chars_per_caption') ?? '60')
      const format = rest === '/srt' ? 'srt' : 'vtt'
      return wholeAnswer(
        scene,
        200,
        'text/plain; charset=utf-8',
        encoder.encode(captionsOf(text, format, most)),
      )
    }
    case '/word-search':
      return wordSearch(scene, transcript.id, text, query.get('words'))
    case '/redacted-audio':
      return jsonAnswer(scene, 200, {
        status: 'redacted_audio_ready',
        redacted_audio_url: `https://s3.eu-west-1.amazonaws.com/redacted/${transcript.id}.wav?Signature=x`,
      })
    default:
      return fault(scene, 'transcripts', 404, 'Not found')
  }
}

function wordSearch(scene: Scene, id: string, text: string, words: string | null): SimulatedAnswer {
  if (words === null || words === '') return fault(scene, 'transcripts', 400, "'words' is required")
  const spoken = wordsOf(text)
  const matches = words.split(',').flatMap((word) => {
    const indexes = spoken.flatMap((each, index) =>
      each.text.replace(/[.,]/g, '').toLowerCase() === word.toLowerCase() ? [index] : [],
    )
    const timestamps = indexes.map((index) => [index * 400, (index + 1) * 400])
    return indexes.length === 0 ? [] : [{ text: word, count: indexes.length, indexes, timestamps }]
  })
  const total = matches.reduce((sum, { count }) => sum + count, 0)
  return jsonAnswer(scene, 200, { id, total_count: total, matches })
}

function statusOf({ polls }: StoredTranscript): 'queued' | 'processing' | 'completed' {
  if (polls === 0) return 'queued'
  return polls === 1 ? 'processing' : 'completed'
}

/** Terms that the caller asked to be heard are heard. */
function textOf({ keyterms_prompt: terms = [] }: TranscriptRequest): string {
  return [SPOKEN, ...terms].join(' ')
}

/** A transcript repeats what it was asked with, whatever its state. */
function describe(transcript: StoredTranscript): object {
  const { id, request, deleted } = transcript
  const status = statusOf(transcript)
  const done = status === 'completed'
  const text = done && !deleted ? textOf(request) : null
  return {
    ...request,
    webhook_auth_header_value: undefined,
    id,
    status: deleted ? 'completed' : status,
    audio_url: deleted ? 'http://deleted_by_user' : request.audio_url,
    acoustic_model: 'assemblyai_default',
    language_model: 'assemblyai_default',
    language_code: request.language_code ?? 'en_us',
    text,
    words: text === null ? null : wordsOf(text),
    utterances: null,
    confidence: done ? 0.97 : null,
    audio_duration: done ? 12 : null,
    punctuate: true,
    format_text: true,
    webhook_auth: request.webhook_auth_header_name !== undefined,
    webhook_status_code: null,
    redact_pii: request.redact_pii ?? false,
    error: undefined,
  }
}

function instead(scene: Scene): SimulatedAnswer | undefined {
  return troubleInstead(scene, (own, status) => fault(own, 'transcripts', status))
}
