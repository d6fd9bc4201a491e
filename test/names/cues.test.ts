/** Names that the words around them give away, in the spelling of e-mails and of transcripts. */
import { describe, expect, it } from 'vitest'
import { compilePolicy, find } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

const POLICY = compilePolicy({ names: 'rules' })

function names(text: string, cue?: string): readonly string[] {
  return peopleIn(POLICY, text, cue)
}

describe('a name behind or before a cue', () => {
  it.each([
    ['My name is Anna Kowalska and I have a problem.', 'Anna Kowalska'],
    ['hello my name is xenobia kowalczewska and i am calling about my order', 'xenobia kowalczewska'],
    ["Dear Ms O'Brien,\nthank you", "O'Brien"],
    ["Dear Ms O'\nBrien, thank you", "O'\nBrien"],
    ['Dzień dobry, z tej strony Grzegorz Brzęczyszczykiewicz', 'Grzegorz Brzęczyszczykiewicz'],
    ['Hier spricht Müller-\nLüdenscheidt', 'Müller-\nLüdenscheidt'],
    ['Sehr geehrter Herr Dr. von Bülow,', 'von Bülow'],
    ['Mit freundlichen Grüßen\nKarl-Heinz Obermeier', 'Karl-Heinz Obermeier'],
    ['Jag har inte fått någon faktura, är det fel?\nKram Xantolf', 'Xantolf'],
    ['Lasku on väärin, voitko soittaa?\nt. Xantolf', 'Xantolf'],
    ['Speaking with Mr. J. R. Smith today', 'J. R. Smith'],
    ['Anna Kowalska speaking, how can I help?', 'Anna Kowalska'],
  ])('finds it in %j', (text, name) => {
    expect(names(text)).toEqual([name])
  })

  it.each([
    'I am calling about my invoice.',
    'My name is misspelled on the invoice.',
    'Ich bin Kunde seit 2010.',
    'mam problem z umową i proszę o kontakt',
    '',
  ])('finds none in %j', (text) => {
    expect(names(text)).toEqual([])
  })

  it('reads a name under a key, and as the answer to a question', () => {
    expect(names('Xenobia Kowalczewska', 'customerName')).toEqual(['Xenobia Kowalczewska'])
    expect(names('xenobia kowalczewska', 'Could I have your name, please?')).toEqual(['xenobia kowalczewska'])
    expect(names('Xquentis Bravonq', 'colour')).toEqual([])
    expect(names('get weather', 'name')).toEqual([])
  })

  it('looks in the languages of the policy only', () => {
    const polish = compilePolicy({ names: 'rules', languages: ['pl'] })
    expect(find(polish, 'my name is Xquentis Bravonq')).toEqual([])
    expect(find(polish, 'nazywam się Xquentis Bravonq')).toHaveLength(1)
  })

  it('leaves an e-mail address one value, whatever name is in it', () => {
    const [finding, ...others] = find(POLICY, 'my name is anna.nowak@example.com')
    expect(finding?.entity).toBe('EMAIL')
    expect(others).toEqual([])
  })

  it('looks for none where the policy does not ask', () => {
    expect(find(compilePolicy({}), 'my name is Anna Kowalska')).toEqual([])
    expect(find(compilePolicy({ names: 'off' }), 'my name is Anna Kowalska')).toEqual([])
  })
})
