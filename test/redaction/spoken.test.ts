/** Numbers, addresses and letters that are said in words are found where they are said, and harmless ones are not. */
import { describe, expect, it } from 'vitest'
import {
  compilePolicy,
  type Context,
  endsInsideRun,
  find,
  spokenEdges,
  Vault,
} from '../../src/redaction/index.ts'
import { found, policyOf } from './found.ts'

const policy = policyOf({ phoneRegions: ['PL', 'DE', 'GB'] })

describe('spoken numbers and addresses', () => {
  it.each([
    ['My phone number is plus four eight, five one two, three four five, six seven eight thanks.', 'PHONE:plus four eight, five one two, three four five, six seven eight'],
    ["it's plus four four double seven five oh one two three four five six", 'PHONE:plus four four double seven five oh one two three four five six'],
    ['you can email me at kowalska at gmail dot com please', 'EMAIL:kowalska at gmail dot com'],
    ['kowalska małpa gmail kropka com', 'EMAIL:kowalska małpa gmail kropka com'],
    ['mój adres to jan kropka kowalski małpa o dwa kropka pe el dziękuję', 'EMAIL:jan kropka kowalski małpa o dwa kropka pe el'],
    ['Meine Nummer ist null eins sieben sechs einundzwanzig zweiundvierzig dreiundsechzig elf', 'PHONE:null eins sieben sechs einundzwanzig zweiundvierzig dreiundsechzig elf'],
    ['Ihre PIN ist vier zwei eins sieben', 'NUMBER:vier zwei eins sieben'],
    ['pesel cztery cztery zero pięć jeden cztery zero jeden trzy pięć dziewięć', 'PESEL:cztery cztery zero pięć jeden cztery zero jeden trzy pięć dziewięć'],
    ['numer telefonu pięćset dwanaście trzysta czterdzieści pięć sześćset siedemdziesiąt osiem', 'PHONE:pięćset dwanaście trzysta czterdzieści pięć sześćset siedemdziesiąt osiem'],
    ['48 five one two three four five six seven eight', 'NUMBER:48 five one two three four five six seven eight'],
    ['five six uh no sorry seven three four two one', 'NUMBER:five six uh no sorry seven three four two one'],
    ['the iban is D E eight nine three seven zero four double zero four four zero five three two zero one three triple zero', 'IBAN:D E eight nine three seven zero four double zero four four zero five three two zero one three triple zero'],
    ['mail: A wie Anton, B wie Berta, C wie Cäsar at firma Punkt de', 'EMAIL:A wie Anton, B wie Berta, C wie Cäsar at firma Punkt de'],
    ["it's oh double seven nine oh nine one two", 'PHONE:oh double seven nine oh nine one two'],
    ['pin 5 1 2 3', 'NUMBER:5 1 2 3'],
  ])('finds in: %s', (text, expected) => {
    expect(found(text, policy)).toEqual([expected])
  }) // prettier-ignore

  it.each([
    'Das kostet neunundzwanzig Euro neunzig im Monat, also dreihundertfünfzig im Jahr',
    'I have two or three questions about one of the five orders from twenty twenty four',
    'we met at ten thirty on the twenty first of May nineteen eighty five',
    'count with me: one two three four five six seven',
    'that is three point one four one five nine two',
    'your account has three hundred euros',
    'mamy dwa koty, trzy psy i cztery rybki od roku dwa tysiące dwudziestego czwartego',
    'look at the second dot on the map',
  ])('finds nothing in: %s', (text) => {
    expect(found(text, policy)).toEqual([])
  })

  it('does not look where the policy says so', () => {
    const text = 'your code is four two one seven'
    expect(found(text, policyOf({ spoken: false }))).toEqual([])
    expect(found(text)).toEqual(['NUMBER:four two one seven'])
  })

  it('looks in the languages of the policy only', () => {
    expect(found('your code is four two one seven', policyOf({ languages: ['pl'] }))).toEqual([])
  })

  it('reads the question before as a word for the number', () => {
    const context: Context = { cue: 'What is the code on the back of your card?' }
    expect(found('it is four two one', policy, context)).toEqual(['NUMBER:four two one'])
    expect(found('it is four two one', policy)).toEqual([])
  })

  it('reads through invisible characters', () => {
    const text = 'your code is fo\u200bur two\u00a0one \u202eseven\u202c.'
    const [finding] = find(policy, text)
    expect(text.slice(finding?.start, finding?.end)).toBe('fo\u200bur two\u00a0one \u202eseven')
  })

  it('puts back what was said', () => {
    const vault = new Vault({ style: 'bracket' })
    const text = 'the code is four two one seven, thanks'
    const redacted = vault.redact(compilePolicy({}), text, 'caller')
    expect(redacted).toBe('the code is [NUMBER_1], thanks')
    expect(vault.restore(redacted, 'text')).toBe(text)
  })
})

describe('numbers said in several turns', () => {
  const LANGUAGES = ['en', 'pl', 'de']

  it.each([
    'my number is four eight',
    'it is plus',
    'four eight five one, uh',
    'my pin is four',
    'five',
    'okay, five',
    'double',
    'meine Nummer ist null eins sieben',
    'kowalska małpa gmail',
    'jan at gmail dot',
    'jan kropka kowalski małpa',
    'k as in kilo, o as in oscar',
  ])('a turn may go on behind: %s', (text) => {
    expect(endsInsideRun(text, LANGUAGES)).toBe(true)
  })

  it.each([
    '',
    'I have two',
    'that is all, thank you',
    'my number is four eight five one and that is all',
    'kowalska małpa gmail kropka com',
    'jan at gmail dot com, thanks',
    'how much is twenty five?',
  ])('nothing goes on behind: %s', (text) => {
    expect(endsInsideRun(text, LANGUAGES)).toBe(false)
  })

  it('tells the digits at the edges of a turn', () => {
    expect(spokenEdges('four eight five one two', LANGUAGES)).toEqual({ head: '48512', tail: '48512' })
    expect(spokenEdges('okay, three four five', LANGUAGES, '48512').tail).toBe('48512345')
    expect(spokenEdges('my number is four eight', LANGUAGES, '1')).toEqual({ head: '', tail: '48' })
    expect(spokenEdges('four eight, did you get that', LANGUAGES)).toEqual({ head: '48', tail: '' })
    expect(spokenEdges('thank you', LANGUAGES, '48')).toEqual({ head: '', tail: '' })
  })

  it('finds a number of which each turn says a part', () => {
    const turns = ['plus four eight five one two', 'three four five', 'yes and six seven eight']
    const contexts = [
      { before: '', after: '345678' },
      { before: '48512', after: '678' },
      { before: '48512345', after: '' },
    ]
    expect(
      turns.map((turn, at) => found(turn, policy, { said: contexts[at] ?? { before: '', after: '' } })),
    ).toEqual([
      ['PHONE:plus four eight five one two'],
      ['NUMBER:three four five'],
      ['NUMBER:six seven eight'],
    ])
    expect(found('three four five', policy, { said: { before: '', after: '' } })).toEqual([])
  })
})
