/** A Hugging Face tokenizer, read from `tokenizer.json`, as token offsets and windows need it. */
import type { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import type { PieceTokenizer } from './token-offsets.ts'

/** What of `tokenizer.json` tells how tokens are spelled. Source: the `tokenizers` crate, `Tokenizer::to_string`. */
const fileSchema = z.object({
  model: z.object({
    continuing_subword_prefix: z.string().nullish(),
    end_of_word_suffix: z.string().nullish(),
    unk_token: z.string().nullish(),
  }),
  pre_tokenizer: z.unknown(),
  decoder: z.unknown(),
})

const UTF8 = new TextEncoder()
const BYTE = /^<0x([0-9A-F]{2})>$/
const METASPACE = '\u2581'
/** Words that come again within one call are read once. */
const MOST_SEEN = 4096

export class ModelTokenizer implements PieceTokenizer {
  /** Ids that stand around every window: `[CLS]` and `[SEP]`. */
  readonly prefix: readonly number[]
  readonly suffix: readonly number[]
  readonly #tokenizer: Tokenizer
  readonly #unknown: ReadonlySet<string>
  readonly #continuing: string
  readonly #ending: string
  readonly #byteLevel: boolean
  readonly #seen = new Map<string, readonly string[]>()

  /** Throws for a file of another shape. */
  constructor(tokenizer: Tokenizer, file: unknown) {
    const { model, pre_tokenizer: before, decoder } = fileSchema.parse(file)
    this.#tokenizer = tokenizer
    this.#unknown = new Set(model.unk_token == null ? [] : [model.unk_token])
    this.#continuing = model.continuing_subword_prefix ?? ''
    this.#ending = model.end_of_word_suffix ?? ''
    this.#byteLevel = JSON.stringify([before, decoder]).includes('"ByteLevel"')
    const bare: readonly number[] = tokenizer.encode('a', { add_special_tokens: false }).ids
    const whole: readonly number[] = tokenizer.encode('a').ids
    const at = whole.findIndex((_id, index) => bare.every((each, offset) => whole[index + offset] === each))
    this.prefix = whole.slice(0, Math.max(0, at))
    this.suffix = at < 0 ? [] : whole.slice(at + bare.length)
  }

  tokens(piece: string, lead: boolean): readonly string[] {
    const asked = lead ? ` ${piece}` : piece
    const known = this.#seen.get(asked)
    if (known !== undefined) return known
    const tokens = this.#tokenizer.tokenize(asked)
    if (this.#seen.size < MOST_SEEN) this.#seen.set(asked, tokens)
    return tokens
  }

  /** Drops the words of the texts so far. */
  forget(): void {
    this.#seen.clear()
  }

  normalize(character: string): string {
    const { normalizer } = this.#tokenizer
    const normal = normalizer === null ? character : normalizer.normalize(character)
    // A normaliser that marks word starts marks every character that it is given alone.
    return normal.startsWith(METASPACE) && !character.startsWith(METASPACE) ? normal.slice(1) : normal
  }

  bytes(token: string, first: boolean): Uint8Array | undefined {
    if (this.#unknown.has(token)) return undefined
    const byte = BYTE.exec(token)
    if (byte !== null) return Uint8Array.of(Number.parseInt(byte[1] ?? '', 16))
    if (this.#byteLevel) return bytesBehind(token)
    let spelled = token
    if (!first && this.#continuing !== '' && spelled.startsWith(this.#continuing))
      spelled = spelled.slice(this.#continuing.length)
    if (this.#ending !== '' && spelled.endsWith(this.#ending))
      spelled = spelled.slice(0, spelled.length - this.#ending.length)
    return UTF8.encode(spelled.replaceAll(METASPACE, ' '))
  }

  /** Throws for a token that the vocabulary has not, where there is none for unknown ones. */
  id(token: string): number {
    const id = this.#tokenizer.token_to_id(token) ?? this.#tokenizer.model?.unk_token_id
    if (id === undefined) throw new TypeError('a token has no id')
    return id
  }
}

/** Characters with which byte-level tokens write bytes: printable ones stand for themselves, the others follow U+0100. */
const BYTES_BEHIND = byteTable()

function byteTable(): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  let next = 0x100
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae
    table.set(String.fromCodePoint(printable ? byte : next++), byte)
  }
  return table
}

function bytesBehind(token: string): Uint8Array | undefined {
  const bytes: number[] = []
  for (const character of token) {
    const byte = BYTES_BEHIND.get(character)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}
