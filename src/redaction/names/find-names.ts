/** Finds people's names in a text: by the words around them, and by the question or key that stands before. */
import type { Scan } from '../scan.ts'
import {
  ADDRESS,
  ENDING,
  FIELD,
  GREETING,
  INTRODUCTION,
  LOOSE_FIELD,
  MENTION,
  PERSON_LABEL,
  PERSON_QUESTION,
  QUESTION,
  SIGN_OFF,
} from './cue-tree.ts'
import { doubtOf } from './doubt.ts'
import { markLetterEnd } from './letter-end.ts'
import { type Mark, markListed, mayBePerson } from './listed-names.ts'
import { findJapaneseNames } from './japanese.ts'
import { languageBit } from './language-sets.ts'
import { markAgain } from './mark-again.ts'
import { NameText } from './name-text.ts'
import {
  endOfLine,
  endsAsking,
  isAnsweredName,
  isPersonKey,
  isUnfilled,
  isWholeName,
  labelledName,
} from './person-labels.ts'
import { readName, STRONG, WEAK } from './read-name.ts'
import type { NameRules } from './rules.ts'
import { markSpelled } from './spelled-names.ts'
import { tagNames } from './tagger/tagger.ts'
import { listedBits } from './tagger/view.ts'
import { taggerModel } from './tagger/weights.ts'
import {
  APOSTROPHE,
  COLON,
  COMMA,
  DIGITS,
  DOT,
  END,
  FIRST_UPPER,
  HYPHEN,
  LATER_UPPER,
  NEWLINE,
  OTHER,
  PARAGRAPH,
  SPACE,
  Tokens,
} from './tokens.ts'
import { COMMON, CUE_START, FILLER, GIVEN, PARTICLE, SURNAME } from './word-table.ts'

/** Words between a cue and its name: `my name is, uh, Mr`. */
const MOST_FILLERS = 4
/** Words of a text that answers a question or stands under a key. */
const LONGEST_ANSWER = 12

/** Words behind what asks for a name, up to the end of its line. */
const MOST_ASKED = 5
/** Words of a speaker's label. */
const LONGEST_LABEL = 3

/** Hundredths that the tagger's word counts at most: a cue is surer. */
const MOST_SURE = 70

const JAPANESE = languageBit('ja')

/** Adds every name in the text of a scan. */
export function findNames(scan: Scan, rules: NameRules): void {
  const search = new NameSearch(scan, rules)
  if ((rules.languages & JAPANESE) !== 0 && search.ideographs) findJapaneseNames(scan)
  search.run()
}

/** Words of a key, which may be joined, or of a question. */
function wordsOfCue(cue: string): Tokens {
  return new Tokens(cue.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll(/[_\-./]+/g, ' '))
}

class NameSearch {
  readonly #scan: Scan
  readonly #rules: NameRules
  readonly #text: NameText
  /** By word: how sure it is that it is part of a name, in hundredths. */
  readonly #sure: Uint8Array
  /** A form of address was among the fillers that were skipped last. */
  #addressed = false

  constructor(scan: Scan, rules: NameRules) {
    this.#scan = scan
    this.#rules = rules
    this.#text = new NameText(scan.text, rules)
    this.#sure = this.#text.columns.sure.fill(0, 0, this.#text.count + 1)
  }

  /** The text has letters of Japanese. */
  get ideographs(): boolean {
    return this.#text.tokens.ideographs
  }

