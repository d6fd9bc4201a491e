/** What the gateway's thread and a model's thread say to each other. */
import type { TierSpan } from '../contract.ts'
import type { ClassifierOptions } from './token-classifier.ts'

/** `workerData` of a model's thread. */
export interface ModelStart {
  readonly options: ClassifierOptions
  /** One number: the id of the request that is given up. */
  readonly cancelled: Int32Array
}

export interface ModelRequest {
  readonly id: number
  readonly texts: readonly string[]
}

/** `ready` once, then one answer a request; `spans` undefined: it failed or was given up. */
export type ModelAnswer =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'spans'
      readonly id: number
      readonly spans: readonly (readonly TierSpan[])[] | undefined
    }
