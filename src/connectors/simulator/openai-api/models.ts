/** What OpenAI's model names say about a model: its family, and the snapshot that answers. */

export type Family =
  | 'chat'
  | 'completion'
  | 'embedding'
  | 'moderation'
  | 'picture'
  | 'realtime'
  | 'reasoning'
  | 'speech'
  | 'transcription'

/** The family of a model by its name; undefined for names that no family has. */
export function familyOf(model: string): Family | undefined {
  const base = model.startsWith('ft:') ? (model.split(':')[1] ?? '') : model
  if (!/^[a-z0-9][a-z0-9.-]{1,80}$/.test(base)) return undefined
  if (base.startsWith('text-embedding-')) return 'embedding'
  if (/^(omni|text)-moderation/.test(base)) return 'moderation'
  if (/^whisper-1$|^gpt-(4o-(mini-)?)?transcribe|^gpt-(live-transcribe|realtime-whisper)/.test(base))
    return 'transcription'
  if (/^gpt-(4o-(mini-)?)?realtime/.test(base)) return 'realtime'
  if (/^(gpt-image-|chatgpt-image-|dall-e-)/.test(base)) return 'picture'
  if (/^tts-1|^gpt-4o-mini-tts/.test(base)) return 'speech'
  if (/^(gpt-3\.5-turbo-instruct|davinci-002|babbage-002)/.test(base)) return 'completion'
  if (/^(gpt-[34]|gpt-[56](\.\d)?-chat|chatgpt-)/.test(base)) return 'chat'
  if (/^(o[134]|gpt-[56]|codex-)/.test(base)) return 'reasoning'
  return undefined
}

const SNAPSHOTS: Readonly<Record<string, string>> = {
  'gpt-4.1': 'gpt-4.1-2025-04-14',
  'gpt-4.1-mini': 'gpt-4.1-mini-2025-04-14',
  'gpt-4.1-nano': 'gpt-4.1-nano-2025-04-14',
  'gpt-4o': 'gpt-4o-2024-11-20',
  'gpt-4o-mini': 'gpt-4o-mini-2024-07-18',
  'o4-mini': 'o4-mini-2025-04-16',
  'gpt-5': 'gpt-5-2025-08-07',
  'gpt-5-mini': 'gpt-5-mini-2025-08-07',
  'omni-moderation-latest': 'omni-moderation-2024-09-26',
}

/** Aliases answer with the name of their snapshot. */
export function snapshotOf(model: string): string {
  return SNAPSHOTS[model] ?? model
}

/** The list that one account sees; fine-tuned models of other organisations are in it on purpose. */
export const LISTED_MODELS: readonly { readonly id: string; readonly owner: string }[] = [
  { id: 'gpt-4.1', owner: 'system' },
  { id: 'gpt-4.1-mini', owner: 'system' },
  { id: 'gpt-4.1-mini-2025-04-14', owner: 'system' },
  { id: 'gpt-4o', owner: 'system' },
  { id: 'gpt-4o-mini', owner: 'system' },
  { id: 'o4-mini', owner: 'system' },
  { id: 'gpt-5', owner: 'system' },
  { id: 'gpt-5-mini', owner: 'system' },
  { id: 'text-embedding-3-small', owner: 'system' },
  { id: 'text-embedding-3-large', owner: 'system' },
  { id: 'text-embedding-ada-002', owner: 'openai-internal' },
  { id: 'omni-moderation-latest', owner: 'system' },
  { id: 'whisper-1', owner: 'openai-internal' },
  { id: 'gpt-4o-transcribe', owner: 'system' },
  { id: 'ft:gpt-4o-mini-2024-07-18:other-org:anna-kowalska:9aBcDeFg', owner: 'other-org' },
  { id: 'ft:gpt-4.1-mini-2025-04-14:third-org::AbCdEf12', owner: 'third-org' },
]
