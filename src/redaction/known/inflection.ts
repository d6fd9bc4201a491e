/** How names are inflected: which endings a folded name takes in Slavic languages and in Finnish, and on which stem. */

/** Who inflects names so: `surname` endings tell the language by themselves. */
export type Inflection = 'surname' | 'slavic' | 'finnish'

/** A beginning of a folded name and what may follow it. */
export interface Stem {
  readonly stem: string
  readonly endings: ReadonlySet<string>
  readonly inflection: Inflection
}

function endings(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}

/** Kowalski, Kowalska; Novotný, Novotná: declined like adjectives (SGJP; Internetová jazyková příručka). */
const ADJECTIVE_SKI = endings('i iego iemu im iej a ie ich imi eho emu ou ym')
const PLURAL_SKI = endings('cy')
const ADJECTIVE_Y = endings('y ego emu ym ych ymi ej a eho em ou e i')
const ADJECTIVE_I = endings('i iego iemu im ich imi iho imu ie')
/** Nouns that end in a consonant: Nowak, Novák, Robert. */
const CONSONANT = endings(
  'a owi em iem u ie e owie om ami ach ow ovi ova ove ovou ovych ovym y i ia iowi iu owa owej owna ovy',
)
/** Nouns that end in -a: Anna, Duda, Procházka. */
const FEMININE = endings('a y i e o u ou ie ii ovi ove ova ovou owie om ami ach')
const KO = endings('o i a e owi ow ovi em ou u y ami om ach')
const LATE_O = endings('o y a owi ovi em ou u')
const LATE_E = endings('go mu m ho')
const CZECH_E = endings('i ii ou')
const OVA = endings('ova ove ovou ovych ovym')
const NEN = endings('nen sen sta sesta sessa sella selle selta seen seksi sia silla sille set')
/** Behind a vowel; what stands on a consonant takes an i before it. */
const FINNISH_VOWEL = endings('n a ta lla lle lta sta ssa ksi na an en on un in nsa')
const FINNISH_CONSONANT = endings('in ia ista ille illa ilta issa iksi')
const FINNISH_E = endings('en ea esta essa elle ella elta een eksi')
const FINNISH_S = endings('ksen kselle ksella kselta ksesta ksessa sta')

/** Last consonants before -ie and -e, and what becomes of them: Magda, Magdzie; Agnieszka, Agnieszce; Robert, Robercie. */
const SOFTENED: readonly (readonly [end: string, becomes: ReadonlySet<string>])[] = [
  ['st', endings('scie')],
  ['t', endings('cie')],
  ['d', endings('dzie')],
  ['r', endings('rze')],
  ['k', endings('ce')],
  ['g', endings('dze ze')],
  ['h', endings('ze')],
  ['ch', endings('sze')],
]

/** Finnish stems that are weaker before a closed syllable: Lahti, Lahden; Koski, Kosken; Mäki, Mäen. */
const WEAKENED: readonly (readonly [strong: string, weak: string])[] = [
  ['kk', 'k'],
  ['pp', 'p'],
  ['tt', 't'],
  ['nk', 'ng'],
  ['nt', 'nn'],
  ['lt', 'll'],
  ['rt', 'rr'],
  ['mp', 'mm'],
  ['sk', 'sk'],
  ['ht', 'hd'],
  ['k', ''],
  ['t', 'd'],
  ['p', 'v'],
]

/** No stem is shorter: what is left of Ewa and Jan tells them from most words. */
const SHORTEST_STEM = 2

/** The stems of a folded name of three letters and more, the name itself left out. */
export function stemsOf(key: string): readonly Stem[] {
  const stems: Stem[] = []
  if (key.length < 3) return stems
  const add = (stem: string, list: ReadonlySet<string>, inflection: Inflection): void => {
    if (stem.length >= SHORTEST_STEM) stems.push({ stem, endings: list, inflection })
  }
  const body = key.slice(0, -1)
  if (/(?:sk|ck|dzk)[iay]$/.test(key)) {
    add(body, ADJECTIVE_SKI, 'surname')
    add(key.slice(0, -2), PLURAL_SKI, 'surname')
    // Czech -ský is written with a y.
    add(body, ADJECTIVE_Y, 'surname')
    return stems
  }
  if (key.endsWith('ova')) {
    add(key.slice(0, -3), OVA, 'surname')
    add(key.slice(0, -3), CONSONANT, 'slavic')
    return stems
  }
  slavicStems(key, body, add)
  finnishStems(key, body, add)
  return stems
}

type Add = (stem: string, list: ReadonlySet<string>, inflection: Inflection) => void

function slavicStems(key: string, body: string, add: Add): void {
  const last = key.charAt(key.length - 1)
  if (last === 'a') {
    add(body, FEMININE, 'slavic')
    soften(body, add)
    // Novotná stands beside Novotný.
    if (/[nvlr]$/.test(body)) add(body, ADJECTIVE_Y, 'slavic')
  } else if (last === 'o') {
    add(body, body.endsWith('k') ? KO : LATE_O, 'slavic')
    if (body.endsWith('k')) soften(body, add)
  } else if (last === 'y') add(body, ADJECTIVE_Y, 'slavic')
  else if (last === 'i') add(body, ADJECTIVE_I, 'slavic')
  else if (last === 'e') {
    add(key, LATE_E, 'slavic')
    add(body, CZECH_E, 'slavic')
  } else if (last !== 'u') {
    add(key, CONSONANT, 'slavic')
    add(key, OVA, 'surname')
    soften(key, add)
    // Marek, Marka; Paweł, Pawła; Kupiec, Kupca; Kozioł, Kozła.
    const fleeting = /^(.+?[^aeiouy])(?:i?e|io)([cklnrmb])$/.exec(key)
    if (fleeting !== null) add(`${fleeting[1] ?? ''}${fleeting[2] ?? ''}`, CONSONANT, 'slavic')
  }
}

function soften(stem: string, add: Add): void {
  for (const [end, becomes] of SOFTENED)
    if (stem.endsWith(end)) add(stem.slice(0, -end.length), becomes, 'slavic')
}

function finnishStems(key: string, body: string, add: Add): void {
  if (key.endsWith('nen')) {
    add(key.slice(0, -3), NEN, 'surname')
    return
  }
  if (!/[aeiouy]$/.test(key)) {
    add(key, FINNISH_CONSONANT, 'finnish')
    if (/[aeiouy]s$/.test(key)) add(body, FINNISH_S, 'finnish')
    return
  }
  add(key, FINNISH_VOWEL, 'finnish')
  if (key.endsWith('i')) add(body, FINNISH_E, 'finnish')
  for (const [strong, weak] of WEAKENED) {
    if (!body.endsWith(strong)) continue
    const stem = body.slice(0, -strong.length) + weak
    const vowel = key.slice(-1)
    add(stem, FINNISH_E, 'finnish')
    add(stem + vowel, FINNISH_VOWEL, 'finnish')
    break
  }
}

/** Which languages a text may be in, asked only for words that look like forms of a name. */
export interface Spoken {
  readonly slavic: boolean
  readonly finnish: boolean
}

/** The ending that makes a folded form out of a stem of the name; undefined when none does. */
export function endingOf(
  form: string,
  stems: readonly Stem[],
  spoken: Spoken,
  slavicName: boolean,
): string | undefined {
  for (const { stem, endings: list, inflection } of stems) {
    if (!form.startsWith(stem)) continue
    const ending = form.slice(stem.length)
    if (!list.has(ending)) continue
    if (inflection === 'surname' || (inflection === 'slavic' ? slavicName || spoken.slavic : spoken.finnish))
      return ending
  }
  return undefined
}
