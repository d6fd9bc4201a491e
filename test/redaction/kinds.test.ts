/** Banks, cards, devices, vehicles, birth dates and street addresses: found where their name stands, left elsewhere. */
import { describe, expect, it } from 'vitest'
import { found } from './found.ts'

describe('values behind their name', () => {
  it.each([
    ['The BIC is DEUTDEFF500, thanks', 'BIC:DEUTDEFF500'],
    ['swift code: bnpafrpp', 'BIC:bnpafrpp'],
    ['CVV 123', 'CARD_SECURITY:123'],
    ['Kartenprüfnummer lautet 987', 'CARD_SECURITY:987'],
    ['card valid thru 05/29', 'CARD_SECURITY:05/29'],
    ['IMEI 49 015420 323751 8', 'IMEI:49 015420 323751 8'],
    ['from 00:1b:44:11:3a:b7 to', 'MAC:00:1b:44:11:3a:b7'],
    ['from ab-cd-ef-ab-cd-ef to', 'MAC:ab-cd-ef-ab-cd-ef'],
    ['Kennzeichen B-AB 123', 'VEHICLE_PLATE:B-AB 123'],
    ['Kennzeichen MÜ-LL 648.', 'VEHICLE_PLATE:MÜ-LL 648'],
    ['targa UY183GO', 'VEHICLE_PLATE:UY183GO'],
    ['born on 12 May 1971', 'BIRTH_DATE:12 May 1971'],
    ['born May 12, 1971 in Leeds', 'BIRTH_DATE:May 12, 1971'],
    ['ich bin am 3.4.1980 geboren', 'BIRTH_DATE:3.4.1980'],
    ['ur. 7 listopada 1956 r.', 'BIRTH_DATE:7 listopada 1956'],
    ['生年月日：1959年3月25日', 'BIRTH_DATE:1959年3月25日'],
    ['an Am Alten Markt 110a, 43473 Mülheim bitte', 'ADDRESS:Am Alten Markt 110a, 43473 Mülheim'],
    ['à 58 bis avenue Jean Jaurès, 69003 Lyon', 'ADDRESS:58 bis avenue Jean Jaurès, 69003 Lyon'],
    ['na ul. Piotrkowska 32 m. 12, 94-819 Łódź, dzięki', 'ADDRESS:ul. Piotrkowska 32 m. 12, 94-819 Łódź'],
    ['at 39B Victoria Avenue, Bristol BS8 2HW today', 'ADDRESS:39B Victoria Avenue, Bristol BS8 2HW'],
    ['Prinsengracht 12-B\n1015 CJ Amsterdam', 'ADDRESS:Prinsengracht 12-B\n1015 CJ Amsterdam'],
    ['mein passwort ist Sommer1360 und es geht nicht', 'SECRET:Sommer1360'],
    ['マイナンバーは1234-5678-9018です', 'NATIONAL_ID:1234-5678-9018'],
    ['Prawo jazdy nr 83450/14/9616', 'DRIVING_LICENCE:83450/14/9616'],
  ])('are found: %s', (text, expected) => {
    expect(found(text)).toEqual([expected])
  })

  it('take a code of the same country next to an account', () => {
    expect(found('PL61109010140000071219812874, BREXPLPWXXX')).toEqual([
      'IBAN:PL61109010140000071219812874',
      'BIC:BREXPLPWXXX',
    ])
    expect(found('PL61109010140000071219812874, CUSTOMER SERVICES')).toEqual([
      'IBAN:PL61109010140000071219812874',
    ])
  })

  it('find each passport by its own name in a list', () => {
    expect(found('Reisepass C01X00T47, Personalausweis L01X00T47')).toEqual([
      'PASSPORT:C01X00T47',
      'ID_CARD:L01X00T47',
    ])
  })
})

describe('the same shapes without a name', () => {
  it.each([
    'The offer is valid until 05/29.',
    'Room 123, bed 4.',
    'Lot AB 123 CD was sold on 12 May 1971.',
    'The report of 3.4.1980 is lost.',
    'SKU C01X00T47 and L01X00T47.',
    'Invoice 4711 of 2024 for Berlin.',
    'Passport photos cost 12,50 €, 4 of them.',
    'My passport application: invoice 123456789.',
    'Passport office, call 600 700 800 EUR.',
    'Version 10 20 30 Berlin 12345 items.',
    '00:00:00:00:00:00 and ff:ff:ff:ff:ff:ff are no devices',
    'the password must have 12 characters',
  ])('are left: %s', (text) => {
    expect(found(text)).toEqual([])
  })

  it('are left when a question or a key names something else', () => {
    expect(found('C01X00T47', undefined, { cue: 'sku' })).toEqual([])
    expect(found('C01X00T47', undefined, { cue: 'passportNumber' })).toEqual(['PASSPORT:C01X00T47'])
    expect(found('Moment, hier: C01X00T47.', undefined, { cue: 'Wie lautet Ihre Reisepassnummer?' })).toEqual(
      ['PASSPORT:C01X00T47'],
    )
    expect(found('4 May 1971', undefined, { cue: 'birthDate' })).toEqual(['BIRTH_DATE:4 May 1971'])
    expect(found('123', undefined, { cue: 'cvv' })).toEqual(['CARD_SECURITY:123'])
  })
})
