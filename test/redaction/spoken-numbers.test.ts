/** Every number from 0 to 999 is read as it is said, in every language and in every usual way. */
import { describe, expect, it } from 'vitest'
import { spokenLexicon } from '../../src/redaction/spoken/languages.ts'
import { numeralAt } from '../../src/redaction/spoken/numeral.ts'
import { readTokens } from '../../src/redaction/spoken/tokens.ts'
import { SAY } from './say-number.ts'

/** The digits that a phrase is read as; what is left of it is shown behind them. */
function read(language: string, said: string): string {
  const lexicon = spokenLexicon([language])
  const index = lexicon?.indexes[0]
  if (lexicon === undefined || index === undefined) throw new Error(`No table for ${language}.`)
  const tokens = readTokens(lexicon, said, 0, () => false)
  const numeral = numeralAt(index, tokens, 0)
  const rest = tokens.slice(numeral?.end ?? 0).map(({ word }) => word)
  return [numeral?.digits ?? 'nothing', ...rest].join(' ')
}

describe.each(Object.entries(SAY))('numbers in %s', (language, ways) => {
  it('are read from 0 to 999', () => {
    const wrong: string[] = []
    for (let number = 0; number < 1000; number++) {
      for (const said of ways.flatMap((say) => say(number))) {
        const digits = read(language, said)
        if (digits !== String(number)) wrong.push(`${number} ${said}: ${digits}`)
      }
    }
    expect(wrong.slice(0, 20)).toEqual([])
  })

  it('are read without accents and in capitals', () => {
    for (let number = 0; number < 1000; number += 7) {
      for (const said of ways.flatMap((say) => say(number))) {
        const bare = said.replaceAll('ß', 's').replaceAll('ł', 'l').normalize('NFD').replaceAll(/\p{M}/gu, '')
        expect(read(language, bare.toUpperCase())).toBe(String(number))
      }
    }
  })
})
