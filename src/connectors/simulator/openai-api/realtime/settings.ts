/** The settings of a realtime session: what it begins with, what an update changes, and what follows from them. */
import type { ResponseParameters } from './client-events.ts'

export type Settings = Readonly<Record<string, unknown>>

export function settingsAtFirst({
  api,
  kind,
  model,
}: {
  readonly api: 'today' | 'before'
  readonly kind: 'realtime' | 'transcription'
  readonly model: string | undefined
}): Settings {
  const detection = { type: 'server_vad', threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 500 }
  const input = {
    format: { type: 'audio/pcm', rate: 24_000 },
    transcription: null,
    noise_reduction: null,
    turn_detection: detection,
  }
  if (api === 'today') {
    if (kind === 'transcription') return { audio: { input }, include: null }
    return {
      model,
      output_modalities: ['audio'],
      instructions: 'You are a helpful assistant.',
      audio: { input, output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'marin', speed: 1 } },
      tools: [],
      tool_choice: 'auto',
      max_output_tokens: 'inf',
      truncation: 'auto',
      tracing: null,
      prompt: null,
      include: null,
    }
  }
  const common = {
    input_audio_format: 'pcm16',
    input_audio_transcription: null,
    input_audio_noise_reduction: null,
    turn_detection: detection,
    include: null,
  }
  if (kind === 'transcription') return common
  return {
    ...common,
    model,
    modalities: ['text', 'audio'],
    instructions: 'You are a helpful assistant.',
    voice: 'alloy',
    output_audio_format: 'pcm16',
    tools: [],
    tool_choice: 'auto',
    temperature: 0.8,
    max_response_output_tokens: 'inf',
    tracing: null,
  }
}

/** Objects are merged, everything else is replaced. */
export function merged(old: Settings, next: Settings): Settings {
  const whole: Record<string, unknown> = { ...old }
  for (const [key, value] of Object.entries(next)) {
    const before = whole[key]
    whole[key] = isObject(before) && isObject(value) ? merged(before, value) : value
  }
  return whole
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function inputOf(settings: Settings): Settings {
  const audio = settings['audio']
  const input = isObject(audio) ? audio['input'] : undefined
  return isObject(input) ? input : {}
}

export function transcriptionOf(settings: Settings): Settings | undefined {
  const found = inputOf(settings)['transcription'] ?? settings['input_audio_transcription']
  return isObject(found) ? found : undefined
}

export function turnDetectionOf(settings: Settings): Settings | undefined {
  const found = inputOf(settings)['turn_detection'] ?? settings['turn_detection']
  return isObject(found) ? found : undefined
}

export function bytesPerSecond(settings: Settings): number {
  const format = inputOf(settings)['format']
  const name = isObject(format) ? format['type'] : settings['input_audio_format']
  return name === 'audio/pcm' || name === 'pcm16' ? 48_000 : 8000
}

export function speaks(settings: Settings, parameters: ResponseParameters): boolean {
  const wanted =
    parameters.output_modalities ??
    parameters.modalities ??
    settings['output_modalities'] ??
    settings['modalities']
  return Array.isArray(wanted) && wanted.includes('audio')
}
