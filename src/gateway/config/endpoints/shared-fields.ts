/** The fields that endpoints of every vendor have. */
import { z } from 'zod'
import { attestationSchema } from '../attestation-schema.ts'
import { filePath, fingerprint, id, secret } from '../field-formats.ts'

export const endpointFields = {
  region: id.describe("A region of the vendor's catalogue"),
  attestations: z
    .record(id, attestationSchema)
    .default({})
    .describe('What only the account settings can promise, by kind of attestation'),
  private_network: z
    .array(z.string())
    .default([])
    .describe('Private CIDRs in which the host may resolve: Private Link, VPC endpoints'),
  proxy: z
    .url({ protocol: /^http$/, error: 'a proxy as http://host:port' })
    .optional()
    .describe('One CONNECT proxy, http://host:port, without credentials'),
  former_keys: z
    .array(fingerprint)
    .optional()
    .describe(
      'Fingerprints of earlier keys of the same account, as `limen pins` shows them: what was made with them stays reachable',
    ),
  ca: filePath.optional().describe('PEM file with the CA of a private endpoint'),
}

export const vendorKey = secret.describe(
  "API key of the vendor; on Azure this or `entra`, on Bedrock this or `aws`, on Vertex AI this or `google`; keys of DeepL's free plan (`:fx`) are refused",
)
