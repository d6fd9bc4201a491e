/** The strings of a JSON body, each changed as its place in the table says, by splicing. */
import { encodeJsonString } from '../../../connectors/wire/json-string.ts'
import {
  isCue,
  isPlain,
  isTellingKey,
  lookAt,
  mayHoldUnanchored,
  type Context,
  type Provenance,
} from '../../../redaction/index.ts'
import { LONGEST_ANSWER, mayBeJson, type BodyRedactor } from './body-redactor.ts'
import { objectNames } from './named-object.ts'
import { provenanceOf, type JsonBody, type MemberSpan, type StringPlace } from './json-body.ts'
import { Slices } from './slices.ts'
import type { Splice } from './splice.ts'
import { isText, turnOf, TurnsAround } from './turns-around.ts'
import { StringEdits } from './string-edits.ts'
import { mayHoldFile, redactFile } from './text-file.ts'

/** Redacts every string of a body and takes out the members that the table drops. */
export function redactMembers(body: JsonBody, redactor: BodyRedactor, splice: Splice): void {
  redactStrings(body, redactor, splice)
  dropMembers(body.text, body.dropped, splice)
}

/** Like `redactMembers`, for a large body: the thread serves others in between. */
export async function redactMembersInSlices(
  body: JsonBody,
  redactor: BodyRedactor,
  splice: Splice,
): Promise<void> {
  const looked = new Looked(body, redactor)
  const others: StringPlace[] = []
  const slices = new Slices()
  const step = async (at: StringPlace, provenance: Provenance): Promise<void> => {
    const text = redactUnlessText(body, at, provenance, redactor, splice)
    if (text !== undefined) {
      const edits = new StringEdits(body, at, splice)
      for (const replacement of redactor.replacing(text, provenance, looked.contextOf(at, text))) {
        edits.replace(replacement)
        if (slices.over) await slices.pause()
      }
      edits.finish()
    }
    if (slices.over) await slices.pause()
  }
  if (redactor.mode !== 'off') redactor.checkDeadline()
  for (const at of body.strings) {
    if (!looked.mayChange(at)) continue
    if (provenanceOf(at.place, at.scope) === 'caller') await step(at, 'caller')
    else others.push(at)
  }
  for (const at of others) await step(at, 'operator')
  dropMembers(body.text, body.dropped, splice)
}

/** What a look at the bytes of a body, before anything of it is decoded, says of its strings. */
class Looked {
  private readonly body: JsonBody
  private readonly redactor: BodyRedactor
  /** Somewhere in the body stands what a value without a digit or sign begins with. */
  private readonly unanchored: boolean
  /** Somewhere in the body something may be said in words. */
  private readonly said: boolean
  private readonly turns: TurnsAround

  constructor(body: JsonBody, redactor: BodyRedactor) {
    this.body = body
    this.redactor = redactor
    this.unanchored = mayHoldUnanchored(body.text)
    this.said = redactor.mode !== 'off' && redactor.mayBeSaidIn(body.text)
    this.turns = new TurnsAround(body, redactor)
  }

  mayChange(at: StringPlace): boolean {
    if (at.place?.pseudonym === true || mayHoldFile(this.body, at)) return true
    return this.unanchored || this.said || this.redactor.mayFind(this.look(at))
  }

  /** How a string is to be read: what stands above it, and what cannot be in it. */
  contextOf(at: StringPlace, text: string): Context {
    const plain = isPlain(this.look(at))
    const anchored = plain && !this.unanchored
    const around = this.said ? this.turns.saidAround(at, text) : undefined
    const seen = around === undefined ? { plain, anchored } : { plain, anchored, said: around }
    if (around === undefined && !this.redactor.wantsCue(text)) return seen
    const { key } = at
    if (key !== undefined && isTellingKey(key)) return { cue: key, known: true, ...seen }
    const above = key === undefined ? cueOf(this.body, at) : undefined
    const asked =
      text.length > LONGEST_ANSWER
        ? undefined
        : questionBefore(this.body, at, this.said && this.redactor.mayBeSaid(text))
    if (asked === undefined) return above === undefined ? seen : { cue: above, ...seen }
    return { cue: above === undefined ? asked : `${asked} ${above}`, ...seen }
  }

  private look({ start, end }: StringPlace): number {
    return lookAt(this.body.bytes, start, end)
  }
}

/** Turns first, in order, so that their tokens do not depend on what stands around them. */
function redactStrings(body: JsonBody, redactor: BodyRedactor, splice: Splice): void {
  const looked = new Looked(body, redactor)
  const others: StringPlace[] = []
  // A body in which nothing can be found has taken its time too.
  if (redactor.mode !== 'off') redactor.checkDeadline()
  for (const at of body.strings) {
    if (!looked.mayChange(at)) continue
    if (provenanceOf(at.place, at.scope) === 'caller')
      redactString(body, at, 'caller', redactor, splice, looked)
    else others.push(at)
  }
  for (const at of others) redactString(body, at, 'operator', redactor, splice, looked)
}

