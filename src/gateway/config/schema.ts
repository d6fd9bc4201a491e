/** The configuration file as an operator writes it: every key, its unit and its default. */
import { z } from 'zod'
import { ENTITIES, LANGUAGES, MODES } from '../../redaction/types.ts'
import { TIERS } from '../names-tier/contract.ts'
import { attestationSchema } from './attestation-schema.ts'
import { endpointSchema } from './endpoint-schema.ts'
import { nameDetectorSchema } from './name-detector-schema.ts'
import {
  duration,
  filePath,
  host,
  id,
  isoCountry,
  isoDate,
  limit,
  onObjects,
  operationName,
  port,
  secret,
  size,
  timeout,
} from './field-formats.ts'

export const zoneSchema = z.union([
  z.enum(['eea', 'eea+ch', 'eea+adequate']),
  z.array(isoCountry).min(1).max(60),
])

const redactionMode = z.enum(['apply', 'report', 'off'])

const offNeedsReason = {
  message: 'mode `off` needs a `reason`',
  path: ['reason'],
  when: onObjects,
}

const reason = z.string().min(8).max(400).optional()

const replaceWith = z
  .partialRecord(z.enum(ENTITIES), z.enum(MODES))
  .describe(
    'What stands in place of values of an entity: `placeholder` (the default), `surrogate` (same format), `mask`, `hash`, `drop`; or `refuse` the call',
  )

const answerRule = z
  .enum(['apply', 'flag'])
  .optional()
  .describe(
    "Personal data that is the answer's own: `apply` masks it for good, `flag` only counts it; without it answers are only restored",
  )

const names = z
  .enum(TIERS)
  .describe(
    "How people's names are looked for: `off`, by `rules` (lists and the words around them), `builtin` (by those and a tagger), or by those and an `onnx` model or an `analyzer` of `name_detectors`",
  )
const namesDetector = id
  .optional()
  .describe('Which of `name_detectors`; not needed where there is one of the kind')
const namesFallback = z
  .literal('builtin')
  .optional()
  .describe('What has to do when the model or analyser does not answer; the call is refused without it')
const namesMinimum = z
  .partialRecord(z.enum(LANGUAGES), z.enum(TIERS))
  .describe('The least that texts of a language need: they are refused where they do not get it')
const languages = z
  .array(z.enum(LANGUAGES))
  .min(1)
  .describe('Languages in which names and spoken numbers are looked for (ISO 639-1); all when absent')
const spoken = z
  .boolean()
  .describe('Numbers and e-mail addresses that are said in words are looked for, in `languages`')
const words = z.array(z.string().min(2).max(200))
const allow = z.array(z.string().min(3).max(200))

const redactionRule = z
  .strictObject({
    mode: redactionMode.describe(
      '`apply` replaces what it finds, `report` only counts it, `off` does not look',
    ),
    reason: reason.describe('Why redaction is off, in a sentence; needed with `off`'),
    words: words.optional().describe("Words of this operation, besides the tenant's own"),
    allow: allow.optional().describe("Values never taken out of this operation, besides the tenant's own"),
    replace_with: replaceWith.optional(),
    names: names.optional(),
    names_detector: namesDetector,
    spoken: spoken.optional(),
    languages: languages.optional(),
    response: answerRule,
  })
  .refine((rule) => rule.mode !== 'off' || rule.reason !== undefined, offNeedsReason)

