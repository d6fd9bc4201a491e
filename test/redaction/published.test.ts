/** Checks that stdnum does not have, against numbers that issuers and encyclopaedias print as examples. */
import { describe, expect, it } from 'vitest'
import { isBelgianCard } from '../../src/redaction/detectors/identifiers/be.ts'
import { isCzechAccount } from '../../src/redaction/detectors/identifiers/cz.ts'
import { isGermanDocument } from '../../src/redaction/detectors/identifiers/de.ts'
import { isSpanishAccount } from '../../src/redaction/detectors/identifiers/es.ts'
import { isRib } from '../../src/redaction/detectors/identifiers/fr.ts'
import { isDriverNumber, isNhs } from '../../src/redaction/detectors/identifiers/gb.ts'
import {
  isHungarianAccount,
  isPersonalIdentifier,
  isTaj,
  isTaxIdentifier,
} from '../../src/redaction/detectors/identifiers/hu.ts'
import { isMatricule } from '../../src/redaction/detectors/identifiers/ie.ts'
import { isMyNumber } from '../../src/redaction/detectors/identifiers/jp.ts'
import { isDowod, isPolishPassport } from '../../src/redaction/detectors/identifiers/pl.ts'
import { isNiss } from '../../src/redaction/detectors/identifiers/pt.ts'
import { luhn36 } from '../../src/redaction/detectors/identifiers/checks.ts'

const EXAMPLES: readonly (readonly [name: string, check: (compact: string) => boolean, example: string])[] = [
  ['Belgian identity card', isBelgianCard, '000001103271'],
  ['Czech account', isCzechAccount, '3427807275580210100'],
  ['German identity card', isGermanDocument, 'T220001293'],
  ['Spanish account', isSpanishAccount, '12341234161234567890'],
  ['French account', isRib, '20041010050500013M02606'],
  ['NHS number', isNhs, '9434765870'],
  ['Hungarian account', isHungarianAccount, '1177301611111018'],
  ['TAJ', isTaj, '111111110'],
  ['adóazonosító jel', isTaxIdentifier, '8071592153'],
  // Worked out by hand from the rule.
  ['személyi azonosító', isPersonalIdentifier, '18504211236'],
  ['Luxembourgish matricule', isMatricule, '1893120105732'],
  ['My Number', isMyNumber, '123456789018'],
  ['dowód osobisty', isDowod, 'ABA300000'],
  ['Polish passport', isPolishPassport, 'ZS0000177'],
  ['NISS', isNiss, '12345678902'],
  ['cartão de cidadão', luhn36, '000000000ZZ4'],
]

it('British driver numbers are told by their shape', () => {
  expect(isDriverNumber('MORGA657054SM9IJ')).toBe(true)
  expect(isDriverNumber('MORGA697054SM9IJ')).toBe(false)
})

describe('checks against published examples', () => {
  it.each(EXAMPLES)('%s', (_, check, example) => {
    expect(check(example)).toBe(true)
  })

  it.each(EXAMPLES)('%s: most single wrong digits are noticed', (_, check, example) => {
    const wrong = Array.from(example).flatMap((character, at) =>
      /\d/.test(character)
        ? [example.slice(0, at) + ((Number(character) + 1) % 10) + example.slice(at + 1)]
        : [],
    )
    expect(wrong.filter(check).length).toBeLessThan(wrong.length / 2)
  })
})
