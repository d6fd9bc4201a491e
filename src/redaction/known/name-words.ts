/** A person's name taken apart: its words, how each may be written, and which of them say nothing alone. */
import { isIdeograph, folded } from '../detectors/folding.ts'
import { KINDS } from '../characters.ts'
import { type Stem, stemsOf } from './inflection.ts'

/** One word of a name, or several written as one. */
export interface NameWord {
  /** Folded spellings: `muller` and `mueller` of Müller. */
  readonly keys: readonly string[]
  readonly stems: readonly Stem[]
  /** Folded first letter; empty for words written as one. */
  readonly initial: string
  /** The last of the name: mostly the surname. */
  readonly last: boolean
  /** The words that it is, written as one; empty for a word. */
  readonly parts: readonly NameWord[]
}

/** A name as it is looked for. */
export interface NamePattern {
  readonly value: string
  readonly words: readonly NameWord[]
  /** Folded particles of the name, which belong to it beside another word. */
  readonly particles: ReadonlySet<string>
  /** It is inflected as Slavic names are, whatever the text looks like. */
  readonly slavic: boolean
  /** Spellings without spaces in a script that has none. */
  readonly unspaced: readonly string[]
}

/** Words of many names, that say nothing alone (folded). */
const PARTICLES = new Set(
  `van von der den des de del della delle dello dal dalla di da das dos do du la le les el al bin ibn ben af av zu zum zur
  ter ten te op t y e i d l degli dei st san saint ap mac mc und vom aan het in`.split(/\s+/),
)

/** Forms of address and degrees, which are no part of a name (folded). */
const TITLES = new Set(
  `pan pani panie panna mr mrs ms miss mx sir madam herr frau fraulein mme mlle m monsieur madame senor senora sr sra srta don dona dott
  dottor sig signor signora signorina dr prof mgr inz ing bc phd mudr judr rndr phdr doc hr fru froken dhr mevr mevrouw meneer
  herra rouva neiti jr sen dipl`.split(/\s+/),
)

/** True for the units that words of names are made of; marks and what is not seen belong to them. */
export function isNameUnit(unit: number): boolean {
  const kind = KINDS[unit] ?? 0
  return (kind === 2 || kind === 3) || unit === 0xad || (unit >= 0x200b && unit <= 0x200d) || unit === 0x2060
} // prettier-ignore

/** Cyrillic and Greek letters that pass for Latin ones (folded), and those. */
const LOOKALIKES: ReadonlyMap<number, number> = new Map(
  Array.from('аеіјкморстухѕԁһνοακρτυιη', (letter, at): readonly [number, number] => [
    letter.charCodeAt(0),
    'aeijkmopctyxsdhvoakptuin'.charCodeAt(at),
  ]),
)

/** The word without case and accents; letters that pass for Latin ones become those in a word that has Latin ones too. */
export function foldedWord(text: string, start: number, end: number): string {
  let word = ''
  let latin = false
  let strange = false
  for (let at = start; at < end; at++) {
    const unit = plainLetter(folded(text.charCodeAt(at)))
    if (unit === 0) continue
    if (unit >= 0x61 && unit <= 0x7a) latin = true
    else if (unit >= 0x370 && unit < 0x530) strange = true
    word += String.fromCharCode(unit)
  }
  if (!latin || !strange) return word
  return Array.from(word, (letter) => {
    const unit = letter.charCodeAt(0)
    return String.fromCharCode(LOOKALIKES.get(unit) ?? unit)
  }).join('')
}

/** One letter without case and accent. */
export function foldedLetter(unit: number): number {
  return plainLetter(folded(unit))
}

/** Full-width Latin letters are Latin letters. */
function plainLetter(unit: number): number {
  // An apostrophe that Unicode counts among the letters.
  if (unit === 0x2bc) return 0
  if (unit < 0xff21 || unit > 0xff5a) return unit
  const plain = unit - 0xfee0
  return plain <= 0x5a ? plain + 0x20 : plain
}

