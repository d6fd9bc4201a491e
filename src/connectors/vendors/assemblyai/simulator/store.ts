/** What the simulated account keeps: uploads and transcripts, each with the key that made it. */
import type { Behaviour } from '../../../simulator/contract.ts'
import type { TranscriptRequest } from './transcript-request.ts'

export interface StoredTranscript {
  readonly id: string
  readonly key: string
  readonly request: TranscriptRequest
  /** How often it was asked for: it is queued, then processing, then completed. */
  polls: number
  deleted: boolean
}

export interface Store {
  /** Upload URL -> key that uploaded it. */
  readonly uploads: Map<string, string>
  readonly transcripts: Map<string, StoredTranscript>
}

const stores = new WeakMap<Behaviour, Store>()

/** One account for each running simulator, which has a behaviour of its own. */
export function storeOf(behaviour: Behaviour): Store {
  let store = stores.get(behaviour)
  if (store === undefined) stores.set(behaviour, (store = { uploads: new Map(), transcripts: new Map() }))
  return store
}
