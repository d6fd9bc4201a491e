/** Which countries' towns stand in the texts of a language, and the countries that are spoken of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** ISO countries of GeoNames' files, by language. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  en: ['IE'], pl: ['PL'], de: ['DE', 'AT'], fr: ['FR'], es: ['ES'], it: ['IT'], nl: ['NL', 'BE'], pt: ['PT'],
  sv: ['SE'], da: ['DK'], nb: ['NO'], fi: ['FI'], cs: ['CZ'],
} // prettier-ignore

export const COUNTRIES =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK TR UA US CA JP CN IN BR'.split(
    ' ',
  )

/** Towns of the countries of a language, in Latin letters. */
export function townsOf(folder: string, language: string): readonly string[] {
  return (PLACES[language] ?? []).flatMap((country) => placesOf(folder, country))
}

function placesOf(folder: string, country: string): readonly string[] {
  const names = JSON.parse(
    readFileSync(join(folder, 'places', `${country}.json`), 'utf8'),
  ) as readonly string[]
  return names.filter(
    (name) => /^\p{Script=Latin}[\p{Script=Latin} '-]+$/u.test(name) && /^\p{Lu}/u.test(name),
  )
}
