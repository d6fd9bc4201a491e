/**
 * Speed of the redaction engine: microseconds a call and megabytes a second, on clean and dense text. The floor is one
 * native regular expression over the same text. Run alone: `node bench/redaction.ts [--json]`.
 */
import { compilePolicy, find, Vault } from '../src/redaction/index.ts'

interface Row {
  readonly name: string
  readonly characters: number
  readonly microseconds: number
  readonly megabytesPerSecond: number
}

const policy = compilePolicy({ phoneRegions: ['PL', 'DE', 'FR'], words: [] })
const worded = compilePolicy({
  phoneRegions: ['PL'],
  words: Array.from(
    { length: 200 },
    (_, index) => `Produkt ${String.fromCharCode(65 + (index % 26))}${index}x`,
  ),
})

const POLISH =
  'Dzień dobry, dziękuję za kontakt z naszym działem obsługi. Sprawdzę teraz status zgłoszenia i wrócę z odpowiedzią. '
const ENGLISH =
  'Thank you for reaching out to our support team. I will look into the matter right away and get back to you soon. '
const SENSITIVE =
  'Mój PESEL to 44051401359, konto PL61 1090 1014 0000 0712 1981 2874, telefon +48 600 700 800, e-mail jan.kowalski@poczta.example.pl. '

/** A text whose numbers differ from call to call, so that nothing can be remembered. */
function chat(seed: number): string {
  const mail = `jan.kowalski${seed}@poczta.example.pl`
  return (
    (POLISH + ENGLISH).repeat(3) +
    SENSITIVE.replace('jan.kowalski@poczta.example.pl', mail).replace('700 800', `7${10 + (seed % 90)} 800`) +
    (POLISH + ENGLISH).repeat(3)
  )
}

function flat(text: string): string {
  // Concatenation leaves a rope; a body that came over the wire is flat.
  return Buffer.from(text, 'utf8').toString('utf8')
}

const chats = Array.from({ length: 512 }, (_, index) => flat(chat(index)))
const cleanLatin = flat(ENGLISH.repeat(900).replaceAll(/[\d@]/g, ''))
const cleanPolish = flat(POLISH.repeat(900).replaceAll(/[\d@]/g, ''))
const dense = flat(SENSITIVE.repeat(700))
const numbers = flat(
  'zamówienie 4821, kwota 129,99 zł, data 12.05.2024, godz. 10:30, lot 77-1204, pokój 312, strona 8. '.repeat(
    900,
  ),
)
const utterance = flat('Thanks, my number is +48 600 700 800 and the order was placed on 12 May. '.repeat(4))

let sink = 0

function measure(name: string, characters: number, call: (round: number) => number): Row {
  const warm = performance.now()
  for (let round = 0; performance.now() - warm < 400; round++) sink += call(round)
  let best = Number.POSITIVE_INFINITY
  for (let sample = 0; sample < 7; sample++) {
    const start = performance.now()
    let rounds = 0
    while (performance.now() - start < 120) {
      for (let inner = 0; inner < 8; inner++) sink += call(rounds++)
    }
    best = Math.min(best, ((performance.now() - start) * 1000) / rounds)
  }
  return { name, characters, microseconds: best, megabytesPerSecond: characters / best }
}

function pick(round: number): string {
  return chats[round & 511] ?? ''
}

const answerTokens = (() => {
  const vault = new Vault({ style: 'bracket' })
  vault.redact(policy, SENSITIVE, 'caller')
  return vault
})()
const answer = flat(
  `${ENGLISH.repeat(6)}I sent it to [EMAIL_1] and will call [PHONE_1]. ${ENGLISH.repeat(5)}`,
)
const frame = Buffer.from(
  'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":" matter"},"logprobs":null,"finish_reason":null}]}\n\n',
).toString('latin1')
const body = flat(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: chat(1) }] }))
const CLEAN = /[\d@]/

const rows: readonly Row[] = [
  measure('floor: one native regex, clean latin', cleanLatin.length, () => (CLEAN.test(cleanLatin) ? 1 : 0)),
  measure('find, clean latin 100 KB', cleanLatin.length, () => find(policy, cleanLatin).length),
  measure('floor: one native regex, clean Polish', cleanPolish.length, () =>
    CLEAN.test(cleanPolish) ? 1 : 0,
  ),
  measure('find, clean Polish 100 KB', cleanPolish.length, () => find(policy, cleanPolish).length),
  measure('find, clean Polish 100 KB, 200 words', cleanPolish.length, () => find(worded, cleanPolish).length),
  measure('find, harmless numbers', numbers.length, () => find(policy, numbers).length),
  measure('find, dense personal data', dense.length, () => find(policy, dense).length),
  measure('find, utterance of 300 characters', utterance.length, () => find(policy, utterance).length),
  measure('redact, chat of 1.5 KB with IBAN, PESEL, phone, e-mail', chats[0]?.length ?? 0, (round) => {
    const vault = new Vault({ style: 'bracket' })
    return vault.redact(policy, pick(round), 'caller').length
  }),
  measure('reserve, JSON body of 1.5 KB', body.length, () => {
    new Vault({ style: 'bracket' }).reserve(body)
    return 1
  }),
  measure(
    'restore, answer of 1.3 KB with two tokens',
    answer.length,
    () => answerTokens.restore(answer, 'text').length,
  ),
  measure(
    'restore, answer without a bracket',
    cleanLatin.length,
    () => answerTokens.restore(cleanLatin, 'text').length,
  ),
  measure('mightHold, one stream frame', frame.length, () => (answerTokens.mightHold(frame) ? 1 : 0)),
]

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows))
} else {
  for (const { name, characters, microseconds, megabytesPerSecond } of rows) {
    const figures = `${microseconds.toFixed(2).padStart(10)} µs ${megabytesPerSecond.toFixed(0).padStart(7)} MB/s`
    console.log(`${name.padEnd(58)} ${String(characters).padStart(7)} ch ${figures}`)
  }
  if (sink === 0) console.log('nothing was measured')
}
