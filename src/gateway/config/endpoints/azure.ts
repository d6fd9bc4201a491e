/** An Azure OpenAI endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import type { Connector } from '../../../connectors/contract.ts'
import type { Credential } from '../../egress/credentials.ts'
import { ENTRA_SCOPES, entraCredential } from '../../egress/entra.ts'
import { filePath, id, onObjects, token } from '../field-formats.ts'
import { keyOf } from './key-credential.ts'
import type { EndpointParts } from './parts.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

const entraClient = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/, 'an id of Entra, such as a GUID')

export const azureEndpoint = z
  .strictObject({
    vendor: z.literal('azure'),
    ...endpointFields,
    resource: id.describe('Resource name: the first label of its host'),
    domain: z
      .enum(['openai.azure.com', 'services.ai.azure.com', 'cognitiveservices.azure.com'])
      .default('openai.azure.com')
      .describe('The rest of its host'),
    key: vendorKey.optional(),
    entra: z
      .union([
        z.strictObject({
          managed_identity: z
            .strictObject({
              client_id: entraClient
                .optional()
                .describe('Of a user-assigned identity; else the system-assigned one'),
            })
            .describe("The machine's own identity, from Azure"),
        }),
        z.strictObject({
          workload_identity: z
            .strictObject({
              tenant_id: entraClient.describe('Entra tenant'),
              client_id: entraClient.describe('Application'),
              token_file: filePath.optional().describe('Federated token; default AZURE_FEDERATED_TOKEN_FILE'),
            })
            .describe("The pod's identity, from Kubernetes"),
        }),
      ])
      .optional()
      .describe('Sign in by Entra in place of a key'),
    deployments: z
      .record(
        z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
            'a deployment name of letters, digits and . _ -, at most 64',
          ),
        z.strictObject({
          model: token.describe('Model behind the deployment'),
          sku: token.describe('SKU of the deployment, as Azure spells it: `Standard`, `DataZoneStandard`'),
        }),
      )
      .refine((deployments) => Object.keys(deployments).length > 0, 'at least one deployment is needed')
      .describe('Deployments that may be called here, by name'),
  })
  .refine((endpoint) => (endpoint.key === undefined) !== (endpoint.entra === undefined), {
    message: 'exactly one of `key` and `entra` is needed',
    path: ['key'],
    when: onObjects,
  })

type AzureEndpoint = z.output<typeof azureEndpoint>

export function azureParts(config: AzureEndpoint): EndpointParts {
  const deployments = new Map(Object.entries(config.deployments))
  return {
    models: [...deployments.keys()],
    modelPath: (deployment) => ['deployments', deployment, 'sku'],
    underlying: (deployment) => deployments.get(deployment)?.model ?? deployment,
    facts: {
      resource: config.resource,
      domain: config.domain,
      skus: new Map([...deployments].map(([name, deployment]) => [name, deployment.sku])),
    },
    ownHeaders: [],
    ...(config.entra === undefined ? {} : { account: JSON.stringify(config.entra) }),
    credential: (connector) => credentialOf(config, connector),
  }
}

/** The v1 API of Azure asks for tokens of another audience than its deployment paths. */
function credentialOf(config: AzureEndpoint, connector: Connector): (path: string) => Credential {
  if (config.key !== undefined) return keyOf(connector, config.key)
  if (config.entra === undefined) throw new TypeError('the endpoint has no credential')
  const deployments = entraCredential(connector, config.entra, ENTRA_SCOPES.deployments)
  const v1 = entraCredential(connector, config.entra, ENTRA_SCOPES.v1)
  return (path) => (path.startsWith('/openai/v1/') ? v1 : deployments)
}
