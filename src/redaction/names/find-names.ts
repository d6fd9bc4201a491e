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
  PERSON_REFUSAL,
  SIGN_OFF,
} from './cue-tree.ts'
import { addNames } from './add-names.ts'
import { markAnswer, markReply } from './answers.ts'
import { doubtOf } from './doubt.ts'
import { Fillers } from './fillers.ts'
import { markLetterEnd } from './letter-end.ts'
import { type Mark, markListed, mayBePerson } from './listed-names.ts'
import { findJapaneseNames } from './japanese.ts'
import { languageBit } from './language-sets.ts'
import { markAgain } from './mark-again.ts'
import { NameText } from './name-text.ts'
import { endOfLine, isRefused, isUnfilled, labelledName } from './person-labels.ts'
import { readName, STRONG, WEAK } from './read-name.ts'
import type { NameRules } from './rules.ts'
import { markSpelled } from './spelled-names.ts'
import { tagNames } from './tagger/tagger.ts'
import { listedBits, mayBeForm, FORM_OF_NAME, FORM_OF_THING } from './tagger/view.ts'
import { taggerModel } from './tagger/weights.ts'
import { unmarkThings } from './unmark-things.ts'
import { markWhole } from './whole-names.ts'
import {
  COLON,
  COMMA,
  DOT,
  END,
  FIRST_UPPER,
  HYPHEN,
  LATER_UPPER,
  NEWLINE,
  OTHER,
  PARAGRAPH,
  SPACE,
} from './tokens.ts'
import { CUE_START, GIVEN, NEVER, PARTICLE, SURNAME } from './word-table.ts'

/** Words up to which the beginning of a line is looked for. */
const LONGEST_LINE = 12

/** Hundredths that the tagger's word counts at most: a cue is surer. */
const MOST_SURE = 70

const JAPANESE = languageBit('ja')

/** Adds every name in the text of a scan. */
export function findNames(scan: Scan, rules: NameRules): void {
  const search = new NameSearch(scan, rules)
  if ((rules.languages & JAPANESE) !== 0 && search.ideographs) findJapaneseNames(scan)
  search.run()
}

