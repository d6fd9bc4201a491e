/** Business texts that hold nothing of anybody stay as they are. */
import { describe, expect, it } from 'vitest'
import { found, policyOf } from './found.ts'

/** Numbers of everyday business that are nobody's. The policy is a European tenant's, phones of eight countries included. */
const policy = policyOf({ phoneRegions: ['PL', 'DE', 'FR', 'ES', 'IT', 'NL', 'CZ', 'SE'] })

describe('harmless texts', () => {
  it.each([
    'The total is 1,299.00 EUR, 12% off until 31.12.2024.',
    'Zamówienie nr 100200300 na kwotę 4 500,00 zł wysłano 12.05.2024 o 10:30.',
    'Die Rechnung 2024-00123 über 1.234.567,89 € ist seit dem 01.02.2024 offen.',
    'Commande 4821-77-90, livraison entre 9h00 et 12h30, 3 colis.',
    'Il pacco pesa 12,5 kg e misura 30x40x50 cm.',
    'Uw bestelling 500600700 met 3 artikelen kost € 59,95.',
    'Order numbers 1001, 1002, 1003 and 1004 were merged into 2005.',
    'Room 312, floor 3, building 12A, seats 14-18.',
    'Version 10.15.7, build 19H2, kernel 5.15.0-91-generic.',
    'Error 0x80070005 at 0x7fff5fbff8c8, code 500, retry in 30 s.',
    'The meeting is on 2024-05-12T10:30:00Z, ends 2024-05-12 11:45.',
    'ISBN 978-83-01-00000-1, EAN 5901234123457.',
    'Timestamp 1715510000, 1715510000123 ms.',
    'See sections 1.2.3 and 4.5.6.7, page 128 of 256.',
    'Scores: 3:2, 21:19, 15:13; odds 1/4, 2/7.',
    'GPS 52.2297, 21.0122; altitude 113.4 m.',
    'Colour #ff00aa, rgb(12, 34, 56), size 1920x1080.',
    'Article 6(1)(f), § 139b, Dz.U. 2018 poz. 1000.',
    'Population 38 000 000, GDP 1 234 567 890 USD, growth 3.5%.',
    'Flight LO281 at gate 23, seat 14C, PNR ABC123.',
    'commit 4b825dc642cb6eb9a060e54bf8d69288fbee4904',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'id 550e8400-e29b-41d4-a716-446655440000, run_12345, job-77',
    'call_abc123DEF456ghi789JKL012 and msg_01XFDUDYJgAACzvnptvVoYEL',
    'gpt-4o-mini-2024-07-18, claude-3-5-sonnet-20241022, text-embedding-3-small',
    '{"temperature":0.7,"max_tokens":4096,"seed":1234567,"top_p":0.95}',
    'for (let i = 0; i < 100000; i++) sum += 3.14159265358979;',
    'const x = a::b(1, 2) ? 10 : 20; // rev 2024',
    'SELECT * FROM orders WHERE id IN (1, 2, 3) LIMIT 50;',
    'npm i left-pad@1.3.0, node v20.11.1, python 3.12.1',
    '1. pierwszy 2. drugi 3. trzeci 4. czwarty',
    'KRS 0000123456, REGON 123456789 w bazie 12 345 podmiotów',
    'Tracking 1Z999AA10123456784, parcel 00340434161094042557',
    'Dzień dobry, czy mogę zapytać o status reklamacji?',
    'e-mail, co-op, state-of-the-art, well-known: yes.',
    '@everyone please read; ping @anna_k about #42',
    'Prices: 100 200 300 EUR; 10-20-30; 5/10/15',
  ])('finds nothing in: %s', (text) => {
    expect(found(text, policy)).toEqual([])
  })

  it('flags few random numbers of any length, bare in a sentence', () => {
    let seed = 11
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed / 4_294_967_296
    }
    const everything = policyOf({})
    const lengths = [4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 16, 18, 20]
    let flagged = 0
    const rounds = 13_000
    for (let round = 0; round < rounds; round++) {
      const length = lengths[round % lengths.length] ?? 6
      const digits = Array.from({ length }, () => Math.floor(random() * 10)).join('')
      if (found(`Numer ${digits} zapisano.`, everything).length > 0) flagged++
    }
    // Cards are the most: one in forty of sixteen random digits passes Luhn and the issuers' ranges.
    expect(flagged / rounds).toBeLessThan(0.005)
  })
})
