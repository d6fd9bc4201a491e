/**
 * Compiles lists of names, towns and ordinary words into src/redaction/names/lists.json: fingerprints of words, no words.
 * Usage: node scripts/names/compile-lists.ts <folder of names/, places/, ner/> <date of the compilation>
 *   [<folder of word frequencies>] [<folder of Faker's names>]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EN } from '../../src/redaction/names/cues/en.ts'
import type { FingerprintFile } from '../../src/redaction/names/fingerprints.ts'
import { ALL_LANGUAGES, languageBit } from '../../src/redaction/names/language-sets.ts'
import { Tokens, wordHashes } from '../../src/redaction/names/tokens.ts'
import { COMMON, GIVEN, NEVER, PLACE, SURNAME } from '../../src/redaction/names/word-table.ts'
import { LANGUAGES } from '../../src/redaction/types.ts'
import { COMMON_NAMES } from './common-names.ts'
import { compilePhrases } from './compile-phrases.ts'
import { compileFrequencies, FREQUENCY_SOURCES } from './compile-frequencies.ts'
import { LOCALES, readLocale } from './faker.ts'
import { FIRMS } from './firms.ts'
import { FREQUENT_WORDS } from './frequent-words.ts'
import { NORTHERN_GIVEN, NORTHERN_SURNAMES } from './northern-names.ts'
import { womans } from './inflect.ts'
import { writeArtefact, writeList } from './list-file.ts'
import { MORE_NAMES } from './more-names.ts'
import { NAME_LIKE_WORDS, NEVER_NAMES } from './ordinary-words.ts'
import { REGIONS } from './regions.ts'
import { readUtterances } from './utterance-file.ts'
import { countWords, FREE_SETS, SHARE_ALIKE_SETS } from './word-counts.ts'
import { writeFingerprints } from './write-fingerprints.ts'

/** Occurrences from which a word that is in no list of names is worth its two bytes: it tells where a name ends. */
const FREQUENT = 4
/** A word of a name that was seen in annotated names only, so often, is a name. */
const SEEN = 2

interface Entry {
  bits: number
  /** One bit a language in which it is an ordinary word. */
  ordinary: number
}

const [data, date, frequencies, people] = process.argv.slice(2)
if (data === undefined || date === undefined)
  throw new Error('Name the folder with the data, and the date of today.')

const entries = new Map<number, Entry>()

function entryOf(hash: number): Entry {
  let entry = entries.get(hash)
  if (entry === undefined) entries.set(hash, (entry = { bits: 0, ordinary: 0 }))
  return entry
}

function readList(folder: string, file: string): readonly string[] {
  return JSON.parse(readFileSync(join(data ?? '', folder, file), 'utf8')) as readonly string[]
}

