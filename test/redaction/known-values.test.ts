/** What the caller knows is found in whatever spelling a text says it, and words that only look like it are left. */
import { describe, expect, it } from 'vitest'
import { type Entity, KnownValueError, KnownValues } from '../../src/redaction/index.ts'

/** What is found, as it stands in the text. */
function found(values: readonly (readonly [Entity, string])[], text: string, languages?: string[]): string[] {
  const known = new KnownValues(values.map(([entity, value]) => ({ entity, value })), languages)
  return known.find(text).map(({ start, end }) => text.slice(start, end))
} // prettier-ignore

const person = (name: string, text: string, languages?: string[]): string[] =>
  found([['PERSON', name]], text, languages)

describe('a name is found', () => {
  it.each([
    ['Jan Kowalski', 'Jan Kowalski'],
    ['Jan Kowalski', 'KOWALSKI JAN'],
    ['Jan Kowalski', 'Kowalski, Jan'],
    ['Jan Kowalski', 'kowalski'],
    ['Jan Kowalski', 'Kowalskiego'],
    ['Jan Kowalski', 'kowalskiemu'],
    ['Jan Kowalski', 'Kowalskich'],
    ['Jan Kowalski', 'Kowalscy'],
    ['Jan Kowalski', 'Jana Kowalskiego'],
    ['Jan Kowalski', 'J. Kowalski'],
    ['Jan Kowalski', 'Jan K'],
    ['Jan Kowalski', 'K-O-W-A-L-S-K-I'],
    ['Jan Kowalski', 'k o w a l s k i'],
    ['Jan Kowalski', 'jankowalski'],
    ['Jan Kowalski', 'Kоwalski'],
    ['Jan Kowalski', 'Ｋｏｗａｌｓｋｉ'],
    ['Jan Kowalski', 'Ko\u00adwal\u00adski'],
    ['Jan Kowalski', 'Jan Maria Kowalski'],
    ['Łukasz Müller', 'lukasz mueller'],
    ['Łukasz Mueller', 'Łukaszem Müllerem'],
    ['Agnieszka Wójcik', 'agnieszce'],
    ['Agnieszka Wójcik', 'Wójcikowi'],
    ['Marek Zając', 'Marka'],
    ['Paweł Kozioł', 'Pawła Kozła'],
    ['Magda Gołąb', 'magdzie gołębiowi'],
    ['Petr Novák', 'Novákovi'],
    ['Petr Novák', 'Nováková'],
    ['Jana Nováková', 'novákovou'],
    ['Karel Černý', 'Karla Černého'],
    ['Aino Korhonen', 'Korhosen'],
    ['Aino Korhonen', 'korhoselle'],
    ["Mary O'Brien", 'O’Brien'],
    ["Mary O'Brien", "O'\nBrien"],
    ["Mary O'Brien", 'obrien'],
    ["Mary O'Brien", 'OʼBrien'],
    ["Mary O'Brien-Smith", 'obrien'],
    ['Jan Kowalski', 'Kowal-\nski'],
    ['Jan Kowalski', 'Jana Kowal\u2010\r\n  skiego'],
    ['Jan Kowalski', 'Kowal\u00ad\nski'],
    ['Jan Kowalski', 'Kowal-\n> ski'],
    ["Gianni D'Angelo", 'Dangelo'],
    ['Anna Nowak-Lis', 'Nowak-\nLis'],
    ['Anna Nowak-Lis', 'Nowak'],
    ['Piet van den Berg', 'van den Berg'],
    ['José García Márquez', 'garcia marquez'],
    ['Søren Ågård', 'Aagaard'],
    ['Jörg Weiß', 'joerg weiss'],
    ['Pan Jan Kowalski', 'Kowalski'],
    ['Bo Ek', 'Bo Ek'],
    ['山田 太郎', '山田太郎'],
    ['Иван Петров', 'петров'],
  ])('%s as %s', (name, spelling) => {
    expect(person(name, `proszę ${spelling} 1, a to jest`)).toEqual([spelling])
  })

  it('in a genitive of the north, whose letter stays in the text', () => {
    expect(person('Anna Berg', 'Annas Konto ist gesperrt.')).toEqual(['Anna'])
    expect(person('Peter Hansen', 'peters og Hansens konto')).toEqual(['peter', 'Hansen'])
  })

  it.each([
    ['Jan Kowalski', 'JK, j.k. i J K'],
    ['Jan Kowalski', 'jankiel kowal kowalstwo'],
    ['Will Rose', 'Will you send her a rose? I will.'],
    ['May Grant', 'we grant that it may rain. May I?'],
    ['Ursula Bär', 'das kann ich nicht bar zahlen'],
    ['Róża Kot', 'ta róża i ten kot'],
    ['Chiara Bianco', 'un vino bianco, grazie'],
    ['Tony Kelly', 'the tone of it'],
    ['Marco Rossi', 'la marca de agua'],
    ['Daniel Weber', 'Daniela Meier'],
    ['Bo Ek', 'bo är en ek'],
    ['Jan Kowalski', 'x-k-o-w-a-l-x'],
  ])('%s is not in: %s', (name, text) => {
    expect(person(name, text)).toEqual([])
  })

  it.each([
    ['Will Rose', 'Could Rose call? I asked Will.', ['Rose', 'Will']],
    ['Will Rose', 'will rose is here', ['will rose']],
    ['Ursula Bär', 'der Bär, Herr Bär', ['Bär', 'Bär']],
    ['Róża Kot', 'róży kot mówi', ['róży kot']],
  ])('%s, a word too, where it is written as a name: %s', (name, text, expected) => {
    expect(person(name, text)).toEqual(expected)
  })

  it('is inflected only where the text or the policy speaks such a language', () => {
    expect(person('Robert Duda', 'about Roberta', ['en'])).toEqual([])
    expect(person('Robert Duda', 'about Roberta', ['pl'])).toEqual(['Roberta'])
    expect(person('Robert Duda', 'o Robercie się mówi')).toEqual(['Robercie'])
  })

  it('tells whose it is, unless it may be of several', () => {
    const known = new KnownValues([
      { entity: 'PERSON', value: 'Anna Nowak' },
      { entity: 'PERSON', value: 'Jan Nowak' },
    ])
    expect(known.find('Nowakowi o annę nowak i Jana').map(({ of }) => of)).toEqual([
      undefined,
      'Anna Nowak',
      'Jan Nowak',
    ])
  })

  it('in an identifier only where it is surely meant', () => {
    const known = new KnownValues([{ entity: 'PERSON', value: 'Claude Lefebvre' }])
    expect(known.find('claude-sonnet-4', true)).toEqual([])
    expect(known.find('look_up_lefebvre', true)).toHaveLength(1)
    expect(known.find('Claude_Lefebvre', true)).toHaveLength(1)
  })
})

