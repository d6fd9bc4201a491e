/** Numbers that somebody disguised, or that markup and transport took apart. */
import { describe, expect, it } from 'vitest'
import { found } from './found.ts'

const PESEL = '44051401359'
const IBAN = 'PL61109010140000071219812874'

describe('disguised numbers', () => {
  it.each([
    ['zero-width spaces', '440\u200b514\u200b01359'],
    ['a word joiner', '440514\u206001359'],
    ['a soft hyphen', '440514\u00ad01359'],
    ['bidirectional marks', '\u202a44051401359\u202c'],
    ['an override inside', '440514\u202e01359'],
    ['full-width digits', '４４０５１４０１３５９'],
    [
      'mathematical digits',
      '\u{1d7d2}\u{1d7d2}\u{1d7ce}\u{1d7d3}\u{1d7cf}\u{1d7d2}\u{1d7ce}\u{1d7cf}\u{1d7d1}\u{1d7d3}\u{1d7d7}',
    ],
    ['some mathematical digits', '4\u{1d7e6}0514013\u{1d7e7}9'],
    ['the end of a line', '440514\n01359'],
    ['the end of a line with its carriage return', '44051401\r\n359'],
    ['Arabic digits', '٤٤٠٥١٤٠١٣٥٩'],
    ['a no-break space', '440514\u00a001359'],
    ['an en dash', '440514\u201301359'],
    ['Markdown bold around', '**44051401359**'],
    ['Markdown bold inside', '440514**01359**'],
    ['code marks', '`44051401359`'],
    ['HTML around', '<b>44051401359</b>'],
    ['HTML inside', '440514<b>01359</b>'],
    ['an HTML entity for a space', '440514&nbsp;01359'],
    ['a line break of HTML', '440514<br>01359'],
  ])('are found through %s', (_, written) => {
    const findings = found(`PESEL: ${written} dalej`)
    expect(findings.length).toBe(1)
    expect(findings[0]).toMatch(/^PESEL:/)
    const digits = (findings[0] ?? '').normalize('NFKC').replaceAll(/\P{Nd}/gu, '')
    expect(digits.length).toBe(11)
  })

  it.each([
    ['a Cyrillic Р', `\u0420L${IBAN.slice(2)}`],
    ['a Greek Ρ', `\u03a1L${IBAN.slice(2)}`],
    ['full-width letters', `ＰＬ${IBAN.slice(2)}`],
    ['spaces between all groups', IBAN.replaceAll(/(.{4})(?=.)/g, '$1 ')],
  ])('an account is found through %s', (_, written) => {
    expect(found(`konto ${written}.`)).toEqual([`IBAN:${written}`])
  })

  it('a Greek identity card is found with its Greek letters', () => {
    expect(found('Αρ. ταυτότητας: ΑΒ 123456')).toEqual(['ID_CARD:ΑΒ 123456'])
    expect(found('ταυτότητα ΑΒ123456')).toEqual(['ID_CARD:ΑΒ123456'])
  })

  it('lone surrogates are no obstacle', () => {
    expect(found(`\ud800${PESEL}\udc00`)).toEqual([`PESEL:${PESEL}`])
    expect(found(`\ud83d ${PESEL}`)).toEqual([`PESEL:${PESEL}`])
  })

  it('a megabyte without a space is read to its end', () => {
    expect(found(`${'x'.repeat(1_000_000)} ${PESEL}`)).toEqual([`PESEL:${PESEL}`])
    expect(found(`${'ł'.repeat(1_000_000)},${PESEL}`)).toEqual([`PESEL:${PESEL}`])
  })

  it('values glued to one another are all found', () => {
    expect(found(`${IBAN}${IBAN}`)).toEqual([`IBAN:${IBAN}`, `IBAN:${IBAN}`])
    expect(found('jan@b.planna@d.pl')).toEqual(['EMAIL:jan@b.planna@d.pl'])
    expect(found('jan@b.pl, anna@d.pl')).toEqual(['EMAIL:jan@b.pl', 'EMAIL:anna@d.pl'])
  })

  it('an account, a card and a phone number go over the end of a line', () => {
    expect(found('IBAN PL61 1090 1014 0000\n0712 1981 2874, thanks')).toEqual([
      'IBAN:PL61 1090 1014 0000\n0712 1981 2874',
    ])
    expect(found('card 4111 1111\n1111 1111')).toEqual(['CARD:4111 1111\n1111 1111'])
    expect(found('call +48 601\n234 567')).toEqual(['PHONE:+48 601\n234 567'])
  })

  it('lines of a list are numbers of their own', () => {
    expect(found('PESEL:\n44051401\n359\n12')).toEqual([])
    expect(found('4111 1111\n1111 1111\n4111 1111\n1111 1111')).toEqual([])
    expect(found(`nr 440514\n${PESEL}\nnr 12`)).toEqual([`PESEL:${PESEL}`])
    expect(found('12 440514\n'.repeat(40))).toEqual([])
  })

  it('mathematical digits are taken out whole', () => {
    const digits = Array.from(PESEL, (digit) => String.fromCodePoint(0x1d7d8 + Number(digit))).join('')
    expect(found(`PESEL ${digits}, ok`)).toEqual([`PESEL:${digits}`])
    expect(found(`PESEL ${PESEL.slice(0, 6)}\u200b${digits.slice(12)}`)[0]).toHaveLength(6 + 6 + 1 + 10)
    expect(found('\u{1f3ce} 12 \u{1d7d2}')).toEqual([])
  })

  it('markup between two numbers does not make them one', () => {
    expect(found('<td>4405</td><td>1401359</td>')).toEqual([])
    expect(found('**440514** i **01359**')).toEqual([])
  })
})
