/** A token classifier of a few hundred bytes in the layout of a Hugging Face export: ONNX protobuf written by hand, a WordPiece vocabulary. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a test wants the model to say of each word piece: a label of `labels`. */
export interface TinyModel {
  readonly labels: readonly string[]
  /** Word pieces (`##` continues a word) and the label that the model gives them. */
  readonly pieces: Readonly<Record<string, string>>
  /** The score of the label that is given, before softmax. */
  readonly sure?: number
  readonly lowercase?: boolean
  readonly longest?: number
  /** Inputs that the graph declares. */
  readonly inputs?: readonly string[]
  /** Replaces or takes away (undefined) a file of the folder. */
  readonly files?: Readonly<Record<string, string | Uint8Array | undefined>>
  /** Other members of `tokenizer.json`. */
  readonly tokenizer?: object
}

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]'] as const

/** Writes the folder below the system's own place for such, and answers its path. */
export function writeTinyModel(model: TinyModel): string {
  const folder = mkdtempSync(join(tmpdir(), 'limen-model-'))
  const words = [...SPECIAL, ...Object.keys(model.pieces)]
  const vocabulary = Object.fromEntries(words.map((word, index) => [word, index]))
  const sure = model.sure ?? 8
  const table = words.flatMap((word) => {
    const wanted = model.pieces[word] ?? model.labels[0] ?? ''
    return model.labels.map((label) => (label === wanted ? sure : 0))
  })
  const { longest = 512 } = model
  const files: Record<string, string | Uint8Array | undefined> = {
    'model.onnx': lookupModel(
      table,
      words.length,
      model.labels.length,
      model.inputs ?? ['input_ids', 'attention_mask'],
    ),
    'config.json': JSON.stringify({
      architectures: ['BertForTokenClassification'],
      max_position_embeddings: longest,
      id2label: Object.fromEntries(model.labels.map((label, index) => [String(index), label])),
    }),
    'tokenizer_config.json': JSON.stringify({ model_max_length: longest, tokenizer_class: 'BertTokenizer' }),
    'tokenizer.json': JSON.stringify({
      version: '1.0',
      added_tokens: SPECIAL.map((content, id) => ({
        id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true,
      })), // prettier-ignore
      normalizer: {
        type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true,
        strip_accents: false, lowercase: model.lowercase ?? false,
      }, // prettier-ignore
      pre_tokenizer: { type: 'BertPreTokenizer' },
      post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
      decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
      model: {
        type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##',
        max_input_chars_per_word: 100, vocab: vocabulary,
      }, // prettier-ignore
      ...model.tokenizer,
    }),
    ...model.files,
  }
  for (const [name, content] of Object.entries(files))
    if (content !== undefined) writeFileSync(join(folder, name), content)
  return folder
}

/** Rows of a table by `input_ids`: one Gather node, its output is the logits. Source: onnx.proto3. */
function lookupModel(
  table: readonly number[],
  rows: number,
  columns: number,
  inputs: readonly string[],
): Buffer {
  const node = message(text(1, 'table'), text(1, 'input_ids'), text(2, 'logits'), text(4, 'Gather'))
  const tensor = message(
    number(1, rows),
    number(1, columns),
    number(2, FLOAT),
    text(8, 'table'),
    field(9, Buffer.from(Float32Array.from(table).buffer)),
  )
  const graph = message(
    field(1, node),
    text(2, 'tiny'),
    field(5, tensor),
    ...inputs.map((name) => field(11, value(name, INT64, ['batch', 'sequence']))),
    field(12, value('logits', FLOAT, ['batch', 'sequence', columns])),
  )
  return message(number(1, 8), field(7, graph), field(8, message(text(1, ''), number(2, 13))))
}

const FLOAT = 1
const INT64 = 7

function value(name: string, type: number, dims: readonly (string | number)[]): Buffer {
  const shape = dims.map((dim) => field(1, typeof dim === 'number' ? number(1, dim) : text(2, dim)))
  return message(text(1, name), field(2, field(1, message(number(1, type), field(2, message(...shape))))))
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  return Buffer.from([...bytes, rest])
}

function number(id: number, value: number): Buffer {
  return Buffer.concat([varint(id << 3), varint(value)])
}

function field(id: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes])
}

function text(id: number, content: string): Buffer {
  return field(id, Buffer.from(content, 'utf8'))
}

function message(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(parts)
}
