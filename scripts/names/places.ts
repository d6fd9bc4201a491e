/** Which countries' towns stand in the texts of a language, and the countries that are spoken of. */

/** ISO countries of GeoNames' files, by language. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  en: ['IE'], pl: ['PL'], de: ['DE', 'AT'], fr: ['FR'], es: ['ES'], it: ['IT'], nl: ['NL', 'BE'], pt: ['PT'],
  sv: ['SE'], da: ['DK'], nb: ['NO'], fi: ['FI'], cs: ['CZ'],
} // prettier-ignore

export const COUNTRIES =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LT LU LV MT NL NO PL PT RO SE SI SK TR UA US CA JP CN IN BR'.split(
    ' ',
  )
