/** Names are found whole: with a surname that is a word, with initials, as airlines print them; months, abbreviations and firms are none. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, type Language } from '../../src/redaction/index.ts'
import { peopleOf } from './people.ts'

function people(language: Language, text: string): readonly string[] {
  return peopleOf('rules', language, text)
}

describe('a name is whole', () => {
  it.each([
    ['pl', 'Umowę podpisała Katarzyna Głośna, proszę o kopię.', 'Katarzyna Głośna'],
    ['it', 'Il pacco lo ritira Giulia Finestra domani.', 'Giulia Finestra'],
    ['nl', 'Graag de factuur naar mijn buurman, P. Voorzichtig, sturen.', 'P. Voorzichtig'],
    ['nl', 'De brief is voor A.M. Kroezebrink van hiernaast.', 'A.M. Kroezebrink'],
    ['pt', 'A reunião com o R. Yevtushenko foi adiada.', 'R. Yevtushenko'],
    ['de', 'Das Paket nahm H. Stemmelbroich an.', 'H. Stemmelbroich'],
  ] as const)('%s: %s', (language, text, name) => {
    expect(people(language, text)).toContain(name)
  })

  it('as airlines print it', () => {
    expect(people('en', 'The ticket says HARGREAVES/EMMA and not her married name.')).toEqual([
      'HARGREAVES',
      'EMMA',
    ])
    expect(people('fi', 'Lipussa lukee XYLANDER/QUORRA MRS, onko se oikein?')).toEqual([
      'XYLANDER',
      'QUORRA MRS',
    ])
  })
})

describe('nobody is named', () => {
  it.each([
    ['en', 'Set it to AND/OR, then check TCP/IP and the HDMI/USB port.'],
    ['de', 'Vitamin C. Danach kommt Plan B. Außerdem Klasse 3 A. Bitte melden.'],
    ['de', 'Das gilt z. B. Sonntags und i. d. R. Werktags.'],
    ['pl', 'Mieszkam przy ul. J. Głowackiego, klatka druga.'],
    ['en', 'The forwarded line says 9 Jan and 12 May.'],
    ['pt', 'Perdi o PIN e o PUK do cartão SIM.'],
    ['nl', 'Ik krijg geen codes van de ING meer.'],
    ['da', "API'et svarer 429 Too Many Requests."],
    ['cs', 'S úctou\nJUDr.'],
    ['es', 'Me operaron en el Hospital Dr. Negrín por la tarde.'],
    ['es', 'Vivo en la Calle Doctor Fleming, segundo piso.'],
  ] as const)('%s: %s', (language, text) => {
    expect(people(language, text)).toEqual([])
  })

  it('where a letter is drawn together with a word before a spelled name', () => {
    expect(people('en', "that's k r o u p a")).toEqual(['k r o u p a'])
  })
})

describe('the name on a card', () => {
  it.each([
    ['en', 'How does the name appear on your card?', 'MRS T J QUILLFEATHER'],
    ['de', 'Wie steht der Name auf Ihrer Karte?', 'K L STEMMELBROICH'],
    ['es', '¿Nombre que aparece en la tarjeta?', 'B ZUFIAURRE OTERO'],
  ] as const)('%s: %s', (language, cue, text) => {
    const found = find(compilePolicy({ names: 'rules', languages: [language] }), text, { cue })
    expect(found.map(({ start, end }) => text.slice(start, end)).at(-1)).toMatch(/[A-Z] [A-Z]+$/)
    expect(found).toHaveLength(1)
  })
})

it('two particles begin a Dutch name in small letters', () => {
  expect(people('nl', 'ja hallo met van der kast ik bel over de rekening')).toEqual(['van der kast'])
  expect(people('nl', 'ja met van de week had ik al gebeld')).toEqual([])
})
