/** Names of people of many countries, read from the Python package Faker (MIT): given names by gender, surnames. */
import { readLists } from './faker.ts'
import type { Gender } from './inflect.ts'

export interface NameLists {
  readonly given: Readonly<Record<Gender, readonly string[]>>
  readonly surnames: readonly string[]
}

/** Locales of the languages. */
export const AT_HOME: Readonly<Record<string, readonly string[]>> = {
  en: ['en_GB', 'en_IE', 'en_US'], pl: ['pl_PL'], de: ['de_DE', 'de_AT'], fr: ['fr_FR', 'fr_BE'], es: ['es_ES'], it: ['it_IT'],
  nl: ['nl_NL', 'nl_BE'], pt: ['pt_PT', 'pt_BR'], sv: ['sv_SE'], da: ['da_DK'], nb: ['no_NO'], fi: ['fi_FI'], cs: ['cs_CZ'],
} // prettier-ignore

/** Locales of people who live in all of their countries. */
export const ABROAD: readonly (readonly string[])[] = [
  ['tr_TR'], ['fr_DZ', 'en_PK'], ['vi_VN'], ['uk_UA'], ['en_IN'], ['yo_NG', 'ig_NG', 'ha_NG', 'tw_GH'], ['ro_RO'], ['zh_CN'],
  ['hr_HR'], ['id_ID'], ['hu_HU'],
] // prettier-ignore

/** The names of some locales; `folder` is that of Faker's providers of persons. */
export function readFakerNames(folder: string, locales: readonly string[]): NameLists {
  const men = new Set<string>()
  const women = new Set<string>()
  const surnames = new Set<string>()
  for (const locale of locales) {
    for (const { list, names: written } of readLists(folder, locale)) {
      const names = written.filter(
        (name) => /^\p{Lu}[\p{Script=Latin}'\u2019 -]+$/u.test(name) && name.length < 24,
      )
      for (const name of names) {
        if (list.includes('last')) {
          if (!list.includes('female')) surnames.add(name)
        } else {
          if (!list.includes('female')) men.add(name)
          if (!/(?:^|_)male/.test(list)) women.add(name)
        }
      }
    }
  }
  return { given: { m: [...men], f: [...women] }, surnames: [...surnames] }
}
