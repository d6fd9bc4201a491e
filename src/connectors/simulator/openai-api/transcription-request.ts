/** The multipart body of POST /v1/audio/transcriptions, field by field from the `openai` package (7.57.0). */
import { type Part, readMultipart } from '../multipart.ts'
import { badRequest } from './fault.ts'

export interface TranscriptionRequest {
  readonly file: Part
  readonly model: string
  readonly prompt: string
  readonly language: string | undefined
  readonly format: string
  readonly stream: boolean
  readonly granularities: readonly string[]
}

/** Field -> whether it may come more than once (written `name[]` by the SDK). */
const FIELDS: Readonly<Record<string, 'one' | 'many'>> = {
  file: 'one',
  model: 'one',
  chunking_strategy: 'one',
  include: 'many',
  keywords: 'many',
  known_speaker_names: 'many',
  known_speaker_references: 'many',
  language: 'one',
  languages: 'many',
  prompt: 'one',
  response_format: 'one',
  stream: 'one',
  temperature: 'one',
  timestamp_granularities: 'many',
}

export function readTranscription(contentType: string, body: Uint8Array): TranscriptionRequest {
  const reading = readMultipart(contentType, body)
  if (reading.kind === 'problem')
    throw badRequest(`simulator: the multipart body is malformed: ${reading.problem}`)
  const fields = grouped(reading.parts)
  const file = fields.get('file')?.[0]
  if (file === undefined) throw missing('file')
  if (file.filename === undefined)
    throw badRequest("Invalid type for 'file': expected a file, but got a string instead.", 'file')
  const text = (name: string) => textOf(fields.get(name)?.[0])
  const model = text('model')
  if (model === undefined) throw missing('model')
  const format = text('response_format') ?? 'json'
  if (!['json', 'text', 'srt', 'verbose_json', 'vtt', 'diarized_json'].includes(format)) {
    throw badRequest(
      `Invalid value: '${format}'. Supported values are: 'json', 'text', 'srt', 'verbose_json' and 'vtt'.`,
      'response_format',
    )
  }
  const stream = text('stream') ?? 'false'
  if (stream !== 'true' && stream !== 'false') {
    throw badRequest(`Invalid type for 'stream': expected a boolean, but got '${stream}' instead.`, 'stream')
  }
  const temperature = text('temperature')
  if (temperature !== undefined && !/^(0(\.\d+)?|1(\.0+)?)$/.test(temperature)) {
    throw badRequest(`Invalid value for 'temperature': '${temperature}'.`, 'temperature')
  }
  return {
    file,
    model,
    prompt: text('prompt') ?? '',
    language: text('language'),
    format,
    stream: stream === 'true',
    granularities: (fields.get('timestamp_granularities') ?? []).flatMap((part) => textOf(part) ?? []),
  }
}

function grouped(parts: readonly Part[]): Map<string, Part[]> {
  const fields = new Map<string, Part[]>()
  for (const part of parts) {
    const name = part.name.replace(/\[\]$/, '')
    const takes = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined
    if (takes === undefined || (takes === 'one' && name !== part.name)) {
      throw badRequest(`Unknown parameter: '${part.name}'.`, part.name, 'unknown_parameter')
    }
    const before = fields.get(name) ?? []
    if (takes === 'one' && before.length > 0)
      throw badRequest(`simulator: the field '${name}' comes twice`, name)
    if (name !== 'file' && part.filename !== undefined)
      throw badRequest(`simulator: the field '${name}' is a file`, name)
    fields.set(name, [...before, part])
  }
  return fields
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function textOf(part: Part | undefined): string | undefined {
  if (part === undefined) return undefined
  try {
    return decoder.decode(part.bytes)
  } catch {
    throw badRequest(`simulator: the field '${part.name}' is not valid UTF-8`, part.name)
  }
}

function missing(name: string): Error {
  return badRequest(`Missing required parameter: '${name}'.`, name, 'missing_required_parameter')
}
