/** What today's realtime API and the one before it call the same things. */

export interface Names {
  /** Sent for an item when it is announced and when it is whole; today's API says both. */
  readonly items: { readonly added: string; readonly done: string | undefined }
  readonly text: string
  readonly transcript: string
  readonly audio: string
  /** Types of an assistant's content parts. */
  readonly parts: { readonly text: string; readonly audio: string }
  readonly updated: { readonly realtime: string; readonly transcription: string }
  readonly created: { readonly realtime: string; readonly transcription: string }
}

export const TODAY: Names = {
  items: { added: 'conversation.item.added', done: 'conversation.item.done' },
  text: 'response.output_text',
  transcript: 'response.output_audio_transcript',
  audio: 'response.output_audio',
  parts: { text: 'output_text', audio: 'output_audio' },
  updated: { realtime: 'session.updated', transcription: 'session.updated' },
  created: { realtime: 'session.created', transcription: 'session.created' },
}

export const BEFORE: Names = {
  items: { added: 'conversation.item.created', done: undefined },
  text: 'response.text',
  transcript: 'response.audio_transcript',
  audio: 'response.audio',
  parts: { text: 'text', audio: 'audio' },
  updated: { realtime: 'session.updated', transcription: 'transcription_session.updated' },
  created: { realtime: 'session.created', transcription: 'transcription_session.created' },
}
