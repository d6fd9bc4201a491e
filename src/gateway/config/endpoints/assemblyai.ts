/** An AssemblyAI endpoint in config, and what the runtime takes from it. */
import { z } from 'zod'
import { redactPiiMembers, redactPiiParameters } from '../../../connectors/vendors/assemblyai/redact-pii.ts'
import { publicHost, token } from '../field-formats.ts'
import { keyOf } from './key-credential.ts'
import type { EndpointParts } from './parts.ts'
import { endpointFields, vendorKey } from './shared-fields.ts'

export const assemblyaiEndpoint = z.strictObject({
  vendor: z.literal('assemblyai'),
  ...endpointFields,
  key: vendorKey,
  models: z
    .array(token)
    .default([])
    .describe('Models that may be called; on AssemblyAI those of its LLM gateway, and none without it'),
  audio_hosts: z
    .array(publicHost)
    .default([])
    .describe('Hosts that AssemblyAI may fetch audio from, besides its own uploads'),
  webhook_hosts: z
    .array(publicHost)
    .default([])
    .describe('Hosts that AssemblyAI may call when a transcript is ready'),
  redact_pii: z
    .strictObject({
      policies: z
        .array(z.string().regex(/^[a-z_]{2,40}$/, "a policy of AssemblyAI's, such as person_name"))
        .min(1)
        .describe('Policies that every transcript has at least: `person_name`, `phone_number`'),
      sub: z
        .enum(['hash', 'entity_name'])
        .default('hash')
        .describe('What stands for the values in the transcript'),
    })
    .optional()
    .describe("The vendor's own redaction of transcripts, forced on every one, live ones too"),
  delete_after_fetch: z
    .boolean()
    .default(false)
    .describe('Delete a transcript, with its upload, at AssemblyAI once a finished one was fetched whole'),
})

type AssemblyaiEndpoint = z.output<typeof assemblyaiEndpoint>

export function assemblyaiParts(config: AssemblyaiEndpoint): EndpointParts {
  const { redact_pii: own } = config
  const forced = new Map([
    ['transcripts.create', own === undefined ? [] : redactPiiMembers(own)],
    ['streaming.transcribe', own === undefined ? [] : redactPiiParameters(own)],
  ])
  return {
    models: config.models,
    modelPath: () => ['region'],
    underlying: (model) => model,
    facts: {},
    ownHeaders: [],
    credential: (connector) => keyOf(connector, config.key),
    features: {
      hosts: new Map([
        ['audio_hosts', new Set(config.audio_hosts)],
        ['webhook_hosts', new Set(config.webhook_hosts)],
      ]),
      on: new Set(config.delete_after_fetch ? ['delete_after_fetch'] : []),
      forced: (operation) => forced.get(operation) ?? [],
    },
  }
}
