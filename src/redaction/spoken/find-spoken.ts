/** Finds what is said in words: written out, read by the ordinary detectors, and brought back to where it was said. */
import type { Policy } from '../policy.ts'
import type { Context, Entity, Finding } from '../types.ts'
import type { SpokenAddress } from './address.ts'
import { birthDatesIn } from './birth-dates.ts'
import { isCountedAloud } from './counting.ts'
import {
  ALONE_SCORE,
  type Around,
  countsUp,
  isDialled,
  isMixed,
  isNumber,
  type Named,
  NAMED_SCORE,
  namedBefore,
} from './judge.ts'
import type { SpokenLexicon } from './lexicon.ts'
import { isPlateBefore, isPlateBehind } from './plates.ts'
import type { Part, Run } from './run.ts'
import { type Said, saidIn } from './sayings-in.ts'
import { startOf, withoutFillers } from './turn-edges.ts'
import { readTokens, type Token } from './tokens.ts'
import { FEWEST_NUMBERS } from './trigger.ts'
import { PARTS, TEXT_UNITS } from './word-units.ts'
import { LONGEST_WRITTEN, Written } from './written.ts'

/** The ordinary detectors, on a text without stand-ins. */
export type Detect = (text: string, context: Context | undefined) => readonly Finding[]

/** UTF-16 units around what is said that the detectors read too: words that say what it is. */
const BEFORE = 192
/** The same before the first number of a stretch: an address may begin there. */
const NEAR = 96
const AFTER = 64
/** Words without a meaning of ours behind which a stretch ends. */
const IDLE = 6
/** Words of a stretch: more are read in several, which overlap by more words than a value has. */
const MOST_WORDS = 2048
const OVERLAP = 64
const ADDRESS_SCORE = 0.9
/** Digits of a run without a word for them that the detectors may know: a postcode has five. */
const FEWEST_UNNAMED = 5
/** Digits of a run that a finding may leave out: they are taken with it. */
const MOST_LEFT = 2
/** UTF-16 units of a name that is said letter by letter. */
const LONGEST_SPELLED_NAME = 160
/** UTF-16 units of an answer before what was asked for: `it is`. */
const LONGEST_OPENING = 24
const NOTHING_SAID = { before: '', after: '' }
/** What may stand in a number and says nothing of it. */
const NAMES: ReadonlySet<Entity> = new Set<Entity>(['WORD', 'PERSON'])

/** Findings of what is said in a text without stand-ins; they may overlap. */
export function findSpoken(
  policy: Policy,
  lexicon: SpokenLexicon,
  text: string,
  context: Context | undefined,
  detect: Detect,
): readonly Finding[] {
  const found: Finding[] = []
  // Beside digits of another turn one more is enough.
  const fewest = context?.said === undefined ? FEWEST_NUMBERS : 1
  const asked = namedBefore(lexicon.cues, '', 0, context?.cue) !== 'no'
  for (let from = 0; ;) {
    const hit = lexicon.trigger.next(text, from, TEXT_UNITS, fewest)
    if (hit === -1) return found
    const begin = wordStart(text, Math.max(0, lexicon.trigger.start - NEAR))
    const tokens = readTokens(lexicon, text, begin, isOverBehind(hit))
    const first = firstFrom(tokens, from)
    const answering = asked && begin === 0
    const said = saidIn(lexicon, text, tokens, { fewest, asked: answering, from: first })
    if (said.addresses.length > 0 && policy.email) addAddresses(policy, tokens, said, found)
    if (said.runs.length > 0)
      addRuns({ policy, lexicon, text, tokens, said, asked: answering, context, detect }, found)
    if (policy.birthDate) found.push(...birthDatesIn(lexicon, text, tokens, first, context, detect))
    const last = tokens.length < MOST_WORDS ? tokens.at(-1)?.end : tokens.at(-OVERLAP)?.start
    from = Math.max(hit, last ?? hit)
  }
}

/** No word stands between two offsets. */
function isSilent(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (TEXT_UNITS[text.charCodeAt(at)] !== PARTS) return false
  return true
}

/** The first token that begins at an offset or behind it. */
function firstFrom(tokens: readonly Token[], from: number): number {
  const first = tokens.findIndex(({ start }) => start >= from)
  return first === -1 ? tokens.length : first
}

