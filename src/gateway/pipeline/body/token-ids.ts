/** Token ids are text in another spelling: they are decoded with the model's own tokenizer, and redacted like text. */
import type { Tiktoken, TiktokenBPE } from 'js-tiktoken/lite'
import { Refusal } from '../../errors/refusal.ts'
import type { BodyRedactor } from './body-redactor.ts'
import type { JsonBody, MemberSpan } from './json-body.ts'
import type { Splice } from './splice.ts'

interface Encoding {
  readonly models: RegExp
  /** Ids below this are in the vocabulary, special tokens included. */
  readonly size: number
  readonly load: () => Promise<{ default: TiktokenBPE }>
}

/** Encodings by model family (OpenAI, tiktoken's model table). */
const ENCODINGS: readonly Encoding[] = [
  {
    models: /^text-embedding-(?:3-|ada-002)/,
    size: 100_277,
    load: async () => await import('js-tiktoken/ranks/cl100k_base'),
  },
]

const tokenizers = new Map<Encoding, Promise<Tiktoken>>()

/** Replaces arrays of token ids whose text holds something; arrays that do not stay as sent. Throws `Refusal` 422. */
export async function redactTokenIds(
  body: JsonBody,
  span: MemberSpan,
  redactor: BodyRedactor,
  model: string | undefined,
  splice: Splice,
): Promise<void> {
  const source = body.text.slice(span.valueStart, span.valueEnd)
  if (redactor.mode === 'off' || !holdsNumbers(body, span)) return
  const arrays = readArrays(source)
  const encoding = ENCODINGS.find(({ models }) => model !== undefined && models.test(model))
  if (encoding === undefined) {
    throw new Refusal('token_ids_unreadable', { path: 'input', remedy: 'send strings instead of token ids.' })
  }
  if (arrays.some((ids) => ids.some((id) => id >= encoding.size))) {
    throw new Refusal('token_ids_unreadable', {
      path: 'input',
      because: 'An id is outside the vocabulary of the model.',
    })
  }
  const tokenizer = await redactor.outsideDeadline(tokenizerOf(encoding))
  const texts = arrays.map((ids) => tokenizer.decode([...ids]))
  const redacted = texts.map((text) => redactor.text(text, 'caller', () => undefined))
  if (redacted.every((text, index) => text === texts[index])) return
  splice.replace(span.valueStart, span.valueEnd, JSON.stringify(redacted))
}

/** True when a digit stands outside the strings of the member. */
function holdsNumbers(body: JsonBody, { valueStart, valueEnd }: MemberSpan): boolean {
  let position = valueStart
  for (const { start, end, number } of body.strings) {
    // A number that is long enough to be looked at is listed among them.
    if (number === true || start < valueStart || end > valueEnd) continue
    if (/\d/.test(body.text.slice(position, start))) return true
    position = end
  }
  return /\d/.test(body.text.slice(position, valueEnd))
}

function readArrays(source: string): readonly (readonly number[])[] {
  const value: unknown = JSON.parse(source)
  if (isIds(value)) return [value]
  if (Array.isArray(value) && value.every(isIds)) return value
  throw new Refusal('unredactable', { path: 'input', because: 'It mixes token ids with something else.' })
}

function isIds(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((id) => Number.isSafeInteger(id) && id >= 0)
}

async function tokenizerOf(encoding: Encoding): Promise<Tiktoken> {
  let tokenizer = tokenizers.get(encoding)
  if (tokenizer === undefined) {
    tokenizer = Promise.all([import('js-tiktoken/lite'), encoding.load()]).then(
      ([lite, ranks]) => new lite.Tiktoken(ranks.default),
    )
    tokenizers.set(encoding, tokenizer)
  }
  return await tokenizer
}
