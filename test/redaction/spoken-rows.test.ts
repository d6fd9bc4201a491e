/** Rows of digits that count up, numbers behind a plus, corrections in a row, and addresses beside each other. */
import { describe, expect, it } from 'vitest'
import type { Context } from '../../src/redaction/index.ts'
import { found, policyOf } from './found.ts'

const policy = policyOf({ phoneRegions: ['PL', 'DE', 'GB'] })

describe('six digits in a row', () => {
  it.each([
    'one two three four five six',
    'jeden dwa trzy cztery pięć sześć',
    'eins zwei drei vier fünf sechs',
    'un deux trois quatre cinq six',
    'uno dos tres cuatro cinco seis',
    'uno due tre quattro cinque sei',
    'een twee drie vier vijf zes',
    'um dois três quatro cinco seis',
    'ett två tre fyra fem sex',
    'en to tre fire fem seks',
    'én to tre fire fem seks',
    'yksi kaksi kolme neljä viisi kuusi',
    'jedna dva tři čtyři pět šest',
    'to tre fire fem seks syv otte ni',
    'four five six seven eight nine',
  ])('are a number though they count up: %s', (text) => {
    expect(found(text, policy)).toEqual([`NUMBER:${text}`])
  })

  it('are a number before a word for what is counted too', () => {
    expect(found('one two three four five six euros', policy)).toEqual(['NUMBER:one two three four five six'])
  })

  it.each([
    'count to ten: one two three four five six seven eight nine ten',
    'policz ze mną: jeden dwa trzy cztery pięć sześć siedem',
    'zähl bis sechs: eins zwei drei vier fünf sechs',
    'comptez avec moi: un deux trois quatre cinq six',
    'cuenta hasta seis: uno dos tres cuatro cinco seis',
    'conta fino a sei: uno due tre quattro cinque sei',
    'tel tot zes: een twee drie vier vijf zes',
    'conta até seis: um dois três quatro cinco seis',
    'räkna till sex: ett två tre fyra fem sex',
    'tæl til seks: en to tre fire fem seks',
    'tell til seks: en to tre fire fem seks',
    'laske kuuteen: yksi kaksi kolme neljä viisi kuusi',
    'počítej do šesti: jedna dva tři čtyři pět šest',
    'one two three four five',
    'eins zwei drei vier',
  ])('are harmless where somebody counts, and fewer are: %s', (text) => {
    expect(found(text, policy)).toEqual([])
  })

  it('are a number behind words for a bill, a meter and an account', () => {
    for (const word of ['compte', 'cuenta', 'conto', 'Zählerstand', 'licznik', 'konto'])
      expect(found(`${word} one two three four five six`, policy)).toEqual([
        'NUMBER:one two three four five six',
      ])
  })

  it('are a number where a word for it stands behind the verb', () => {
    expect(found('I count on you: my customer number is one two three four five six', policy)).toEqual([
      'NUMBER:one two three four five six',
    ])
  })

  it('may be asked for by somebody who wants to hear one count', () => {
    const context: Context = { cue: 'Can you count to seven?' }
    expect(found('one two three four five six seven', policy, context)).toEqual([])
  })
})

describe('a plus', () => {
  it.each([
    'plus four eight, five one two',
    'plus cztery osiem, pięć jeden dwa',
    'plus vier acht, fünf eins zwei',
    'plus quatre huit, cinq un deux',
    'más cuatro ocho, cinco uno dos',
    'più quattro otto, cinque uno due',
    'plus vier acht, vijf een twee',
    'mais quatro oito, cinco um dois',
    'plus fyra åtta, fem ett två',
    'plus fire otte, fem en to',
    'pluss fire åtte, fem en to',
    'plus neljä kahdeksan, viisi yksi kaksi',
    'plus čtyři osm, pět jedna dva',
  ])('begins a number: %s', (text) => {
    expect(found(text, policy)).toEqual([`NUMBER:${text}`])
  })

  it.each(['three plus four eight, five one two', 'plus two three', 'plus two hundred, three hundred'])(
    'adds in: %s',
    (text) => {
      expect(found(text, policy)).toEqual([])
    },
  )
})

