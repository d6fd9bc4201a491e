/** What the vendor stand-in answers, and what has to arrive at the caller of a proxy that restores or does not. */
import type { MeasuredManner } from './manners.ts'
import type { PersonalValues } from './personal-values.ts'

/** Placeholders that the first value of each kind gets. */
const TOKENS = { email: '[EMAIL_1]', iban: '[IBAN_1]', pesel: '[PESEL_1]', phone: '[PHONE_1]' } as const

/** Chunks of a streamed answer, each its own write. */
const STREAM_CHUNKS = 100

const WHOLE_TEXT =
  `Dziękujemy za wiadomość. We wrote to ${TOKENS.email} and called ${TOKENS.phone}; the account ${TOKENS.iban} ` +
  `belongs to the person with PESEL ${TOKENS.pesel}. Pani sprawa jest rozpatrywana, decyzję wyślemy w ciągu ` +
  'czternastu dni. You need not send anything else: the documents are complete, and the branch office has confirmed ' +
  'the payment. Should the transfer be late, please answer this letter, and we will look into it at once.'

const HEAD = {
  id: 'chatcmpl-Bench0000000000000000000',
  created: 1_770_000_000,
  model: 'gpt-5.4-mini-2026-03-17',
}
const USAGE = {
  prompt_tokens: 412,
  completion_tokens: 131,
  total_tokens: 543,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0, rejected_prediction_tokens: 0 },
}

/** About 1 KB of JSON. */
export const WHOLE_ANSWER = Buffer.from(
  JSON.stringify({
    ...HEAD,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: WHOLE_TEXT, refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: USAGE,
    service_tier: 'default',
    system_fingerprint: 'fp_bench',
  }),
)

/** Pieces as tokenizers cut them: one placeholder in five pieces, one cut in two, two whole. */
const PLACEHOLDER_PIECES: ReadonlyMap<number, readonly string[]> = new Map([
  [10, [' [', 'EMAIL', '_', '1', ']']],
  [30, [' [PES', 'EL_1]']],
  [50, [` ${TOKENS.iban}`]],
  [70, [` ${TOKENS.phone}`]],
])

/** The contents of the chunks between the first and the two that end the stream. */
function streamPieces(): readonly string[] {
  const pieces: string[] = []
  const plain = WHOLE_TEXT.replaceAll(/\[[A-Z]+_1\]/g, 'sprawa').split(' ')
  while (pieces.length < STREAM_CHUNKS - 3) {
    const special = PLACEHOLDER_PIECES.get(pieces.length)
    if (special === undefined) pieces.push(` ${plain[pieces.length % plain.length]}`)
    else pieces.push(...special)
  }
  return pieces
}

export const PIECES = streamPieces()
const STREAM_TEXT = PIECES.join('')

function chunk(delta: object, finish: string | null): Buffer {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }]
  const data = { ...HEAD, object: 'chat.completion.chunk', service_tier: 'default', choices }
  return Buffer.from(`data: ${JSON.stringify(data)}\n\n`)
}

export const STREAM_ANSWER: readonly Buffer[] = [
  chunk({ role: 'assistant', content: '', refusal: null }, null),
  ...PIECES.map((content) => chunk({ content }, null)),
  chunk({}, 'stop'),
  Buffer.from('data: [DONE]\n\n'),
]

/** What the caller has to read: with the values of its own chat when the proxy restores. */
export function expectedText(manner: MeasuredManner, values: PersonalValues | undefined): string {
  const text = manner === 'whole' ? WHOLE_TEXT : STREAM_TEXT
  if (values === undefined) return text
  return text
    .replace(TOKENS.email, values.email)
    .replace(TOKENS.iban, values.iban)
    .replace(TOKENS.pesel, values.pesel)
    .replace(TOKENS.phone, values.phone)
}

/** Text of a whole answer's body. */
export function wholeText(body: Buffer): string {
  return textsOf(body.toString('utf8'), '"content":"')[0] ?? ''
}

/** Text of a stream's frames; empty when its end mark is missing. `text` is what stands before each piece. */
export function streamText(
  body: Buffer,
  { end, text }: { readonly end: string; readonly text: string },
): string {
  const source = body.toString('utf8')
  return source.includes(end) ? textsOf(source, text).join('') : ''
}

/** Looks where a parse would cost more than the proxy: the texts hold no escapes, which the comparison would show. */
function textsOf(source: string, key: string): readonly string[] {
  const contents: string[] = []
  for (let at = source.indexOf(key); at >= 0; at = source.indexOf(key, at)) {
    at += key.length
    const end = source.indexOf('"', at)
    contents.push(source.slice(at, end))
    at = end
  }
  return contents
}
