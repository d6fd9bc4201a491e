/** Counts in annotated sentences how often a word is written small, written with a capital, and part of a person's name. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../../src/redaction/types.ts'

type Sets = readonly (readonly [file: string, language: Language])[]

/** Sets whose licences ask for no more than attribution. */
export const FREE_SETS: Sets = [
  ['norne_nob', 'nb'],
  ['norne_nno', 'nb'],
  ['klintan_sv', 'sv'],
  ['germeval14', 'de'],
  ['europeana_de', 'de'],
  ['europeana_fr', 'fr'],
  ['europeana_nl', 'nl'],
  ['btc', 'en'],
  ['wnut17', 'en'],
]

/** Sets under CC BY-SA 4.0. Most ordinary words of Slovak are Czech ones too, once accents do not count. */
export const SHARE_ALIKE_SETS: Sets = [
  ['uner_danish-ddt', 'da'],
  ['uner_portuguese-bosque', 'pt'],
  ['turku_ner', 'fi'],
  ['uner_swedish-talbanken', 'sv'],
  ['uner_english-ewt', 'en'],
  ['uner_slovak-snk', 'cs'],
]

export interface WordCount {
  /** Outside of names: in small letters, and with a capital where a sentence goes on. */
  small: number
  capital: number
  /** In names: as the first word of several, or as the last or only one. */
  given: number
  surname: number
}

interface Sentence {
  readonly text: string
  readonly spans: readonly (readonly [start: number, end: number])[]
}

/** By language and word in small letters. One sentence in five, by its hash, is left out: quality is tried on those. */
export function countWords(data: string, sets: Sets): ReadonlyMap<Language, ReadonlyMap<string, WordCount>> {
  const counts = new Map<Language, Map<string, WordCount>>()
  for (const [file, language] of sets) {
    let words = counts.get(language)
    if (words === undefined) counts.set(language, (words = new Map()))
    const source = gunzipSync(readFileSync(join(data, 'ner', `${file}.jsonl.gz`))).toString('utf8')
    for (const line of source.split('\n')) {
      if (line === '') continue
      const sentence = JSON.parse(line) as Sentence
      if (!isHeldOut(sentence.text)) countSentence(sentence, words)
    }
  }
  return counts
}

/** FNV-1a of the text, modulo five. */
function isHeldOut(text: string): boolean {
  let hash = 0x811c_9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return (hash >>> 0) % 5 === 0
}

function countSentence({ text, spans }: Sentence, words: Map<string, WordCount>): void {
  let first = true
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const start = index
    const key = word.toLowerCase()
    let count = words.get(key)
    if (count === undefined) words.set(key, (count = { small: 0, capital: 0, given: 0, surname: 0 }))
    const span = spans.find(([from, to]) => start >= from && start < to)
    if (span === undefined) {
      if (word === key) count.small++
      else if (!first && !/[.!?:"„“»]\s*$/u.test(text.slice(Math.max(0, start - 3), start))) count.capital++
    } else if (start === span[0] && start + word.length < span[1]) count.given++
    else count.surname++
    first = false
  }
}
