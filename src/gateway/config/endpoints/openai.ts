/** An OpenAI endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import { token } from '../field-formats.ts'
import type { EndpointParts } from './parts.ts'
import { keyOf } from './key-credential.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

export const openaiEndpoint = z.strictObject({
  vendor: z
    .literal('openai')
    .describe('Whose endpoint it is: `openai`, `azure`, `deepl`, `assemblyai`, `bedrock` or `vertex`'),
  ...endpointFields,
  key: vendorKey,
  project: token.optional().describe('OpenAI-Project header'),
  organization: token.optional().describe('OpenAI-Organization header'),
  models: z.array(token).min(1).describe('Models that may be called here, as the vendor spells them'),
})

export function openaiParts(config: z.output<typeof openaiEndpoint>): EndpointParts {
  const ownHeaders: [string, string][] = []
  if (config.organization !== undefined) ownHeaders.push(['openai-organization', config.organization])
  if (config.project !== undefined) ownHeaders.push(['openai-project', config.project])
  return {
    models: config.models,
    modelPath: (model) => ['models', config.models.indexOf(model)],
    underlying: (model) => model,
    facts: {},
    ownHeaders,
    credential: (connector) => keyOf(connector, config.key),
  }
}
