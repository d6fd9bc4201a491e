/**
 * Recall and precision of people's names by language and register. A name counts as found when every character of it but spaces and signs
 * is inside findings of whatever kind; a found person counts as right when it touches a marked name.
 */
import {
  compilePolicy,
  find,
  type Finding,
  isListed,
  type NameTier,
  type Policy,
} from '../../../src/redaction/index.ts'
import { contextOf, isCovered, type Marked, type MarkedText, touches } from '../marked.ts'
import {
  asTranscribed,
  type NameCollection,
  type NameRegister,
  readNames,
  type TestedLanguage,
} from './collection.ts'

/** What was found in one text. */
interface Examined extends MarkedText {
  readonly findings: readonly Finding[]
}

export interface NameScore {
  readonly names: number
  readonly recall: number
  /** Share of found persons that touch a name; 1 when none was found. */
  readonly precision: number
}

/** One language and register, all found with that language named in the policy. */
export interface NameRow {
  readonly language: TestedLanguage
  /** `contact centre` is all registers but prose together. */
  readonly register: NameRegister | 'contact centre'
  readonly rules: NameScore
  readonly builtin: NameScore
  /** The built-in layers on small letters without punctuation. */
  readonly transcribed: NameScore
  /** The built-in layers with no language named. */
  readonly anyLanguage: NameScore
  readonly target: NameTarget
  /** The best recall at no less than the target's precision, whatever threshold of the score it takes. */
  readonly recallAtPrecision: number
  readonly byList: ByList
}

export interface NameTarget {
  readonly recall: number
  readonly precision: number
}

/** Sentences without names, and how many of them had some found. */
export interface NobodyRow {
  readonly language: TestedLanguage
  /** Sentences of `nobody`, and of the other registers those in which nobody is named. */
  readonly sentences: number
  readonly rules: number
  readonly builtin: number
  readonly transcribed: number
  /** Sentences with words that are names too, and those of them that the built-in layers flag. */
  readonly lures: number
  readonly luresFlagged: number
}

/** Recall of the built-in layers by whether the engine's lists hold every word of the name as it stands there. */
export interface ByList {
  readonly listed: number
  readonly listedRecall: number
  readonly unlisted: number
  readonly unlistedRecall: number
}

/** All that is measured of one language. */
export interface NameMeasures {
  readonly rows: readonly NameRow[]
  readonly contactCentre: NameRow
  readonly nobody: NobodyRow
  /** Over all registers. */
  readonly byList: ByList
}

/** Called with what was not found and what was found wrongly. */
export type Missed = (what: string) => void

const CONTACT_CENTRE: NameTarget = { recall: 0.93, precision: 0.85 }
const PROSE: NameTarget = { recall: 0.8, precision: 0.75 }

/** Running prose in the languages without enough free training data: what lists and an early tagger together found in news, at worse precision. */
const PROSE_TRIALS: Readonly<Partial<Record<TestedLanguage, NameTarget>>> = {
  de: { recall: 0.727, precision: PROSE.precision },
  es: { recall: 0.846, precision: PROSE.precision },
  it: { recall: 0.861, precision: PROSE.precision },
  nl: { recall: 0.675, precision: PROSE.precision },
  fi: { recall: 0.729, precision: PROSE.precision },
  pl: { recall: 0.732, precision: PROSE.precision },
  cs: { recall: 0.707, precision: PROSE.precision },
}

