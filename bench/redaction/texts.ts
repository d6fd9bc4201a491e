/** The texts that the speed of detection is measured on. */
import { readCollection } from './collection.ts'

const POLISH =
  'Dzień dobry, dziękuję za kontakt z naszym działem obsługi. Sprawdzę teraz status zgłoszenia i wrócę z odpowiedzią. '
const ENGLISH =
  'Thank you for reaching out to our support team. I will look into the matter right away and get back to you soon. '
const SENSITIVE =
  'Mój PESEL to 44051401359, konto PL61 1090 1014 0000 0712 1981 2874, telefon +48 600 700 800, e-mail jan.kowalski@poczta.example.pl. '

/** A text that came over a wire is flat; concatenation would leave a rope. */
function flat(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

function filled(unit: string, size: number): string {
  return flat(unit.repeat(Math.ceil(size / unit.length)).slice(0, size))
}

const SIZE = 100_000
const sentences = readCollection(2)

/** A chat about orders and dates, as harmless as most: some numbers in every other sentence. */
const chat = sentences
  .filter(({ file }) => file === 'harmless')
  .map(({ text }) => `${text}. ${ENGLISH}${POLISH}`)
  .join('')

export const TEXTS = {
  'prose without a digit': filled(ENGLISH + POLISH, SIZE),
  'chat about orders': filled(chat, SIZE),
  'personal data in every sentence': filled(
    sentences
      .filter(({ file, planted }) => planted.length > 0 && file !== 'secrets')
      .map(({ text }) => `${text}. `)
      .join(''),
    SIZE,
  ),
} as const

export const UTTERANCE = flat(
  'Hello, I ordered a lamp on 12 May and it has not arrived, could you check? My number is +48 600 700 800, the order was 4821-77 and I paid 129.99 EUR. '.repeat(
    2,
  ),
)

export const CHAT = flat((POLISH + ENGLISH).repeat(3) + SENSITIVE + (POLISH + ENGLISH).repeat(3))

/** Units of the worst megabytes that are known. */
export const WORST = [
  '123 ', '12-34-56-78-90-', '06 12 34 56 78 ', 'PESEL 44051401358 ', 'tel. 1 2 3 4 5 6 7 8 9 ', 'reg AB 12 CD ', '0048 ', 'a1-',
  'PL61 1090 1014 ', 'Am Markt 12, 12345 Berlin ', 'Passport 123456789 ', 'fe80::1 ', 'sk-aaaaaaaaaaaaaaa-', 'password: ', '@', 'x',
] // prettier-ignore

export function worst(unit: string): string {
  return filled(unit, 1_000_000)
}
