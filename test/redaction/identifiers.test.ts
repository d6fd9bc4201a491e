/** National identifiers: strong checks stand alone, weak ones need a cue. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { isHealthNumber, isPensionNumber, isTaxId } from '../../src/redaction/detectors/identifiers/de.ts'
import { isDni, isNie } from '../../src/redaction/detectors/identifiers/es.ts'
import { isNir } from '../../src/redaction/detectors/identifiers/fr.ts'
import { isFiscalCode } from '../../src/redaction/detectors/identifiers/it.ts'
import { isBsn } from '../../src/redaction/detectors/identifiers/nl.ts'
import { isNip, isPesel } from '../../src/redaction/detectors/identifiers/pl.ts'
import { IDENTIFIERS } from '../../src/redaction/detectors/identifiers/table.ts'
import { found } from './found.ts'

/** Public sample numbers: python-stdnum's documentation, the issuers' own pages, Wikipedia. */
const VALID: readonly (readonly [
  entity: string,
  check: (compact: string) => boolean,
  samples: readonly string[],
])[] = [
  ['PESEL', isPesel, ['44051401359', '02070803628', '92071314764', '02211307589']],
  ['NIP', isNip, ['8567346215', '5260250274', '1234563218', '5252344078']],
  [
    'DE_TAX_ID',
    isTaxId,
    ['36574261809', '86095742719', '47036892816', '65929970489', '57549285017', '25768131411'],
  ],
  ['DE_INSURANCE', isPensionNumber, ['65170839J003', '15070649C103', '65180539W001']],
  ['DE_INSURANCE', isHealthNumber, ['A123456780', 'A000500015']],
  ['FR_NIR', isNir, ['295109912611193', '253072B07300470', '253072A07300443']],
  ['ES_DNI', isDni, ['54362315K', '12345678Z', '00000000T']],
  ['ES_NIE', isNie, ['X2482300W', 'X1234567L', 'Y1234567X', 'Z1234567R']],
  [
    'IT_FISCAL_CODE',
    isFiscalCode,
    ['RCCMNL83S18D969H', 'CNTCHR83T41D969D', 'RSSMRA85T10A562S', 'MRTMTT25D09F205Z'],
  ],
  ['NL_BSN', isBsn, ['111222333', '123456782', '100000009']],
]

/** Row by row: what people put before it in their language. */
const CUES: Readonly<Record<string, string>> = {
  PESEL: 'Mój PESEL to',
  NIP: 'NIP firmy:',
  DE_TAX_ID: 'Meine Steuer-ID lautet',
  DE_INSURANCE: 'Versicherungsnummer:',
  FR_NIR: 'Mon numéro de sécurité sociale est',
  ES_DNI: 'Mi DNI es',
  ES_NIE: 'Mi NIE es',
  IT_FISCAL_CODE: 'Il mio codice fiscale è',
  NL_BSN: 'Mijn BSN is',
}

const EVERY_SAMPLE = VALID.flatMap(([entity, , samples]) =>
  samples.map((sample) => [entity, sample] as const),
)

/** Those whose check one number in ten or so passes: they need a cue. */
const WEAK = new Set(['NIP', 'NL_BSN'])
const ALONE = EVERY_SAMPLE.filter(([entity, sample]) => !WEAK.has(entity) && !isHealthNumber(sample))

describe('identifier checks', () => {
  it.each(VALID)('%s accepts the published samples', (_, check, samples) => {
    expect(samples.filter((sample) => !check(sample))).toEqual([])
  })

  it.each(VALID)('%s notices any one wrong digit in a sample', (_, check, samples) => {
    const survivors = samples.flatMap((sample) =>
      Array.from(sample).flatMap((character, at) => {
        if (!/\d/.test(character)) return []
        const other = sample.slice(0, at) + ((Number(character) + 1) % 10) + sample.slice(at + 1)
        return check(other) ? [other] : []
      }),
    )
    // Weights that share a factor with the modulus let one digit in a few pass; never more.
    expect(survivors.length).toBeLessThanOrEqual(samples.length)
  })

  it('refuses a PESEL whose birth date does not exist', () => {
    expect(isPesel('44023001350')).toBe(false)
    expect(isPesel('44130001356')).toBe(false)
  })

  it('reads Italian codes in which letters replaced digits after a collision', () => {
    expect(isFiscalCode('RSSMRA85T10A56NH')).toBe(true)
    expect(found('CF RSSMRA85T10A56NH.')).toEqual(['IT_FISCAL_CODE:RSSMRA85T10A56NH'])
  })

  it('refuses numbers of one repeated digit, which pass several checksums', () => {
    expect(isNip('0000000000')).toBe(false)
    expect(isBsn('000000000')).toBe(false)
  })

  it('lets few random strings through the checks that stand alone', () => {
    let seed = 7
    const random = (size: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((seed / 4_294_967_296) * size)
    }
    const rates = IDENTIFIERS.filter((row) => row.strength === 'strong' && row.entity !== 'IBAN').map(
      (row) => {
        const shape = row.shapes[0] ?? ''
        const template = shape === '*16' ? 'LLLLLLddLddLdddL' : shape
        let passed = 0
        for (let round = 0; round < 20_000; round++) {
          const text = template.replaceAll(/[dL]/g, (kind) =>
            kind === 'd' ? String(random(10)) : String.fromCharCode(65 + random(26)),
          )
          if (row.check(text)) passed++
        }
        return [row.detector, passed / 20_000] as const
      },
    )
    expect(rates.filter(([, rate]) => rate > 0.05)).toEqual([])
  })
})

