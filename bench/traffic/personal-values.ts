/** Made-up personal data with valid check digits: what every chat of the benchmark carries, new for each call. */
import type { Chance } from './chance.ts'

/** The four values of one chat, as written in its text. */
export interface PersonalValues {
  readonly email: string
  readonly iban: string
  readonly pesel: string
  readonly phone: string
}

const GIVEN = ['jan', 'anna', 'piotr', 'maria', 'tomasz', 'ewa', 'marek', 'zofia', 'adam', 'julia'] as const
const FAMILY = ['nowak', 'kowalska', 'wisniewski', 'lis', 'mazur', 'krawczyk', 'zajac', 'wrona'] as const

export function personalValues(chance: Chance): PersonalValues {
  return {
    // RFC 2606: these addresses reach nobody.
    email: `${chance.pick(GIVEN)}.${chance.pick(FAMILY)}${chance.digits(5)}@example.com`,
    iban: polishIban(chance.digits(24)),
    pesel: pesel(chance),
    // In pairs, as it is spoken: in threes one in eight hundred is a German tax number as well.
    phone: `+48 ${chance.pick(MOBILE)}${chance.digits(1)} ${chance.digits(2)} ${chance.digits(2)} ${chance.digits(2)}`,
  }
}

/** Prefixes of Polish mobile numbers (UKE, numbering plan). */
const MOBILE = ['50', '51', '53', '60', '66', '69', '72', '78', '79', '88'] as const

/** ISO 13616: `PL00` moves behind the account, letters count from A = 10, and the whole is 1 modulo 97. */
function polishIban(account: string): string {
  let rest = 0
  for (const digit of `${account}252100`) rest = (rest * 10 + Number(digit)) % 97
  return `PL${String(98 - rest).padStart(2, '0')}${account}`
}

const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3] as const

const pair = (number: number): string => String(number).padStart(2, '0')

/** Birth date of the twentieth century, serial, check digit (Ustawa o ewidencji ludności, art. 15). */
function pesel(chance: Chance): string {
  const date = pair(40 + chance.below(60)) + pair(1 + chance.below(12)) + pair(1 + chance.below(28))
  const digits = date + chance.digits(4)
  let sum = 0
  for (const [index, weight] of PESEL_WEIGHTS.entries()) sum += weight * Number(digits[index])
  return digits + String((10 - (sum % 10)) % 10)
}
