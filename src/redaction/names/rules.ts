/** What a policy asks of the search for names, compiled; the tables behind it are made once, when the first such policy is. */
import { bundled } from '../bundled.ts'
import { LANGUAGES, type Language, type NameTier } from '../types.ts'
import {
  ADDRESS,
  CueTree,
  ENDING,
  FIELD,
  GREETING,
  INTRODUCTION,
  LOOSE_FIELD,
  MENTION,
  PERSON_LABEL,
  PERSON_QUESTION,
  PERSON_REFUSAL,
  QUESTION,
  SIGN_OFF,
} from './cue-tree.ts'
import { BRANDS, BRAND_WORDS, NAMED_AFTER_PEOPLE } from './cues/brands.ts'
import { EUROPEAN_BRANDS, EUROPEAN_PHRASES, EUROPEAN_PLACES } from './cues/european-brands.ts'
import { GERMANIC_BRANDS, GERMANIC_PHRASES, GERMANIC_PLACES } from './cues/germanic-words.ts'
import { MORE_GIVEN_NAMES } from './cues/given-names.ts'
import { HOUSEHOLD_BRANDS } from './cues/household-brands.ts'
import { CUES } from './cues/index.ts'
import { NORTHERN_BRANDS, NORTHERN_PHRASES, NORTHERN_PLACES } from './cues/northern.ts'
import { NORTHERN_GIVEN_NAMES, NORTHERN_SURNAMES } from './cues/northern-people.ts'
import { NORTHERN_DISTRICTS, NORTHERN_WORDS } from './cues/northern-words.ts'
import { OTHER_WORDS, PLACE_WORDS } from './cues/places.ts'
import { SLAVIC_BRANDS, SLAVIC_OTHERS, SLAVIC_PHRASES, SLAVIC_PLACES } from './cues/slavic-words.ts'
import { PERSON_LABELS, PERSON_QUESTIONS, PERSON_REFUSALS } from './cues/person-labels.ts'
import type { CueTable } from './cues/table.ts'
import { ROMANCE_TOWNS } from './cues/romance-towns.ts'
import { ROMANCE_WORDS } from './cues/romance-words.ts'
import { TOWN_PHRASES, TOWNS } from './cues/towns.ts'
import { type FingerprintFile, neededList, readFingerprints } from './fingerprints.ts'
import { ALL_LANGUAGES, languageBit } from './language-sets.ts'
import { wordHashes } from './tokens.ts'
import { type WordFrequencies, wordFrequencies } from './word-frequencies.ts'
import {
  CUE_START,
  FILLER,
  GIVEN,
  NEVER,
  PARTICLE,
  PLACE,
  ROLE,
  SURNAME,
  THING,
  TITLE,
  WordTable,
} from './word-table.ts'

/** Tables of all languages. */
export interface NameTables {
  readonly words: WordTable
  readonly frequencies: WordFrequencies
  readonly cues: CueTree
  /** Cues of one word behind a name, in small letters. */
  readonly endings: ReadonlySet<string>
  /** By language: words before what is no person, before what is a thing or a place, behind it. */
  readonly befores: WordsByLanguage
  readonly things: WordsByLanguage
  readonly thingEndings: WordsByLanguage
  readonly streets: WordsByLanguage
}

export type WordsByLanguage = ReadonlyMap<Language, ReadonlySet<number>>

export interface NameRules {
  readonly tier: Exclude<NameTier, 'off'>
  /** One bit a language of the policy. */
  readonly languages: number
  readonly tables: NameTables
}

/** Undefined for a policy that looks for no names. */
export function compileNames(
  tier: NameTier,
  languages: readonly Language[] | undefined,
): NameRules | undefined {
  if (tier === 'off') return undefined
  let bits = 0
  for (const language of languages ?? LANGUAGES) bits |= languageBit(language)
  return { tier, languages: bits, tables: nameTables() }
}

let made: NameTables | undefined

/** The tables of all languages, made when they are first asked for. */
export function nameTables(): NameTables {
  made ??= makeTables()
  return made
}

/** Between a given name and a surname, in any language. */
const PARTICLES =
  'von van vom zu zur zum der den dem de del della dello dei degli di da do dos das du des la le ten ter te op af av bin ibn al el mac mc d o l'
/** Before the second half of a town's name, in any language, and before what is named after somebody. */
const NAMED_AFTER =
  'são san santa santo saint sainte st ste new nova nueva nuevo novo fort ft port porto puerto rio bad los las hong south north east west mount university universität universidad université università uniwersytet câmara fundação fundación fondation fondazione fundacja estádio estadio stadion'

/** The compiled lists; ordinary words under CC BY-SA are in a file of their own that may be deleted. */
function nameLists(): readonly FingerprintFile[] {
  const needed = [neededList('./names/lists.json'), neededList('./names/things.json')]
  const shareAlike = bundled('./names/lists-share-alike.json') as FingerprintFile | undefined
  return shareAlike === undefined ? needed : [...needed, shareAlike]
}

