/** Learns the weights of the chain: follow-the-regularised-leader, which leaves at nought what is not needed (McMahan et al. 2013). */
import { candidates } from '../../src/redaction/names/tagger/candidates.ts'
import { BUCKET_BITS, FEATURES, featuresOf } from '../../src/redaction/names/tagger/features.ts'
import { marginals, newChain, STATES } from '../../src/redaction/names/tagger/lattice.ts'
import type { View } from '../../src/redaction/names/tagger/view.ts'

/** How fast and how sparsely is learned. */
export interface Pace {
  readonly alpha: number
  readonly beta: number
  readonly l1: number
  readonly l2: number
}

/** Labels of words: outside, first, later. */
export type Labels = Uint8Array

const SIZE = 2 << BUCKET_BITS

/** Gradients too small to be worth an update. */
const NEGLIGIBLE = 2e-3

export class Learner {
  /** Two weights a bucket: of a first word, of a later one. */
  readonly weights = new Float32Array(SIZE)
  readonly transitions = new Float64Array(STATES * STATES)
  readonly #sums = new Float32Array(SIZE)
  #kept = 0
  readonly #z = new Float32Array(SIZE)
  readonly #n = new Float32Array(SIZE)
  readonly #transitionSquares = new Float64Array(STATES * STATES).fill(1)
  readonly #pace: Pace
  readonly #chain = newChain()
  #features = new Int32Array(0)
  #counts = new Int32Array(0)
  #scores = new Float64Array(0)
  #probabilities = new Float64Array(0)

  constructor(pace: Pace) {
    this.#pace = pace
  }

  /** Keeps the weights as they are now, to be averaged with those of other times. */
  keep(): void {
    this.#kept++
    for (let at = 0; at < SIZE; at++) this.#sums[at] = (this.#sums[at] ?? 0) + (this.weights[at] ?? 0)
  }

  /** The mean of the weights that were kept. */
  averaged(): Float32Array {
    return this.#sums.map((sum) => sum / this.#kept)
  }

  /** Learns from one text. `blind` says at which words the model may not look at the word itself. */
  learn(view: View, labels: Labels, weight: number, blind: (at: number) => boolean): void {
    this.#runs(view, blind, (from, length) => this.#update(labels, from, length, weight))
  }

  #runs(view: View, blind: (at: number) => boolean, visit: (from: number, length: number) => void): void {
    const marks = candidates(view)
    const { count } = view.tokens
    for (let at = 0; at < count; at++) {
      if (marks[at] === 0) continue
      let end = at + 1
      while (end < count && marks[end] === 1) end++
      this.#score(view, at, end - at, blind)
      visit(at, end - at)
      at = end
    }
  }

  #score(view: View, from: number, length: number, blind: (at: number) => boolean): void {
    if (this.#counts.length < length) {
      this.#counts = new Int32Array(2 * length)
      this.#features = new Int32Array(2 * length * FEATURES)
      this.#scores = new Float64Array(4 * length)
      this.#probabilities = new Float64Array(4 * length)
    }
    const { weights } = this
    for (let word = 0; word < length; word++) {
      const room = this.#features.subarray(word * FEATURES, (word + 1) * FEATURES)
      const count = featuresOf(view, from + word, room, blind(from + word))
      let first = 0
      let later = 0
      for (let feature = 0; feature < count; feature++) {
        const bucket = 2 * (room[feature] ?? 0)
        first += weights[bucket] ?? 0
        later += weights[bucket + 1] ?? 0
      }
      this.#counts[word] = count
      this.#scores[2 * word] = first
      this.#scores[2 * word + 1] = later
    }
    marginals(this.#chain, this.#scores, length, this.transitions, this.#probabilities)
  }

  #update(labels: Labels, from: number, length: number, weight: number): void {
    for (let word = 0; word < length; word++) {
      const label = labels[from + word] ?? 0
      const first = ((this.#probabilities[2 * word] ?? 0) - (label === 1 ? 1 : 0)) * weight
      const later = ((this.#probabilities[2 * word + 1] ?? 0) - (label === 2 ? 1 : 0)) * weight
      const sureFirst = Math.abs(first) < NEGLIGIBLE
      const sureLater = Math.abs(later) < NEGLIGIBLE
      if (sureFirst && sureLater) continue
      const offset = word * FEATURES
      const count = this.#counts[word] ?? 0
      for (let feature = offset; feature < offset + count; feature++) {
        const bucket = 2 * (this.#features[feature] ?? 0)
        if (!sureFirst) this.#step(bucket, first)
        if (!sureLater) this.#step(bucket + 1, later)
      }
    }
    this.#learnTransitions(labels, from, length, weight)
  }

  #step(at: number, gradient: number): void {
    const { alpha, beta, l1, l2 } = this.#pace
    const before = this.#n[at] ?? 0
    const after = before + gradient * gradient
    const root = Math.sqrt(after)
    const z = (this.#z[at] ?? 0) + gradient - ((root - Math.sqrt(before)) / alpha) * (this.weights[at] ?? 0)
    this.#n[at] = after
    this.#z[at] = z
    this.weights[at] = Math.abs(z) <= l1 ? 0 : (Math.sign(z) * l1 - z) / ((beta + root) / alpha + l2)
  }

  /** Expected less seen transitions of a run, from outside before it to outside behind it (AdaGrad). */
  #learnTransitions(labels: Labels, from: number, length: number, weight: number): void {
    const { forward, backward } = this.#chain
    const gradient = new Float64Array(STATES * STATES)
    let previous = 0
    for (let word = 0; word <= length; word++) {
      const label = word < length ? (labels[from + word] ?? 0) : 0
      const seen = previous * STATES + label
      gradient[seen] = (gradient[seen] ?? 0) - 1
      previous = label
      let sum = 0
      const pairs = new Float64Array(STATES * STATES)
      for (let one = 0; one < STATES; one++) {
        const before = word === 0 ? (one === 0 ? 1 : 0) : (forward[3 * (word - 1) + one] ?? 0)
        for (let other = 0; other < STATES; other++) {
          if (one === 0 && other === 2) continue
          if (word === length && other > 0) continue
          const score = other === 0 ? 0 : Math.min(Math.max(this.#scores[2 * word + other - 1] ?? 0, -30), 30)
          const behind = word === length ? 1 : (backward[3 * word + other] ?? 0)
          const pair = before * Math.exp((this.transitions[one * STATES + other] ?? 0) + score) * behind
          pairs[one * STATES + other] = pair
          sum += pair
        }
      }
      for (let pair = 0; pair < pairs.length; pair++)
        gradient[pair] = (gradient[pair] ?? 0) + (pairs[pair] ?? 0) / sum
    }
    for (let pair = 0; pair < gradient.length; pair++) {
      const step = (gradient[pair] ?? 0) * weight
      const squares = (this.#transitionSquares[pair] ?? 1) + step * step
      this.#transitionSquares[pair] = squares
      this.transitions[pair] = (this.transitions[pair] ?? 0) - (0.1 * step) / Math.sqrt(squares)
    }
  }
}