/** Measures one language of a collection. */
export function measureNames(
  language: TestedLanguage,
  collection: NameCollection,
  missed: Missed = () => {},
): NameMeasures {
  const registers = readNames(language, collection)
  const policies = { rules: named('rules', language), builtin: named('builtin', language) }
  const anyLanguage = compilePolicy({ names: 'builtin' })
  const all: Examined[] = []
  const contactCentre: MarkedText[] = []
  const rowOf = (
    register: NameRow['register'],
    texts: readonly MarkedText[],
    builtin: readonly Examined[],
    target: NameTarget,
  ): NameRow => ({
    language,
    register,
    rules: score(examine(policies.rules, texts)),
    builtin: score(builtin),
    transcribed: score(examine(policies.builtin, texts.map(asTranscribed))),
    anyLanguage: score(examine(anyLanguage, texts)),
    target,
    recallAtPrecision: recallAt(builtin, target.precision),
    byList: byList(builtin),
  })
  const rows = [...registers].flatMap(([register, texts]): NameRow[] => {
    if (register === 'nobody' || register === 'lure') return []
    const builtin = examine(policies.builtin, texts)
    report(`${language} ${register}`, builtin, missed)
    all.push(...builtin)
    if (register === 'prose') return [rowOf(register, texts, builtin, PROSE_TRIALS[language] ?? PROSE)]
    contactCentre.push(...texts)
    return [rowOf(register, texts, builtin, CONTACT_CENTRE)]
  })
  const lures = examine(policies.builtin, registers.get('lure') ?? [])
  const clean = [...registers]
    .flatMap(([register, texts]) => (register === 'lure' ? [] : texts))
    .filter(({ marked }) => marked.length === 0)
  const builtin = examine(policies.builtin, clean)
  report(`${language} nobody`, builtin, missed)
  report(`${language} lure`, lures, missed)
  return {
    rows,
    contactCentre: rowOf(
      'contact centre',
      contactCentre,
      examine(policies.builtin, contactCentre),
      CONTACT_CENTRE,
    ),
    byList: byList(all),
    nobody: {
      language,
      sentences: clean.length,
      rules: flagged(examine(policies.rules, clean)),
      builtin: flagged(builtin),
      transcribed: flagged(examine(policies.builtin, clean.map(asTranscribed))),
      lures: lures.length,
      luresFlagged: flagged(lures),
    },
  }
}

function named(names: NameTier, language: TestedLanguage): Policy {
  return compilePolicy({ names, languages: [language] })
}

function examine(policy: Policy, texts: readonly MarkedText[]): readonly Examined[] {
  return texts.map((text) => ({
    ...text,
    findings: find(policy, text.text, contextOf(text)),
  }))
}

/** What is marked as `maybe` may leave or stay: a part of a name spelled out, a name that nobody has. */
const isAsked = ({ kind }: Marked) => kind !== 'maybe'

const isPerson = ({ entity }: Finding) => entity === 'PERSON'

/** `least` is the lowest score of a person that still counts; other kinds always do. */
function score(examined: readonly Examined[], least = 0): NameScore {
  let names = 0
  let covered = 0
  let found = 0
  let right = 0
  for (const { text, marked, findings } of examined) {
    const counted = findings.filter((finding) => !isPerson(finding) || finding.score >= least)
    const persons = counted.filter(isPerson)
    const asked = marked.filter(isAsked)
    names += asked.length
    covered += asked.filter((name) => isCovered(text, name, counted)).length
    found += persons.length
    right += persons.filter((person) => marked.some((name) => touches(person, name))).length
  }
  return { names, recall: covered / Math.max(1, names), precision: found === 0 ? 1 : right / found }
}

function recallAt(examined: readonly Examined[], precision: number): number {
  const thresholds = new Set(
    examined.flatMap(({ findings }) => findings.filter(isPerson).map((person) => person.score)),
  )
  const reached = [...thresholds]
    .map((least) => score(examined, least))
    .filter((at) => at.precision >= precision)
  return Math.max(0, ...reached.map(({ recall }) => recall))
}

function byList(examined: readonly Examined[]): ByList {
  const counts = { listed: 0, listedFound: 0, unlisted: 0, unlistedFound: 0 }
  for (const { text, marked, findings } of examined) {
    for (const name of marked.filter(isAsked)) {
      const list = isListed(text.slice(name.start, name.end)) ? 'listed' : 'unlisted'
      counts[list]++
      if (isCovered(text, name, findings)) counts[`${list}Found`]++
    }
  }
  return {
    listed: counts.listed,
    listedRecall: counts.listedFound / Math.max(1, counts.listed),
    unlisted: counts.unlisted,
    unlistedRecall: counts.unlistedFound / Math.max(1, counts.unlisted),
  }
}

function flagged(examined: readonly Examined[]): number {
  return examined.filter(({ findings }) => findings.some(isPerson)).length
}

function report(where: string, examined: readonly Examined[], missed: Missed): void {
  for (const { text, marked, findings } of examined) {
    for (const name of marked.filter(isAsked)) {
      if (!isCovered(text, name, findings))
        missed(`MISSED ${where}: ${text.slice(name.start, name.end)}: ${text}`)
    }
    for (const person of findings.filter(isPerson)) {
      if (!marked.some((name) => touches(person, name)))
        missed(`EXTRA ${where} ${person.detector}: ${text.slice(person.start, person.end)}: ${text}`)
    }
  }
}
