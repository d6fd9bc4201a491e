/**
 * What callers say aloud, in thirteen languages: recall of dictated numbers, addresses and plates, and how many harmless numbers are flagged.
 * Some are answers to a question of the agent's. A value counts as found when findings of whatever kind cover every word of it; fillers and
 * repairs inside it need not be covered.
 */
import { readFileSync } from 'node:fs'
import { compilePolicy, find, type Policy } from '../../../src/redaction/index.ts'
import { contextOf, isCovered, type MarkedText, readAnswer, readMarks, readParts } from '../marked.ts'
import type { NameCollection, TestedLanguage } from '../names/collection.ts'
import type { Missed } from '../names/measure.ts'

/** Where the callers of the sentences live. */
const REGIONS: Readonly<Record<TestedLanguage, readonly string[]>> = {
  en: ['GB', 'IE', 'US'],
  pl: ['PL'],
  de: ['DE', 'AT', 'CH'],
  fr: ['FR', 'BE'],
  es: ['ES'],
  it: ['IT'],
  nl: ['NL', 'BE'],
  pt: ['PT'],
  sv: ['SE'],
  da: ['DK'],
  nb: ['NO'],
  fi: ['FI'],
  cs: ['CZ'],
}

export interface SpokenRow {
  readonly language: TestedLanguage
  readonly values: number
  readonly recall: number
  readonly harmless: number
  readonly flagged: number
}

export interface SpokenKind {
  /** `phone`, as the collection's marks have it. */
  readonly kind: string
  readonly values: number
  readonly recall: number
}

export interface SpokenReport {
  readonly languages: readonly SpokenRow[]
  readonly kinds: readonly SpokenKind[]
}

const isHarmless = ({ marked }: MarkedText) => marked.length === 0

interface Tally {
  values: number
  found: number
}

/** Of the collection that is published, or of the one that detection is tuned with. */
export function measureSpoken(
  collection: NameCollection,
  tested: readonly TestedLanguage[],
  missed: Missed = () => {},
): SpokenReport {
  const folder = collection === 'held-out' ? '' : 'development/'
  const kinds = new Map<string, Tally>()
  const languages = tested.map((language) => {
    const policy = compilePolicy({ names: 'builtin', languages: [language], phoneRegions: REGIONS[language] })
    const file = new URL(`${folder}${language}.txt`, import.meta.url)
    const parts = readParts(file, readFileSync(file, 'utf8'))
    const lines = (heading: string) => (parts.get(heading) ?? '').split('\n')
    const answers = lines('answers').map((line) => readAnswer(line))
    const values = lines('values').map((line) => readMarks(line))
    const harmless = [...lines('harmless').map((line) => readMarks(line)), ...answers.filter(isHarmless)]
    return {
      language,
      ...measureValues(language, policy, [...values, ...answers], kinds, missed),
      harmless: harmless.length,
      flagged: harmless.filter((text) => isFlagged(language, policy, text, missed)).length,
    }
  })
  return {
    languages,
    kinds: [...kinds].map(([kind, { values, found }]) => ({ kind, values, recall: found / values })),
  }
}

function measureValues(
  language: TestedLanguage,
  policy: Policy,
  texts: readonly MarkedText[],
  kinds: Map<string, Tally>,
  missed: Missed,
): { readonly values: number; readonly recall: number } {
  let values = 0
  let found = 0
  for (const marked of texts) {
    const { text } = marked
    const findings = find(policy, text, contextOf(marked))
    for (const value of marked.marked) {
      const tally = kinds.get(value.kind) ?? { values: 0, found: 0 }
      kinds.set(value.kind, tally)
      values++
      tally.values++
      if (isCovered(text, value, findings)) {
        found++
        tally.found++
      } else {
        missed(`MISSED ${language} spoken ${value.kind}: ${text}`)
      }
    }
  }
  return { values, recall: found / Math.max(1, values) }
}

/** Persons are another table's. */
function isFlagged(language: TestedLanguage, policy: Policy, marked: MarkedText, missed: Missed): boolean {
  const { text } = marked
  const flagged = find(policy, text, contextOf(marked)).filter(({ entity }) => entity !== 'PERSON')
  for (const { start, end, detector } of flagged)
    missed(`FLAGGED ${language} spoken ${detector}: ${text.slice(start, end)}: ${text}`)
  return flagged.length > 0
}
