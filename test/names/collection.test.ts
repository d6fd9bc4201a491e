/** Sentences of contact centres in thirteen languages and Japanese, with names of no list in them, and with nobody's. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, isListed, type Language } from '../../src/redaction/index.ts'

function names(text: string, language: Language): readonly string[] {
  return find(compilePolicy({ entities: ['PERSON'], names: 'rules', languages: [language] }), text).map(
    ({ start, end }) => text.slice(start, end),
  )
}

const NAMED: Readonly<Partial<Record<Language, readonly string[]>>> = {
  en: ["Hi, it's Zelquira here.", 'My daughter is called Zelquira Brindlovik.', 'Regards,\nZelquira Brindlovik', 'Thank you, Mr Brindlovik.', 'Can I speak to Zelquira?'],
  pl: ['Dzień dobry, z tej strony Zelquira Brindlovik.', 'mam na imię zelquira', 'Rozmawiałam z panią Brindlovik.', 'Pozdrawiam\nZelquira Brindlovik'],
  de: ['Mein Name ist Zelquira Brindlovik.', 'Guten Tag, Brindlovik mein Name.', 'hier spricht brindlovik', 'Sehr geehrte Frau Brindlovik,', 'Viele Grüße\nZelquira Brindlovik'],
  fr: ["Bonjour, Zelquira Brindlovik à l'appareil.", "je m'appelle zelquira brindlovik", 'Madame Brindlovik doit me rappeler.', 'Cordialement,\nZelquira Brindlovik'],
  es: ['Hola, soy Zelquira Brindlovik.', 'me llamo zelquira brindlovik', 'Señora Brindlovik, un momento.', 'Un saludo,\nZelquira Brindlovik'],
  it: ['Buongiorno, sono Zelquira Brindlovik.', 'mi chiamo zelquira brindlovik', 'La signora Brindlovik è in linea.', 'Cordiali saluti,\nZelquira Brindlovik'],
  nl: ['Goedemiddag, u spreekt met Zelquira Brindlovik.', 'ik heet zelquira brindlovik', 'Mevrouw Brindlovik, een momentje.', 'Met vriendelijke groet,\nZelquira Brindlovik'],
  pt: ['Bom dia, o meu nome é Zelquira Brindlovik.', 'chamo-me zelquira brindlovik', 'A senhora Brindlovik pode aguardar?', 'Cumprimentos,\nZelquira Brindlovik'],
  sv: ['Hej, det är Zelquira Brindlovik som ringer.', 'jag heter zelquira brindlovik', 'Tack Zelquira, ha en bra dag.', 'Med vänlig hälsning\nZelquira Brindlovik'],
  da: ['Hej, du taler med Zelquira Brindlovik.', 'jeg hedder zelquira brindlovik', 'Tak Zelquira, hav en god dag.', 'Med venlig hilsen\nZelquira Brindlovik'],
  nb: ['Hei, du snakker med Zelquira Brindlovik.', 'jeg heter zelquira brindlovik', 'Takk Zelquira, ha en fin dag.', 'Med vennlig hilsen\nZelquira Brindlovik'],
  fi: ['Zelquira Brindlovik puhelimessa, hei.', 'nimeni on zelquira brindlovik', 'Kiitos Zelquira, hyvää päivänjatkoa.', 'Terveisin\nZelquira Brindlovik'],
  cs: ['Dobrý den, jmenuji se Zelquira Brindlovik.', 'u telefonu brindlovik', 'Paní Brindlovik, počkejte prosím.', 'S pozdravem\nZelquira Brindlovik'],
} // prettier-ignore

const NOBODY: Readonly<Partial<Record<Language, readonly string[]>>> = {
  en: ['Will you mark the bill for May as paid?', 'I live in Victoria Street.', 'My order from Marks and Spencer has not arrived.', 'Hi team, any news on the refund?', 'My name is on the contract.'],
  pl: ['Mieszkam przy ulicy Kopernika.', 'Proszę pana, internet nie działa od środy.', 'Taryfa Róża kosztuje 49 złotych.', 'pan z infolinii obiecał zwrot pieniędzy'],
  de: ['Die Waschmaschine Bosch Serie 6 schleudert nicht.', 'Ich wohne in der Goethestraße am Schillerplatz.', 'Der Bär im Zoo frisst die Kündigungsbestätigung.', 'Ich bin Kunde bei der Sparkasse.', 'Mit freundlichen Grüßen\nIhr Kundenservice'],
  fr: ['Je suis cliente depuis dix ans.', 'La maladie de Parkinson est prise en charge.', "C'est urgent, ma box Orange ne marche plus."],
  es: ['Soy cliente desde hace años.', 'Vivo en la calle Santa Ana.'],
  it: ['Il vino bianco era tiepido.', 'Sono cliente da dieci anni e voglio disdire.', 'Abito in via Garibaldi.'],
  nl: ['Ik ben klant bij de Rabobank in Utrecht.', 'Meneer, mijn internet doet het niet.'],
  pt: ['Sou cliente da MEO há dez anos.', 'Moro na Rua Augusta.'],
  sv: ['Jag är kund hos Swedbank.', 'Viruset har förstört datorn.'],
  da: ['Jeg er kunde hos Danske Bank.'],
  nb: ['Jeg er kunde hos DNB i Bergen.'],
  fi: ['Hei, laskuni on väärin.'],
  cs: ['Balík přijde v úterý.', 'Volám kvůli faktuře za květen.'],
  ja: ['お客様番号を教えてください。', '仕様を確認します。', '皆様、こんにちは。'],
} // prettier-ignore

const named = Object.entries(NAMED).flatMap(([language, texts]) => texts.map((text) => [language, text]))
const nobody = Object.entries(NOBODY).flatMap(([language, texts]) => texts.map((text) => [language, text]))

describe('a name of no list', () => {
  it('is none of the lists', () => {
    expect(isListed('Zelquira')).toBe(false)
    expect(isListed('Brindlovik')).toBe(false)
  })

  it.each(named)('in %s: %j', (language, text) => {
    const whole = /zelquira brindlovik|zelquira|brindlovik/i.exec(text)?.[0]
    expect(names(text, language as Language)).toEqual([whole])
  })
})

describe('nobody', () => {
  it.each(nobody)('in %s: %j', (language, text) => {
    expect(names(text, language as Language)).toEqual([])
  })
})

describe('a name that is found once', () => {
  it('is found again alone, in another case and as who speaks', () => {
    expect(names('Nazywam się Zelquira Brindlovik. Pani Brindlovik? Tak, Zelquira.', 'pl')).toHaveLength(3)
    expect(names('Anna Kowalska: hello\nAgent: hello Anna', 'en')).toEqual(['Anna Kowalska', 'Anna'])
  })

  it('is nobody where it is the name of a model, in a path or a handle', () => {
    expect(names('eu.anthropic.claude-sonnet-4-5-20250929-v1:0', 'en')).toEqual([])
    const policy = compilePolicy({ entities: ['PERSON'], names: 'rules' })
    expect(find(policy, 'Anna', { identifier: true })).toEqual([])
    expect(find(policy, 'Anna Kowalska', { identifier: true })).toHaveLength(1)
    expect(names('see /users/anna/list and @anna_k', 'en')).toEqual([])
  })
})

describe('Japanese', () => {
  it.each([
    ['田中と申します。', '田中'],
    ['佐藤健一様のご予約です。', '佐藤健一'],
    ['お名前：山田 花子', '山田 花子'],
    ['名前はサマンサです', 'サマンサ'],
    ['鈴木です、よろしくお願いします。', '鈴木'],
  ])('%j', (text, name) => {
    expect(names(text, 'ja')).toEqual([name])
  })
})
