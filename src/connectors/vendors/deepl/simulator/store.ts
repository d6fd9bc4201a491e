/** What the simulated account keeps: documents, glossaries and style rules. */
import type { Behaviour } from '../../../simulator/contract.ts'

export interface StoredDocument {
  readonly key: string
  readonly bytes: Uint8Array
  polls: number
}

export interface StoredDictionary {
  readonly source: string
  readonly target: string
  entries: string
}

export interface StoredGlossary {
  name: string
  readonly version: 'v2' | 'v3'
  dictionaries: StoredDictionary[]
}

export interface StoredStyle {
  name: string
  readonly language: string
  version: number
  rules: unknown
  readonly instructions: Map<string, { readonly label: string; readonly prompt: string }>
}

interface Store {
  readonly documents: Map<string, StoredDocument>
  readonly glossaries: Map<string, StoredGlossary>
  readonly styles: Map<string, StoredStyle>
}

const stores = new WeakMap<Behaviour, Store>()

/** One account for each running simulator, which has a behaviour of its own. */
export function storeOf(behaviour: Behaviour): Store {
  let store = stores.get(behaviour)
  if (store === undefined) {
    store = { documents: new Map(), glossaries: new Map(), styles: new Map() }
    stores.set(behaviour, store)
  }
  return store
}

/** Answers are dated with one day. */
export const DAY = '2026-11-22T00:00:00Z'