describe('words for what is said', () => {
  it.each([
    ['my extension is four five six', 'four five six'],
    ['die Durchwahl ist vier fünf sechs', 'vier fünf sechs'],
    ['numer wewnętrzny cztery pięć sześć', 'cztery pięć sześć'],
    ['mon poste est le quatre cinq six', 'quatre cinq six'],
    ['la extensión es cuatro cinco seis', 'cuatro cinco seis'],
    ["l'interno è quattro cinque sei", 'quattro cinque sei'],
    ['mijn toestel is vier vijf zes', 'vier vijf zes'],
    ['a minha extensão é quatro cinco seis', 'quatro cinco seis'],
    ['min anknytning är fyra fem sex', 'fyra fem sex'],
    ['mit lokalnummer er fire fem seks', 'fire fem seks'],
    ['internnummeret er fire fem seks', 'fire fem seks'],
    ['alanumero on neljä viisi kuusi', 'neljä viisi kuusi'],
    ['moje linka je čtyři pět šest', 'čtyři pět šest'],
    ['moje klapka je čtyři pět šest', 'čtyři pět šest'],
  ])('name an extension: %s', (text, digits) => {
    expect(found(text, policy)).toEqual([`NUMBER:${digits}`])
  })

  it.each([
    'nine four, um, seven, one, I mean two, three eight',
    'dziewięć cztery, siedem, jeden, znaczy dwa, trzy osiem',
    'neun vier, sieben, eins, ich meine zwei, drei acht',
    'neuf quatre, sept, un, je veux dire deux, trois huit',
    'nueve cuatro, siete, uno, quiero decir dos, tres ocho',
    'nove quattro, sette, uno, cioè due, tre otto',
    'nove quattro, sette, uno, volevo dire due, tre otto',
    'negen vier, zeven, een, ik bedoel twee, drie acht',
    'nove quatro, sete, um, quer dizer dois, três oito',
    'nio fyra, sju, ett, jag menar två, tre åtta',
    'ni fire, syv, en, jeg mener to, tre otte',
    'ni fire, sju, en, jeg mener to, tre åtte',
    'yhdeksän neljä, seitsemän, yksi, siis kaksi, kolme kahdeksan',
    'devět čtyři, sedm, jedna, totiž dva, tři osm',
  ])('take a digit back inside a row: %s', (text) => {
    expect(found(text, policy)).toEqual([`NUMBER:${text}`])
  })

  it('ask for letters and digits, three in all', () => {
    const context: Context = { cue: 'What is your customer number?' }
    expect(found('a four seven', policy, context)).toEqual(['NUMBER:a four seven'])
    expect(found('a four seven', policy)).toEqual([])
    expect(found('a four seven', policy, { cue: 'How are you?' })).toEqual([])
  })
})

describe('addresses that are said', () => {
  it('end before one that is written', () => {
    expect(found('jan.kowalski at gmail dot com, Jan.Kowalski@GMAIL.com', policy)).toEqual([
      'EMAIL:jan.kowalski at gmail dot com',
      'EMAIL:Jan.Kowalski@GMAIL.com',
    ])
  })

  it('keep a given name that is a verb elsewhere', () => {
    const address = 'are hansen krøllalfa gmail punktum com'
    expect(found(address, policy)).toEqual([`EMAIL:${address}`])
  })

  it.each([
    ['my mails are anna at web dot de', 'anna at web dot de'],
    ['meine Mails sind anna at web Punkt de', 'anna at web Punkt de'],
    ['moje maile są anna małpa web kropka de', 'anna małpa web kropka de'],
    ['mes mails sont anna arobase web point fr', 'anna arobase web point fr'],
    ['mis correos son anna arroba web punto es', 'anna arroba web punto es'],
  ])('begin behind the verb: %s', (text, address) => {
    expect(found(text, policy)).toEqual([`EMAIL:${address}`])
  })
})