const SPELLINGS: readonly (readonly [letter: string, spelled: string])[] = [
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['å', 'aa'],
  ['ø', 'oe'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ß', 'ss'],
  ['þ', 'th'],
]

const BEYOND_ASCII = /[^\u0000-\u007f]/

/** Folded spellings of one word: as it is, with letters taken apart, with letters taken together. */
function keysOf(word: string): readonly string[] {
  const small = word.normalize('NFC').toLowerCase()
  const plain = foldedWord(small, 0, small.length)
  const keys = new Set([plain])
  if (BEYOND_ASCII.test(small)) {
    let apart = small
    for (const [letter, spelled] of SPELLINGS) apart = apart.replaceAll(letter, spelled)
    keys.add(foldedWord(apart, 0, apart.length))
  }
  // Mueller is written Müller too, and Weiss Weiß. Left alone: queue, Joel.
  keys.add(plain.replaceAll(/(?<![aeiouq])([ou])e(?=[^aeiou])|ss/g, (_, vowel?: string) => vowel ?? 's'))
  keys.add(plain.replaceAll(/a[ae](?=[^aeiou])/g, 'a'))
  // A vowel that changes with the ending: Gołąb, Gołębia.
  if (/ą[^aeiouy]$/.test(small)) keys.add(plain.replace(/a(?=[^a]$)/, 'e'))
  return [...keys]
}

/** Words of letters, with what stands between them left out. */
function wordsIn(text: string): readonly string[] {
  return text.normalize('NFKC').match(/[\p{L}\p{M}]+/gu) ?? []
}

/** Letters of Polish and Czech, and how surnames end there. */
const SLAVIC =
  /[ąćęłńśźżěřůčšžýďťň]|(?:[scdz]k(?:i|a|y|iego|iemu|im|iej|ich|imi)|ov[aáéo]u?|wicz|czyk|[aáeiu]k|iec|owa)(?![\p{L}\p{M}])/iu

/** Takes a name apart. Undefined when it has no word of two letters. */
export function namePattern(value: string): NamePattern | undefined {
  const unspaced = unspacedOf(value)
  const all = wordsIn(value).filter((word) => !isIdeograph(word.charCodeAt(0)))
  const named = all.filter((word) => !TITLES.has(foldedWord(word, 0, word.length)))
  const kept = named.length === 0 ? all : named
  const parts = kept.filter((word) => word.length > 1 && !PARTICLES.has(foldedWord(word, 0, word.length)))
  const telling = parts.length > 0 ? parts : kept.filter((word) => word.length > 1)
  if (telling.length === 0 && unspaced.length === 0) return undefined
  const words = telling.map((word, at) => nameWord(word, at === telling.length - 1, []))
  words.push(...joinedWords(value, telling, words))
  const particles = kept.filter((word) => !telling.includes(word)).map((word) => foldedWord(word, 0, word.length))
  const slavic = SLAVIC.test(value)
  return { value, words, particles: new Set(particles), slavic, unspaced }
} // prettier-ignore

function nameWord(word: string, last: boolean, parts: readonly NameWord[]): NameWord {
  const keys = keysOf(word)
  const initial = parts.length === 0 ? (keys[0] ?? '').charAt(0) : ''
  return { keys, stems: keys.flatMap(stemsOf), initial, last, parts }
}

/** No words written as one are shorter. */
const SHORTEST_JOINED = 5

/** What is written with an apostrophe or hyphen, and given name and surname, written as one word: obrien, jankowalski. */
function joinedWords(value: string, parts: readonly string[], words: readonly NameWord[]): readonly NameWord[] {
  const joined = new Map<string, readonly NameWord[]>()
  const wordOf = (part: string): readonly NameWord[] => words.slice(parts.indexOf(part)).slice(0, 1)
  for (const group of value.match(/(?<![\p{L}\p{M}])[\p{L}\p{M}]+(?:\s?['’ʼ`´‘-]\s?[\p{L}\p{M}]+)+/gu) ?? []) {
    // O'Connor-Smith is written O'ConnorSmith and OConnor.
    for (const joint of [group, ...group.split(/[‘\s-]+/)]) {
      const inside = wordsIn(joint)
      if (inside.length > 1) joined.set(inside.join(''), inside.filter((word) => parts.includes(word)).flatMap(wordOf))
    }
  }
  const [first] = parts
  const last = parts.at(-1)
  if (first !== undefined && last !== undefined && parts.length > 1) {
    const both = [...wordOf(first), ...words.slice(-1)]
    joined.set(first + last, both)
    joined.set(last + first, both)
  }
  return [...joined]
    .filter(([word, of]) => word.length >= SHORTEST_JOINED && of.length > 0)
    .map(([word, of]) => nameWord(word, true, of))
} // prettier-ignore

/** A Japanese or Chinese name whole and its parts, where those are told apart and not of one sign. */
function unspacedOf(value: string): readonly string[] {
  const parts = value.match(/[\u2e80-\ufaff々〆]+/gu) ?? []
  const whole = parts.join('')
  if (whole.length < 2) return []
  return [...new Set([whole, ...parts.filter((part) => part.length > 1)])]
}
