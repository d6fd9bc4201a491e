/** Where tokens stand: held against the tokenizer itself, for the three kinds that models have, whatever the text is made of. */
import { Tokenizer } from '@huggingface/tokenizers'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { ModelTokenizer } from '../../src/gateway/names-tier/onnx/model-tokenizer.ts'
import { piecesOf, placesOf } from '../../src/gateway/names-tier/onnx/token-offsets.ts'
import { windowsOf } from '../../src/gateway/names-tier/onnx/windows.ts'

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']
const added = SPECIAL.map((content, id) => ({
  id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true,
})) // prettier-ignore

function numbered(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...new Set([...SPECIAL, ...words])].map((word, index) => [word, index]))
}

/** What the words of the tests are made of. */
const LETTERS = [...Array.from('abcnowkisżółé'.normalize('NFC')), 'é'.normalize('NFD').slice(1)]

const WORD_PIECE = {
  version: '1.0',
  added_tokens: added,
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100,
    vocab: numbered(Array.from('abcnowkiszole').flatMap((each) => [each, `##${each}`]).concat(['anna', '##ski', ',', '.', '-', "'", '山', '田'])),
  },
} // prettier-ignore

const UNIGRAM = {
  version: '1.0',
  added_tokens: added,
  normalizer: { type: 'NFKC' },
  pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', add_prefix_space: true }] },
  post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }], pair: [], special_tokens: {} },
  decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', add_prefix_space: true },
  model: {
    type: 'Unigram', unk_id: 1,
    vocab: [...SPECIAL, '▁', ...LETTERS, '▁anna', 'ski', ',', '.', '😀'].map((word, index) => [word, index < 4 ? 0 : -2 - word.length]),
  },
} // prettier-ignore

const BYTES = byteAlphabet()
const BYTE_LEVEL = {
  version: '1.0',
  added_tokens: added,
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  post_processor: { type: 'RobertaProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2], trim_offsets: true, add_prefix_space: false },
  decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
  model: { type: 'BPE', unk_token: null, continuing_subword_prefix: '', end_of_word_suffix: '', fuse_unk: false, byte_fallback: false, vocab: numbered([...BYTES, 'an', 'na', 'anna', 'Ġanna']), merges: ['a n', 'n a'] },
} // prettier-ignore

function printable(byte: number): boolean {
  return (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173
}

/** The characters that stand for bytes in byte-level vocabularies. Source: openai/gpt-2, `bytes_to_unicode`. */
function byteAlphabet(): readonly string[] {
  let other = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : other++))
}

function reader(file: object): { readonly own: ModelTokenizer; readonly theirs: Tokenizer } {
  const theirs = new Tokenizer(file, { model_max_length: 512 })
  return { own: new ModelTokenizer(theirs, file), theirs }
}

const KINDS = [
  ['WordPiece', WORD_PIECE],
  ['Unigram', UNIGRAM],
  ['byte-level BPE', BYTE_LEVEL],
] as const

const word = fc
  .array(
    fc.constantFrom('anna', 'ski', 'kow', 'ó', 'é'.normalize('NFD'), 'ż', 'A', ',', '.', '-', "'", '😀', '👨‍👩‍👧', '\u202b', '山田', 'İ', 'ß', 'ﬁ', '½'),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('')) // prettier-ignore
const plainWord = fc
  .array(fc.constantFrom('anna', 'ski', 'kow', 'ni', 'a', ','), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''))

