/** Phone numbers, international and national, and numbers that are none. */
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import { judgeInternational } from '../../src/redaction/detectors/phone-plans.ts'
import { EVERYTHING, found, policyOf } from './found.ts'

const NUMBERS = getCountries(metadata).flatMap((country) => {
  const number = getExampleNumber(country, examples, metadata)
  return number === undefined ? [] : [{ country, number }]
})
const EUROPE = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE GB CH'.split(
    ' ',
  ),
)

describe('phone numbers', () => {
  it('finds the example of every country in each international form, without any region', () => {
    const missed = NUMBERS.flatMap(({ number }) => {
      const international = number.formatInternational()
      const forms = [
        number.number,
        international,
        international.replaceAll(' ', '-'),
        international.replaceAll(' ', '.'),
        number.number.replace('+', '00'),
        international.replace('+', '00 '),
      ]
      return forms.filter((form) => !found(`Please call ${form}, thanks.`).includes(`PHONE:${form}`))
    })
    expect(missed).toEqual([])
  })

  it('finds the national form of every European country with its region', () => {
    const missed = NUMBERS.filter(({ country }) => EUROPE.has(country)).flatMap(({ country, number }) => {
      const form = number.formatNational()
      const policy = policyOf({ phoneRegions: [country] })
      return found(`Oto: ${form}.`, policy).some((finding) => finding.includes(form))
        ? []
        : [`${country} ${form}`]
    })
    expect(missed).toEqual([])
  })

  it('finds the national form of every European country without a region behind a cue', () => {
    const missed = NUMBERS.filter(({ country }) => EUROPE.has(country)).flatMap(({ number }) => {
      const form = number.formatNational()
      return found(`My phone number is ${form}.`).some((finding) => finding.includes(form)) ? [] : [form]
    })
    expect(missed).toEqual([])
  })

  it('accepts every number that libphonenumber calls valid', () => {
    const disagreements = NUMBERS.flatMap(({ number }) => {
      const digits = number.number.slice(1)
      return Array.from({ length: 40 }, (_, round) => {
        // Other last digits, one more, one less.
        const changed =
          round < 20
            ? digits.slice(0, -2) + String((round * 7 + 13) % 100).padStart(2, '0')
            : digits.slice(0, -3 + (round % 5)) + round
        const theirs = parsePhoneNumberFromString(`+${changed}`, metadata)?.isValid() ?? false
        return theirs && judgeInternational(changed) === 'no' ? [changed] : []
      }).flat()
    })
    expect(disagreements).toEqual([])
  })

  it.each([
    '+48 600 700 800', '+48 600-700-800', '+48600700800', '(+48) 600 700 800', '+48 (600) 700 800', '+ 48 600 700 800',
    '+49 (0)30 1234567', '+49 030 1234567', '0049 30 1234567', '+44 (0)20 7946 0958', '+1 (212) 555-0123',
    '+33.6.12.34.56.78',
  ])('finds %s whole, brackets and trunk prefix included', (written) => {
    expect(found(`tel. ${written} prosze`)).toEqual([`PHONE:${written}`])
  }) // prettier-ignore

  it('finds the number glued to its label', () => {
    expect(found('tel:+48600700800')).toEqual(['PHONE:+48600700800'])
    expect(found('tel600700800')).toEqual(['PHONE:600700800'])
  })

  it('finds two numbers in one line', () => {
    expect(found('+48 600 700 800, +48 600 700 801')).toEqual([
      'PHONE:+48 600 700 800',
      'PHONE:+48 600 700 801',
    ])
    expect(found('+48600700800/+48600700801')).toEqual(['PHONE:+48600700800', 'PHONE:+48600700801'])
  })

  it('finds a bare national number of the tenant and leaves it elsewhere', () => {
    const polish = policyOf({ phoneRegions: ['PL'] })
    expect(found('600 700 800', polish)).toEqual(['PHONE:600 700 800'])
    expect(found('600700800', polish)).toEqual(['PHONE:600700800'])
    expect(found('600700800')).toEqual([])
  })

  it('finds a national number under a key or after a question that names it', () => {
    expect(found('600 700 800', EVERYTHING, { cue: 'contactPhone' })).toEqual(['PHONE:600 700 800'])
    expect(found('600 700 800', EVERYTHING, { cue: 'What is your phone number?' })).toEqual([
      'PHONE:600 700 800',
    ])
  })

  it('does not call a valid identifier a phone number', () => {
    const everywhere = policyOf({ phoneRegions: ['PL', 'DE', 'FR', 'NL', 'IT', 'ES'] })
    for (const [value, entity] of [
      ['44051401359', 'PESEL'],
      ['36574261809', 'DE_TAX_ID'],
      ['295109912611193', 'FR_NIR'],
      ['4111111111111111', 'CARD'],
      ['61109010140000071219812874', 'IBAN'],
    ] as const) {
      expect(found(value, everywhere)).toEqual([`${entity}:${value}`])
    }
  })

  it.each([
    'The order 600700800 was shipped.', 'Zamówienie nr 600 700 800 wysłano.', 'Rechnung 0301234567 ist offen.',
    'Termin: 12.05.2024, 10:30.', 'From 2019-2024 we grew.', 'Kwota 600 700 800 zł.', 'It costs 123 456 789 EUR.',
    'Distance 123 456 789 km.', '600 700 800,50', 'https://shop.example/p/600700800', 'SKU-600-700-800',
    'see 2024-05-12 and 12/05/2024', 'ratio 1.234.567.890', 'ISBN 978 83 01 00000 1',
  ])('leaves %s alone, whose numbers are none', (text) => {
    const policy = policyOf({ phoneRegions: ['PL', 'DE', 'FR', 'DK', 'NO'], entities: ['PHONE'] })
    expect(found(text, policy)).toEqual([])
  }) // prettier-ignore

  it('leaves the beginning of a longer number, and a UUID whatever its key', () => {
    expect(found('reading 600 700 800 12', policyOf({ phoneRegions: ['PL'] }))).toEqual([])
    expect(found('12345678-1234-1234-1234-123456789012', EVERYTHING, { cue: 'phone' })).toEqual([])
  })

  it('leaves growth figures behind a plus alone', () => {
    expect(found('+100 000 zł, +20 000 000 users, +12%, +1 234 567')).toEqual([])
  })
})
