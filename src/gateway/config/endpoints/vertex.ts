/** A Vertex AI endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import type { Connector } from '../../../connectors/contract.ts'
import type { Credential } from '../../egress/credentials.ts'
import { googleCredential } from '../../egress/google.ts'
import { filePath, isoDate, onObjects } from '../field-formats.ts'
import { keyOf } from './key-credential.ts'
import type { EndpointParts } from './parts.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

export const vertexEndpoint = z
  .strictObject({
    vendor: z.literal('vertex'),
    ...endpointFields,
    project: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,61}[a-z0-9]$/, 'a project id of lower-case letters, digits and dashes')
      .describe('Google Cloud project: paths have to name it, and the region'),
    key: vendorKey.optional(),
    google: z
      .union([
        z.strictObject({
          credentials_file: filePath.describe(
            'Key file of a service account, or configuration of workload identity federation (JSON)',
          ),
        }),
        z.strictObject({
          application_default: z
            .literal(true)
            .describe("The machine's or pod's own identity, or GOOGLE_APPLICATION_CREDENTIALS"),
        }),
      ])
      .optional()
      .describe("Sign in by Google's auth library in place of a key"),
    models: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,127}$/, 'a model name of letters, digits and . _ @ -')
          .meta({ title: 'model' }),
        z.strictObject({
          checked: isoDate.describe(
            "Day on which Google's table of ML processing listed the model at this location",
          ),
          evidence: z.string().min(8).max(500).describe('Where that is kept: the URL, or a copy of the page'),
        }),
      )
      .refine((models) => Object.keys(models).length > 0, 'at least one model is needed')
      .describe('Models that may be called here, each with the proof that it is processed here'),
  })
  .refine((endpoint) => (endpoint.key === undefined) !== (endpoint.google === undefined), {
    message: 'exactly one of `key` and `google` is needed',
    path: ['key'],
    when: onObjects,
  })

type VertexEndpoint = z.output<typeof vertexEndpoint>

export function vertexParts(config: VertexEndpoint): EndpointParts {
  return {
    models: Object.keys(config.models),
    modelPath: (model) => ['models', model],
    underlying: (model) => model,
    facts: { project: config.project },
    checked: Object.entries(config.models).map(([model, { checked }]) => ({
      path: ['models', model, 'checked'],
      on: checked,
    })),
    ownHeaders: [],
    credential: (connector) => credentialOf(config, connector),
  }
}

function credentialOf(config: VertexEndpoint, connector: Connector): (path: string) => Credential {
  if (config.key !== undefined) return keyOf(connector, config.key)
  const { google } = config
  if (google === undefined) throw new TypeError('the endpoint has no credential')
  const credential = googleCredential(connector, google)
  return () => credential
}
