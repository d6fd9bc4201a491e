/** Pages that support what the OpenAI shapes refuse and force, and the members that name end users. */
import type { Evidence, Path } from '../contract.ts'

export const DATA_CONTROLS: Evidence = {
  url: 'https://developers.openai.com/api/docs/guides/your-data',
  checked: '2026-11-22',
}

export const YOUR_DATA: Evidence = {
  url: 'https://developers.openai.com/api/docs/guides/data-residency',
  checked: '2026-11-22',
}

export const MODEL_STATE: Evidence = {
  url: 'https://developers.openai.com/api/docs/guides/conversation-state',
  checked: '2026-11-22',
}

export const PICTURES: Evidence = {
  url: 'https://developers.openai.com/api/docs/guides/image-generation',
  checked: '2026-11-22',
}

export const REALTIME: Evidence = {
  url: 'https://developers.openai.com/api/docs/guides/realtime',
  checked: '2026-11-22',
}

/** Identifiers of the caller's own users: pseudonymised, never passed on. */
export const END_USER_IDS: readonly Path[] = ['user', 'safety_identifier', 'prompt_cache_key']
