/** Every vendor's endpoint in config: one file of `endpoints/` and two lines here each. */
import { z } from 'zod'
import { assemblyaiEndpoint, assemblyaiParts } from './endpoints/assemblyai.ts'
import { azureEndpoint, azureParts } from './endpoints/azure.ts'
import { bedrockEndpoint, bedrockParts } from './endpoints/bedrock.ts'
import { deeplEndpoint, deeplParts } from './endpoints/deepl.ts'
import { openaiEndpoint, openaiParts } from './endpoints/openai.ts'
import type { EndpointParts } from './endpoints/parts.ts'
import { vertexEndpoint, vertexParts } from './endpoints/vertex.ts'

export const endpointSchema = z.discriminatedUnion('vendor', [
  openaiEndpoint,
  azureEndpoint,
  deeplEndpoint,
  assemblyaiEndpoint,
  bedrockEndpoint,
  vertexEndpoint,
])

export type EndpointConfig = z.output<typeof endpointSchema>

export function partsOf(config: EndpointConfig): EndpointParts {
  switch (config.vendor) {
    case 'openai':
      return openaiParts(config)
    case 'azure':
      return azureParts(config)
    case 'deepl':
      return deeplParts(config)
    case 'vertex':
      return vertexParts(config)
    case 'bedrock':
      return bedrockParts(config)
    case 'assemblyai':
      return assemblyaiParts(config)
  }
}
