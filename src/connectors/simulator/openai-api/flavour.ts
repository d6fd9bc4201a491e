/** What sets one host of OpenAI's API apart from another: OpenAI itself, and Azure. */

export interface Flavour {
  /** Whether chat bodies have to carry `store: false`. Responses always have to. */
  readonly chatStore: 'required' | 'optional' | 'unknown'
  /** Azure's content-filter members. */
  readonly filters: boolean
  /** The model behind a name that the caller sent, undefined when there is none. */
  readonly modelOf: (name: string) => string | undefined
  /** What the vendor says of a name that has no model. */
  readonly missingModel: (name: string) => { readonly message: string; readonly code: string }
}
