/** Which countries' national formats a language or a list of regions asks for; Europe when neither is given. */
import { PolicyError } from '../../redaction/index.ts'

/** EEA, the United Kingdom and Switzerland. */
export const EUROPE = [
  'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT',
  'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK',
] as const // prettier-ignore

/** Where a language of the EEA, and Japanese, is spoken by the callers of a contact centre (ISO 639-1 to ISO 3166-1). */
const SPOKEN_IN: Readonly<Record<string, readonly string[]>> = {
  bg: ['BG'], cs: ['CZ'], da: ['DK'], de: ['DE', 'AT', 'CH', 'LI', 'LU'], el: ['GR', 'CY'], en: ['GB', 'IE', 'MT'],
  es: ['ES'], et: ['EE'], fi: ['FI'], fr: ['FR', 'BE', 'CH', 'LU'], ga: ['IE'], hr: ['HR'], hu: ['HU'], is: ['IS'],
  it: ['IT', 'CH'], ja: ['JP'], lt: ['LT'], lv: ['LV'], mt: ['MT'], nb: ['NO'], nl: ['NL', 'BE'], nn: ['NO'],
  no: ['NO'], pl: ['PL'], pt: ['PT'], ro: ['RO'], sk: ['SK'], sl: ['SI'], sv: ['SE', 'FI'],
} // prettier-ignore

/** `pt` of `pt-BR` and of `PT` (BCP 47: case tells nothing, and the language is the first subtag). */
export function primaryLanguage(tag: string): string {
  return (tag.trim().split(/[-_]/, 1)[0] ?? '').toLowerCase()
}

/** Throws a `PolicyError` for a language that is not one of Europe's or Japanese. */
export function regionsOf(language: string): readonly string[] {
  const regions = Object.hasOwn(SPOKEN_IN, language) ? SPOKEN_IN[language] : undefined
  if (regions !== undefined) return regions
  throw new PolicyError(
    `There is no language ${JSON.stringify(language)} here. The languages are ${Object.keys(SPOKEN_IN).join(', ')}.`,
  )
}

/** Reads `PL,DE`; the engine itself refuses a country that it has no numbering plan for. */
export function readRegions(list: string): readonly string[] {
  return list.split(',').map((region) => region.trim().toUpperCase())
}
