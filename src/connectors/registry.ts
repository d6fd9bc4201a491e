/** Every vendor that this build knows; a new vendor is one folder and one line here. */
import type { Connector, VendorId } from './contract.ts'
import { assemblyai } from './vendors/assemblyai/connector.ts'
import { azure } from './vendors/azure/connector.ts'
import { bedrock } from './vendors/bedrock/connector.ts'
import { deepl } from './vendors/deepl/connector.ts'
import { openai } from './vendors/openai/connector.ts'
import { vertex } from './vendors/vertex/connector.ts'

export const connectors: ReadonlyMap<VendorId, Connector> = new Map(
  [openai, azure, deepl, assemblyai, bedrock, vertex].map((connector) => [connector.vendor, connector]),
)
