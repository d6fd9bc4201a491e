/** The last line of a letter is its writer where it is a given name, and nobody where it is an office or there is no address. */
import { describe, expect, it } from 'vitest'
import { compilePolicy } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

const POLICY = compilePolicy({ names: 'rules' })

const people = (text: string): readonly string[] => peopleIn(POLICY, text)

describe('the last line of a letter', () => {
  it.each([
    ['Team,\nthe printer is back.\nRuth', 'Ruth'],
    ['Chers tous,\nle badge est prêt.\nOdile Kermeur', 'Odile Kermeur'],
    ['Maître,\nmerci de votre appel à Lyon.\nL. de Kergoat', 'L. de Kergoat'],
    ['Equipa!\namanhã não há reunião.\nGraça', 'Graça'],
  ])('names its writer: %j', (text, name) => {
    expect(people(text)).toEqual([name])
  })

  it.each([
    'Team,\nthe printer is back.\nAccounts',
    'Two boxes\nof flowers\nRose',
    'Team,\nwe sell every flower:\ntulip, lily and rose',
  ])('names nobody: %j', (text) => {
    expect(people(text)).toEqual([])
  })
})
