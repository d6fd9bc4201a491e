/**
 * Reads the word frequencies of the Python package wordfreq (`cBpack`): a list of lists of words in MessagePack, gzipped, behind a header; the place of
 * a list is the frequency of its words in hundredths of a decade below all words. (wordfreq, `read_cBpack`; msgpack specification.)
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A word in small letters, and how often it is used: the decimal logarithm of its occurrences in a billion words (Zipf scale). */
export interface CountedWord {
  readonly word: string
  readonly zipf: number
}

/** Words of a language (ISO 639-1), the most frequent first, from the larger of its lists. */
export function readFrequencies(folder: string, language: string): readonly CountedWord[] {
  const large = join(folder, `large_${language}.msgpack.gz`)
  const file = existsSync(large) ? large : join(folder, `small_${language}.msgpack.gz`)
  const [header, ...lists] = new Reader(gunzipSync(readFileSync(file))).list()
  if (!(header instanceof Map) || header.get('format') !== 'cB' || header.get('version') !== 1)
    throw new Error(`${file} is no list of frequencies.`)
  return lists.flatMap((words, centibels) =>
    (words as readonly string[]).map((word) => ({ word, zipf: 9 - centibels / 100 })),
  )
}

/** MessagePack of lists, maps, strings and small numbers. */
class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  list(): readonly unknown[] {
    const value = this.#value()
    if (!Array.isArray(value)) throw new Error('No list.')
    return value
  }

  #value(): unknown {
    const kind = this.#number(1)
    if (kind < 0x80) return kind
    if (kind < 0x90) return this.#map(kind & 15)
    if (kind < 0xa0) return this.#values(kind & 15)
    if (kind < 0xc0) return this.#text(kind & 31)
    if (kind === 0xd9) return this.#text(this.#number(1))
    if (kind === 0xda) return this.#text(this.#number(2))
    if (kind === 0xdc) return this.#values(this.#number(2))
    if (kind === 0xdd) return this.#values(this.#number(4))
    throw new Error(`Byte ${kind} begins nothing that is read here.`)
  }

  #number(bytes: number): number {
    const value = this.#bytes.readUIntBE(this.#at, bytes)
    this.#at += bytes
    return value
  }

  #text(bytes: number): string {
    this.#at += bytes
    return this.#bytes.toString('utf8', this.#at - bytes, this.#at)
  }

  #values(count: number): readonly unknown[] {
    return Array.from({ length: count }, () => this.#value())
  }

  #map(count: number): ReadonlyMap<unknown, unknown> {
    return new Map(Array.from({ length: count }, () => [this.#value(), this.#value()] as const))
  }
}
