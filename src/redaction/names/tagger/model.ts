/** The trained tagger as it is kept: an artefact of JSON with its provenance, and what it is unpacked to. */
import { Buffer } from 'node:buffer'
import { Bloom } from './bloom.ts'
import { BUCKET_BITS } from './features.ts'
import type { CommonWords } from './languages.ts'
import type { Frequencies, Register } from './view.ts'

/** One source that weights were learned from. */
export interface ArtefactSource {
  readonly name: string
  readonly licence: string
  readonly origin: string
  readonly texts: number
}

/** Least probability of a word to be taken for a name, by register. */
export type Thresholds = Readonly<Record<Register, number>>

/** What a weights file holds. */
export interface Artefact {
  readonly format: number
  readonly about: string
  /** SPDX name of the licence of these weights. */
  readonly licence: string
  /** What the licences of the sources ask to be said. */
  readonly attribution: readonly string[]
  readonly sources: readonly ArtefactSource[]
  readonly trained: string
  readonly parameters: Readonly<Record<string, number | string>>
  /** Recall and precision on held-out texts by language and manner of writing. */
  readonly heldOut: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Whether the weights know how frequent words are. */
  readonly frequencies: boolean
  /** Weights of what follows what, three by three. */
  readonly transitions: readonly number[]
  /** `least` times `ratio` to the power of the stored number, less one, is the size of a weight. */
  readonly scale: { readonly least: number; readonly ratio: number }
  /** Base64: for each weight that is not nought its distance from the one before (varint) and its signed logarithm. */
  readonly weights: string
  /** Base64 of the bits of the ordinary words. */
  readonly common: string
  /** Base64: hashes (32 bits) and languages (16 bits) of the telling words, little-endian. */
  readonly telling: string
  /** By language, `other` where the language is not known or not in it. */
  readonly thresholds: { readonly other: Thresholds; readonly [language: string]: Thresholds }
}

/** A tagger ready for use. */
export interface Model {
  /** Two signed logarithms a bucket: of a first word of a name, of a later one. */
  readonly weights: Int8Array
  /** Weight of a stored number, at that number plus 128. */
  readonly sizes: Float32Array
  readonly transitions: Float64Array
  readonly common: Bloom
  readonly frequencies: Frequencies | undefined
  readonly telling: CommonWords
  readonly thresholds: Artefact['thresholds']
}

/** Unpacks an artefact for use with the frequencies that are at hand; throws where it is of another format. */
export function unpacked(artefact: Artefact, frequencies?: Frequencies): Model {
  if (artefact.format !== 1) throw new Error(`Weights of format ${artefact.format} are not known.`)
  return {
    weights: weightsOf(bytesOf(artefact.weights)),
    sizes: sizesOf(artefact.scale),
    transitions: Float64Array.from(artefact.transitions),
    common: new Bloom(bytesOf(artefact.common)),
    frequencies: artefact.frequencies ? frequencies : undefined,
    telling: tellingOf(bytesOf(artefact.telling)),
    thresholds: artefact.thresholds,
  }
}

/** Puts the telling words into slots by their hashes, at most a quarter of them taken. */
function tellingOf(packed: Uint8Array): CommonWords {
  const count = packed.length / 6
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length)
  const size = 1 << (34 - Math.clz32(count))
  const hashes = new Uint32Array(size)
  const languages = new Uint16Array(size)
  for (let at = 0; at < count; at++) {
    const hash = view.getUint32(6 * at, true)
    let slot = hash & (size - 1)
    while (languages[slot] !== 0) slot = (slot + 1) & (size - 1)
    hashes[slot] = hash
    languages[slot] = view.getUint16(6 * at + 4, true)
  }
  return { hashes, languages }
}

function weightsOf(packed: Uint8Array): Int8Array {
  const weights = new Int8Array(2 << BUCKET_BITS)
  let at = -1
  for (let from = 0; from < packed.length; from++) {
    let distance = 0
    let shift = 0
    for (; ((packed[from] ?? 0) & 0x80) !== 0; from++, shift += 7)
      distance |= ((packed[from] ?? 0) & 0x7f) << shift
    distance |= (packed[from++] ?? 0) << shift
    at += distance
    weights[at] = packed[from] ?? 0
  }
  return weights
}

function sizesOf({ least, ratio }: Artefact['scale']): Float32Array {
  const sizes = new Float32Array(256)
  for (let stored = 1; stored < 128; stored++) {
    sizes[128 + stored] = least * ratio ** (stored - 1)
    sizes[128 - stored] = -(sizes[128 + stored] ?? 0)
  }
  return sizes
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}
