/** Grammatical cases: how a model names one behind a placeholder, and which a form of a name may stand in. */

export type Case =
  | 'nominative'
  | 'genitive'
  | 'dative'
  | 'accusative'
  | 'instrumental'
  | 'locative'
  | 'vocative'

/**
 * What may stand behind the bar of `[PERSON_1|D]`: the letters of Polish schools, the numbers of Czech and Slovak ones, the
 * tags of Universal Dependencies. In upper case.
 */
const CODES: ReadonlyMap<string, Case> = new Map<string, Case>([
  ...pairs('M D C B N MS W'),
  ...pairs('NOM GEN DAT ACC INS LOC VOC'),
  ...pairs('1 2 3 4 7 6 5'),
])

function pairs(codes: string): readonly (readonly [string, Case])[] {
  const cases = [
    'nominative',
    'genitive',
    'dative',
    'accusative',
    'instrumental',
    'locative',
    'vocative',
  ] as const
  return codes.split(' ').map((code, at) => [code, cases[at] ?? 'nominative'] as const)
}

/** The case that a model named, in any letter case; undefined for what is no name of one. */
export function caseNamed(code: string): Case | undefined {
  return CODES.get(code.toUpperCase())
}

/** Endings and the cases that they are of, the longest first. */
type Endings = readonly (readonly [ending: string, cases: readonly Case[]])[]

const GEN_ACC: readonly Case[] = ['genitive', 'accusative']
const LOC_VOC: readonly Case[] = ['locative', 'vocative']
const DAT_LOC: readonly Case[] = ['dative', 'locative']
const ACC_INS: readonly Case[] = ['accusative', 'instrumental']
const OBLIQUE: readonly Case[] = ['genitive', 'dative', 'locative']

/** Declension by the end of the base form (SGJP for Polish, Internetová jazyková příručka for Czech). */
const DECLENSIONS: readonly (readonly [base: RegExp, endings: Endings])[] = [
  [
    /(?:[sc]|dz)k[iý]$/,
    [['iego', GEN_ACC], ['iemu', ['dative']], ['ého', GEN_ACC], ['ému', ['dative']], ['ém', ['locative']], ['ým', ['instrumental']], ['im', ['instrumental', 'locative']]],
  ],
  [/(?:[sc]|dz)ka$/, [['iej', OBLIQUE], ['ą', ACC_INS]]],
  [/ov[áa]$/, [['ové', OBLIQUE], ['ovou', ACC_INS], ['owej', OBLIQUE], ['ową', ACC_INS]]],
  [/á$/, [['é', OBLIQUE], ['ou', ACC_INS]]],
  [
    /[yýií]$/,
    [['ego', GEN_ACC], ['emu', ['dative']], ['ého', GEN_ACC], ['ího', GEN_ACC], ['ému', ['dative']], ['ímu', ['dative']], ['ém', ['locative']], ['ým', ['instrumental']], ['ím', ['instrumental', 'locative']], ['ym', ['instrumental', 'locative']], ['im', ['instrumental', 'locative']]],
  ],
  [
    /a$/,
    [['ovi', DAT_LOC], ['ou', ['instrumental']], ['ie', DAT_LOC], ['ii', OBLIQUE], ['e', DAT_LOC], ['ě', DAT_LOC], ['y', ['genitive']], ['i', ['genitive']], ['ę', ['accusative']], ['u', ['accusative']], ['ą', ['instrumental']], ['o', ['vocative']]],
  ],
  [/ko$/, [['ce', DAT_LOC], ['i', ['genitive']], ['ę', ['accusative']], ['ą', ['instrumental']]]],
  [/nen$/, [['sen', ['genitive']]]],
  [
    /[^aeiouyáéíóúýąęěůäö]$/,
    [['owi', ['dative']], ['ovi', DAT_LOC], ['iem', ['instrumental']], ['em', ['instrumental']], ['a', GEN_ACC], ['ie', LOC_VOC], ['e', LOC_VOC], ['u', LOC_VOC]],
  ],
] // prettier-ignore

const NOMINATIVE: ReadonlySet<Case> = new Set<Case>(['nominative'])
const NO_CASE: ReadonlySet<Case> = new Set<Case>()

/** The cases of one word, by its ending and that of its base form. */
export function casesOf(form: string, base: string): ReadonlySet<Case> {
  const [small, from] = [form.normalize('NFC').toLowerCase(), base.normalize('NFC').toLowerCase()]
  if (small === from) return NOMINATIVE
  for (const [end, endings] of DECLENSIONS) {
    if (!end.test(from)) continue
    const found = endings.find(([ending]) => small.endsWith(ending))
    return found === undefined ? NO_CASE : new Set(found[1])
  }
  return NO_CASE
}

/** Endings that models glue to a placeholder, `[PERSON_1]owi`, and the case that is meant. */
const GLUED: ReadonlyMap<string, Case> = new Map<string, Case>([
  ...glued('a ego iego ého ího y', 'genitive'),
  ...glued('owi ovi emu iemu ému ímu', 'dative'),
  ...glued('ę', 'accusative'),
  ...glued('em iem im ym ým ím ą ou', 'instrumental'),
  ...glued('ie ém', 'locative'),
  ...glued('u e o', 'vocative'),
  ...glued('ej iej ové owej', 'genitive'),
  ...glued('ovou', 'instrumental'),
])

function glued(list: string, meant: Case): readonly (readonly [string, Case])[] {
  return list.split(' ').map((ending) => [ending, meant] as const)
}

/** UTF-16 units. */
export const LONGEST_GLUED = 4

/** The case that an ending behind a placeholder means; undefined for other letters. */
export function caseGlued(ending: string): Case | undefined {
  return GLUED.get(ending.toLowerCase())
}
