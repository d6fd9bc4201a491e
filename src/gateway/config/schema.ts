/** The configuration file as an operator writes it: every key, its unit and its default. */
import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63')
const isoCountry = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 country code such as DE')
const isoDate = z.iso.date('a date such as 2026-11-22')

/** `5s`, `600s`, `30m`, `250ms`; parsed to milliseconds. */
const duration = z
  .string()
  .regex(/^\d{1,7}(ms|s|m|h)$/, 'a duration such as 250ms, 5s, 30m or 1h')
  .transform((text) => {
    const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[
      text.replace(/^\d+/, '') as 'ms' | 's' | 'm' | 'h'
    ]
    return Number.parseInt(text, 10) * unit
  })

/** `64KB`, `16MB`, `1GB` (powers of 1024); parsed to bytes. */
const size = z
  .string()
  .regex(/^\d{1,7}(B|KB|MB|GB)$/, 'a size such as 64KB, 16MB or 1GB')
  .transform((text) => {
    const unit = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[
      text.replace(/^\d+/, '') as 'B' | 'KB' | 'MB' | 'GB'
    ]
    return Number.parseInt(text, 10) * unit
  })

/** A secret after loading. In the file it is written `${env:NAME}` or `${file:/path}` and nothing else. */
const secret = z.string().min(1)

export const zoneSchema = z.union([
  z.enum(['eea', 'eea+ch', 'eea+adequate']),
  z.array(isoCountry).min(1).max(60),
])

const redactionMode = z.enum(['apply', 'report', 'off'])

const redactionRule = z
  .strictObject({
    mode: redactionMode,
    reason: z.string().min(8).max(400).optional(),
  })
  .refine((rule) => rule.mode !== 'off' || rule.reason !== undefined, {
    message: 'mode off needs a reason',
    path: ['reason'],
  })

export const attestationSchema = z.strictObject({
  by: z.string().min(2).max(200).describe('Who attests, by name and role'),
  on: isoDate.describe('When it was checked'),
  expires: isoDate.describe('When it has to be checked again'),
  document: z
    .string()
    .min(2)
    .max(500)
    .describe('Where the proof is kept: a URL, a ticket, a contract number'),
})

const endpointBase = {
  region: id.describe("A region of the vendor's catalogue"),
  attestations: z.record(id, attestationSchema).default({}),
  private_network: z
    .array(z.string())
    .default([])
    .describe('CIDRs in which the host may resolve: Private Link, VPC endpoints'),
  proxy: z
    .url({ protocol: /^http$/ })
    .optional()
    .describe('One CONNECT proxy, http://host:port'),
  ca: z.string().optional().describe('PEM file with the CA of a private endpoint'),
}

const openaiEndpoint = z.strictObject({
  vendor: z.literal('openai'),
  ...endpointBase,
  key: secret,
  project: z.string().optional().describe('OpenAI-Project header'),
  organization: z.string().optional().describe('OpenAI-Organization header'),
  models: z.array(z.string().min(1)).min(1),
})

const azureEndpoint = z
  .strictObject({
    vendor: z.literal('azure'),
    ...endpointBase,
    resource: id.describe('Resource name: the first label of its host'),
    domain: z
      .enum(['openai.azure.com', 'services.ai.azure.com', 'cognitiveservices.azure.com'])
      .default('openai.azure.com'),
    key: secret.optional(),
    entra: z
      .union([
        z.strictObject({ managed_identity: z.strictObject({ client_id: z.string().optional() }) }),
        z.strictObject({
          workload_identity: z.strictObject({
            tenant_id: z.string(),
            client_id: z.string(),
            token_file: z.string().optional(),
          }),
        }),
      ])
      .optional(),
    deployments: z
      .record(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
        z.strictObject({ model: z.string().min(1), sku: z.string().min(1) }),
      )
      .refine((deployments) => Object.keys(deployments).length > 0, 'at least one deployment'),
  })
  .refine((endpoint) => (endpoint.key === undefined) !== (endpoint.entra === undefined), {
    message: 'exactly one of key and entra',
    path: ['key'],
  })

const deeplEndpoint = z.strictObject({
  vendor: z.literal('deepl'),
  ...endpointBase,
  key: secret,
})

