/** Names and values made at random are found however they are written, and no text or list makes the look slow. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { KnownValues } from '../../src/redaction/index.ts'

const SYLLABLES = [
  'ka',
  'łu',
  'szy',
  'mo',
  'ří',
  'nö',
  'ber',
  'gå',
  'wi',
  'tch',
  'ę',
  'zü',
  'ra',
  'dé',
  'ñu',
  'kro',
  'fi',
  'žd',
]
const word = fc
  .array(fc.constantFrom(...SYLLABLES), { minLength: 3, maxLength: 4 })
  .map((parts) => parts.join(''))
  .map((small) => small.charAt(0).toUpperCase() + small.slice(1))

const bare = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('Ł', 'L')

/** Ways to write one word. */
const WRITTEN: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  bare,
  (name) => bare(name).toLowerCase(),
  (name) => name.normalize('NFD'),
  (name) => Array.from(name).join('-'),
  (name) => Array.from(name.toUpperCase()).join(' '),
  (name) => `${name}s`.slice(0, -1),
  (name) => Array.from(name).join('\u00ad'),
]
const spelling = fc.constantFrom(...WRITTEN)

describe('a name of two words', () => {
  it('is found in every writing of either, and of both', () => {
    fc.assert(
      fc.property(word, word, spelling, fc.boolean(), (given, surname, write, swapped) => {
        fc.pre(given !== surname)
        const known = new KnownValues([{ entity: 'PERSON', value: `${given} ${surname}` }])
        for (const said of [
          write(given),
          write(surname),
          swapped ? `${surname}, ${given}` : `${given} ${surname}`,
        ]) {
          const text = `1) ${said}; 2)`
          const covered = known.find(text).map(({ start, end }) => text.slice(start, end))
          expect(covered.join(' ').length).toBeGreaterThanOrEqual(said.length)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('is found nowhere else', () => {
    fc.assert(
      fc.property(word, word, word, word, (given, surname, one, other) => {
        const known = new KnownValues([{ entity: 'PERSON', value: `${given} ${surname}` }])
        const stems = [given, surname].map((name) => bare(name).toLowerCase().slice(0, 2))
        fc.pre([one, other].every((name) => !stems.includes(bare(name).toLowerCase().slice(0, 2))))
        expect(known.find(`${one} ${other}, ${one.toLowerCase()}`)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

describe('a number', () => {
  const digits = fc.integer({ min: 100_000_000, max: 999_999_999 }).map(String)
  const separator = fc.constantFrom('', ' ', '-', '.', '/', '\u00a0')

  it('is found in any grouping, with and without its calling code', () => {
    fc.assert(
      fc.property(
        digits,
        separator,
        fc.constantFrom('', '+48', '0048', '48', '(+48) '),
        fc.integer({ min: 1, max: 4 }),
        (number, by, code, size) => {
          const known = new KnownValues([{ entity: 'PHONE', value: `+48 ${number}` }])
          const groups = number.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
          const text = `tel ${code}${by}${groups.join(by)} ok`
          const [hit] = known.find(text)
          expect(hit).toBeDefined()
          expect(text.slice(hit?.start, hit?.end).replaceAll(/\D/g, '')).toBe(
            code.replaceAll(/\D/g, '') + number,
          )
        },
      ),
      { numRuns: 1000 },
    )
  })
})

const PIECES = [
  'Jan', 'jan', 'Kowalski', 'kowalskiego', 'K', 'k', 'o', '-', ' ', '\n', "'", '’', ',', '.', 'van', 'den', 'Berg', '600', '100', '200', '+48', '(', ')', '@', 'gmail', 'com',
  'małpa', 'kropka', '山', '田', '太郎', '\u00ad', '\u0301', '\ud83d', '😀', 'A', '10293', 'ul.', 'Długa', '5', '\u200b', 'ﬁ', 'İ', 'ß',
] // prettier-ignore

it('whatever a text is, what is found lies in it and is not empty', () => {
  const known = new KnownValues([
    { entity: 'PERSON', value: 'Jan Kowalski' },
    { entity: 'PERSON', value: 'Piet van den Berg' },
    { entity: 'PERSON', value: '山田 太郎' },
    { entity: 'PHONE', value: '+48 600 100 200' },
    { entity: 'EMAIL', value: 'jan@gmail.com' },
    { entity: 'ADDRESS', value: 'ul. Długa 5, 00-238 Warszawa' },
    { entity: 'WORD', value: 'A-10293' },
  ])
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }), (pieces) => {
      const text = pieces.join('')
      for (const { start, end } of known.find(text)) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(start).toBeLessThan(end)
      }
    }),
    { numRuns: 3000 },
  )
})

/** Characters; enough for a square to take many seconds. */
const SIZE = 250_000
/** Of one processor: each costs a tenth of it on an idle machine. */
const LIMIT_MILLISECONDS = 1000

/** Processor time, so that neighbours do not count. */
function milliseconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

describe('the time of a look', () => {
  const names = Array.from(
    { length: 1000 },
    (_, at) => `Jan Kowal${String.fromCharCode(97 + (at % 26), 97 + ((at * 7) % 26))}ski`,
  )

  it.each<[string, string]>([
    ['single letters', 'k o w a l s k i '],
    ['particles', 'van den van der '],
    ['the name again and again', 'Jan Kowalski '],
    ['its beginning', 'kowal kowa '],
    ['its end cut', 'Kowalsk-\n'],
    ['digits', '6001002006001002'],
    ['separators', '600 - - - '],
    ['at signs', 'jan małpa kropka '],
    ['one word', 'kowalskiego'],
    ['signs of Japanese', '山田'],
  ])('grows with the text: %s', (_name, piece) => {
    const known = new KnownValues([
      { entity: 'PERSON', value: 'Jan Kowalski' },
      { entity: 'PERSON', value: 'Piet van den Berg' },
      { entity: 'PERSON', value: '山田 太郎' },
      { entity: 'PHONE', value: '+48 600 100 200' },
      { entity: 'EMAIL', value: 'jan.kowalski@gmail.com' },
    ])
    const text = piece.repeat(Math.ceil(SIZE / piece.length))
    expect(milliseconds(() => void known.find(text))).toBeLessThan(LIMIT_MILLISECONDS)
  })

  it('is bounded for a thousand names made to be alike: such a look fails, and is refused', () => {
    const known = new KnownValues(names.map((value) => ({ entity: 'PERSON', value })))
    expect(known.find(`to ${names[5] ?? ''}`)).toHaveLength(1)
    const look = (): void => {
      try {
        known.find('kowalczykowski '.repeat(SIZE / 10))
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }
    expect(milliseconds(look)).toBeLessThan(5 * LIMIT_MILLISECONDS)
  })
})