function addNames(list: readonly string[], bits: number): void {
  for (const name of list) {
    if (!/^[\p{Script=Latin}\p{M}' -]+$/u.test(name)) continue
    const words = new Tokens(name)
    // Of several words only what a hyphen joins: the rest is particles and descriptions.
    if (words.count > 1 && !name.includes('-')) continue
    for (let token = 0; token < words.count; token++)
      if (words.word(token).length > 2) entryOf(words.hashes[token] ?? 0).bits |= bits
  }
}

for (const file of readdirSync(join(data, 'names')))
  addNames(readList('names', file), file.startsWith('first') ? GIVEN : SURNAME)

for (const locale of people === undefined ? [] : LOCALES) {
  const { given, surnames } = readLocale(people ?? '', locale)
  addNames(given, GIVEN)
  addNames(surnames, SURNAME)
}

/** Short ones are words somewhere. */
const isLong = (name: string): boolean => name.length > 4

for (const language of LANGUAGES) {
  if (language === 'ja') continue
  const { givenM, givenF, surnames } = readUtterances(language)
  addNames([...givenM, ...givenF].filter(isLong), GIVEN)
  addNames(surnames.filter(isLong), SURNAME)
}

addNames(NORTHERN_GIVEN, GIVEN)
addNames(NORTHERN_SURNAMES, SURNAME)

const counts = countWords(data, FREE_SETS)
for (const words of counts.values()) {
  for (const [word, { small, capital, given, surname }] of words) {
    if (word.length < 3 || given + surname < SEEN || small + capital > 0) continue
    const [hash = 0] = wordHashes(word)
    entryOf(hash).bits |= given > surname ? GIVEN : surname > given ? SURNAME : GIVEN | SURNAME
  }
}

for (const { given, surnames } of Object.values(COMMON_NAMES)) {
  for (const hash of wordHashes(given)) entryOf(hash).bits |= GIVEN | COMMON
  for (const hash of wordHashes(surnames)) entryOf(hash).bits |= SURNAME | COMMON
}

for (const [language, { given, surnames }] of Object.entries(MORE_NAMES)) {
  addNames(given.split(' '), GIVEN)
  const men = surnames.split(' ')
  addNames([...men, ...men.map((surname) => womans(surname, language))], SURNAME)
}

for (const file of readdirSync(join(data, 'places'))) {
  for (const place of readList('places', file)) {
    if (!/^\p{Lu}\p{Ll}{3,}$/u.test(place)) continue
    const [hash = 0] = wordHashes(place)
    const entry = entryOf(hash)
    if ((entry.bits & COMMON) === 0) entry.bits |= PLACE
  }
}

for (const [language, words] of counts) {
  for (const [word, { small, capital, given, surname }] of words) {
    const common = small + (language === 'de' ? capital : 0)
    const named = given + surname
    if (word.length < 2 || common < (named === 0 ? 1 : named * 2)) continue
    const [hash = 0] = wordHashes(word)
    // A word of no list is kept when it is frequent.
    if (entries.has(hash) || common >= FREQUENT) entryOf(hash).ordinary |= languageBit(language)
  }
  // Written with a capital where a sentence goes on, and never in a name: a firm, a place, a thing.
  if (language === 'de') continue
  for (const [word, { small, capital, given, surname }] of words) {
    if (word.length < 3 || capital < FREQUENT || given + surname > 0 || small > capital) continue
    const [hash = 0] = wordHashes(word)
    const entry = entryOf(hash)
    if ((entry.bits & (COMMON | GIVEN)) === 0) entry.bits |= NEVER
  }
}

for (const language of LANGUAGES)
  for (const hash of wordHashes(`${NAME_LIKE_WORDS[language] ?? ''} ${FREQUENT_WORDS[language] ?? ''}`))
    entryOf(hash).ordinary |= languageBit(language)
for (const hash of wordHashes(REGIONS)) {
  const entry = entryOf(hash)
  if ((entry.bits & COMMON) === 0) entry.bits |= PLACE
}
for (const hash of wordHashes(FIRMS)) {
  const entry = entryOf(hash)
  if ((entry.bits & COMMON) === 0) entry.bits |= NEVER
}
for (const hash of wordHashes(NEVER_NAMES)) {
  const entry = entryOf(hash)
  if ((entry.bits & COMMON) === 0) entry.bits |= NEVER
  else entry.ordinary |= ALL_LANGUAGES
}
// English function words are in lists of given names of every language.
for (const hash of wordHashes(EN.stops)) if (entries.has(hash)) entryOf(hash).ordinary |= languageBit('en')

/** Ordinary words of the share-alike sets, in a file of their own under their licence. */
function shareAlikeWords(): readonly { hash: number; bits: number; ordinary: number }[] {
  const words = new Map<number, number>()
  for (const [language, counted] of countWords(data ?? '', SHARE_ALIKE_SETS)) {
    for (const [word, { small, given, surname }] of counted) {
      const named = given + surname
      if (word.length < 2 || small < (named === 0 ? FREQUENT - 1 : FREQUENT * named)) continue
      const [hash = 0] = wordHashes(word)
      words.set(hash, (words.get(hash) ?? 0) | languageBit(language))
    }
  }
  return [...words].map(([hash, ordinary]) => ({ hash, bits: 0, ordinary }))
}

function write(file: string, about: string, sources: readonly string[], lists: FingerprintFile): void {
  writeList(file, about, date ?? '', sources, lists)
}

write(
  'lists.json',
  'Fingerprints of words, made by scripts/names/compile-lists.ts: which are given names, surnames, towns, firms, ordinary words. Apache-2.0, with the notices below.',
  [
    'Given names and surnames of Wikidata (CC0 1.0), as collected in stella/anonymize',
    ...(people === undefined
      ? []
      : ['Given names and surnames of Faker (MIT, Copyright (c) 2012 Daniele Faraglia)']),
    'Towns of GeoNames (CC BY 4.0, https://www.geonames.org), same collection',
    'Word counts of NorNE (CC0 annotations), klintan/swedish-ner-corpus (CC BY 4.0), GermEval 2014 (CC BY 4.0), Europeana Newspapers (CC0), Broad Twitter Corpus (CC BY 4.0), WNUT 2017 (CC BY 4.0)',
    'Common names, ordinary words and firms written down for this project',
  ],
  writeFingerprints([...entries].map(([hash, { bits, ordinary }]) => ({ hash, bits, ordinary }))),
)
write(
  'lists-share-alike.json',
  'Fingerprints of ordinary words, made by scripts/names/compile-lists.ts. CC BY-SA 4.0. Without them names are found all the same, and end less surely in small letters.',
  [
    'Word counts of Universal NER: Danish DDT, Portuguese Bosque, Swedish Talbanken, English EWT, Slovak SNK (CC BY-SA 4.0)',
    'Word counts of the Turku NER corpus (CC BY-SA 4.0)',
  ],
  writeFingerprints(shareAlikeWords()),
)
write(
  'town-phrases.json',
  'Fingerprints of towns of several words, made by scripts/names/compile-lists.ts. Apache-2.0, with the notice below.',
  ['Towns of GeoNames (CC BY 4.0, https://www.geonames.org), as collected in stella/anonymize'],
  compilePhrases(
    readdirSync(join(data, 'places')).flatMap((file) => readList('places', file)),
    (hash) => ((entries.get(hash)?.bits ?? 0) & GIVEN) !== 0,
  ),
)
if (frequencies !== undefined) {
  const table = compileFrequencies(frequencies)
  writeArtefact(
    'word-frequencies.json',
    'How frequent words are, as parts of their hashes with classes, made by scripts/names/compile-lists.ts. CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/). May be deleted: then fewer words are known for ordinary ones.',
    date,
    FREQUENCY_SOURCES,
    table,
  )
  process.stdout.write(`word-frequencies.json: ${Buffer.from(table.prints, 'base64').length} words\n`)
}
const count = (bit: number): number => [...entries.values()].filter(({ bits }) => (bits & bit) !== 0).length
process.stdout.write(
  `${count(GIVEN)} given names, ${count(SURNAME)} surnames, ${count(PLACE)} towns, ${count(NEVER)} never names\n`,
)
