/** Forms of names that a reader of words could cut: an apostrophe at the end, an initial before a particle, two given names that are words. */
import { describe, expect, it } from 'vitest'
import { compilePolicy } from '../../src/redaction/index.ts'
import { peopleIn } from './people.ts'

const POLICY = compilePolicy({ names: 'rules' })

const people = (text: string): readonly string[] => peopleIn(POLICY, text)

describe('a name', () => {
  it.each([
    ["Bonjour, ici Gwenola Quéniarc'h, du service achats.", "Gwenola Quéniarc'h"],
    ["O'\nBrien called", "O'\nBrien"],
    ['Cordialement,\nT. de Rosmadec', 'T. de Rosmadec'],
    ['firmato V. Di Stefano', 'V. Di Stefano'],
    ['Chère Rose-Claire,\nle colis est là.', 'Rose-Claire'],
  ])('is read to its end: %j', (text, name) => {
    expect(people(text)).toEqual([name])
  })

  it('keeps the possessive outside', () => {
    expect(people("Thanks to Wanda Quill's help.")).toEqual(['Wanda Quill'])
  })
})
