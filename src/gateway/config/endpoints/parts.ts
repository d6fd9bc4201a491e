/** What the runtime and the checks take from an endpoint's config, whichever vendor's fields it has. */
import type { Connector, EndpointFacts, ForcedMember } from '../../../connectors/contract.ts'
import type { Credential } from '../../egress/credentials.ts'
import type { HeaderPairs } from '../../egress/headers.ts'
import type { Attestation } from '../attestation-schema.ts'
import type { ConfigPath } from '../diagnostic.ts'

export interface EndpointParts {
  /** Models or deployments that may be called, in the order of the file; undefined for a vendor without them. */
  readonly models: readonly string[] | undefined
  /** The field below the endpoint that decides where a call to this model is processed. */
  readonly modelPath: (model: string) => ConfigPath
  /** Days on which a page was read that config relies on, each with its field below the endpoint. */
  readonly checked?: readonly { readonly path: ConfigPath; readonly on: string }[]
  /** The vendor's model behind a name: a deployment's on Azure, the name itself elsewhere. */
  readonly underlying: (model: string) => string
  /** What the vendor's own fields tell its connector. */
  readonly facts: Partial<Pick<EndpointFacts, 'resource' | 'domain' | 'project' | 'skus'>>
  /** Names that hide what they call, each with the regions that it reaches and who attests them. */
  readonly targets?: ReadonlyMap<
    string,
    { readonly regions: readonly string[]; readonly attestation: Attestation }
  >
  /** Who calls, for an endpoint without a `key`: what is kept at the vendor belongs to that account. */
  readonly account?: string
  /** Headers that the gateway itself sends to this endpoint. */
  readonly ownHeaders: HeaderPairs
  /** By path, since an audience of a token can depend on it. */
  readonly credential: (connector: Connector) => (path: string) => Credential
  readonly features?: EndpointFeatures
}

/** What config says of a vendor's own features. */
export interface EndpointFeatures {
  /** Host names that the vendor may call or fetch, by field. */
  readonly hosts: ReadonlyMap<string, ReadonlySet<string>>
  /** Switches that are on, by field. */
  readonly on: ReadonlySet<string>
  /** Members that go into every request of an operation. */
  readonly forced: (operation: string) => readonly ForcedMember[]
}

/** A vendor about whose features config says nothing. */
export const NO_FEATURES: EndpointFeatures = { hosts: new Map(), on: new Set(), forced: () => [] }
