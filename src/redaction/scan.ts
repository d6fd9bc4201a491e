/** One scan of one text: what the detectors share while they look at it. */
import { ASCII_LETTER, KINDS } from './characters.ts'
import { cueText, holdsCue } from './detectors/cues.ts'
import type { Policy } from './policy.ts'
import type { Context, Entity, Finding } from './types.ts'

/** How close a cue word is. `explicit`: straight before the value, or the key it stands under. */
export type Nearness = 'none' | 'near' | 'explicit'

const REACH_BEFORE = 64
const REACH_AFTER = 24
const REACH_EXPLICIT = 24

export class Scan {
  readonly text: string
  readonly policy: Policy
  readonly found: Finding[] = []
  /** End of the last token that the secrets detector has seen: no token is looked at twice. */
  tokenEnd = 0
  /** End of the last run of colons and hexadecimal digits that was looked at. */
  addressEnd = 0
  /** End of the last assigned value that was looked at and was none. */
  valueEnd = 0
  /** Calls of libphonenumber's own parser that this text may still cost. */
  phoneBudget = 64
  /** Set when no `-----END` follows: the rest of the text needs no second search. */
  endMarkerMissing = false
  /** No word is near the number that is looked at, so no cue is. */
  wordless = false
  readonly #cue: string | undefined
  #cueText: string | undefined
  /** Whether the key or question holds one of these cues. */
  readonly #matching = new Map<RegExp, boolean>()
  #before = ''
  #beforeStart = -1
  #beforeReach = -1

  constructor(text: string, policy: Policy, context: Context | undefined) {
    this.text = text
    this.policy = policy
    this.#cue = context?.cue
  }

  add(entity: Entity, detector: string, start: number, end: number, score: number): void {
    this.found.push({ entity, detector, start, end, score })
  }

  /** The key or question before the text, in lower-case words; empty when it is a cue for nothing. */
  get cue(): string {
    if (this.#cueText === undefined) {
      const words = this.#cue === undefined ? '' : cueText(this.#cue)
      this.#cueText = words !== '' && holdsCue(words) ? words : ''
    }
    return this.#cueText
  }

  #cueMatches(cues: RegExp): boolean {
    if (this.cue === '') return false
    let known = this.#matching.get(cues)
    if (known === undefined) this.#matching.set(cues, (known = matches(cues, this.cue)))
    return known
  }

  /** Lower-case text of at most `reach` units before `start`, from a word's beginning; empty when it has no letter. */
  before(start: number, reach: number): string {
    if (start === this.#beforeStart && reach === this.#beforeReach) return this.#before
    const { text } = this
    let from = Math.max(0, start - reach)
    if (from > 0 && KINDS[text.charCodeAt(from - 1)] !== 0) {
      while (from < start && KINDS[text.charCodeAt(from)] !== 0) from++
    }
    this.#before = lowerWords(text, from, start)
    this.#beforeStart = start
    this.#beforeReach = reach
    return this.#before
  }

  /** Notes whether a word or a key is near enough to be a cue for anything between two offsets. */
  lookForWords(start: number, end: number): void {
    const to = Math.min(this.text.length, end + REACH_AFTER)
    let at = Math.max(0, start - REACH_BEFORE)
    while (at < to && (KINDS[this.text.charCodeAt(at)] ?? 0) < ASCII_LETTER) at++
    this.wordless = at === to && this.cue === ''
  }

  /** How close the nearest of these cue words is to the value at `start..end`. */
  nearness(cues: RegExp, start: number, end: number): Nearness {
    if (this.wordless) return 'none'
    if (this.#cueMatches(cues)) return start <= REACH_EXPLICIT ? 'explicit' : 'near'
    const before = this.before(start, REACH_BEFORE)
    if (before !== '') {
      let last = -1
      cues.lastIndex = 0
      for (let match = cues.exec(before); match !== null; match = cues.exec(before)) last = cues.lastIndex
      if (last !== -1) {
        const between = before.slice(last)
        return between.length <= REACH_EXPLICIT && !INTERRUPTED.test(between) ? 'explicit' : 'near'
      }
    }
    return this.#isNamedAfter(cues, end) ? 'near' : 'none'
  }

  /** True when one of these words stands shortly before `start` or in the key above the text. */
  precededBy(words: RegExp, start: number, reach: number): boolean {
    if (this.wordless) return false
    const before = this.before(start, reach)
    return (before !== '' && matches(words, before)) || this.#cueMatches(words)
  }

  /** True when a cue follows (`… (NIP)`) that no other number claims (`…, NIP 526…`). */
  #isNamedAfter(cues: RegExp, end: number): boolean {
    const after = lowerWords(this.text, end, Math.min(this.text.length, end + REACH_AFTER))
    if (after === '') return false
    cues.lastIndex = 0
    if (!cues.test(after)) return false
    return !CLAIMED.test(this.text.slice(end + cues.lastIndex, end + cues.lastIndex + 8))
  }
}

/** A number straight behind a cue. */
const CLAIMED = /^[^\p{L}\d]{0,6}\d/u

/** Something between a cue and a number that makes the number somebody else's: another number, or a sentence end. */
const INTERRUPTED = /\d|[.!?;]\s+\S|\n\s*\n/

function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0
  return pattern.test(text)
}

/** The slice in lower case; empty when it has no letter, so that no word can be in it. */
function lowerWords(text: string, from: number, to: number): string {
  for (let at = to - 1; at >= from; at--) {
    if ((KINDS[text.charCodeAt(at)] ?? 0) >= ASCII_LETTER) return text.slice(from, to).toLowerCase()
  }
  return ''
}