function redactString(
  body: JsonBody,
  at: StringPlace,
  provenance: Provenance,
  redactor: BodyRedactor,
  splice: Splice,
  looked: Looked,
): void {
  const text = redactUnlessText(body, at, provenance, redactor, splice)
  if (text === undefined) return
  const replacements = redactor.replacements(text, provenance, looked.contextOf(at, text))
  if (replacements.length === 0) return
  const edits = new StringEdits(body, at, splice)
  for (const replacement of replacements) edits.replace(replacement)
  edits.finish()
}

/** Redacts a string that is not read as plain text; returns the text of one that is and is still to be redacted. */
function redactUnlessText(
  body: JsonBody,
  at: StringPlace,
  provenance: Provenance,
  redactor: BodyRedactor,
  splice: Splice,
): string | undefined {
  const text = body.stringAt(at)
  const rule = at.place
  // Found among the tenant's own by now: the vendor's id, whatever it looks like.
  if (objectNames(rule, text).length > 0) return undefined
  if (rule?.verbatim === true && redactor.isIdentifier(text)) return undefined
  if (mayHoldFile(body, at)) {
    const changed = redactFile(text, provenance, redactor)
    if (changed !== undefined) {
      splice.replace(at.start, at.end, encodeJsonString(changed))
      return undefined
    }
  }
  if (rule?.opaque !== undefined && redactor.isOpaque(text)) return undefined
  if (rule?.exact !== undefined) {
    redactor.demandExact(text, rule.exact)
    return undefined
  }
  if (at.number === true) {
    const key = body.keyBefore(at.start)
    const meant = rule?.numbers === true || (key !== undefined && isCue(key) && !body.isAtTop(at))
    if (!meant && !redactor.vault.isTold(text)) return undefined
    // The token is a string, and so is what comes back for it.
    const changed = redactor.text(text, provenance, () => key)
    if (changed !== text) splice.replace(at.start, at.end, JSON.stringify(changed))
    return undefined
  }
  let changed: string
  if (rule?.pseudonym === true) changed = redactor.pseudonym(text)
  else if (rule?.json === true) changed = redactor.json(text, provenance)
  else {
    // A text of a conversation that is JSON is read as JSON.
    if (!mayBeJson(text)) return text
    changed = redactor.json(text, provenance, () => cueOf(body, at))
  }
  if (changed !== text) splice.replace(at.start, at.end, encodeJsonString(changed))
  return undefined
}

const QUESTION = /[?？;]/

/**
 * The end of the turn before, when it asks something: what a bare number in this one answers. A transcript may have no question
 * marks, so before a number that is `said` any turn may ask.
 */
function questionBefore(body: JsonBody, at: StringPlace, said: boolean): string | undefined {
  const turn = turnOf(at)
  if (turn === undefined) return undefined
  for (let index = body.strings.indexOf(at) - 1; index >= 0; index--) {
    const before = body.strings[index]
    if (before === undefined || !isText(before)) continue
    const other = turnOf(before)
    if (other === undefined || other === turn) continue
    const text = body.stringAt(before).slice(-LONGEST_ANSWER)
    return QUESTION.test(text) || said ? text : undefined
  }
  return undefined
}

/** The key above a string. */
function cueOf(body: JsonBody, at: StringPlace): string | undefined {
  return at.isKey ? undefined : (at.key ?? body.keyBefore(at.start - 1))
}

/** Takes members out, each with one of its commas. Neighbours go in one piece, or the last would miss the comma before it. */
export function dropMembers(text: string, spans: readonly MemberSpan[], splice: Splice): void {
  let run: { readonly start: number; readonly end: number } | undefined
  for (const span of spans) {
    const own = span.keyStart - 1
    const start = run?.end === own ? run.start : own
    if (run !== undefined && start === own) splice.replace(run.start, run.end, '')
    const after = skipSpace(text, span.valueEnd, 1)
    if (text[after] === ',') {
      run = { start, end: skipSpace(text, after + 1, 1) }
      continue
    }
    run = undefined
    const before = skipSpace(text, start - 1, -1)
    splice.replace(text[before] === ',' ? before : start, span.valueEnd, '')
  }
  if (run !== undefined) splice.replace(run.start, run.end, '')
}

function skipSpace(text: string, from: number, step: 1 | -1): number {
  let position = from
  while (position >= 0 && position < text.length && text.charCodeAt(position) <= 0x20) position += step
  return position
}
