/** Under a label that can mean only a person's name, and in answer to a question for it, any word is a name; notes that there is none are not. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

const POLICY = compilePolicy({ names: 'rules' })

function names(text: string, cue?: string): readonly string[] {
  return peopleIn(POLICY, text, cue)
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
    ['surname', 'ascending'],
    ['surname', 'rather not say'],
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
    ['<td>Surname</td><td>wolf</td>', ['wolf']],
    ['<tr><th>Nazwisko</th>\n<td class="value">brzoza</td>\n</tr>', ['brzoza']],
    ['<dl><dt>Nachname</dt><dd>bär</dd></dl>', ['bär']],
    ['<tr><td>Number</td><td>Surname</td><td>Town</td></tr>', []],
    ['<tr><th>Surname</th><th>town</th></tr>', []],
    ['<tr><td>Surname</td><td>town</td><td>street</td></tr>', []],
    ['<td>Surname</td><td>required</td>', []],
    ['surname: ascending', []],
    ['last_name: desc', []],
    ['nachname: absteigend', []],
    ['Surname: prefer not to say', []],
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
    for (const filler of ['*', '"', ' ', '<b>', 'a ', "'\\", '</td><td>', '</td>    ']) {
      const text = `surname: ${filler.repeat(30_000)}`.repeat(3) + `<td>surname${filler}`.repeat(10_000)
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
    ['[00:01] Agent: What is your name?\n[00:04] Customer: brzoza', ['brzoza']],
    ['**Agent:** What is your name?\n**Customer:** brzoza', ['brzoza']],
    ['Bot: Wie heißen Sie?\nUser: bär', ['bär']],
    ['Agent: What is your name? wolf', ['wolf']],
    ['Wie ist Ihr Name? bär', ['bär']],
    ['Can I have your name? It is Wolf.', ['Wolf']],
    ['Your name? rosalind quark\nYour town? Toruń', ['rosalind quark']],
    ['What is your name? Address?', []],
    ['What is your name? thanks', []],
    ['What is your name? required', []],
    ['What is your name? rather not say', []],
    ['And your name? We need it for the delivery of the parcel.', []],
    ['Agent: Jak się pan nazywa?\nKlient: nechcę', []],
    ['Bot: Mikä on nimesi?\nAsiakas: en sano', []],
    ['Agent: What is your name?\nCustomer: why do you ask', []],
    ['Agent: What is your name?\nCustomer: later', []],
    ['Agent: Is this your name, and when did you order the kettle?\nCustomer: yesterday', []],
  ])('in a transcript: %j: %j', (text, found) => {
    expect(names(text)).toEqual(found)
  })
})

describe('a refusal to tell the name', () => {
  it.each([
    ['What is your name?', ['rather not say', 'prefer not to tell', 'dont want to', 'none of your business']],
    ['Jak się pan nazywa?', ['nie chcę podawać', 'nechcę', 'niechcę', 'nie powiem', 'wolę nie mówić']],
    [
      'Wie heißen Sie?',
      ['weiß nicht', 'weiss nicht', 'sag ich nicht', 'möchte ich nicht sagen', 'lieber nicht'],
    ],
    ['Jak se jmenujete?', ['nechci říct', 'nevím', 'neřeknu', 'raději ne']],
    ['Comment vous appelez-vous ?', ['sais pas', 'je préfère ne pas le dire', 'aucune idée']],
    ['¿Cómo se llama?', ['no sé', 'no quiero decirlo', 'prefiero no decirlo']],
    ['Come si chiama?', ['boh', 'non lo so', 'preferisco di no']],
    ['Hoe heet u?', ['weet niet', 'zeg ik liever niet', 'liever niet']],
    ['Como se chama?', ['não sei', 'prefiro não dizer']],
    ['Vad heter du?', ['vet ej', 'säger inte', 'helst inte']],
    ['Hvad hedder du?', ['ved ikke', 'siger jeg ikke']],
    ['Hva heter du?', ['vet ikke', 'vil ikke si det']],
    ['Mikä on nimesi?', ['en sano', 'en kerro', 'en tiedä']],
  ])('is no answer to %s: %j', (question, answers) => {
    for (const answer of answers) {
      expect(names(answer, question), answer).toEqual([])
      expect(names(`A: ${question}\nB: ${answer}`), answer).toEqual([])
    }
  })

  it('does not hide a name that stands in the same words elsewhere', () => {
    expect(names('No voy a ver a la señora Nowak.')).toEqual(['Nowak'])
    expect(names("I don't know, Anna Nowak took the call.")).toEqual(['Anna Nowak'])
  })
})