export const tenantSchema = z.strictObject({
  zone: zoneSchema.optional().describe("Overrides the file's zone for this tenant"),
  keys: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[A-Za-z0-9]{4,32}$/, 'a key id of 4 to 32 letters and digits')
          .describe('Names the key in the record'),
        hash: z
          .string()
          .regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits, as `limen keys new` prints them')
          .describe('Of the whole key, as `limen keys new` prints it'),
        status: z.enum(['active', 'revoked']).describe('`revoked` answers 401 from the next reload on'),
      }),
    )
    .min(1)
    .describe('Gateway keys of this tenant, made by `limen keys new`'),
  endpoints: z.array(id).min(1).describe('Endpoints that this tenant may use, in order of preference'),
  media: z
    .array(operationName)
    .default([])
    .describe(
      'Operations whose audio, images or files may leave uninspected: the consent, as vendor.operation',
    ),
  shared: z
    .array(
      z.strictObject({
        kind: id.describe("Kind of the object, as the vendor's table of operations has it: `glossary`"),
        id: z
          .string()
          .regex(/^[\x21-\x7e]{1,256}$/, 'an id of up to 256 characters without spaces')
          .describe("The vendor's id"),
        endpoint: id.describe("The tenant's endpoint that keeps it"),
      }),
    )
    .default([])
    .describe('Objects at a vendor that the tenant may read though it did not make them'),
  forward_headers: z
    .array(z.string().min(1).max(100))
    .default([])
    .describe('Caller headers that may go to the vendor besides its own list; a trailing * matches a prefix'),
  unlisted: z
    .strictObject({
      mode: z.literal('redact').describe('The only mode'),
      attestation: attestationSchema.describe('Who answers for it'),
    })
    .optional()
    .describe('Operations that no connector lists: JSON and multipart pass with every string redacted'),
  opaque: z
    .strictObject({
      mode: z.literal('allow').describe('The only mode'),
      attestation: attestationSchema.describe('Who answers for it'),
    })
    .optional()
    .describe('Files, images and audio of any operation pass uninspected'),
  redaction: z
    .strictObject({
      mode: redactionMode
        .default('apply')
        .describe('`apply` replaces what it finds, `report` only counts it, `off` does not look'),
      reason: reason.describe('Why redaction is off, in a sentence; needed with `off`'),
      entities: z.array(z.enum(ENTITIES)).optional().describe('Entities to look for; all when absent'),
      words: words.default([]).describe("The tenant's own words, matched whole and in any case"),
      allow: allow
        .default([])
        .describe("Values never taken out: the tenant's own public address, its hotline"),
      replace_with: replaceWith.default({}),
      names: names.default('off'),
      names_detector: namesDetector,
      names_fallback: namesFallback,
      names_minimum: namesMinimum.default({}),
      spoken: spoken.default(true),
      languages: languages.optional(),
      response: answerRule,
      placeholder_note: z
        .boolean()
        .default(false)
        .describe(
          'Tells the model to copy placeholders as they are, and in Polish and Czech how to name a case and who is a woman or a man',
        ),
      phone_regions: z
        .array(isoCountry)
        .default([])
        .describe('Countries whose national phone formats are recognised without a +'),
      routes: z
        .record(operationName, redactionRule)
        .default({})
        .describe('Other modes for single operations, by vendor.operation'),
    })
    .prefault({})
    .refine((rule) => rule.mode !== 'off' || rule.reason !== undefined, offNeedsReason)
    .describe('What is taken out of the texts before they leave'),
})

const tlsSchema = z.strictObject({
  host: host.optional().describe('Address; that of `listen` when absent'),
  port: port.default(8443).describe('Port; 0 takes a free one'),
  certificate: filePath.describe('PEM file: the certificate, then those between it and its CA'),
  private_key: filePath.describe('PEM file with its private key, without a passphrase'),
  client_ca: filePath
    .optional()
    .describe('PEM file: only callers with a certificate of one of these CAs are served (mTLS)'),
})

