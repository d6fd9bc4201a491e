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
  /** National numbers are written with their trunk prefix. */
  readonly trunkWritten: boolean
  /** Numbers of seven digits are dialled as they are, not as the local part of longer ones. */
  readonly short: boolean
  /** The plan rewrites numbers while parsing, so only libphonenumber itself can judge them. */
  readonly rewrites: boolean
}

// Places in the minified plan: METADATA.md of libphonenumber-js, version 4.
const CALLING_CODE = 0
const PATTERN = 2
const LENGTHS = 3
const FORMATS = 4
const TRUNK = 5
const TRUNK_RULE = 6
const TRUNK_FOR_PARSING = 7
const TRANSFORM = 8

const plans = new Map<string, NumberingPlan>()
/** At the place of each calling code, as far as one was asked for. */
const byCallingCode: (readonly NumberingPlan[] | undefined)[] = Array.from({ length: 1000 }, () => undefined)

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
    trunkWritten: typeof trunk === 'string' && writesTrunk(raw, trunk),
    short: lengths.includes(7) && !lengths.includes(8),
    rewrites: typeof raw[TRANSFORM] === 'string' || trunkPattern.replaceAll('(?:', '').includes('('),
  }
}

/** Whether the plan, or any format of it, puts the trunk prefix before the first group (`0$1`). */
function writesTrunk(raw: readonly unknown[], trunk: string): boolean {
  const formats: readonly unknown[] = Array.isArray(raw[FORMATS]) ? raw[FORMATS] : []
  const rules = [raw[TRUNK_RULE], ...formats.map((format) => (Array.isArray(format) ? format[3] : undefined))]
  return rules.some((rule) => typeof rule === 'string' && rule.includes(trunk) && rule.includes('$1'))
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
function plansOfCallingCode(code: number): readonly NumberingPlan[] {
  let found = byCallingCode[code]
  if (found === undefined) {
    const regions: readonly string[] = metadata.country_calling_codes[String(code)] ?? [String(code)]
    found = regions.map(planOf).filter((plan) => plan !== undefined)
    byCallingCode[code] = found
  }
  return found
}

/** How sure a plan is of a number. `possible`: the length fits; `valid`: the digits do. */
export type Judgement = 'no' | 'possible' | 'valid'

/** Judges digits after a `+` or `00`, calling code included. */
export function judgeInternational(digits: string): Judgement {
  // No calling code is the prefix of another (ITU-T E.164), so the first that exists is the one; none begins with 0.
  let code = 0
  for (let size = 1; size <= 3 && size <= digits.length; size++) {
    code = code * 10 + digits.charCodeAt(size - 1) - 0x30
    if (code === 0) return 'no'
    const candidates = plansOfCallingCode(code)
    if (candidates.length === 0) continue
    const national = digits.slice(size)
    let best: Judgement = 'no'
    for (const plan of candidates) {
      const judged = judgeSignificant(plan, national)
      if (judged === 'valid') return judged
      // Where a plan rewrites what is dialled, one more digit may have been.
      const rewritten = plan.rewrites && ((plan.lengths >>> (national.length - 1)) & 1) === 1
      if (judged === 'possible' || rewritten) best = 'possible'
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

/** True when the digits start with what the plan dials before a national number. */
export function hasTrunk(plan: NumberingPlan, digits: string): boolean {
  return plan.trunkForParsing !== undefined && plan.trunkForParsing.test(digits)
}

/** Judges digits dialled inside the plan's country, with or without its trunk prefix. */
export function judgeNational(plan: NumberingPlan, digits: string): boolean {
  if (judgeSignificant(plan, digits) === 'valid') return true
  const prefix = plan.trunkForParsing?.exec(digits)?.[0] ?? ''
  return prefix !== '' && judgeSignificant(plan, digits.slice(prefix.length)) === 'valid'
}

/**
 * Judges digits in a country whose plan rewrites what is dialled (Argentina, Brazil, Mexico): only libphonenumber knows
 * how. It takes some tens of microseconds.
 */
export function judgeRewritten(plan: NumberingPlan, digits: string): boolean {
  const options = { defaultCountry: plan.region as CountryCode, extract: false }
  return parsePhoneNumberFromString(digits, options, metadata)?.isValid() ?? false
}
