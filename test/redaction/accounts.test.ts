/** Bank accounts and payment cards, with their check digits and their look-alikes. */
import { describe, expect, it } from 'vitest'
import { IBAN_LENGTHS } from '../../src/redaction/detectors/iban.ts'
import { found } from './found.ts'

/** Sample accounts of the SWIFT IBAN registry: all thirty EEA countries, the UK, Switzerland and a few more. */
const IBANS = [
  'AT611904300234573201', 'BE68539007547034', 'BG80BNBG96611020345678', 'HR1210010051863000160',
  'CY17002001280000001200527600', 'CZ6508000000192000145399', 'DK5000400440116243', 'EE382200221020145685',
  'FI2112345600000785', 'FR1420041010050500013M02606', 'DE89370400440532013000', 'GR1601101250000000012300695',
  'HU42117730161111101800000000', 'IS140159260076545510730339', 'IE29AIBK93115212345678',
  'IT60X0542811101000000123456', 'LV80BANK0000435195001', 'LI21088100002324013AA', 'LT121000011101001000',
  'LU280019400644750000', 'MT84MALT011000012345MTLCAST001S', 'NL91ABNA0417164300', 'NO9386011117947',
  'PL61109010140000071219812874', 'PT50000201231234567890154', 'RO49AAAA1B31007593840000',
  'SK3112000000198742637541', 'SI56263300012039086', 'ES9121000418450200051332', 'SE4550000000058398257466',
  'GB29NWBK60161331926819', 'CH9300762011623852957', 'TR330006100519786457841326', 'UA213223130000026007233566001',
  'RS35260005601001611379', 'SA0380000000608010167519', 'MC5811222000010123456789030', 'SM86U0322509800000000270100',
] // prettier-ignore

function grouped(iban: string, separator: string): string {
  return (iban.match(/.{1,4}/g) ?? []).join(separator)
}

describe('accounts', () => {
  it.each(IBANS)('finds %s compact, grouped by spaces and by hyphens, in either case', (iban) => {
    for (const written of [
      iban,
      grouped(iban, ' '),
      grouped(iban, '-'),
      iban.toLowerCase(),
      grouped(iban, ' ').toLowerCase(),
    ]) {
      expect(found(`Proszę przelać na ${written} do piątku.`)).toEqual([`IBAN:${written}`])
    }
  })

  it('knows the length of every EEA country', () => {
    const lengths = IBANS.map((iban) => IBAN_LENGTHS.get(iban.slice(0, 2)))
    expect(lengths).toEqual(IBANS.map((iban) => iban.length))
  })

  it('notices any two neighbouring digits that changed places', () => {
    for (const iban of IBANS) {
      for (let at = 4; at + 1 < iban.length; at++) {
        if (iban[at] === iban[at + 1] || !/^\d\d$/.test(iban.slice(at, at + 2))) continue
        const swapped = `${iban.slice(0, at)}${iban[at + 1]}${iban[at]}${iban.slice(at + 2)}`
        expect(found(swapped).filter((finding) => finding.startsWith('IBAN:'))).toEqual([])
      }
    }
  })

  it('masks a mistyped account that its name stands before', () => {
    expect(found('IBAN: DE89370400440532013001')).toEqual(['IBAN:DE89370400440532013001'])
  })

  it('does not read an account out of ordinary words', () => {
    expect(found('no 15 people came at 10 and is 20 of them left by 11 or so they say')).toEqual([])
  })

  it('leaves a longer string that only begins like an account', () => {
    expect(found('DE89370400440532013000X')).toEqual([])
  })
})

describe('payment cards', () => {
  it.each([
    '4111111111111111', '5555555555554444', '2223003122003222', '378282246310005', '30569309025904',
    '6011111111111117', '3530111333300000', '6200000000000005',
  ])('finds the scheme test card %s', (card) => {
    expect(found(`Zapłaciłem ${card} wczoraj`)).toEqual([`CARD:${card}`])
  }) // prettier-ignore

  it('finds a Maestro card by its grouping or its name, not bare', () => {
    expect(found('6759 6498 2643 8453')).toEqual(['CARD:6759 6498 2643 8453'])
    expect(found('my card is 6759649826438453')).toEqual(['CARD:6759649826438453'])
    expect(found('batch 6759649826438453')).toEqual([])
  })

  it('leaves a number whose Luhn digit is wrong', () => {
    expect(found('4111111111111112')).toEqual([])
  })

  it('leaves expiry and amounts beside a card', () => {
    expect(found('4111 1111 1111 1111 12/25, 99.90 EUR')).toEqual(['CARD:4111 1111 1111 1111'])
  })
})
