/** An Amazon Bedrock endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import type { Connector } from '../../../connectors/contract.ts'
import { awsCredential } from '../../egress/aws.ts'
import type { Credential } from '../../egress/credentials.ts'
import { attestationSchema } from '../attestation-schema.ts'
import { id, onObjects } from '../field-formats.ts'
import { keyOf } from './key-credential.ts'
import type { EndpointParts } from './parts.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

const modelName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,511}$/, 'a model id, an inference profile or an ARN, not escaped')

const target = z.strictObject({
  regions: z.array(id).min(1).describe('Every AWS region that it reaches, as GetInferenceProfile lists them'),
  attestation: attestationSchema.describe('Who answers for it'),
})

export const bedrockEndpoint = z
  .strictObject({
    vendor: z.literal('bedrock'),
    ...endpointFields,
    key: vendorKey.optional(),
    aws: z
      .strictObject({
        profile: z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'a profile name')
          .optional()
          .describe("Profile of the shared config files; else the chain's own choice"),
      })
      .optional()
      .describe("Sign with credentials of AWS's own chain in place of a Bedrock API key"),
    models: z
      .array(modelName)
      .min(1)
      .describe('Model ids, inference profiles and ARNs that may be called here, as AWS spells them'),
    targets: z
      .record(z.string().regex(/^arn:[A-Za-z0-9._:/-]{1,508}$/, 'an ARN, not escaped'), target)
      .default({})
      .describe(
        'ARNs that hide what they call (application inference profiles, prompt routers): what is behind each',
      ),
  })
  .refine((endpoint) => (endpoint.key === undefined) !== (endpoint.aws === undefined), {
    message: 'exactly one of `key` and `aws` is needed',
    path: ['key'],
    when: onObjects,
  })

type BedrockEndpoint = z.output<typeof bedrockEndpoint>

export function bedrockParts(config: BedrockEndpoint): EndpointParts {
  return {
    models: config.models,
    modelPath: (model) => ['models', config.models.indexOf(model)],
    underlying: (model) => model,
    facts: {},
    targets: new Map(Object.entries(config.targets)),
    ...(config.aws === undefined ? {} : { account: JSON.stringify(config.aws) }),
    ownHeaders: [],
    credential: (connector) => credentialOf(config, connector),
  }
}

function credentialOf(config: BedrockEndpoint, connector: Connector): (path: string) => Credential {
  if (config.key !== undefined) return keyOf(connector, config.key)
  const credential = awsCredential(config.aws ?? {}, config.region)
  return () => credential
}
