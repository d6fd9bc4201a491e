/** Check digits for the values that npm stdnum does not know, written apart from the detectors that are measured. */

function sum(value: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, at) => total + weight * Number.parseInt(value[at] ?? '0', 36), 0)
}

/** Appends Luhn's check digit. */
export function withLuhn(body: string): string {
  const total = Array.from(body)
    .reverse()
    .reduce((before, digit, place) => {
      const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1)
      return before + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return body + String((10 - (total % 10)) % 10)
}

/** German health insurance: the letter is two digits, products by 1 2 1 2 are added by their digits. */
export function withKvnr(body: string): string {
  const digits = String(body.charCodeAt(0) - 64).padStart(2, '0') + body.slice(1)
  const total = Array.from(digits).reduce((before, digit, at) => {
    const product = Number(digit) * ((at % 2) + 1)
    return before + Math.floor(product / 10) + (product % 10)
  }, 0)
  return body + String(total % 10)
}

/** Polish identity card: check digit behind the three letters. */
export function withDowod(body: string): string {
  return body.slice(0, 3) + String(weighted10(body, [7, 3, 1, 7, 3, 1, 7, 3])) + body.slice(3)
}

function weighted10(value: string, weights: readonly number[]): number {
  return sum(value, weights) % 10
}

/** Polish passport: check digit behind the two letters. */
export function withPassport(body: string): string {
  return body.slice(0, 2) + String(weighted10(body, [7, 3, 1, 7, 3, 1, 7, 3])) + body.slice(2)
}

/** NHS number; undefined remainders of ten are drawn again by the caller. */
export function isNhsNumber(value: string): boolean {
  const rest = 11 - (sum(value, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return rest !== 10 && rest % 11 === Number(value[9])
}

/** Hungarian social security: 3 7 3 7, the last digit of the sum. */
export function withTaj(body: string): string {
  return body + String(sum(body, [3, 7, 3, 7, 3, 7, 3, 7]) % 10)
}

/** Hungarian tax identifier: places one to nine, modulo eleven. */
export function isAdojel(value: string): boolean {
  return sum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === Number(value[9])
}

/** Hungarian personal identifier of people born before 1997. */
export function isSzemelyi(value: string): boolean {
  return sum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) % 11 === Number(value[10])
}

/** A block of eight digits of a Hungarian account. */
export function withHungarianBlock(body: string): string {
  return body + String((10 - (sum(body, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10)
}

/** Portuguese social security. */
export function withNiss(body: string): string {
  return body + String(9 - (sum(body, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]) % 10))
}

/** Czech account number of ten digits. */
export function isCzechNumber(value: string): boolean {
  return sum(value, [6, 3, 7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0
}

/** My Number. */
export function isMyNumberValue(value: string): boolean {
  const rest = sum(value, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
  return (rest < 2 ? 0 : 11 - rest) === Number(value[11])
}

/** Belgian identity card. */
export function withCardRest(body: string): string {
  return body + String(Number(body) % 97 || 97).padStart(2, '0')
}

function spanishDigit(value: string): string {
  const rest = 11 - (sum(value, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11)
  return rest === 11 ? '0' : rest === 10 ? '1' : String(rest)
}

/** Spanish account. */
export function withSpanishChecks(body: string): string {
  return (
    body.slice(0, 8) + spanishDigit(`00${body.slice(0, 8)}`) + spanishDigit(body.slice(8)) + body.slice(8)
  )
}

/** IBAN of a country and its BBAN. */
export function ibanOf(country: string, bban: string): string {
  const digits = Array.from(`${bban}${country}00`)
    .map((character) => String(Number.parseInt(character, 36)))
    .join('')
  return `${country}${String(98n - (BigInt(digits) % 97n)).padStart(2, '0')}${bban}`
}

/** French bank key for a purely numeric account. */
export function withRibKey(body: string): string {
  const rest = (BigInt(body) * 100n) % 97n
  return body + String(97n - rest).padStart(2, '0')
}

const DIHEDRAL =
  '0123456789123406789523401789563401289567401239567859876043216598710432765982104387659321049876543210'
const PERMUTED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** Luxembourgish matricule: one digit by Luhn, one by Verhoeff, both over the eleven. */
export function withMatriculeChecks(body: string): string {
  for (let last = 0; last < 10; last++) {
    let check = 0
    for (const [place, digit] of Array.from(`${body}${last}`).reverse().entries()) {
      check = Number(DIHEDRAL[check * 10 + Number(PERMUTED[place % 8]?.[Number(digit)])])
    }
    if (check === 0) return withLuhn(body) + String(last)
  }
  return body
}