  run(): void {
    const text = this.#text
    if (text.count === 0) return
    this.#readAnswer()
    for (let at = 0; at < text.count; at++) {
      if ((text.bit(at) & CUE_START) !== 0) this.#readCue(at)
      if ((text.bit(at) & (GIVEN | SURNAME)) !== 0) this.#readSpeaker(at)
    }
    const mark: Mark = (start, end, sure) => this.#mark(start, end, sure)
    markListed(text, mark)
    markSpelled(text, mark)
    markLetterEnd(text, mark)
    if (this.#rules.tier === 'builtin') this.#readTagged()
    markAgain(text, this.#sure)
    this.#emit()
  }

  #mark(start: number, end: number, sure: number): void {
    for (let at = start; at < end; at++) if ((this.#sure[at] ?? 0) < sure) this.#sure[at] = sure
  }

  /** The text stands under a key for names, or answers a question for one. */
  #readAnswer(): void {
    const { cue } = this.#scan
    if (cue === undefined || this.#text.count > LONGEST_ANSWER) return
    const words = wordsOfCue(cue)
    const { tables } = this.#rules
    if (isPersonKey(cue, words, tables) && isWholeName(this.#text, tables)) {
      this.#mark(0, this.#text.count, 90)
      return
    }
    const kinds = this.#kindsIn(words)
    if ((kinds & (FIELD | LOOSE_FIELD | QUESTION)) === 0) return
    const start = this.#behindFillers(0, true)
    if ((kinds & PERSON_QUESTION) !== 0 && isAnsweredName(this.#text, start, this.#text.count)) {
      this.#mark(start, this.#text.count, 90)
      return
    }
    const end = readName(this.#text, start, (kinds & (FIELD | QUESTION)) === 0 ? WEAK : STRONG)
    if (end === start) return
    // Under a key stands the name and nothing else.
    if (
      (kinds & QUESTION) === 0 &&
      end < this.#text.count &&
      (this.#text.tokens.gaps[end] ?? 0) !== COMMA + SPACE
    )
      return
    this.#mark(start, end, 90)
  }

  /** What the tagger takes for names. */
  #readTagged(): void {
    const { tokens, count, bits, ordinary } = this.#text
    const { listed } = this.#text.columns
    for (let at = 0; at < count; at++) listed[at] = listedBits(bits[at] ?? 0, ordinary[at] ?? 0)
    for (const { start, end, score, odds } of tagNames(
      taggerModel(),
      tokens,
      listed,
      this.#rules.languages,
    )) {
      for (let from = start, to = start + 1; from < end; from = to++) {
        while (to < end && this.#isOneName(to)) to++
        if (odds >= doubtOf(this.#text, from, to) && mayBePerson(this.#text, from, to))
          this.#mark(from, to, Math.round(score * MOST_SURE))
      }
    }
  }

  /** Who speaks: `Anna Kowalska: ` at the beginning of a line. */
  #readSpeaker(at: number): void {
    const text = this.#text
    const { gaps } = text.tokens
    if (at > 0 && ((gaps[at] ?? 0) & NEWLINE) === 0) return
    const end = readName(text, at, WEAK)
    if (end > at && end < text.count && gaps[end] === (COLON | SPACE)) this.#mark(at, end, 80)
  }

  /** All kinds of cues in a key or a question. */
  #kindsIn(words: Tokens): number {
    const { cues } = this.#rules.tables
    let kinds = 0
    for (let at = 0; at < words.count; at++) {
      const here = cues.read(words, at, this.#rules.languages)
      kinds |= here === 0 || endsAsking(words, cues.end) ? here : here & ~PERSON_QUESTION
    }
    return kinds
  }

  #readCue(at: number): void {
    const { cues } = this.#rules.tables
    const text = this.#text
    const kinds = cues.read(text.tokens, at, text.languages)
    if (kinds === 0) return
    const { end } = cues
    // Words of a phrase are nobody's name.
    if (end - at > 1) text.nobody.fill(1, at, end)
    if ((kinds & ENDING) !== 0 && this.#endsName(at, end) && this.#readBefore(at)) return
    if (end >= text.count) return
    const gap = text.tokens.gaps[end] ?? 0
    if ((kinds & (PERSON_LABEL | LOOSE_FIELD)) !== 0 && this.#readLabelled(at, end, kinds)) return
    if ((kinds & PERSON_QUESTION) !== 0) this.#readReply(end)
    if ((kinds & PERSON_LABEL) !== 0 && isUnfilled(text, end)) return
    if ((kinds & FIELD) !== 0 && this.#isLabel(at, gap)) this.#read(end, STRONG, 85)
    else if ((kinds & INTRODUCTION) !== 0 && (gap & (END | PARAGRAPH)) === 0) this.#read(end, STRONG, 85)
    else if ((kinds & ADDRESS) !== 0 && (gap & ~(SPACE | DOT | NEWLINE)) === 0) this.#read(end, STRONG, 80)
    else if ((kinds & SIGN_OFF) !== 0 && (gap & (NEWLINE | COMMA)) !== 0) this.#readSignature(end)
    else if ((kinds & SIGN_OFF) !== 0 && this.#signsLastLine(at, end)) return
    else if ((kinds & LOOSE_FIELD) !== 0 && this.#isLabel(at, gap)) this.#read(end, WEAK, 75)
    else if ((kinds & GREETING) !== 0 && (gap & ~(SPACE | COMMA)) === 0) this.#read(end, WEAK, 75)
    else if ((kinds & MENTION) !== 0 && gap === SPACE) this.#read(end, WEAK, 75)
  }

  /** The whole value of a label for names; of `name` and the like too, where the line before or behind has one for names. */
  #readLabelled(at: number, end: number, kinds: number): boolean {
    const text = this.#text
    const { gaps } = text.tokens
    if (!this.#isLabel(at, gaps[end] ?? 0)) return false
    if ((kinds & PERSON_LABEL) === 0 && !this.#isInForm(at)) return false
    const value = labelledName(text, end, this.#rules.tables)
    if (value === undefined) return false
    this.#mark(value.start, value.end, 85)
    return true
  }

  /** The line behind a word's, or the one before, begins with a label for names. */
  #isInForm(at: number): boolean {
    const text = this.#text
    const { gaps } = text.tokens
    if (this.#isPersonLabel(endOfLine(text, at))) return true
    let before = at - 1
    while (before > 0 && at - before < LONGEST_ANSWER && ((gaps[before] ?? 0) & NEWLINE) === 0) before--
    return before >= 0 && ((gaps[at] ?? 0) & NEWLINE) !== 0 && this.#isPersonLabel(before)
  }

  #isPersonLabel(at: number): boolean {
    const { cues } = this.#rules.tables
    const { tokens, count } = this.#text
    if (at >= count || (at > 0 && ((tokens.gaps[at] ?? 0) & NEWLINE) === 0)) return false
    if ((cues.read(tokens, at, this.#rules.languages) & PERSON_LABEL) === 0) return false
    return ((tokens.gaps[cues.end] ?? 0) & COLON) !== 0
  }

  /** The next speaker's answer in the next line, behind a question that ends its own: `Agent: Your name?\nCustomer: Wolf`. */
  #readReply(end: number): void {
    const text = this.#text
    const { gaps, shapes } = text.tokens
    const line = endOfLine(text, end - 1)
    if (line - end >= MOST_ASKED || line >= text.count) return
    let said = line
    // The time: `[00:04] Customer: `.
    while (said < text.count && said - line < LONGEST_LABEL && ((shapes[said] ?? 0) & DIGITS) !== 0) said++
    const label = said++
    while (said < text.count && said - label < LONGEST_LABEL && gaps[said] === SPACE) said++
    const gap = said < text.count ? (gaps[said] ?? 0) : 0
    if ((gap & COLON) === 0 || (gap & ~(COLON | SPACE | OTHER)) !== 0) return
    const start = this.#behindFillers(said, true)
    const behind = endOfLine(text, said)
    const reply = isAnsweredName(text, start, behind) ? behind : readName(text, start, STRONG)
    if (start < behind && reply > start) this.#mark(start, Math.min(reply, behind), 85)
  }

  /** A label: what begins a line or a part of one, with a colon or the like behind it. */
  #isLabel(at: number, gapBehind: number): boolean {
    const before = this.#text.tokens.gaps[at] ?? 0
    return (gapBehind & (COLON | OTHER)) !== 0 && (at === 0 || (before & ~SPACE) !== 0)
  }

  /** Behind the fillers and titles that begin at `at`. */
  #behindFillers(at: number, greetings: boolean): number {
    const text = this.#text
    const { cues } = this.#rules.tables
    this.#addressed = false
    let next = at
    for (let left = MOST_FILLERS; left > 0 && next < text.count; left--) {
      const bits = text.bit(next)
      const kinds = (bits & CUE_START) === 0 ? 0 : cues.read(text.tokens, next, text.languages)
      const skips = ADDRESS | (greetings ? GREETING | INTRODUCTION | MENTION : 0)
      if ((kinds & ADDRESS) !== 0) this.#addressed = true
      if ((kinds & skips) !== 0) next = cues.end
      else if ((bits & FILLER) !== 0 && (bits & (COMMON | PARTICLE)) === 0) next++
      else break
    }
    return next
  }

  #read(at: number, strength: number, sure: number): void {
    const start = this.#behindFillers(at, false)
    if (start > at && ((this.#text.tokens.gaps[start] ?? 0) & PARAGRAPH) !== 0) return
    const end = readName(this.#text, start, this.#addressed ? STRONG : strength)
    if (end > start) this.#mark(start, end, sure)
  }

  /** A name in a line of its own behind a greeting at the end of a letter. */
  #readSignature(at: number): void {
    const text = this.#text
    const gap = text.tokens.gaps[at] ?? 0
    const alone = (gap & NEWLINE) !== 0
    const end = readName(text, at, alone ? STRONG : WEAK)
    if (end === at) return
    const behind = end === text.count ? NEWLINE : (text.tokens.gaps[end] ?? 0)
    if (alone && (behind & (NEWLINE | COMMA | OTHER | DOT)) === 0) return
    this.#mark(at, end, 80)
  }

  /** A sign-off with a name and nothing else in the last line: `Kram Lotten`, `t. Late`. */
  #signsLastLine(at: number, behind: number): boolean {
    const text = this.#text
    const { gaps } = text.tokens
    if (((gaps[at] ?? 0) & NEWLINE) === 0 || ((gaps[behind] ?? 0) & ~(SPACE | DOT)) !== 0) return false
    const end = readName(text, behind, STRONG)
    if (end === behind || end < text.count) return false
    this.#mark(behind, end, 80)
    return true
  }

  /** A cue of one word has to be spelled with its accents, and to end what is said: Swedish `här`, not `har`. */
  #endsName(at: number, end: number): boolean {
    if (end - at > 1) return true
    const text = this.#text
    if (!this.#rules.tables.endings.has(text.tokens.word(at).toLowerCase())) return false
    return end === text.count || text.tokens.gaps[end] !== SPACE
  }

  /** The name stands before the cue: `Anna Kowalska speaking`. */
  #readBefore(cue: number): boolean {
    const text = this.#text
    const { gaps, shapes } = text.tokens
    if (((gaps[cue] ?? 0) & ~(SPACE | COMMA | HYPHEN)) !== 0) return false
    let start = cue
    while (start > 0 && cue - start < 4) {
      const capital = ((shapes[start - 1] ?? 0) & (FIRST_UPPER | LATER_UPPER)) !== 0
      if (!text.isWord(start - 1) || (text.cased && !capital)) break
      if (start < cue && !text.goesOn(start)) break
      start--
    }
    for (; start < cue; start++) {
      // An article at the beginning of a sentence: `Der Österreicher am Telefon`.
      if ((text.bit(start) & PARTICLE) !== 0 && text.isFirst(start)) break
      if (readName(text, start, STRONG) !== cue) continue
      this.#mark(start, cue, 80)
      return true
    }
    return false
  }

  /** Adds neighbouring words as one name. */
  #emit(): void {
    const text = this.#text
    const { starts, ends } = text.tokens
    for (let at = 0; at < text.count; at++) {
      let sure = this.#sure[at] ?? 0
      if (sure === 0) continue
      const start = this.#isBrokenO(at) ? at - 1 : at
      while (at + 1 < text.count && (this.#sure[at + 1] ?? 0) > 0 && this.#isOneName(at + 1)) {
        at++
        sure = Math.max(sure, this.#sure[at] ?? 0)
      }
      if (this.#isBretonEnd(at + 1)) at++
      this.#scan.add('PERSON', 'name', starts[start] ?? 0, ends[at] ?? 0, sure / 100)
    }
  }

  /** `O'` stands at the end of the line before. */
  #isBrokenO(token: number): boolean {
    const { tokens } = this.#text
    const gap = tokens.gaps[token] ?? 0
    if ((gap & (APOSTROPHE | NEWLINE)) !== (APOSTROPHE | NEWLINE) || !this.#text.goesOn(token)) return false
    return this.#text.isCapital(token) && /^[OD]$/.test(tokens.word(token - 1))
  }

  /** The `h` of `Le Floc'h`. */
  #isBretonEnd(token: number): boolean {
    const { tokens } = this.#text
    if (token >= this.#text.count || tokens.gaps[token] !== APOSTROPHE || this.#text.length(token) !== 1)
      return false
    return /^h$/i.test(tokens.word(token)) && /c$/i.test(tokens.word(token - 1))
  }

  #isOneName(token: number): boolean {
    const gap = this.#text.tokens.gaps[token] ?? 0
    return this.#text.goesOn(token) || (gap === (DOT | SPACE) && this.#text.length(token - 1) === 1)
  }
}
