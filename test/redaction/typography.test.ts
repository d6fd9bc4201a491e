/** Values written with odd spaces, dashes, digits and zero-width characters are found. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { find } from '../../src/redaction/index.ts'
import { EVERYTHING, found, policyOf } from './found.ts'

const NBSP = '\u00a0'
const ZWSP = '\u200b'

function fullWidth(text: string): string {
  return text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
}

describe('typography and disguises', () => {
  it.each([
    ['PHONE', `+48${NBSP}600${NBSP}700${NBSP}800`],
    ['PHONE', '+48\u2009600\u2009700\u2009800'],
    ['PHONE', '+48\u2011600\u2011700\u2011800'],
    ['PHONE', '+48 600–700–800'],
    ['IBAN', `PL61${NBSP}1090${NBSP}1014${NBSP}0000${NBSP}0712${NBSP}1981${NBSP}2874`],
    ['PESEL', `440514${ZWSP}01359`],
    ['PESEL', '44\u00ad0514\u200d01\u2060359'],
    ['PESEL', '\u202d44051401359'.slice(1, 7) + '\u202c01359'],
    ['PESEL', fullWidth('44051401359')],
    ['PESEL', '٤٤٠٥١٤٠١٣٥٩'],
    ['PESEL', '४४०५१४०१३५९'],
    ['EMAIL', fullWidth('jan@example.pl')],
    ['EMAIL', `jan${ZWSP}@example.pl`],
    ['CARD', `4111${NBSP}1111${NBSP}1111${NBSP}1111`],
    ['FR_NIR', '2\u202f95\u202f10\u202f99\u202f126\u202f111\u202f93'],
  ])('finds a %s through stand-ins for ASCII: %j', (entity, written) => {
    expect(found(`Oto ${written} koniec`)).toEqual([`${entity}:${written}`])
  })

  it('finds a number that only an invisible character parts from its word', () => {
    expect(found(`PESEL${ZWSP}44051401359`)).toEqual(['PESEL:44051401359'])
    expect(found(`zł${ZWSP}44051401359${ZWSP}zł`)).toEqual(['PESEL:44051401359'])
  })

  it('survives lone surrogates, bidirectional marks and empty texts', () => {
    expect(found('')).toEqual([])
    expect(found('\ud800')).toEqual([])
    expect(found('\udc00 44051401359 \ud800')).toEqual(['PESEL:44051401359'])
    expect(found('\u202e44051401359\u202c')).toEqual(['PESEL:44051401359'])
  })

  it('keeps findings inside the text, in order and apart, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '44051401359',
        '+48 600 700 800',
        'jan@example.pl',
        'PL61 1090 1014 0000 0712 1981 2874',
        'PESEL',
        'tel.',
        ' ',
        NBSP,
        ZWSP,
        '-',
        '.',
        '@',
        ':',
        '=',
        '/',
        '[',
        '１',
        '\ud800',
        '٤',
        '\n',
        'https://a:b1@c.de/',
        'password=',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.integer({ min: 0, max: 9_999_999 }).map(String),
    )
    const policy = policyOf({ phoneRegions: ['PL', 'DE'], words: ['tel'] })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        let last = 0
        for (const { start, end, score } of find(policy, text)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(score).toBeGreaterThan(0)
          last = end
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('finds the same in a text and in that text with its spaces made no-break', () => {
    const text = 'PESEL 44051401359, tel. +48 600 700 800, konto PL61 1090 1014 0000 0712 1981 2874'
    const plain = found(text).map((finding) => finding.replaceAll(NBSP, ' '))
    expect(found(text.replaceAll(' ', NBSP)).map((finding) => finding.replaceAll(NBSP, ' '))).toEqual(plain)
    expect(find(EVERYTHING, text.replaceAll(' ', NBSP)).map(({ start }) => start)).toEqual(
      find(EVERYTHING, text).map(({ start }) => start),
    )
  })
})
