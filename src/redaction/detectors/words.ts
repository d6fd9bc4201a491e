/** The tenant's own words: all of them found in one pass over a tree, case-insensitively and on word boundaries. */
import { KINDS } from '../characters.ts'
import { plain } from '../typography.ts'
import type { Scan } from '../scan.ts'

interface Node {
  readonly next: Map<number, Node>
  end: boolean
}

/** A compiled list of words. */
export class WordList {
  readonly #root: Node = { next: new Map(), end: false }
  /** Bit per low byte of a first unit: most starts in a text are no start of any word. */
  readonly #starts = new Uint8Array(256)

  constructor(words: readonly string[]) {
    for (const word of words) {
      // Text arrives composed or decomposed; both are how the word is written.
      for (const form of [word.normalize('NFC'), word.normalize('NFD')])
        this.#insert(plain(form, false).text.trim())
    }
  }

  #insert(word: string): void {
    if (word === '') return
    let node = this.#root
    for (let at = 0; at < word.length; at++) {
      const unit = folded(word.charCodeAt(at))
      if (at === 0) this.#starts[unit & 255] = 1
      let next = node.next.get(unit)
      if (next === undefined) node.next.set(unit, (next = { next: new Map(), end: false }))
      node = next
    }
    node.end = true
  }

  /** Adds every word of the list in the text, the longest at each place. */
  find(scan: Scan): void {
    const { text } = scan
    let inWord = false
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      const wordUnit = KINDS[unit] !== 0
      const inside = inWord && wordUnit
      inWord = wordUnit
      if (inside || this.#starts[folded(unit) & 255] === 0) continue
      const end = this.#longest(text, at)
      if (end === -1) continue
      scan.add('WORD', 'word', at, end, 1)
      at = end - 1
      inWord = KINDS[text.charCodeAt(at)] !== 0
    }
  }

  #longest(text: string, start: number): number {
    let node: Node | undefined = this.#root
    let end = -1
    for (let at = start; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      node = node.next.get(folded(unit))
      if (node === undefined) break
      if (node.end && (KINDS[unit] === 0 || at + 1 === text.length || KINDS[text.charCodeAt(at + 1)] === 0))
        end = at + 1
    }
    return end
  }
}

let folding: Uint16Array | undefined

/** Lower case of one unit, where that is one unit too. */
function folded(unit: number): number {
  folding ??= Uint16Array.from({ length: 0x1_0000 }, (_, code) => {
    const lower = String.fromCharCode(code).toLowerCase()
    return lower.length === 1 ? lower.charCodeAt(0) : code
  })
  return folding[unit] ?? unit
}
