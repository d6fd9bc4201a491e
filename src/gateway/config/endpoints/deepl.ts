/** A DeepL endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import { keyOf } from './key-credential.ts'
import type { EndpointParts } from './parts.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

export const deeplEndpoint = z.strictObject({
  vendor: z.literal('deepl'),
  ...endpointFields,
  key: vendorKey,
})

export function deeplParts(config: z.output<typeof deeplEndpoint>): EndpointParts {
  return {
    models: undefined,
    modelPath: () => [],
    underlying: (model) => model,
    facts: {},
    ownHeaders: [],
    credential: (connector) => keyOf(connector, config.key),
  }
}