export const endpointSchema = z.discriminatedUnion('vendor', [openaiEndpoint, azureEndpoint, deeplEndpoint])

export const tenantSchema = z.strictObject({
  zone: zoneSchema.optional().describe("Overrides the file's zone for this tenant"),
  keys: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Za-z0-9]{4,32}$/),
        hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
        status: z.enum(['active', 'revoked']),
      }),
    )
    .min(1),
  endpoints: z.array(id).min(1).describe('Endpoints that this tenant may use, in order of preference'),
  media: z
    .array(z.string().regex(/^[a-z]+\.[a-z._]+$/))
    .default([])
    .describe(
      'Operations whose audio, images or files may leave uninspected: the consent, as vendor.operation',
    ),
  forward_headers: z
    .array(z.string())
    .default([])
    .describe('Caller headers that may go to the vendor besides its own list; a trailing * matches a prefix'),
  unlisted: z
    .strictObject({ mode: z.literal('redact'), attestation: attestationSchema })
    .optional()
    .describe('Operations that no connector lists: JSON and multipart pass with every string redacted'),
  opaque: z
    .strictObject({ mode: z.literal('allow'), attestation: attestationSchema })
    .optional()
    .describe('Files, images and audio of any operation pass uninspected'),
  redaction: z
    .strictObject({
      mode: redactionMode.default('apply'),
      reason: z.string().min(8).max(400).optional(),
      entities: z.array(z.string()).optional(),
      words: z.array(z.string().min(2)).default([]),
      allow: z.array(z.string().min(3)).default([]),
      phone_regions: z.array(isoCountry).default([]),
      routes: z.record(z.string(), redactionRule).default({}),
    })
    .prefault({})
    .refine((rule) => rule.mode !== 'off' || rule.reason !== undefined, {
      message: 'mode off needs a reason',
      path: ['reason'],
    }),
})

export const configSchema = z.strictObject({
  version: z.literal(1),
  zone: zoneSchema.describe(
    'Where calls may be processed: eea, eea+ch, eea+adequate, or a list of ISO countries',
  ),
  secret: secret.describe('At least 32 random characters; every keyed HMAC derives from it'),
  listen: z
    .strictObject({ host: z.string().default('127.0.0.1'), port: z.int().min(0).max(65_535).default(8080) })
    .prefault({}),
  operations: z
    .strictObject({ host: z.string().default('127.0.0.1'), port: z.int().min(0).max(65_535).default(9090) })
    .prefault({})
    .describe('/livez, /readyz and /metrics'),
  ledger: z.strictObject({
    file: z.string().min(1),
    keep: z.int().min(1).max(3660).default(400).describe('Days after which closed rows are deleted'),
    disk_alarm: size.prefault('256MB').describe('Free space below which the alarm metric is raised'),
  }),
  timeouts: z
    .strictObject({
      connect: duration.prefault('5s'),
      first_byte: duration.prefault('600s'),
      idle: duration.prefault('120s'),
      total: duration.prefault('1800s'),
      keep_alive: duration.prefault('620s'),
      request_headers: duration.prefault('20s'),
      request_body: duration.prefault('300s'),
      slow_reader: duration.prefault('120s'),
      redaction: duration.prefault('2s'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      inspected_body: size.prefault('16MB'),
      streamed_body: size.prefault('128MB'),
      inspected_in_flight: size.prefault('256MB'),
      answer: size.prefault('64MB'),
      connections: z.int().min(1).default(10_000),
      upstream_connections: z.int().min(1).default(256),
    })
    .prefault({}),
  shutdown: z.strictObject({ grace: duration.prefault('30s'), drain: duration.prefault('0s') }).prefault({}),
  evaluation: z
    .strictObject({ until: isoDate })
    .optional()
    .describe('At most 30 days ahead: in-zone endpoints serve without retention attestations'),
  endpoints: z.record(id, endpointSchema),
  tenants: z.record(id, tenantSchema),
})

export type ConfigFile = z.output<typeof configSchema>
export type EndpointConfig = ConfigFile['endpoints'][string]
export type TenantConfig = ConfigFile['tenants'][string]
export type Attestation = z.output<typeof attestationSchema>
