/** Packs what was learned: weights as signed logarithms of eight bits, all tables as base64 (see the unpacking). */
import type { Bloom } from '../../src/redaction/names/tagger/bloom.ts'
import type { CommonWords } from '../../src/redaction/names/tagger/languages.ts'
import type { Artefact } from '../../src/redaction/names/tagger/model.ts'

/** Weights below this size change nothing that matters. */
const LEAST = 0.03

type Packed = Pick<Artefact, 'transitions' | 'scale' | 'weights' | 'common' | 'telling'>

export function packed(
  weights: Float32Array,
  transitions: Float64Array,
  common: Bloom,
  words: CommonWords,
): Packed {
  const most = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), LEAST * 2)
  const ratio = (most / LEAST) ** (1 / 126)
  const bytes: number[] = []
  let last = -1
  for (let at = 0; at < weights.length; at++) {
    const weight = weights[at] ?? 0
    const size = Math.abs(weight)
    if (size < LEAST) continue
    const stored = Math.min(1 + Math.round(Math.log(size / LEAST) / Math.log(ratio)), 127)
    let distance = at - last
    last = at
    for (; distance > 0x7f; distance >>>= 7) bytes.push((distance & 0x7f) | 0x80)
    bytes.push(distance, (weight < 0 ? -stored : stored) & 0xff)
  }
  const telling = [...words.hashes.entries()].flatMap(([slot, hash]) => {
    const languages = words.languages[slot] ?? 0
    return languages === 0 ? [] : [{ hash, languages }]
  })
  const slots = Buffer.alloc(6 * telling.length)
  for (const [at, { hash, languages }] of telling.entries()) {
    slots.writeUInt32LE(hash, 6 * at)
    slots.writeUInt16LE(languages, 6 * at + 4)
  }
  return {
    transitions: [...transitions].map((weight) => Number(weight.toFixed(4))),
    scale: { least: LEAST, ratio },
    weights: Buffer.from(bytes).toString('base64'),
    common: Buffer.from(common.bytes).toString('base64'),
    telling: slots.toString('base64'),
  }
}