/** Start of the word in which `at` lies. */
function wordStart(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < BEFORE && TEXT_UNITS[text.charCodeAt(start - 1)] !== PARTS) start--
  return start
}

function isOverBehind(hit: number): (token: Token) => boolean {
  let idle = 0
  let count = 0
  return ({ word, digits, known, end }) => {
    const use = word.length === 1 ? undefined : known?.use
    const idles = !digits && word.length > 1 && (use === undefined || (use.strong | use.at | use.dot) === 0)
    // What may be a letter neither ends a stretch nor keeps it going.
    if (!idles || end <= hit) idle = 0
    else if (use === undefined || (use.letters | use.joins) === 0) idle++
    return (idle > IDLE && end > hit) || ++count === MOST_WORDS
  }
}

function addAddresses(policy: Policy, tokens: readonly Token[], { addresses }: Said, found: Finding[]): void {
  for (const { first, end, written } of addresses) {
    const [start, last] = sourceOf(tokens, { first, end })
    if (!policy.allow.has(written))
      found.push({ entity: 'EMAIL', detector: 'spoken.email', start, end: last, score: ADDRESS_SCORE })
  }
}

function sourceOf(
  tokens: readonly Token[],
  { first, end }: Pick<SpokenAddress, 'first' | 'end'>,
): readonly [start: number, end: number] {
  return [tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0]
}

interface Look {
  readonly policy: Policy
  readonly lexicon: SpokenLexicon
  readonly text: string
  readonly tokens: readonly Token[]
  readonly said: Said
  /** The question before the text asks for a number. */
  readonly asked: boolean
  readonly context: Context | undefined
  readonly detect: Detect
}

function addRuns(look: Look, found: Finding[]): void {
  const runs = look.said.runs.map((run) => judged(look, run)).filter(isWorthReading)
  if (runs.length === 0) return
  const typed = typedIn(look, runs, false)
  if (runs.some(({ run }) => isGrouped(run))) typed.push(...typedIn(look, runs, true))
  if (look.policy.plate) typed.push(...platesOf(look.policy, runs, typed))
  found.push(...typed)
  if (!look.policy.number) return
  typed.sort((one, other) => one.start - other.start)
  let next = 0
  for (const run of runs) {
    while (next < typed.length && (typed[next]?.end ?? 0) <= run.start) next++
    const own: Finding[] = []
    for (let at = next; at < typed.length; at++) {
      const finding = typed[at]
      if (finding === undefined || finding.start >= run.end) break
      if (!NAMES.has(finding.entity)) own.push(finding)
    }
    addNumber(look, run, own, found)
  }
}

/** A run with what stands around it. */
interface Judged {
  readonly run: Run
  /** Offsets in the source. */
  readonly start: number
  readonly end: number
  readonly named: Named
  /** The word for a plate stands beside it. */
  readonly plate: boolean
  /** It counts up, and the words before say that somebody counts. */
  readonly counted: boolean
  /** Digits of the turns before and behind. */
  readonly said: NonNullable<Context['said']>
}

function judged(look: Look, run: Run): Judged {
  const start = run.parts[0]?.start ?? 0
  const end = run.parts.at(-1)?.end ?? 0
  const told = namedBefore(look.lexicon.cues, look.text, start, look.context?.cue)
  const counted = countsUp(run) && isCountedAloud(look.lexicon.cues, look.text, start, look.context?.cue)
  const isOpen = told === 'no' || told === 'near'
  const isBeside = isOpen ? isPlateBefore : isPlateBehind
  const plate = !counted && isBeside(look.lexicon.plates, look.tokens, run)
  const isTold = isOpen && (plate || isDialled(run, look.tokens))
  const named = counted ? 'no' : isTold ? 'yes' : told
  return { run, start, end, named, plate, counted, said: joinedTo(look, run) }
}

/** Plates that no detector knew: the word for one stands behind them, or they were told in thousands. */
function platesOf({ allow }: Policy, runs: readonly Judged[], typed: readonly Finding[]): readonly Finding[] {
  return runs
    .filter(({ plate, run }) => plate && !allow.has(run.parts.map(({ text }) => text).join('')))
    .filter(
      (one) =>
        !typed.some(({ entity, start, end }) => !NAMES.has(entity) && start < one.end && one.start < end),
    )
    .map(({ start, end }) => ({
      entity: 'VEHICLE_PLATE',
      detector: 'spoken.plate',
      start,
      end,
      score: NAMED_SCORE,
    }))
}

