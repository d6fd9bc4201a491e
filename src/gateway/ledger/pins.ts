/** Pins: which tenant an object at a vendor belongs to, and the one endpoint and upstream key that can reach it. */

/** What a call names: an object of a kind, by the vendor's own id. */
export interface PinName {
  readonly kind: string
  readonly id: string
}

/** Where an object is kept. */
export interface PinPlace {
  /** Id of the endpoint in config. */
  readonly endpoint: string
  /** Fingerprint of the upstream key, never the key. */
  readonly upstream: string
}

export interface NewPin extends PinName, PinPlace {
  readonly tenant: string
  readonly vendor: string
  /** Operation whose answer named the object. */
  readonly operation: string
  /** Unix ms. */
  readonly createdAt: number
  /** Unix ms at which the vendor deletes it by itself; undefined when it says nothing of that. */
  readonly expiresAt: number | undefined
}

/** What is known of a name: the tenant's own places, and whether another tenant has it. */
export interface PinFound {
  readonly places: readonly PinPlace[]
  readonly foreign: boolean
}

/** Objects of one tenant at one endpoint that the vendor has deleted. */
export interface EndedPins {
  readonly tenant: string
  readonly vendor: string
  readonly endpoint: string
  readonly names: readonly PinName[]
  /** Unix ms. */
  readonly at: number
}

/**
 * Every method resolves when the ledger's thread has answered, a change when it is durable, and rejects with a
 * `Refusal('ledger_unavailable')` in bounded time.
 */
export interface Pins {
  /** One answer a name, in their order. An object that was deleted is nobody's. */
  find(tenant: string, vendor: string, names: readonly PinName[]): Promise<readonly PinFound[]>
  /**
   * Writes them all or none; a pin that the tenant has already stays as it is. False when one of them is another tenant's
   * at the same endpoint: a vendor that names one object to two tenants.
   */
  keep(pins: readonly NewPin[]): Promise<boolean>
  /** The objects are gone from the vendor. */
  end(ended: EndedPins): Promise<void>
}

/** What the gateway's thread asks of the ledger's thread. */
export type PinWork =
  | {
      readonly find: readonly PinName[]
      readonly tenant: string
      readonly vendor: string
    }
  | { readonly keep: readonly NewPin[] }
  | { readonly end: EndedPins }

export interface PinRequest {
  readonly kind: 'pins'
  readonly number: number
  readonly work: PinWork
}

export interface PinAnswer {
  readonly kind: 'pins'
  readonly number: number
  /** Undefined when the work could not be done. */
  readonly done: { readonly kept: boolean; readonly found: readonly PinFound[] } | undefined
}