describe('identifiers in sentences', () => {
  it.each(EVERY_SAMPLE)('finds a %s behind its cue: %s', (entity, sample) => {
    expect(found(`${CUES[entity]} ${sample}, dziękuję.`)).toEqual([`${entity}:${sample}`])
  })

  it.each(ALONE)('finds a %s that stands alone, because its check is strong: %s', (entity, sample) => {
    expect(found(sample)).toEqual([`${entity}:${sample}`])
  })

  it.each(EVERY_SAMPLE)('finds a %s in lower case: %s', (entity, sample) => {
    expect(found(`${CUES[entity]} ${sample.toLowerCase()}`)).toEqual([`${entity}:${sample.toLowerCase()}`])
  })

  it('leaves a number alone whose check is weak and that nothing names', () => {
    expect(found('Zamówienie 5260250274 wysłano.')).toEqual([])
    expect(found('Het pakket 123456782 is onderweg.')).toEqual([])
    expect(found('Artikel A123456780 ist lieferbar.')).toEqual([])
  })

  it('finds a weak number under a JSON key that names it', () => {
    expect(found('5260250274', undefined, { cue: 'customerNip' })).toEqual(['NIP:5260250274'])
    expect(found('123456782', undefined, { cue: 'bsn_nummer' })).toEqual(['NL_BSN:123456782'])
  })

  it('finds a weak number after the question that asked for it', () => {
    expect(found('To będzie 5260250274.', undefined, { cue: 'Jaki jest numer NIP firmy?' })).toEqual([
      'NIP:5260250274',
    ])
  })

  it('leaves a strong shape with a wrong check alone when nothing names it', () => {
    expect(found('Kod 44051401358 oraz 12345678A, X1234567A i RSSMRA85T10A562X.')).toEqual([])
  })

  it('masks a mistyped number that its name stands before', () => {
    expect(found('PESEL: 44051401358')).toEqual(['PESEL:44051401358'])
    expect(found('My DNI is 12345678A')).toEqual(['ES_DNI:12345678A'])
  })

  it('does not give the name of one number to the next', () => {
    expect(found('PESEL 44051401359, zamówienie 44051401358')).toEqual(['PESEL:44051401359'])
    expect(found('Nie mam numeru NIP. Zamówienie: 1234567890')).toEqual([])
    expect(found('5260250274, NIP 8567346215')).toEqual(['NIP:8567346215'])
  })

  it.each([
    ['NIP', '526-025-02-74'],
    ['NIP', 'PL5260250274'],
    ['NIP', 'PL 526-025-02-74'],
    ['PESEL', '440514 01359'],
    ['DE_TAX_ID', '36 574 261 809'],
    ['DE_INSURANCE', '65 170839 J 003'],
    ['FR_NIR', '2 95 10 99 126 111 93'],
    ['FR_NIR', '2 53 07 2B 073 004 70'],
    ['ES_DNI', '54.362.315-K'],
    ['ES_DNI', '54362315-K'],
    ['ES_NIE', 'X-2482300-W'],
    ['IT_FISCAL_CODE', 'RCC MNL 83S18 D969H'],
    ['CARD', '4111 1111 1111 1111'],
    ['CARD', '4111-1111-1111-1111'],
    ['CARD', '3782 822463 10005'],
    ['IBAN', '61 1090 1014 0000 0712 1981 2874'],
  ])('finds a %s grouped as people write it: %s', (entity, written) => {
    expect(found(`Oto on: ${written}.`)).toEqual([`${entity}:${written}`])
  })

  it('finds a number in any grouping once its name stands there', () => {
    expect(found('PESEL 44 05 14 01 359')).toEqual(['PESEL:44 05 14 01 359'])
    expect(found('PESEL 44-051-401-359')).toEqual(['PESEL:44-051-401-359'])
  })

  it('finds a number glued to its name', () => {
    expect(found('PESEL44051401359')).toEqual(['PESEL:44051401359'])
  })

  it('finds a federal tax number by its name alone', () => {
    expect(found('Steuernummer 2893081508152')).toEqual(['DE_TAX_ID:2893081508152'])
    expect(found('Steuernummer: 93/815/08152')).toEqual(['DE_TAX_ID:93/815/08152'])
  })

  it('finds a social security number without its key by its name', () => {
    expect(found('n° de sécu 2 95 10 99 126 111')).toEqual(['FR_NIR:2 95 10 99 126 111'])
  })

  it('does not look inside longer digit strings, decimals, hashes and UUIDs', () => {
    expect(found('x944051401359')).toEqual([])
    expect(found('9944051401359')).toEqual([])
    expect(found('0.44051401359 and 44051401359.50')).toEqual([])
    expect(found('commit 3fb44051401359ab, id 550e8400-e29b-41d4-a716-044051401359')).toEqual([])
  })

  it('finds several numbers of one line, each as what it is', () => {
    expect(found('Jan,44051401359,5260250274,PL61109010140000071219812874')).toEqual([
      'PESEL:44051401359',
      'IBAN:PL61109010140000071219812874',
    ])
  })

  it('takes any surroundings that are no letters or digits', () => {
    const edge = fc.constantFrom(
      '',
      ' ',
      '"',
      "'",
      '(',
      ')',
      '[',
      ']',
      ',',
      ';',
      ':',
      '\n',
      '\t',
      '|',
      '=',
      '…',
      '„',
      '”',
      '*',
      '_',
      '/',
    )
    fc.assert(
      fc.property(edge, edge, fc.constantFrom(...ALONE), (before, after, [entity, sample]) => {
        expect(found(`${before}${sample}${after}`)).toEqual([`${entity}:${sample}`])
      }),
      { numRuns: 500 },
    )
  })
})
