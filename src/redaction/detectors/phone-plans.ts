/** Numbering plans of the world, read once from the metadata of libphonenumber-js into tables that judge in microseconds. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import type { CountryCode } from 'libphonenumber-js/core'

/** How the numbers of one country or calling code look. */
export interface NumberingPlan {
  /** ISO country, or the calling code of a plan without a country. */
  readonly region: string
  readonly callingCode: string
  readonly nationalNumber: RegExp
  /** Bit n is set when a national number may have n digits. */
  readonly lengths: number
  /** What is dialled before a national number inside the country, mostly `0`; empty where nothing is. */
  readonly trunk: string
  readonly trunkForParsing: RegExp | undefined
  /** The plan rewrites numbers while parsing, so only libphonenumber itself can judge them. */
  readonly rewrites: boolean
}

// Places in the minified plan: METADATA.md of libphonenumber-js, version 4.
const CALLING_CODE = 0
const PATTERN = 2
const LENGTHS = 3
const TRUNK = 5
const TRUNK_FOR_PARSING = 7
const TRANSFORM = 8

const plans = new Map<string, NumberingPlan>()
const byCallingCode = new Map<string, readonly NumberingPlan[]>()

function readPlan(region: string): NumberingPlan | undefined {
  const raw: readonly unknown[] | undefined =
    metadata.countries[region as CountryCode] ?? metadata.nonGeographic[region]
  if (raw === undefined) return undefined
  const callingCode = raw[CALLING_CODE]
  const pattern = raw[PATTERN]
  const lengths = raw[LENGTHS]
  const trunk = raw[TRUNK]
  const parsing = raw[TRUNK_FOR_PARSING]
  if (typeof callingCode !== 'string' || typeof pattern !== 'string' || !Array.isArray(lengths)) {
    throw new TypeError(`The phone metadata of ${region} has another format than version 4.`)
  }
  const trunkPattern = typeof parsing === 'string' ? parsing : typeof trunk === 'string' ? trunk : ''
  return {
    region,
    callingCode,
    nationalNumber: new RegExp(`^(?:${pattern})$`),
    lengths: lengths.reduce((bits: number, length: number) => bits | (1 << length), 0),
    trunk: typeof trunk === 'string' ? trunk : '',
    trunkForParsing: trunkPattern === '' ? undefined : new RegExp(`^(?:${trunkPattern})`),
    rewrites: typeof raw[TRANSFORM] === 'string' || trunkPattern.replaceAll('(?:', '').includes('('),
  }
}

/** The plan of an ISO country; undefined when there is none. */
export function planOf(region: string): NumberingPlan | undefined {
  let plan = plans.get(region)
  if (plan === undefined) {
    plan = readPlan(region)
    if (plan !== undefined) plans.set(region, plan)
  }
  return plan
}

/** Plans that share a calling code of 1 to 3 digits; empty when nobody has it. */
export function plansOfCallingCode(code: string): readonly NumberingPlan[] {
  let found = byCallingCode.get(code)
  if (found === undefined) {
    const regions: readonly string[] = metadata.country_calling_codes[code] ?? [code]
    found = regions.map(planOf).filter((plan) => plan !== undefined)
    byCallingCode.set(code, found)
  }
  return found
}

/** How sure a plan is of a number. `possible`: the length fits; `valid`: the digits do. */
export type Judgement = 'no' | 'possible' | 'valid'

/** Judges digits after a `+` or `00`, calling code included. */
export function judgeInternational(digits: string): Judgement {
  // No calling code is the prefix of another (ITU-T E.164), so the first that exists is the one.
  for (let size = 1; size <= 3; size++) {
    const candidates = plansOfCallingCode(digits.slice(0, size))
    if (candidates.length === 0) continue
    const national = digits.slice(size)
    let best: Judgement = 'no'
    for (const plan of candidates) {
      const judged = judgeSignificant(plan, national)
      if (judged === 'valid') return judged
      if (judged === 'possible') best = judged
      // People write the trunk prefix after the calling code: +49 030 …
      if (plan.trunk !== '' && national.startsWith(plan.trunk)) {
        if (judgeSignificant(plan, national.slice(plan.trunk.length)) === 'valid') return 'valid'
      }
    }
    return best
  }
  return 'no'
}

function judgeSignificant(plan: NumberingPlan, national: string): Judgement {
  if (((plan.lengths >>> national.length) & 1) === 0) return 'no'
  return plan.nationalNumber.test(national) ? 'valid' : 'possible'
}

/** Judges digits dialled inside the plan's country. `trunk` tells whether its trunk prefix was dialled. */
export function judgeNational(
  plan: NumberingPlan,
  digits: string,
): { readonly valid: boolean; readonly trunk: boolean } {
  const prefix = plan.trunkForParsing?.exec(digits)?.[0] ?? ''
  const trunk = plan.trunk !== '' && prefix !== ''
  if (plan.rewrites) {
    // Only libphonenumber knows how Argentina, Brazil or Mexico rewrite a dialled number.
    const country = plan.region as CountryCode
    const parsed = parsePhoneNumberFromString(digits, { defaultCountry: country, extract: false }, metadata)
    return { valid: parsed?.isValid() ?? false, trunk }
  }
  if (judgeSignificant(plan, digits) === 'valid')
    return { valid: true, trunk: trunk && prefix === plan.trunk }
  if (prefix === '') return { valid: false, trunk: false }
  return { valid: judgeSignificant(plan, digits.slice(prefix.length)) === 'valid', trunk }
}
