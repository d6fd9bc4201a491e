/** Masks values in a text that arrives in pieces: what may still become a part of a value is held back, and nothing else. */
import { AnswerFaultError } from './answer-body.ts'
import { type AnswerScreen, maskOf, type OwnValue } from './answer-screen.ts'
import { SourceScreen } from './screen-source.ts'

/** UTF-16 units: a value and the words around it that tell what it is. */
const HELD = 96
/** Text that has gone on and still tells what comes behind it. */
const KEPT = 128
/** A look for every few characters would be one for each. */
const STEP = 24
/** A look of a tier outside the engine takes milliseconds, however short the text. */
const PACED_STEP = 256
/** A run without a space that holds no value is cut here. */
const LONGEST_RUN = 8192
const SPACE = /\s/

/** One text of a stream before restoration. */
export interface ScreenLane {
  /** What can go on of the text so far. */
  push(fragment: string): string
  /** The text ends: what was held back. */
  flush(): string
}

/** A lane of prose, or of JSON source. Throws `AnswerFaultError` where more than the limit would have to be held. */
export function screenLane(screen: AnswerScreen, source: 'text' | 'json'): ScreenLane {
  return source === 'json' ? new SourceScreen(screen) : new TextScreen(screen)
}

class TextScreen implements ScreenLane {
  readonly #screen: AnswerScreen
  #kept = ''
  #held = ''
  readonly #step: number
  /** Length of what is held at which the next look pays. */
  #next: number
  /** Of what has gone on. */
  #gone = 0

  constructor(screen: AnswerScreen) {
    this.#screen = screen
    this.#step = screen.paces ? PACED_STEP : STEP
    this.#next = HELD + this.#step
  }

  push(fragment: string): string {
    this.#held += fragment
    if (this.#held.length > this.#screen.limit) throw new AnswerFaultError('answer_too_large')
    const output = this.#held.length < this.#next ? '' : this.#run(false)
    return this.#screen.applies ? output : fragment
  }

  flush(): string {
    const output = this.#held === '' ? '' : this.#run(true)
    this.#kept = ''
    return this.#screen.applies ? output : ''
  }

  /** A long text that is paced is looked at in pieces that grow with it: each look reads the stream from its beginning. */
  get #pace(): number {
    return this.#step === STEP ? STEP : Math.max(this.#step, this.#gone >> 4)
  }

  #run(final: boolean): string {
    const text = this.#kept + this.#held
    const base = this.#kept.length
    const values = this.#screen.values(text)
    const end = final ? text.length : boundaryOf(text, base, values)
    let output = ''
    let from = base
    for (const value of values) {
      if (value.end <= base || value.start >= end) continue
      this.#screen.count(value.entity, text.slice(value.start, value.end))
      output += text.slice(from, Math.max(from, value.start)) + maskOf(value.entity)
      from = value.end
    }
    output += text.slice(from, end)
    this.#kept = text.slice(wordStart(text, Math.max(0, end - KEPT), end), end)
    this.#held = text.slice(end)
    this.#gone += end - base
    // A long value is looked at again when it has grown by a part of itself, so that its length costs no square.
    this.#next = Math.max(HELD + this.#pace, this.#held.length + Math.max(this.#pace, this.#held.length >> 2))
    if (this.#held.length > this.#screen.limit) throw new AnswerFaultError('answer_too_large')
    return output
  }
}

/** Where a text that may go on can be cut: between words, before any value that reaches into what is held. */
export function boundaryOf(text: string, base: number, values: readonly OwnValue[]): number {
  const last = text.length - HELD
  let end = last
  for (;;) {
    while (end > base && !(SPACE.test(text.charAt(end - 1)) || SPACE.test(text.charAt(end)))) end--
    const across = values.find((value) => value.start < end && value.end > end)
    if (across === undefined) break
    end = across.start
    if (end <= base) return base
  }
  if (end > base || last - base < LONGEST_RUN) return Math.max(base, end)
  const across = values.find((value) => value.start < last && value.end > last)
  const forced = across?.start ?? last
  // Not in the middle of a character.
  return Math.max(base, (text.charCodeAt(forced) & 0xfc00) === 0xdc00 ? forced - 1 : forced)
}

function wordStart(text: string, from: number, end: number): number {
  if (from === 0) return 0
  let at = from
  while (at < end && !SPACE.test(text.charAt(at))) at++
  return at
}
