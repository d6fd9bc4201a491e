/** Masks values in JSON source that a model writes, whole or in pieces, one string after another; it need not be complete. */
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { mayBeJson } from '../body/body-redactor.ts'
import { AnswerFaultError } from './answer-body.ts'
import type { AnswerScreen } from './answer-screen.ts'

/** JSON in JSON in JSON: deeper source is read as plain text. */
const MOST_LEVELS = 4
const PUNCTUATION = /[\s{}[\],:]/y
const BARE = /[^\s"{}[\],:][^"{}[\],:]*/y
const QUOTE = /"/
const MARK = /["{}[\],:]/
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** What a text that was cut may end in: half an escape. */
const HALF_ESCAPE = /\\(?:u[\da-fA-F]{0,3})?$/

export class SourceScreen {
  readonly #screen: AnswerScreen
  readonly #level: number
  /** Begins with a string or a word that may go on, or is empty. */
  #held = ''
  /** Of the held string, what was searched for its end. */
  #searched = 1
  /** Nothing can go on before one of these comes. */
  #waitsFor: RegExp | undefined = undefined
  /** What stood last, and what stood before the last colon. */
  #last: string | undefined = undefined
  #cue: string | undefined

  constructor(screen: AnswerScreen, cue?: string, level = 1) {
    this.#screen = screen
    this.#cue = cue
    this.#level = level
  }

  push(fragment: string): string {
    this.#held += fragment
    const output = this.#waitsFor?.test(fragment) === false ? '' : this.#run(false)
    if (this.#held.length > this.#screen.limit) throw new AnswerFaultError('answer_too_large')
    return this.#screen.applies ? output : fragment
  }

  flush(): string {
    const output = this.#run(true)
    return this.#screen.applies ? output : ''
  }

  #run(final: boolean): string {
    const text = this.#held
    this.#waitsFor = undefined
    let output = ''
    let at = 0
    while (at < text.length) {
      if (text[at] === '"') {
        const close = this.#close(text, at)
        if (close === -1 && !final) {
          this.#waitsFor = QUOTE
          break
        }
        output += `"${this.#string(text.slice(at + 1, close === -1 ? undefined : close))}${close === -1 ? '' : '"'}`
        at = close === -1 ? text.length : close + 1
        this.#searched = 1
        continue
      }
      PUNCTUATION.lastIndex = at
      if (PUNCTUATION.test(text)) {
        const mark = text.charAt(at)
        if (mark === ':') this.#cue = this.#last
        else if (mark === ',' || mark === '}' || mark === '{') this.#cue = undefined
        output += mark
        at++
        continue
      }
      BARE.lastIndex = at
      const bare = BARE.exec(text)?.[0] ?? text.charAt(at)
      if (at + bare.length === text.length && !final) {
        this.#waitsFor = MARK
        break
      }
      output += this.#bare(bare)
      at += bare.length
    }
    this.#held = text.slice(at)
    return output
  }

  /** Offset of the quote that ends the string at `at`; -1 when it has not come. */
  #close(text: string, at: number): number {
    let from = at + (at === 0 ? this.#searched : 1)
    for (; from < text.length; from++) {
      if (text[from] === '"') return from
      if (text[from] !== '\\') continue
      if (from + 1 >= text.length) break
      from++
    }
    this.#searched = from - at
    return -1
  }

  #string(source: string): string {
    const text = decoded(source)
    this.#last = text
    if (text === undefined) return this.#screen.text(source)
    const masked =
      this.#level < MOST_LEVELS && mayBeJson(text)
        ? screenSource(this.#screen, text, this.#cue, this.#level + 1)
        : this.#screen.text(text, this.#screen.wantsCue(text) ? this.#cue : undefined)
    return masked === text ? source : encodeJsonString(masked)
  }

  /** A number, a word of JSON, or prose where JSON was asked for. A mask in place of a number is a string. */
  #bare(source: string): string {
    this.#last = source
    const number = source.trimEnd()
    const masked = this.#screen.text(source, this.#screen.wantsCue(source) ? this.#cue : undefined)
    if (masked === source || !NUMBER.test(number)) return masked
    return JSON.stringify(masked.trimEnd()) + source.slice(number.length)
  }
}

/** A complete text of JSON source. */
export function screenSource(screen: AnswerScreen, source: string, cue?: string, level = 1): string {
  const lane = new SourceScreen(screen, cue, level)
  const masked = lane.push(source) + lane.flush()
  return masked === source ? source : masked
}

/** Undefined for what no JSON string can hold. */
function decoded(source: string): string | undefined {
  if (!source.includes('\\')) return source
  for (const text of [source, source.replace(HALF_ESCAPE, '')]) {
    try {
      return decodeJsonString(text)
    } catch {
      // The text was cut, or is none.
    }
  }
  return undefined
}
