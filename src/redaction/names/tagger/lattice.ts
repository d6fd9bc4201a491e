/** How sure it is that words of a run begin a name or go on with it: a chain of three states, forward and backward. */

/** States of a word: outside a name, its first word, a later word. */
export const STATES = 3

/** What the sums of one run are kept in, three numbers a word; used again for the next run. */
export interface Chain {
  forward: Float64Array
  backward: Float64Array
}

export function newChain(): Chain {
  return { forward: new Float64Array(0), backward: new Float64Array(0) }
}

/**
 * Probabilities of the words of one run. `scores` has two weights a word (first, later); `out` gets two probabilities a
 * word. `transitions` are weights of what follows what, three by three, from and to outside, first, later; a later word
 * behind an outside one is impossible. Words before and behind the run are outside. (Linear-chain conditional random
 * field: Lafferty, McCallum, Pereira 2001.)
 */
export function marginals(
  chain: Chain,
  scores: Float64Array,
  length: number,
  transitions: Float64Array,
  out: Float64Array,
): void {
  if (chain.forward.length < length * STATES) {
    chain.forward = new Float64Array(length * STATES * 2)
    chain.backward = new Float64Array(length * STATES * 2)
  }
  const { forward, backward } = chain
  const oo = Math.exp(transitions[0] ?? 0)
  const ob = Math.exp(transitions[1] ?? 0)
  const bo = Math.exp(transitions[3] ?? 0)
  const bb = Math.exp(transitions[4] ?? 0)
  const bi = Math.exp(transitions[5] ?? 0)
  const io = Math.exp(transitions[6] ?? 0)
  const ib = Math.exp(transitions[7] ?? 0)
  const ii = Math.exp(transitions[8] ?? 0)
  let o = 1
  let b = 0
  let i = 0
  for (let at = 0; at < length; at++) {
    const first = weight(scores[2 * at])
    const later = weight(scores[2 * at + 1])
    const nextO = o * oo + b * bo + i * io
    const nextB = (o * ob + b * bb + i * ib) * first
    const nextI = (b * bi + i * ii) * later
    const sum = nextO + nextB + nextI
    o = forward[3 * at] = nextO / sum
    b = forward[3 * at + 1] = nextB / sum
    i = forward[3 * at + 2] = nextI / sum
  }
  o = oo
  b = bo
  i = io
  for (let at = length - 1; at >= 0; at--) {
    const inO = (forward[3 * at] ?? 0) * o
    const inB = (forward[3 * at + 1] ?? 0) * b
    const inI = (forward[3 * at + 2] ?? 0) * i
    const all = inO + inB + inI
    out[2 * at] = inB / all
    out[2 * at + 1] = inI / all
    backward[3 * at] = o
    backward[3 * at + 1] = b
    backward[3 * at + 2] = i
    const first = weight(scores[2 * at])
    const later = weight(scores[2 * at + 1])
    const nextO = o * oo + b * ob * first
    const nextB = o * bo + b * bb * first + i * bi * later
    const nextI = o * io + b * ib * first + i * ii * later
    const sum = nextO + nextB + nextI
    o = nextO / sum
    b = nextB / sum
    i = nextI / sum
  }
}

/** A score as a factor, kept where doubles neither vanish nor overflow. */
function weight(score: number | undefined): number {
  const bounded = Math.min(Math.max(score ?? 0, -30), 30)
  return Math.exp(bounded)
}
