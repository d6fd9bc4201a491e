/** The folder that an operator mounts: which files it has to have, what they have to say, and the digest that names the model. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Bytes. A tokenizer of 250,000 words is 17 MB. */
const MOST_JSON = 64 * 1024 * 1024
const CHUNK = 1024 * 1024

const configSchema = z.object({
  id2label: z.record(z.string().regex(/^\d{1,4}$/), z.string().min(1).max(100)),
  architectures: z.array(z.string()).nullish(),
  max_position_embeddings: z.number().nullish(),
})

const tokenizerConfigSchema = z.object({ model_max_length: z.number().nullish() })

/** What the folder says of the model. */
export interface ModelFacts {
  /** By class. */
  readonly labels: readonly string[]
  /** Tokens that the model takes at once, special ones included. */
  readonly longest: number
}

export interface ModelFolder extends ModelFacts {
  readonly directory: string
  /** Hex of the SHA-256 over the digests of the files that decide what is found. */
  readonly digest: string
}

/** What is wrong with a folder, in words of ours; never quotes a file. */
export class ModelFolderError extends Error {
  override readonly name = 'ModelFolderError'
  readonly fix: string

  constructor(message: string, fix: string) {
    super(message)
    this.fix = fix
  }
}

export const MODEL_FILE = 'model.onnx'
export const TOKENIZER_FILE = 'tokenizer.json'
export const TOKENIZER_CONFIG_FILE = 'tokenizer_config.json'
const FILES = [MODEL_FILE, TOKENIZER_FILE, TOKENIZER_CONFIG_FILE, 'config.json'] as const

const EXPORT =
  'export the model for token classification to ONNX, as Hugging Face optimum does, and mount the folder'
/** A window longer than this costs more than it tells. */
const LONGEST_WINDOW = 512
const SHORTEST_WINDOW = 8

/** Folders that were read, by path: a reload of the configuration does not read a gigabyte again that nobody touched. */
const known = new Map<string, { readonly identity: string; readonly folder: ModelFolder }>()

/**
 * Reads and checks the folder. Throws `ModelFolderError`; the model itself is only digested, and loaded by its thread, which
 * compares what it finds with the digest.
 */
export function readModelFolder(directory: string): ModelFolder {
  const identity = FILES.map((file) => demandFile(directory, file)).join()
  const before = known.get(directory)
  if (before?.identity === identity) return before.folder
  const folder = readFolder(directory)
  known.set(directory, { identity, folder })
  return folder
}

function readFolder(directory: string): ModelFolder {
  const config = parse(
    configSchema,
    directory,
    'config.json',
    'it has no id2label with a name for each class',
  )
  if (config.architectures?.some((name) => !name.endsWith('ForTokenClassification')) === true) {
    throw new ModelFolderError('config.json says that the model is no token classifier', EXPORT)
  }
  const labels = labelsOf(config.id2label)
  const tokenizerConfig = parse(
    tokenizerConfigSchema,
    directory,
    TOKENIZER_CONFIG_FILE,
    'it is not what a tokenizer has',
  )
  parse(z.object({ model: z.looseObject({}) }), directory, TOKENIZER_FILE, 'it holds no `model`')
  // Some tokenizers give 10^30 for "no limit".
  const limits = [config.max_position_embeddings, tokenizerConfig.model_max_length].filter(
    (limit) => typeof limit === 'number' && limit >= SHORTEST_WINDOW,
  )
  const longest = Math.min(LONGEST_WINDOW, ...limits.map(Number))
  return { directory, labels, longest, digest: digestOf(directory) }
}

/** Throws `ModelFolderError` when the files are not those that were checked. */
export function demandDigest(directory: string, expected: string): void {
  const found = digestOf(directory)
  // What the files say is nobody's secret.
  if (found === expected) return
  throw new ModelFolderError('the files changed since the configuration was loaded', 'load it again')
}

/** Throws what `fs` throws, or a `SyntaxError`. */
export function readJson(directory: string, file: string): unknown {
  return JSON.parse(readFileSync(join(directory, file), 'utf8'))
}

/** Answers what changes with every change of the file. */
function demandFile(directory: string, file: string): string {
  let size: number
  let identity: string
  try {
    const status = statSync(join(directory, file), { bigint: true })
    if (!status.isFile()) throw new ModelFolderError(`${file} is not a file`, EXPORT)
    size = Number(status.size)
    identity = [status.dev, status.ino, status.size, status.mtimeNs, status.ctimeNs].join(':')
  } catch (error) {
    if (error instanceof ModelFolderError) throw error
    throw new ModelFolderError(`the folder has no ${file} that can be read`, EXPORT)
  }
  if (file !== MODEL_FILE && size > MOST_JSON)
    throw new ModelFolderError(`${file} is larger than 64 MB`, EXPORT)
  return identity
}

function parse<T>(schema: z.ZodType<T>, directory: string, file: string, otherwise: string): T {
  let value: unknown
  try {
    value = readJson(directory, file)
  } catch {
    throw new ModelFolderError(`${file} is no JSON that can be read`, EXPORT)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new ModelFolderError(`${file} cannot be used: ${otherwise}`, EXPORT)
}

function labelsOf(table: Readonly<Record<string, string>>): readonly string[] {
  const count = Object.keys(table).length
  const labels = Array.from({ length: count }, (_, index) => table[String(index)])
  if (count >= 2 && labels.every((label) => label !== undefined)) return labels
  throw new ModelFolderError('id2label of config.json does not name the classes 0, 1, 2 and so on', EXPORT)
}

function digestOf(directory: string): string {
  const all = createHash('sha256')
  for (const file of FILES) all.update(fileDigest(join(directory, file)))
  return all.digest('hex')
}

function fileDigest(path: string): Buffer {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK)
  const descriptor = openSync(path, 'r')
  try {
    for (;;) {
      const count = readSync(descriptor, buffer, 0, CHUNK, null)
      if (count === 0) return hash.digest()
      hash.update(buffer.subarray(0, count))
    }
  } finally {
    closeSync(descriptor)
  }
}