export const configSchema = z.strictObject({
  version: z.literal(1).describe('Version of this format'),
  zone: zoneSchema.describe(
    'Where calls may be processed: eea, eea+ch, eea+adequate, or a list of ISO countries',
  ),
  secret: secret.describe('At least 32 random characters; every keyed HMAC derives from it'),
  listen: z
    .strictObject({
      host: host.default('127.0.0.1').describe('Address; beyond loopback only with an active key'),
      port: port.default(8080).describe('Port in clear, HTTP/1.1 and HTTP/2; 0 takes a free one'),
      tls: tlsSchema.optional().describe('A second port, with TLS: HTTP/1.1 and HTTP/2 by ALPN'),
    })
    .prefault({})
    .describe('Where callers connect'),
  operations: z
    .strictObject({
      host: host.default('127.0.0.1').describe('Address'),
      port: port.default(9090).describe('Port; 0 takes a free one'),
    })
    .prefault({})
    .describe('/livez, /readyz and /metrics'),
  ledger: z
    .strictObject({
      file: filePath.describe('SQLite database, on a local disk of its own'),
      keep: z.int().min(1).max(3660).default(400).describe('Days after which closed rows are deleted'),
      disk_alarm: size.prefault('256MB').describe('Free space below which the alarm metric is raised'),
    })
    .describe('Where every call is recorded'),
  timeouts: z
    .strictObject({
      connect: timeout.prefault('5s').describe('Until the vendor accepts the connection, TLS included'),
      first_byte: timeout.prefault('600s').describe('Until the vendor starts to answer'),
      idle: timeout.prefault('120s').describe("Between two parts of the vendor's answer"),
      total: timeout.prefault('1800s').describe('For the whole call'),
      keep_alive: timeout
        .prefault('620s')
        .describe("Idle caller connections; longer than the load balancer's own, so that it closes first"),
      request_headers: timeout.prefault('20s').describe("Until the caller's headers are complete"),
      request_body: timeout.prefault('300s').describe("Until the caller's body is complete"),
      slow_reader: timeout.prefault('120s').describe('A caller that takes no byte for so long is cut off'),
      live_connect: timeout
        .prefault('5s')
        .describe("Until a vendor's WebSocket is open; less where the vendor's SDK waits less"),
      live_idle: timeout
        .prefault('300s')
        .describe('A session over WebSocket in which neither side says anything; pings do not count'),
      live_total: timeout.prefault('3h').describe('For a whole session over WebSocket'),
      redaction: timeout
        .prefault('2s')
        .describe('To redact one body; a call whose redaction takes longer is refused'),
    })
    .prefault({})
    .describe('Durations: 250ms, 5s, 30m, 1h; at most 24h'),
  limits: z
    .strictObject({
      inspected_body: limit.prefault('16MB').describe('One body that is read whole to be redacted'),
      streamed_body: limit.prefault('128MB').describe('One body that passes in parts (uploads)'),
      inspected_in_flight: limit
        .prefault('256MB')
        .describe('All bodies and answers that are read whole, at one time; 503 beyond it'),
      answer: limit.prefault('64MB').describe('One answer that is read whole to be restored'),
      connections: z.int().min(1).max(1_000_000).default(10_000).describe('Caller connections at one time'),
      streams: z.int().min(1).max(1000).default(100).describe('Calls at one time on one HTTP/2 connection'),
      live_frame: limit.prefault('4MB').describe('One frame of a session over WebSocket, of either side'),
      live_sessions: z
        .int()
        .min(1)
        .max(100_000)
        .default(2000)
        .describe('Sessions over WebSocket at one time; 503 beyond it'),
      upstream_connections: z.int().min(1).max(65_535).default(4096).describe('Connections to one endpoint'),
    })
    .prefault({})
    .describe('Sizes in powers of 1024: 64KB, 16MB, 1GB'),
  shutdown: z
    .strictObject({
      grace: duration.prefault('30s').describe('For calls in flight after SIGTERM'),
      drain: duration.prefault('0s').describe('Still accepting, already unready, before that'),
    })
    .prefault({})
    .describe('How the process ends'),
  evaluation: z
    .strictObject({
      until: isoDate.describe('Last day (through 24:00 UTC), at most 30 days ahead'),
    })
    .optional()
    .describe('In-zone endpoints serve without retention attestations for so long; records are marked'),
  name_detectors: z
    .record(id, nameDetectorSchema)
    .default({})
    .describe("What looks for people's names beside the engine, by names of your own"),
  endpoints: z.record(id, endpointSchema).describe('Vendor endpoints, by names of your own'),
  tenants: z.record(id, tenantSchema).describe('Who may call, by names of your own'),
})

export type ConfigFile = z.output<typeof configSchema>
export type TlsConfig = z.output<typeof tlsSchema>
export type TenantConfig = ConfigFile['tenants'][string]