/** Words that are nobody's name. */
const NEVER_NAMES = [
  BRAND_WORDS,
  HOUSEHOLD_BRANDS,
  GERMANIC_BRANDS,
  EUROPEAN_BRANDS,
  OTHER_WORDS,
  NORTHERN_BRANDS,
  NORTHERN_WORDS,
  SLAVIC_BRANDS,
  SLAVIC_OTHERS,
  ROMANCE_WORDS,
]
const PLACES = [
  PLACE_WORDS,
  TOWNS,
  GERMANIC_PLACES,
  NORTHERN_PLACES,
  NORTHERN_DISTRICTS,
  SLAVIC_PLACES,
  EUROPEAN_PLACES,
]
/** Of several words, which together are nobody's name. */
const PHRASES = [
  BRANDS,
  GERMANIC_PHRASES,
  TOWN_PHRASES,
  ROMANCE_TOWNS,
  NORTHERN_PHRASES,
  SLAVIC_PHRASES,
  EUROPEAN_PHRASES,
]

function makeTables(): NameTables {
  const words = new WordTable(230_000)
  for (const file of nameLists())
    readFingerprints(file, (hash, bits, ordinary) => words.add(hash, bits, 0, ordinary))
  const cues = new CueTree()
  for (const hash of wordHashes(PARTICLES)) words.add(hash, PARTICLE)
  for (const hash of wordHashes(NAMED_AFTER)) words.add(hash, THING)
  for (const hash of wordHashes(NAMED_AFTER_PEOPLE)) words.add(hash, NEVER)
  for (const hash of wordHashes(NORTHERN_GIVEN_NAMES)) words.add(hash, GIVEN)
  for (const hash of wordHashes(NORTHERN_SURNAMES)) words.add(hash, SURNAME)
  for (const list of NEVER_NAMES) for (const hash of wordHashes(list)) words.add(hash, NEVER)
  for (const hash of wordHashes(MORE_GIVEN_NAMES)) words.add(hash, GIVEN)
  for (const list of PLACES) for (const hash of wordHashes(list)) words.add(hash, PLACE)
  for (const language of LANGUAGES) {
    const table = CUES[language]
    if (table !== undefined) addTable(words, cues, table, languageBit(language))
  }
  addBrands(words, cues)
  addPersonLabels(words, cues)
  const endings = Object.values(CUES).flatMap((table) => table.endings.split('|'))
  return {
    words,
    frequencies: wordFrequencies(),
    cues,
    endings: new Set(endings.filter((cue) => !cue.includes(' '))),
    befores: byLanguage(({ befores }) => befores),
    things: byLanguage(({ things }) => things),
    thingEndings: byLanguage(({ thingEndings }) => thingEndings),
    streets: byLanguage(({ streets }) => streets ?? ''),
  }
}

function byLanguage(list: (table: CueTable) => string): WordsByLanguage {
  return new Map(
    LANGUAGES.map((language) => {
      const table = CUES[language]
      return [language, new Set(table === undefined ? [] : wordHashes(list(table)))] as const
    }),
  )
}

/** Words that belong to no cue: a phrase of them is nobody's name. */
const NOBODY = 1 << 9

function addBrands(words: WordTable, cues: CueTree): void {
  for (const brand of PHRASES.flatMap((list) => list.split('|'))) {
    const hashes = wordHashes(brand)
    if (hashes.length > 1) addPhrase(words, cues, hashes, NOBODY, ALL_LANGUAGES)
  }
}

/** In all languages, labels written in one word too: `customerName`. */
function addPersonLabels(words: WordTable, cues: CueTree): void {
  const add = (phrase: string, kind: number): void =>
    addPhrase(words, cues, wordHashes(phrase), kind, ALL_LANGUAGES)
  for (const label of PERSON_LABELS.split('|')) {
    add(label, PERSON_LABEL)
    if (label.includes(' ')) add(label.replaceAll(/\s+/g, ''), PERSON_LABEL)
  }
  for (const question of PERSON_QUESTIONS.split('|')) add(question, PERSON_QUESTION)
  for (const refusal of PERSON_REFUSALS.split('|')) add(refusal, PERSON_REFUSAL)
}

function addTable(words: WordTable, cues: CueTree, table: CueTable, language: number): void {
  const phrases = (list: string, kind: number): void => {
    for (const phrase of list.split('|')) {
      const hashes = wordHashes(phrase)
      addPhrase(words, cues, hashes, kind, language, kind === ADDRESS && hashes.length === 1 ? TITLE : 0)
    }
  }
  phrases(table.introductions, INTRODUCTION)
  phrases(table.mentions, MENTION)
  phrases(table.endings, ENDING)
  phrases(table.titles, ADDRESS)
  phrases(table.greetings, GREETING)
  phrases(table.signOffs, SIGN_OFF)
  phrases(table.fields, FIELD)
  phrases(table.looseFields, LOOSE_FIELD)
  phrases(table.questions, QUESTION)
  for (const hash of wordHashes(table.fillers)) words.add(hash, FILLER)
  for (const hash of wordHashes(table.roles)) words.add(hash, ROLE)
  for (const hash of wordHashes(table.stops)) words.add(hash, 0, language, language)
  for (const hash of wordHashes(table.ordinary ?? '')) words.add(hash, 0, 0, language)
}

/** @param bits of its first word, besides that a phrase begins there */
function addPhrase(
  words: WordTable,
  cues: CueTree,
  hashes: Uint32Array,
  kind: number,
  languages: number,
  bits = 0,
): void {
  const [first] = hashes
  if (first === undefined) return
  cues.add(hashes, kind, languages)
  words.add(first, CUE_START | bits)
}