class NameSearch {
  readonly #scan: Scan
  readonly #rules: NameRules
  readonly #text: NameText
  /** By word: how sure it is that it is part of a name, in hundredths. */
  readonly #sure: Uint8Array
  readonly #fillers: Fillers
  readonly #mark: Mark = (start, end, sure) => {
    for (let at = start; at < end; at++) if ((this.#sure[at] ?? 0) < sure) this.#sure[at] = sure
  }

  constructor(scan: Scan, rules: NameRules) {
    this.#scan = scan
    this.#rules = rules
    this.#text = new NameText(scan.text, rules)
    this.#fillers = new Fillers(this.#text, rules.tables.cues)
    this.#sure = this.#text.columns.sure.fill(0, 0, this.#text.count + 1)
  }

  /** The text has letters of Japanese. */
  get ideographs(): boolean {
    return this.#text.tokens.ideographs
  }

  run(): void {
    const text = this.#text
    if (text.count === 0) return
    const mark = this.#mark
    const { cue } = this.#scan
    if (cue !== undefined) markAnswer(text, cue, this.#rules, this.#fillers, mark)
    for (let at = 0; at < text.count; at++) {
      if ((text.bit(at) & CUE_START) !== 0) this.#readCue(at)
      if ((text.bit(at) & (GIVEN | SURNAME)) !== 0) this.#readSpeaker(at)
    }
    markListed(text, mark)
    markSpelled(text, mark)
    markLetterEnd(text, mark)
    if (this.#rules.tier === 'builtin') this.#readTagged()
    markWhole(text, this.#sure)
    unmarkThings(text, this.#sure)
    markAgain(text, this.#sure)
    addNames(this.#scan, text, this.#sure)
  }

  /** What the tagger takes for names. */
  #readTagged(): void {
    const { tokens, count, bits, ordinary } = this.#text
    const { listed } = this.#text.columns
    for (let at = 0; at < count; at++) {
      const known = listedBits(bits[at] ?? 0, ordinary[at] ?? 0)
      listed[at] = mayBeForm(known) ? known | this.#formOf(at) : known
    }
    for (const { start, end, score, odds } of tagNames(
      taggerModel(),
      tokens,
      listed,
      this.#rules.languages,
    )) {
      for (let from = start, to = start + 1; from < end; from = to++) {
        while (to < end && this.#text.continues(to)) to++
        if (odds >= doubtOf(this.#text, from, to) && mayBePerson(this.#text, from, to))
          this.#mark(from, to, Math.round(score * MOST_SURE))
      }
    }
  }

  #formOf(at: number): number {
    const text = this.#text
    if (text.cased && !text.isCapital(at)) return 0
    return (text.baseBits(at) === 0 ? 0 : FORM_OF_NAME) | (text.isThingForm(at) ? FORM_OF_THING : 0)
  }

  /** Who speaks: `Anna Kowalska: ` at the beginning of a line. */
  #readSpeaker(at: number): void {
    const text = this.#text
    const { gaps } = text.tokens
    if (at > 0 && ((gaps[at] ?? 0) & NEWLINE) === 0) return
    const end = readName(text, at, WEAK)
    if (end > at && end < text.count && gaps[end] === (COLON | SPACE)) this.#mark(at, end, 80)
  }

  #readCue(at: number): void {
    const { cues } = this.#rules.tables
    const text = this.#text
    const kinds = cues.read(text.tokens, at, text.languages)
    if (kinds === 0) return
    const { end } = cues
    // Words of a phrase are nobody's name; those of a refusal may be other words in other languages.
    if (end - at > 1 && kinds !== PERSON_REFUSAL) text.nobody.fill(1, at, end)
    if ((kinds & ENDING) !== 0 && this.#endsName(at, end) && this.#readBefore(at)) return
    if (end >= text.count) return
    const gap = text.tokens.gaps[end] ?? 0
    if ((kinds & (PERSON_LABEL | LOOSE_FIELD)) !== 0 && this.#readLabelled(at, end, kinds)) return
    if ((kinds & PERSON_QUESTION) !== 0) markReply(text, end, this.#rules.tables, this.#fillers, this.#mark)
    if ((kinds & PERSON_LABEL) !== 0 && isUnfilled(text, end)) return
    if ((kinds & (FIELD | LOOSE_FIELD)) !== 0 && isRefused(text, end, endOfLine(text, end), cues)) return
    if ((kinds & FIELD) !== 0 && this.#isLabel(at, gap)) this.#read(end, STRONG, 85)
    else if ((kinds & INTRODUCTION) !== 0 && (gap & (END | PARAGRAPH)) === 0) this.#read(end, STRONG, 85)
    else if ((kinds & ADDRESS) !== 0 && !isFirm(text, at) && (gap & ~(SPACE | DOT | NEWLINE)) === 0) {
      if (isNamedThing(text, at)) text.nobody.fill(1, end, Math.min(end + 2, text.count))
      else this.#read(end, STRONG, 80, true)
    } else if ((kinds & SIGN_OFF) !== 0 && (gap & (NEWLINE | COMMA)) !== 0) this.#readSignature(end)
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
    const value = labelledName(text, at, end, this.#rules.tables)
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
    while (before > 0 && at - before < LONGEST_LINE && ((gaps[before] ?? 0) & NEWLINE) === 0) before--
    return before >= 0 && ((gaps[at] ?? 0) & NEWLINE) !== 0 && this.#isPersonLabel(before)
  }

  #isPersonLabel(at: number): boolean {
    const { cues } = this.#rules.tables
    const { tokens, count } = this.#text
    if (at >= count || (at > 0 && ((tokens.gaps[at] ?? 0) & NEWLINE) === 0)) return false
    if ((cues.read(tokens, at, this.#rules.languages) & PERSON_LABEL) === 0) return false
    return ((tokens.gaps[cues.end] ?? 0) & COLON) !== 0
  }

  /** A label: what begins a line or a part of one, with a colon or the like behind it. */
  #isLabel(at: number, gapBehind: number): boolean {
    const before = this.#text.tokens.gaps[at] ?? 0
    return (gapBehind & (COLON | OTHER)) !== 0 && (at === 0 || (before & ~SPACE) !== 0)
  }

  #read(at: number, strength: number, sure: number, addressed = false): void {
    const start = this.#fillers.behind(at, false, addressed)
    // In cased text a sentence behind the fillers is another one: `of Mr? Bring`.
    const breaks = this.#text.cased ? PARAGRAPH | END : PARAGRAPH
    if (start > at && ((this.#text.tokens.gaps[start] ?? 0) & breaks) !== 0) return
    const end = readName(this.#text, start, this.#fillers.addressed ? STRONG : strength)
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
}

/** A firm's letters that are a title in small ones: `ING`. */
function isFirm(text: NameText, token: number): boolean {
  return (text.bit(token) & NEVER) !== 0 && text.isAbbreviation(token)
}

/** A title that belongs to what is named after somebody: `Hospital Dr. Negrín`, `Calle Doctor Fleming`. */
function isNamedThing(text: NameText, title: number): boolean {
  if (title === 0 || !text.cased || !text.isCapital(title)) return false
  return text.tokens.gaps[title] === SPACE && text.isCapital(title - 1) && text.isThing(title - 1)
}
