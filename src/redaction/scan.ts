/** One scan of one text: what the detectors share while they look at it. */
import { KINDS } from './characters.ts'
import { type CueHits, type CueList, cueLists, readCues } from './detectors/cues.ts'
import type { Policy } from './policy.ts'
import type { Context, Entity, Finding } from './types.ts'

/** How close a cue word is. `explicit`: straight before the value, or the key it stands under. */
export type Nearness = 'none' | 'near' | 'explicit'

const REACH_BEFORE = 64
const REACH_AFTER = 24
const REACH_EXPLICIT = 24

const NO_LISTS: readonly number[] = []

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
  /** End of the last street address: none reaches back before it. */
  streetsEnd = 0
  /** Calls of libphonenumber's own parser that this text may still cost. */
  phoneBudget = 64
  /** Set when no `-----END` follows: the rest of the text needs no second search. */
  endMarkerMissing = false
  /** No cue for anything is near the number that is looked at. */
  wordless = false
  /** Units between the cue that `nearness` found last and the value behind it. */
  distance = 0
  /** Another number or the end of a sentence stands between that cue and the value. */
  interrupted = false
  /** Lists with a cue around the number that is looked at. */
  #near: readonly number[] = NO_LISTS
  readonly #context: Context | undefined
  #cueLists: readonly number[] | undefined
  readonly #hits: CueHits = { lists: [], starts: [], ends: [] }
  /** End of what was read for cues. */
  #cuesEnd = 0

  constructor(text: string, policy: Policy, context: Context | undefined) {
    this.text = text
    this.policy = policy
    this.#context = context
  }

  add(entity: Entity, detector: string, start: number, end: number, score: number): void {
    this.found.push({ entity, detector, start, end, score })
  }

  /** The key or the question before the text, unless it is a key of a vendor's own. */
  get cue(): string | undefined {
    return this.#context?.known === true ? undefined : this.#context?.cue
  }

  /** The text is an id or a word of an API, in one piece: a name in it (`claude-opus`) is no person's. */
  get isIdentifier(): boolean {
    return this.#context?.identifier === true && !/\s/.test(this.text)
  }

  /** Cues that the key or the question before the text holds. */
  get #keyed(): readonly number[] {
    const cue = this.#context?.cue
    this.#cueLists ??= cue === undefined ? NO_LISTS : cueLists(cue, this.#context?.known === true)
    return this.#cueLists
  }

  /** Notes whether a cue for anything is near enough to the number that lies between two offsets. */
  lookForWords(start: number, end: number): void {
    this.#readAround(start, end)
    const { lists, starts } = this.#hits
    let hit = lists.length
    while (hit > 0 && (starts[hit - 1] ?? 0) >= start - REACH_BEFORE) hit--
    this.#near = hit === lists.length ? NO_LISTS : [...new Set(lists.slice(hit))]
    this.wordless = this.#keyed.length === 0 && this.#near.length === 0
  }

  /** True when a cue of one of these lists may be near the number that was last looked for words around. */
  isNamed(lists: readonly CueList[]): boolean {
    if (this.wordless) return false
    for (const list of lists) if (this.#near.includes(list) || this.#keyed.includes(list)) return true
    return false
  }

  /** `isNamed` of many lists at once. */
  namesAny(lists: ReadonlySet<number>): boolean {
    if (this.wordless) return false
    for (const list of this.#near) if (lists.has(list)) return true
    for (const list of this.#keyed) if (lists.has(list)) return true
    return false
  }

  /** The closest of several lists; `distance` and `interrupted` tell of the closest. */
  nearest(cues: readonly CueList[], start: number, end: number): Nearness {
    let best: Nearness = 'none'
    let distance = Number.POSITIVE_INFINITY
    let interrupted = false
    for (const list of cues) {
      const nearness = this.nearness(list, start, end)
      if (nearness === 'none' || this.distance >= distance) continue
      best = nearness
      distance = this.distance
      interrupted = this.interrupted
    }
    this.distance = distance
    this.interrupted = interrupted
    return best
  }

  /** True when a cue of this list stands before `start`, nearer than the distance. */
  isNearer(list: CueList, start: number, distance: number): boolean {
    if (!this.#near.includes(list)) return false
    const { lists, starts, ends } = this.#hits
    for (let hit = lists.length - 1; hit >= 0; hit--) {
      if ((starts[hit] ?? 0) < start - REACH_BEFORE) return false
      const end = ends[hit] ?? 0
      if (lists[hit] === list && end <= start && start - end < distance) return true
    }
    return false
  }

  #readAround(start: number, end: number): void {
    const { text } = this
    const to = Math.min(text.length, end + REACH_AFTER)
    if (to <= this.#cuesEnd) return
    let from = start - REACH_BEFORE
    if (from <= this.#cuesEnd) {
      from = this.#cuesEnd
    } else {
      while (from < to && KINDS[text.charCodeAt(from - 1)] !== 0 && KINDS[text.charCodeAt(from)] !== 0) from++
    }
    if (this.#hits.lists.length > MOST_HITS) forget(this.#hits)
    this.#cuesEnd = readCues(text, from, to, this.#hits)
  }

  /** How close the nearest of these cue words is to the value at `start..end`. */
  nearness(list: CueList, start: number, end: number): Nearness {
    if (this.wordless) return 'none'
    this.#readAround(start, end)
    const { lists, starts, ends } = this.#hits
    let after = -1
    for (let hit = lists.length - 1; hit >= 0; hit--) {
      const cueStart = starts[hit] ?? 0
      if (cueStart < start - REACH_BEFORE) break
      if (lists[hit] !== list) continue
      if (cueStart >= end) {
        after = hit
      } else if ((ends[hit] ?? 0) <= start) {
        this.distance = start - (ends[hit] ?? 0)
        this.interrupted = INTERRUPTED.test(this.text.slice(ends[hit], start))
        return this.distance <= REACH_EXPLICIT && !this.interrupted ? 'explicit' : 'near'
      }
    }
    if (this.#keyed.includes(list)) {
      this.distance = start
      this.interrupted = false
      return start <= REACH_EXPLICIT ? 'explicit' : 'near'
    }
    if (after === -1 || (starts[after] ?? 0) > end + REACH_AFTER) return 'none'
    // A cue follows (`… (NIP)`), unless another number claims it (`…, NIP 526…`).
    const behind = ends[after] ?? 0
    if (CLAIMED.test(this.text.slice(behind, behind + 8))) return 'none'
    this.distance = REACH_BEFORE
    this.interrupted = false
    return 'near'
  }

  /** True when one of these words stands shortly before `start` or in the key above the text. */
  precededBy(list: CueList, start: number, reach: number): boolean {
    if (this.wordless) return false
    this.#readAround(start, start)
    const { lists, starts, ends } = this.#hits
    for (let hit = lists.length - 1; hit >= 0; hit--) {
      if ((starts[hit] ?? 0) < start - reach) break
      if (lists[hit] === list && (ends[hit] ?? 0) <= start) return true
    }
    return this.#keyed.includes(list)
  }
}

/** A number straight behind a cue. */
const CLAIMED = /^[^\p{L}\d]{0,6}\d/u

/** Something between a cue and a number that makes the number somebody else's: another number, or a sentence end. */
const INTERRUPTED = /\d|[.!?;]\s+\S|\n\s*\n/

/** Hits kept from the text before: more than any reach holds. */
const MOST_HITS = 1024
const KEPT_HITS = 256

function forget(hits: CueHits): void {
  for (const column of [hits.lists, hits.starts, hits.ends]) column.splice(0, column.length - KEPT_HITS)
}
