/** The languages that a text may be in: right for sentences, silent for words, never one alone where two share their small words. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, languagesOf } from '../../src/redaction/index.ts'

/** Two sentences a language, as callers write them. */
const SENTENCES: readonly (readonly [string, string])[] = [
  ['cs', 'Dobrý den, chtěla bych vědět, kde je moje zásilka, kterou jsem objednala minulý týden.'],
  ['cs', 'prosím vás nefunguje mi internet a už čekám dva dny na technika'],
  ['da', 'Hej, jeg vil gerne vide, hvornår min pakke kommer, for jeg har ikke hørt noget fra jer.'],
  ['de', 'Guten Tag, ich möchte wissen, wann meine Bestellung kommt, da ich noch nichts gehört habe.'],
  ['de', 'wie kann ich denn das passwort für mein konto ändern'],
  ['en', 'Hello, I would like to know when my parcel will arrive because I have not heard from you.'],
  ['en', 'could you please call me back on this number'],
  ['es', 'Buenos días, quería saber cuándo llega mi pedido porque todavía no me han dicho nada.'],
  ['fi', 'Hei, haluaisin tietää milloin minun pakettini tulee, koska en ole kuullut mitään.'],
  ['fr', "Bonjour, je voudrais savoir quand mon colis va arriver car je n'ai pas de nouvelles."],
  ['fr', 'est-ce que vous pouvez me rappeler dans la journée'],
  ['it', 'Buongiorno, vorrei sapere quando arriva il mio pacco perché non ho ancora ricevuto niente.'],
  ['ja', 'お世話になっております。荷物はいつ届きますか。'],
  ['nb', 'Hei, jeg vil gjerne vite når pakken min kommer, for jeg har ikke hørt noe fra dere.'],
  ['nl', 'Goedemiddag, ik wil graag weten wanneer mijn pakket komt, want ik heb nog niets gehoord.'],
  ['pl', 'Dzień dobry, chciałabym się dowiedzieć, kiedy przyjdzie moja przesyłka, bo nic nie wiem.'],
  ['pl', 'nie wiem co sie stalo z moim zamowieniem ale prosze o kontakt'],
  ['pt', 'Bom dia, gostaria de saber quando chega a minha encomenda porque ainda não recebi nada.'],
  ['sv', 'Hej, jag skulle vilja veta när mitt paket kommer eftersom jag inte har hört något.'],
]

describe('a sentence', () => {
  it.each(SENTENCES)('of %s is known: %s', (language, text) => {
    expect(languagesOf(text)[0]).toBe(language)
    expect(languagesOf(text.toUpperCase())).toContain(language)
  })

  it('of one language never rules it out by being one among many', () => {
    for (const [language, text] of SENTENCES) expect(languagesOf(`${text} ${text}`)).toContain(language)
  })
})

describe('a text that says little', () => {
  it.each(['', 'ok', '12345', 'Zorvek Quilbrano', 'anna.nowak@example.pl', 'IBAN DE89 3704', 'μήνυμα', '😀'])(
    'is in no language: %s',
    (text) => {
      expect(languagesOf(text)).toEqual([])
    },
  )

  it('in words that two languages share may be in both', () => {
    expect(languagesOf('jeg vil ikke have det').toSorted()).toEqual(['da', 'nb'])
  })
})

it('answers with known languages for any text, in a time that does not grow with it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const language of languagesOf(text)) expect(LANGUAGES).toContain(language)
    }),
  )
  const from = performance.now()
  for (let count = 0; count < 50; count++) languagesOf('x '.repeat(2_000_000))
  expect(performance.now() - from).toBeLessThan(1000)
})