/** A few digits behind no word for them are of no type. */
function isWorthReading({ run, named, said }: Judged): boolean {
  return (
    named !== 'no' ||
    run.digits + run.takenBack + said.before.length + said.after.length >= FEWEST_UNNAMED ||
    run.digits === 0 ||
    isMixed(run)
  )
}

/** What the detectors find where the runs of a stretch are written out. */
function typedIn(
  { text, context, detect, policy }: Look,
  all: readonly Judged[],
  grouped: boolean,
): Finding[] {
  const runs = all.filter(({ run }) => run.digits <= LONGEST_WRITTEN)
  const [first] = runs
  const last = runs.at(-1)
  if (first === undefined || last === undefined) return []
  const written = new Written(text, wordStart(text, Math.max(0, first.start - BEFORE)))
  for (const { run, start, end, said } of runs) {
    written.pad(said.before, start)
    written.add(run, grouped)
    written.pad(said.after, end)
  }
  const whole = written.end(Math.min(text.length, last.end + AFTER))
  const findings: Finding[] = []
  for (const finding of detect(whole, context)) {
    if (!written.touches(finding.start, finding.end)) continue
    if (policy.allow.has(whole.slice(finding.start, finding.end))) continue
    const said = written.asSaid(finding)
    const { entity, end } = said
    const start = entity === 'VEHICLE_PLATE' ? withoutSmallWord(runs, text, said.start) : said.start
    if (entity === 'PERSON' && end - start > LONGEST_SPELLED_NAME) continue
    if (start < end) findings.push({ ...said, start })
  }
  return findings
}

function isGrouped({ parts }: Run): boolean {
  return parts.some(
    ({ text, paused, kind }, at) => at > 0 && (paused || text.length > 1 || kind === 'letters'),
  )
}

/** A plate takes the short word before it for letters of its own: what stands before the run and is one is left out. */
function withoutSmallWord(runs: readonly Judged[], text: string, start: number): number {
  const run = runs.find((one) => one.end > start)
  if (run === undefined || run.start <= start) return start
  return /^\p{L}{1,3}[^\p{L}\p{N}]*$/u.test(text.slice(start, run.start)) ? run.start : start
}

/** A number where no type fits; where one fits a part of the run, the rest of it goes with that or is a number too. */
function addNumber(
  look: Look,
  { run, start, end, named, counted, said }: Judged,
  typed: readonly Finding[],
  found: Finding[],
): void {
  if (typed.length === 0) {
    const around: Around = {
      named,
      joinedDigits: said.before.length + said.after.length,
      counted,
      answers: look.asked && start <= LONGEST_OPENING && run.end >= withoutFillers(look.tokens),
    }
    if (run.digits > 0 && isNumber(run, look.tokens, around))
      found.push({ entity: 'NUMBER', detector: 'spoken.number', start, end, score: scoreOf(named) })
    return
  }
  const left = run.parts.filter((part) => part.kind === 'digits' && !typed.some((one) => covers(one, part)))
  if (left.length === 0) return
  const digits = left.reduce((sum, { text }) => sum + text.length, 0)
  const [only] = typed
  if (digits <= MOST_LEFT && typed.length === 1 && only !== undefined)
    found.push({ ...only, start: Math.min(only.start, start), end: Math.max(only.end, end) })
  else found.push({ entity: 'NUMBER', detector: 'spoken.number', start, end, score: ALONE_SCORE })
}

/** Digits of the turns around that the run goes on from, and that go on from it. */
function joinedTo({ text, tokens, context }: Look, run: Run): Judged['said'] {
  const said = context?.said
  if (said === undefined) return NOTHING_SAID
  const begins = isSilent(text, 0, tokens[0]?.start ?? 0) && run.first <= startOf(tokens)
  const silent = isSilent(text, tokens.at(-1)?.end ?? 0, text.length)
  const ends = silent && run.end >= withoutFillers(tokens)
  return { before: begins ? said.before : '', after: ends ? said.after : '' }
}

function covers(finding: Finding, part: Part): boolean {
  return finding.start <= part.start && part.end <= finding.end
}

function scoreOf(named: Named): number {
  return named === 'no' ? ALONE_SCORE : NAMED_SCORE
}
