/** Texts made to be expensive or odd: the search for names costs linear time, and its offsets always hold. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { compilePolicy, find } from '../../src/redaction/index.ts'

/** Characters; enough for a quadratic search to need many seconds. */
const SIZE = 250_000
/** Of processor time: each costs some 150 ms of an idle core, and the machine may be busy. */
const LIMIT_MILLISECONDS = 2000

const UNITS = [
  'Anna ', 'anna ', 'my name is ', 'von ', 'Anna von ', 'von von Anna ', 'de la ', 'A. ', 'A ', 'Kowalskiego ', "O'", "o'b", 'pani ', 'Anna: ', 'mr ', 'Dear Anna,\n', 'Kowalski-', 'Rose ', 'Müller-\n', 'mit freundlichen grüßen\n',
  'Анна ', '田中', '様', 'と申します', 'ー', '\n', 'name: ', 'Anna & ', "Anna's Xx ", 'Straße ', 'x ', 'Xx ', 'speaking ', 'ANNA ', 'Zelquira Brindlovik ', 'ulica ', 'uh ',
] // prettier-ignore

const PIECES = [
  'Anna', 'Kowalska', 'anna', 'Rose', 'Bär', 'Róża', 'von', 'der', "O'", 'Brien', '-', "'", '’', '\n', ' ', ' ', ' ', '.', ',', ':', '!', 'my name is', 'mówi', 'Herr', 'Dear', 'speaking', 'Анна', '田中', '様', 'e\u0301', '\u0301', '😀', '\ud800', '1', '@x.pl', '\u200b', '\u00a0', 'İ', 'ß', 'GmbH', 'ulica', 'A.',
] // prettier-ignore

const policy = compilePolicy({ names: 'builtin' })

describe('the search for names', () => {
  it.each(UNITS)('takes linear time for many of %j', (unit) => {
    const text = unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE)
    const before = process.cpuUsage()
    find(policy, text)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(LIMIT_MILLISECONDS)
  })

  it('answers with offsets inside the text, in order and apart, for whatever text', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, fc.constantFrom(undefined, 'customerName', 'May I have your name?'), (text, cue) => {
        let end = 0
        for (const finding of find(policy, text, cue === undefined ? undefined : { cue })) {
          expect(finding.start).toBeGreaterThanOrEqual(end)
          expect(finding.end).toBeGreaterThan(finding.start)
          end = finding.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a name that is a word', () => {
  it.each([
    ['My name is Rose.', 'Rose'],
    ['Sehr geehrte Frau Bär,', 'Bär'],
    ['Nazywam się Róża Wilk.', 'Róża Wilk'],
    ['Il signor Bianco è in linea.', 'Bianco'],
  ])('is one behind a cue: %j', (text, name) => {
    expect(find(policy, text).map(({ start, end }) => text.slice(start, end))).toEqual([name])
  })
})
