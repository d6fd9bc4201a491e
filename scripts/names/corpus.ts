/** Reads the annotated texts of a data folder: which text, where its names are, whether it is held out. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { contracted } from './contractions.ts'

/** A text with the names of people in it, offsets in UTF-16 units, [start, end). */
export interface Example {
  readonly text: string
  readonly spans: readonly (readonly [number, number])[]
  /** ISO 639-1, one of the tagger's languages. */
  readonly language: string
  readonly source: string
  /** Never trained on. */
  readonly heldOut: boolean
  /** How much it counts in training. */
  readonly weight: number
}

/** What is said of one file of the data folder. */
export interface Source {
  readonly file: string
  readonly licence: string
  readonly origin: string
  readonly texts: number
}

export interface Corpus {
  readonly examples: readonly Example[]
  readonly sources: readonly Source[]
}

/** Nynorsk is read as Norwegian, Slovak as Czech: what they share is more than what divides them. */
const READ_AS: Readonly<Record<string, string>> = { nn: 'nb', sk: 'cs' }

/** Newspapers of the nineteenth century through a scanner teach names, and spellings that nobody uses. */
const WEIGHTS: Readonly<Record<string, number>> = {
  europeana_de: 0.5,
  europeana_nl: 0.5,
  europeana_fr: 0.7,
  btc: 0.4,
}

/** One in so many texts is held out, by the hash of the text. */
const HELD_OUT_ONE_IN = 5

/** Reads all files; those under a share-alike licence only when asked for. */
export function readCorpus(folder: string, shareAlike: boolean): Corpus {
  const examples: Example[] = []
  const sources: Source[] = []
  for (const file of readdirSync(join(folder, 'ner')).sort()) {
    if (!file.endsWith('.jsonl.gz')) continue
    const lines = gunzipSync(readFileSync(join(folder, 'ner', file)))
      .toString('utf8')
      .split('\n')
    const rows = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row)
    const first = rows[0]
    if (first === undefined || (!shareAlike && first.license.includes('SA'))) continue
    sources.push({ file: `ner/${file}`, licence: first.license, origin: first.source, texts: rows.length })
    const weight = WEIGHTS[basename(file, '.jsonl.gz')] ?? 1
    for (const row of rows) examples.push(exampleOf(row, weight, basename(file, '.jsonl.gz')))
  }
  return { examples, sources }
}

interface Row {
  readonly text: string
  readonly spans: readonly (readonly [number, number])[]
  readonly lang: string
  readonly license: string
  readonly source: string
}

function exampleOf(row: Row, weight: number, source: string): Example {
  const heldOut = hashOf(row.text) % HELD_OUT_ONE_IN === 0
  const language = READ_AS[row.lang] ?? row.lang
  const { text, spans } = tidied(row.text, row.spans, row.lang)
  return { text, spans, language, source, heldOut, weight }
}

/** Takes off the address that some texts begin with, and writes Portuguese contractions as people do. */
function tidied(text: string, spans: Row['spans'], language: string): Pick<Example, 'text' | 'spans'> {
  const address = /^https?:\/\/\S+ /.exec(text)?.[0].length ?? 0
  const rest = text.slice(address)
  const moved = spans.map(([start, end]) => [start - address, end - address] as const)
  return language === 'pt'
    ? contracted(rest, moved)
    : { text: rest, spans: moved.filter(([start]) => start >= 0) }
}

/** FNV-1a over UTF-16 units: the same text is held out in every run, on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash ^= hash >>> 15
  return (Math.imul(hash, 0x85ebca6b) ^ (hash >>> 13)) >>> 0
}