describe.each(KINDS)('%s', (_kind, file) => {
  const { own, theirs } = reader(file)

  it('knows what stands around a text', () => {
    expect([own.prefix, own.suffix]).toEqual([[2], [3]])
  })

  it('has the tokens that the tokenizer has for the whole text', () => {
    fc.assert(
      fc.property(fc.array(plainWord, { maxLength: 8 }), (words) => {
        const text = words.join(' ')
        const tokens = piecesOf(text, own, 500).flatMap((piece) => piece.tokens)
        expect(tokens).toEqual(theirs.tokenize(text))
        const ids: readonly number[] = theirs.encode(text, { add_special_tokens: false }).ids
        expect(tokens.map((token) => own.id(token))).toEqual(ids)
      }),
    )
  })

  it('gives each token a place: in order, inside its piece, all of it covered, no character cut', () => {
    let placed = 0
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 6 }),
        fc.constantFrom(' ', '  ', '\n', '\u00a0'),
        (words, gap) => {
          const text = words.join(gap)
          const pieces = piecesOf(text, own, 500)
          for (const piece of pieces) {
            const places = placesOf(text, piece, own)
            if (places === undefined) continue
            placed++
            expect(places).toHaveLength(piece.tokens.length)
            let end = piece.start
            for (const place of places) {
              expect(place.start).toBeGreaterThanOrEqual(piece.start)
              expect(place.end).toBeLessThanOrEqual(piece.end)
              expect(place.end).toBeGreaterThanOrEqual(place.start)
              // The next token goes on where this one ended, or shares its character.
              expect(place.start).toBeLessThanOrEqual(Math.max(end, firstOf(text, end, piece.end)))
              end = Math.max(end, place.end)
              for (const at of [place.start, place.end])
                expect(/^[\udc00-\udfff]/.test(text.slice(at, at + 1))).toBe(false)
            }
            expect(text.slice(end, piece.end).replaceAll(/[\p{M}\p{Cf}]/gu, '')).toBe('')
          }
        },
      ),
    )
    expect(placed).toBeGreaterThan(100)
  })

  it('places the parts of words that stand together', () => {
    const text = 'xx anna,kowski'
    const piece = piecesOf(text, own, 500).at(-1)
    const places = piece === undefined ? undefined : placesOf(text, piece, own)
    const said = (places ?? []).map(({ start, end }) => text.slice(start, end)).filter((each) => each !== '')
    expect(said.join('')).toBe('anna,kowski')
    expect(said).toContain(',')
    expect(said[0]?.startsWith('a')).toBe(true)
  })
})

/** Where a character that the tokenizer drops ends: a mark of direction, a joiner. */
function firstOf(text: string, from: number, end: number): number {
  let at = from
  while (at < end && /^[\p{M}\p{Cf}]/u.test(text.slice(at, at + 2)))
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at
}

describe('long runs without a space', () => {
  it('are cut between characters, into pieces that a window holds', () => {
    const { own } = reader(BYTE_LEVEL)
    const text = `${'😀é'.repeat(400)} anna`
    const pieces = piecesOf(text, own, 30)
    expect(pieces.every(({ tokens }) => tokens.length <= 30)).toBe(true)
    expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text.replace(' ', ''))
    for (const { start } of pieces) expect(/^(?:[\udc00-\udfff]|\u0301)/.test(text.slice(start))).toBe(false)
  })
})

describe('windows', () => {
  it('hold every token, none too many, begin and end between pieces, and overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 200 }), fc.integer({ min: 9, max: 80 }), (pieces, most) => {
        const windows = windowsOf(pieces, most)
        const starts = new Set([0])
        let total = 0
        for (const count of pieces) starts.add((total += count))
        const seen = new Set<number>()
        for (const { from, to } of windows) {
          expect(to - from).toBeLessThanOrEqual(most)
          expect(to).toBeGreaterThan(from)
          expect(starts.has(from) && starts.has(to)).toBe(true)
          for (let at = from; at < to; at++) seen.add(at)
        }
        expect(seen.size).toBe(total)
        for (const [index, { from }] of windows.entries()) {
          const before = windows[index - 1]
          if (before === undefined) continue
          expect(from).toBeGreaterThan(before.from)
          expect(from).toBeLessThanOrEqual(before.to)
        }
        if (windows.length > 1 && most >= 40) expect((windows[1]?.from ?? 0)).toBeLessThan(windows[0]?.to ?? 0)
      }),
    )
  }) // prettier-ignore
})
