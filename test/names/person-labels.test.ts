/** Under a label that can mean only a person's name, and in answer to a question for it, any word is a name; notes that there is none are not. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find } from '../../src/redaction/index.ts'

const POLICY = compilePolicy({ names: 'rules' })

function names(text: string, cue?: string): readonly string[] {
  return find(POLICY, text, cue === undefined ? undefined : { cue })
    .filter(({ entity }) => entity === 'PERSON')
    .map(({ start, end }) => text.slice(start, end))
}

describe('a key for names', () => {
  it.each([
    ['nazwisko', 'Brzoza'],
    ['first_name', 'will'],
    ['customerName', 'quark'],
    ['customerName', 'rosalind quark'],
    ['givenName', 'May'],
    ['příjmení', 'vlk'],
    ['user.lastName', "o'brien-stone"],
    ['full_name', 'J. R. Wolf'],
  ])('%s takes its value whole: %j', (key, value) => {
    expect(names(value, key)).toEqual([value])
  })

  it.each([
    ['surname', 'unknown'],
    ['surname', 'n/a'],
    ['nazwisko', 'brak danych'],
    ['nachname', 'keine Angabe'],
    ['first_name', 'string'],
    ['last_name', 'last_name'],
    ['last_name', 'must not be empty'],
    ['surname', 'w0lf'],
    ['surname', 'the customer did not want to tell it'],
    ['name', 'get weather'],
    ['file_name', 'quark'],
  ])('%s takes none from %j', (key, value) => {
    expect(names(value, key)).toEqual([])
  })
})

describe('a label for names in a text', () => {
  it.each([
    ['nazwisko: brzoza', ['brzoza']],
    ['customerName: quark', ['quark']],
    ['Etternavn: Dal', ['Dal']],
    ['<b>Surname:</b> Wolf', ['Wolf']],
    ['**Nachname:** Wolf', ['Wolf']],
    ['Imię: Jan\nNazwisko: Brzoza', ['Jan', 'Brzoza']],
    ['nom : Petit\nprénom : Rose', ['Petit', 'Rose']],
    ['{"nazwisko":"brzoza","miasto":"Toruń"}', ['brzoza']],
    ['Surname: required', []],
    ['Nachname: Pflichtfeld', []],
    ['first_name: string\nlast_name: string', []],
    ['Surname: please fill it in', []],
    ['name: quark\nprice: 12', []],
    ['First name: Last name: E-mail:', []],
  ])('%j names %j', (text, found) => {
    expect(names(text)).toEqual(found)
  })

  it('is read in linear time, whatever stands behind it', () => {
    for (const filler of ['*', '"', ' ', '<b>', 'a ', "'\\"]) {
      const text = `surname: ${filler.repeat(30_000)}`.repeat(3)
      const before = process.cpuUsage()
      find(POLICY, text)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000, filler).toBeLessThan(2000)
    }
  })
})

describe('the answer to a question for the name', () => {
  it.each([
    ['What is your name?', 'will', ['will']],
    ['What is your name?', "it's will", ['will']],
    ['What is your surname?', 'brzoza', ['brzoza']],
    ['Wie heißen Sie?', 'bär', ['bär']],
    ['Jak se jmenujete?', 'vlk', ['vlk']],
    ['What is your name?', 'yes', []],
    ['What is your name?', 'no thanks', []],
    ['What is your surname?', 'not sure', []],
    ['Wie heißen Sie?', 'wieso', []],
    ['Thank you for your name. What is the number of your order, if you have one?', 'blue', []],
  ])('%s %j: %j', (question, answer, found) => {
    expect(names(answer, question)).toEqual(found)
  })

  it.each([
    ['Agent: What is your name?\nCustomer: zorblax', ['zorblax']],
    ["Agent: What is your name?\nCustomer: it's zorblax qwent", ['zorblax qwent']],
    ['Agent: And your surname?\nCustomer: brzoza', ['brzoza']],
    ["Agent: What's your name?\nCaller: zorblax\nAgent: Thanks.", ['zorblax']],
    ['Agent: Can I have your name please?\nClient: brzoza', ['brzoza']],
    ['Bot: Wie heißen Sie?\nUser: bär', ['bär']],
    ['Agent: What is your name?\nCustomer: why do you ask', []],
    ['Agent: What is your name?\nCustomer: later', []],
    ['Agent: Is this your name, and when did you order the kettle?\nCustomer: yesterday', []],
  ])('in a transcript: %j: %j', (text, found) => {
    expect(names(text)).toEqual(found)
  })
})