describe('a value is found', () => {
  it.each<[Entity, string, string]>([
    ['PHONE', '+48 600 100 200', '600100200'],
    ['PHONE', '+48 600 100 200', '600-10-02-00'],
    ['PHONE', '600 100 200', '+48 600100200'],
    ['PHONE', '+48600100200', '0048 600 100 200'],
    ['PHONE', '+44 20 7946 0018', '020 7946 0018'],
    ['PHONE', '+49 (0)170 1234567', '0170/1234567'],
    ['PHONE', '0170 1234567', '+49 170 1234567'],
    ['IBAN', 'PL61109010140000071219812874', 'PL61 1090 1014 0000 0712 1981 2874'],
    ['IBAN', 'PL61109010140000071219812874', '61 1090 1014 0000 0712 1981 2874'],
    ['EMAIL', 'Jan.Kowalski@gmail.com', 'jan.kowalski@gmail.com'],
    ['EMAIL', 'jan.kowalski@gmail.com', 'jan kropka kowalski małpa gmail kropka com'],
    ['EMAIL', 'anna_berg@web.de', 'Anna Unterstrich Berg at web Punkt de'],
    ['ADDRESS', 'ul. Długa 5/7, 00-238 Warszawa', 'Dluga 5 / 7'],
    ['ADDRESS', 'Hauptstraße 12\n10115 Berlin', 'hauptstrase 12'],
    ['ADDRESS', 'Hauptstraße 12\n10115 Berlin', '10115 Berlin'],
    ['ADDRESS', 'Königstraße 12, 10115 Berlin', 'KÖNIGSTRASSE 12'],
    ['ADDRESS', 'Königstraße 12, 10115 Berlin', 'koenigstr. 12'],
    ['ADDRESS', 'Königstr. 12, 10115 Berlin', 'Königstraße 12'],
    ['ADDRESS', 'Konigstrasse 12, 10115 Berlin', 'Königstraße 12, 10115 Berlin'],
    ['WORD', 'Müller GmbH', 'MUELLER GMBH'],
    ['BIRTH_DATE', '1984-03-07', '7.3.1984'],
    ['BIRTH_DATE', '07.03.1984', '1984-03-07'],
    ['WORD', 'A-10293', 'a 10293'],
    ['BANK_ACCOUNT', '10293', '1 02 93'],
  ])('%s %s as %s', (entity, value, spelling) => {
    expect(found([[entity, value]], `to: ${spelling}, tak`)).toEqual([spelling])
  })

  it.each<[Entity, string, string]>([
    ['PHONE', '+48 600 100 200', '16001002001'],
    ['WORD', '10293', '110293 102934 10 29 3.5x'],
    ['WORD', 'AB12', 'CAB12'],
    ['EMAIL', 'jan@x.pl', 'jan x'],
  ])('%s %s is not in: %s', (entity, value, text) => {
    expect(found([[entity, value]], text).join()).not.toContain(value.slice(-5))
  })
})

describe('what cannot be looked for', () => {
  it.each<[Entity, string]>([
    ['PERSON', 'K'],
    ['PERSON', 'J. K.'],
    ['PERSON', '12'],
    ['WORD', 'x'],
    ['WORD', '117'],
    ['PHONE', '112'],
    ['WORD', ' - '],
    ['WORD', 'x'.repeat(201)],
  ])('%s %j is refused, without a word of it', (entity, value) => {
    const make = (): KnownValues => new KnownValues([{ entity, value }])
    expect(make).toThrow(KnownValueError)
    if (value.trim().length > 2) expect(make).not.toThrow(value.trim())
  })

  it('is more than a thousand values', () => {
    const values = Array.from({ length: 1001 }, (_, at) => ({ entity: 'WORD' as const, value: `word${at}` }))
    expect(() => new KnownValues(values)).toThrow(KnownValueError)
    expect(new KnownValues(values.slice(1)).find('say word1000 and word10')).toHaveLength(2)
  })
})
