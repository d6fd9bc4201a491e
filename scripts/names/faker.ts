/** Reads names of people from the Python package Faker (MIT): lists of strings in the class of each locale. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the thirteen languages, and of those that people bring along who write in Latin letters; Ukrainian ones are spelled in them. */
export const LOCALES =
  'cs_CZ da_DK de_AT de_CH de_DE de_LI de_LU en en_GB en_IE en_IN en_KE en_NG en_NZ en_PK en_US es_AR es_CA es_CL es_CO es_ES es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_DZ fr_FR ga_IE ha_NG hr_HR hu_HU ig_NG it_IT lt_LT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT ro_RO sk_SK sl_SI sv_SE tr_TR tw_GH uk_UA vi_VN yo_NG zh_CN zh_TW'.split(
    ' ',
  )

export interface LocaleNames {
  readonly given: readonly string[]
  readonly surnames: readonly string[]
}

interface NameList {
  readonly list: string
  readonly names: readonly string[]
}

/** `    last_names = (`, and the lines inside it. */
const LIST =
  /^ {4}(?<name>(?:first|last|male_last|female_last|unisex_last)_\w*names?\w*)(?::[^=\n]+)? = (?:OrderedDict)?[([{](?<body>.*\n(?:(?: {5,}.*)?\n)*)/gm

/** Names of a locale (`pt_PT`) in the folder `faker/providers/person`, in Latin letters. */
export function readLocale(folder: string, locale: string): LocaleNames {
  const given: string[] = []
  const surnames: string[] = []
  for (const { list, names } of readLists(folder, locale))
    for (const name of names) (list.startsWith('first') ? given : surnames).push(name)
  return { given, surnames }
}

/** The lists of a locale, by what they are called there: `first_names_female`, `last_names`. */
export function readLists(folder: string, locale: string): readonly NameList[] {
  const file = join(folder, locale, '__init__.py')
  if (!existsSync(file)) throw new Error(`${file} is missing.`)
  const lists = [...readFileSync(file, 'utf8').matchAll(LIST)].map(({ groups }) => ({
    list: groups?.['name'] ?? '',
    names: [...(groups?.['body'] ?? '').replaceAll(/ #.*/g, '').matchAll(/["']([^"\n]+)["']/g)].map(
      ({ 1: name = '' }) => spelled(name),
    ),
  }))
  if (lists.every(({ names }) => names.length === 0)) throw new Error(`${file} has no names.`)
  return lists
}

/** The official romanisation of Ukrainian (resolution 55 of the Cabinet of Ministers, 2010), at the beginning of a word and inside it. */
const UKRAINIAN =
  'а:a б:b в:v г:h ґ:g д:d е:e є:ye,ie ж:zh з:z и:y і:i ї:yi,i й:y,i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ю:yu,iu я:ya,ia'
const LETTERS = new Map(
  UKRAINIAN.split(' ').map((pair) => {
    const [letter = '', latin = ''] = pair.split(':')
    return [letter, latin.split(',')] as const
  }),
)

/** A name as it is written in Latin letters; what is in them stays. */
function spelled(name: string): string {
  return name.replaceAll(/[\p{Script=Cyrillic}ʼ]+/gu, (word) => {
    const latin = Array.from(word.toLowerCase(), (letter, at) => {
      const [first = '', inside = first] = LETTERS.get(letter) ?? []
      return at === 0 ? first : inside
    }).join('')
    return latin.charAt(0).toUpperCase() + latin.slice(1)
  })
}
