/** The compiled lists: what they hold, how seldom they are wrong, and that their artefact says where it comes from. */
import { describe, expect, it } from 'vitest'
import { isListed } from '../../src/redaction/index.ts'
import lists from '../../src/redaction/names/lists.json' with { type: 'json' }
import { printedChance } from '../harness/chance.ts'

describe('the lists of names', () => {
  it.each([
    'Anna Kowalska', 'JAN NOWAK', 'Jürgen Müller', 'Jurgen Muller', 'Anne-Marie van der Berg', 'João Gonçalves', "O'Brien", 'Åse Nygård', 'Väinö Mäkinen', 'Jiří Dvořák',
  ])('hold %s', (name) => {
    expect(isListed(name)).toBe(true)
  }) // prettier-ignore

  it.each(['Anna Xqwzt', 'Brzdągwa', 'von der', '', '123', '名前'])('do not hold %j', (name) => {
    expect(isListed(name)).toBe(false)
  })

  it('take a word of none for one of theirs less than once in a thousand', () => {
    const chance = printedChance()
    const letter = (): string => String.fromCharCode(97 + chance.below(26))
    const words = Array.from({ length: 20_000 }, () => Array.from({ length: 10 }, letter).join(''))
    expect(words.filter((word) => isListed(word)).length).toBeLessThan(20)
  })

  it('come with their sources, and no name in them', () => {
    expect(lists.sources.join(' ')).toMatch(/Wikidata \(CC0.*Faker \(MIT.*GeoNames \(CC BY 4\.0/)
    expect(lists.made).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(lists.words.length + lists.kinds.length).toBeLessThan(500_000)
  })
})
