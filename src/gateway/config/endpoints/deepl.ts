/** A DeepL endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import { keyOf } from './key-credential.ts'
import { NO_FEATURES, type EndpointParts } from './parts.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

export const deeplEndpoint = z.strictObject({
  vendor: z.literal('deepl'),
  ...endpointFields,
  key: vendorKey,
  account_usage: z
    .boolean()
    .default(false)
    .describe('Tenants of this endpoint may ask for the usage of the whole account'),
})

export function deeplParts(config: z.output<typeof deeplEndpoint>): EndpointParts {
  return {
    models: undefined,
    modelPath: () => [],
    underlying: (model) => model,
    facts: {},
    ownHeaders: [],
    credential: (connector) => keyOf(connector, config.key),
    features: { ...NO_FEATURES, on: new Set(config.account_usage ? ['account_usage'] : []) },
  }
}
