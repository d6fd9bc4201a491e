/** What an operator brings to look for people's names: a model in a folder, or an analyser behind a URL. */
import { z } from 'zod'
import { ENTITIES, LANGUAGES } from '../../redaction/types.ts'
import { attestationSchema } from './attestation-schema.ts'
import { filePath, isoCountry, timeout } from './field-formats.ts'

const threshold = z.number().gt(0).max(1).default(0.5).describe('How sure it has to be, above 0 and up to 1')

const timeLimit = timeout
  .prefault('2s')
  .describe('For all texts of one call or answer; a call that needs longer is refused')

const languages = z.array(z.enum(LANGUAGES)).min(1)

const onnx = z.strictObject({
  kind: z.literal('onnx').describe('A token classifier in ONNX, run in a thread of its own'),
  path: filePath.describe('Folder with model.onnx, tokenizer.json, tokenizer_config.json and config.json'),
  labels: z
    .record(z.string().min(1).max(100), z.enum(ENTITIES))
    .default({})
    .describe("Labels of the model's that stand for an entity; those of people's names are known"),
  languages: languages.optional().describe('Languages that the model is for (ISO 639-1); all when absent'),
  threshold,
  time_limit: timeLimit,
  threads: z.int().min(1).max(16).default(1).describe('Threads; each keeps the model in memory'),
})

const analyzer = z.strictObject({
  kind: z.literal('analyzer').describe("A service with the API of Presidio's analyser"),
  url: z
    .url({ protocol: /^https?$/, error: 'an address such as https://analyzer.example.internal' })
    .describe('Its address; /analyze is added. https, or http on loopback'),
  countries: z.array(isoCountry).min(1).max(60).describe('Where it runs: all inside the zone of each tenant'),
  attestation: attestationSchema.describe('Who says that it runs there and keeps no text'),
  languages: languages.describe('Languages that it has models for (ISO 639-1)'),
  entities: z
    .record(
      z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, 'an entity of the analyser such as PERSON'),
      z.enum(ENTITIES),
    )
    .default({ PERSON: 'PERSON' })
    .describe('Entities that it is asked for, and what each is called here'),
  threshold,
  time_limit: timeLimit,
  connections: z.int().min(1).max(256).default(8).describe('Texts that it is asked about at one time'),
  private_network: z.array(z.string()).default([]).describe('Private CIDRs in which its host may resolve'),
  ca: filePath.optional().describe('PEM file with the CA of its certificate'),
})

export const nameDetectorSchema = z.discriminatedUnion('kind', [onnx, analyzer])

export type NameDetectorConfig = z.output<typeof nameDetectorSchema>
export type OnnxConfig = z.output<typeof onnx>
export type AnalyzerConfig = z.output<typeof analyzer>
