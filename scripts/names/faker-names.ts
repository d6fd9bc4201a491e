/** Names of people of many countries, read from the Python package Faker (MIT): given names by gender, surnames, those in Cyrillic letters romanised. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  ['hr_HR'], ['ru_RU'], ['id_ID'], ['hu_HU'],
] // prettier-ignore

/** An assignment to a list of names, up to the bracket that closes it. */
const ASSIGNMENT =
  /^ {4}((?:unisex_|male_|female_)?(?:first|last)_(?:romanized_)?names?\w*)\b[^=\n]*= ?(?:[([{]\n([\s\S]*?)^ {4}[)\]}]|OrderedDict\(\n([\s\S]*?)^ {4}\)|[([]([^\n]*)$)/gm

/** The names of some locales; `folder` is that of Faker's providers of persons. */
export function readFakerNames(folder: string, locales: readonly string[]): NameLists {
  const men = new Set<string>()
  const women = new Set<string>()
  const surnames = new Set<string>()
  for (const locale of locales) {
    const path = join(folder, locale, '__init__.py')
    if (!existsSync(path)) throw new Error(`${path} is missing.`)
    for (const [, list = '', lines, pairs, line] of readFileSync(path, 'utf8').matchAll(ASSIGNMENT)) {
      const names = [...(lines ?? pairs ?? line ?? '').matchAll(/"([^"\n]+)"|'([^'\n]+)'/g)]
        .map(([, double, single]) => romanised(double ?? single ?? ''))
        .filter((name) => /^\p{Lu}[\p{Script=Latin}'\u2019 -]+$/u.test(name) && name.length < 24)
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

/** Ukrainian and Russian letters as passports write them. */
const ROMAN: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'y', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ю: 'iu', я: 'ia',
  ё: 'e', ы: 'y', э: 'e', ъ: '', '’': '',
} // prettier-ignore

function romanised(name: string): string {
  if (!/\p{Script=Cyrillic}/u.test(name)) return name
  const letters = Array.from(name.toLowerCase(), (letter) => ROMAN[letter] ?? letter).join('')
  return letters.charAt(0).toUpperCase() + letters.slice(1)
}
