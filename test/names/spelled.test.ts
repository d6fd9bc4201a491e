/** Names that are spelled letter by letter are found; the alphabet, one letter again and again and short abbreviations are not names. */
import { describe, expect, it } from 'vitest'
import { compilePolicy } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

const POLICY = compilePolicy({ names: 'rules' })

const people = (text: string): readonly string[] => peopleIn(POLICY, text)

describe('a name that is spelled', () => {
  it.each([
    ['se escribe u r q u i z a , sí', 'u r q u i z a'],
    ['it is S-M-I-R-K-E with an e', 'S-M-I-R-K-E'],
    ['alors b o u t i n voilà', 'b o u t i n'],
  ])('is found in: %s', (text, name) => {
    expect(people(text)).toContain(name)
  })

  it.each(['press a b c d or e', 'the code was x x x x', 'es un u s b', 'plan A, B or C'])(
    'is not found in: %s',
    (text) => {
      expect(people(text)).toEqual([])
    },
  )
})
