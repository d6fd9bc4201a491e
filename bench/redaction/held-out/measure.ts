/** Recall, precision and F2 over the second collection, by country and by kind of value, and what is flagged that is nobody's. */
import { compilePolicy, find, type Finding, type Policy } from '../../../src/redaction/index.ts'
import { isCovered, type MarkedText, touches } from '../marked.ts'
import type { Missed } from '../names/measure.ts'
import type { Flagged } from '../quality.ts'
import { invalidChecksums, readClean, readHeldOut, readSecrets } from './collection.ts'
import { KINDS } from './values.ts'

export interface HeldOutRow {
  readonly name: string
  readonly values: number
  readonly recall: number
  readonly precision: number
  readonly f2: number
  /** What the recall has to be. */
  readonly target: number
}

export interface HeldOutReport {
  readonly countries: readonly HeldOutRow[]
  readonly kinds: readonly HeldOutRow[]
  readonly secrets: HeldOutRow
  readonly flagged: readonly Flagged[]
}

const IDENTIFIERS_TARGET = 0.98
const PHONES_TARGET = 0.97
const SECRETS_TARGET = 0.9

class Tally {
  values = 0
  covered = 0
  findings = 0
  right = 0

  row(name: string, target: number): HeldOutRow {
    const recall = this.covered / Math.max(1, this.values)
    const precision = this.findings === 0 ? 1 : this.right / this.findings
    const f2 = recall + precision === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall)
    return { name, values: this.values, recall, precision, f2, target }
  }
}

function tallyIn(tallies: Map<string, Tally>, name: string): Tally {
  let tally = tallies.get(name)
  if (tally === undefined) tallies.set(name, (tally = new Tally()))
  return tally
}

/** A finding that touches nothing counts against the country, and against the kind of the sentence's first value. */
function count(
  { text, marked }: MarkedText,
  findings: readonly Finding[],
  tallies: (kind: string) => readonly Tally[],
  missed: (what: string) => void,
): void {
  for (const value of marked) {
    const covered = isCovered(text, value, findings)
    if (!covered) missed(`MISSED ${value.kind}: ${text}`)
    for (const tally of tallies(value.kind)) {
      tally.values++
      if (covered) tally.covered++
    }
  }
  for (const finding of findings) {
    const value = marked.find((candidate) => touches(finding, candidate))
    if (value === undefined)
      missed(`EXTRA ${finding.detector}: ${text.slice(finding.start, finding.end)}: ${text}`)
    for (const tally of tallies(value?.kind ?? marked[0]?.kind ?? '')) {
      tally.findings++
      if (value !== undefined) tally.right++
    }
  }
}

export function measureHeldOut(missed: Missed = () => {}): HeldOutReport {
  const countries = new Map<string, Tally>()
  const kinds = new Map<string, Tally>()
  const policies = new Map<string, Policy>()
  for (const sentence of readHeldOut()) {
    const { country, text } = sentence
    let policy = policies.get(country)
    if (policy === undefined)
      policies.set(country, (policy = compilePolicy({ phoneRegions: [country.toUpperCase()] })))
    const tallies = (kind: string) => [tallyIn(countries, country.toUpperCase()), tallyIn(kinds, kind)]
    count(sentence, find(policy, text), tallies, (what) => missed(`held-out ${country} ${what}`))
  }
  const everywhere = compilePolicy({})
  const withPhones = compilePolicy({ phoneRegions: ['DE', 'FR', 'PL', 'GB', 'ES', 'IT', 'NL'] })
  const secrets = new Tally()
  for (const sentence of readSecrets())
    count(
      sentence,
      find(everywhere, sentence.text),
      () => [secrets],
      (what) => missed(`held-out ${what}`),
    )
  const flagged = (name: string, texts: readonly string[], limit: number, policy = withPhones): Flagged => {
    const found = texts.filter((text) => {
      const findings = find(policy, text)
      for (const { detector, start, end } of findings)
        missed(`held-out FLAGGED ${name} ${detector}: ${text.slice(start, end)}: ${text}`)
      return findings.length > 0
    })
    return { name, texts: texts.length, flagged: found.length, limit }
  }
  return {
    countries: [...countries]
      .map(([name, tally]) => tally.row(name, IDENTIFIERS_TARGET))
      .toSorted((one, other) => one.name.localeCompare(other.name)),
    kinds: KINDS.map((kind) =>
      tallyIn(kinds, kind).row(kind, kind === 'phone' ? PHONES_TARGET : IDENTIFIERS_TARGET),
    ),
    secrets: secrets.row('secrets', SECRETS_TARGET),
    flagged: [
      flagged('harmless numbers', readClean('harmless'), 0.005),
      flagged('identifiers with a wrong digit, no cue', invalidChecksums(), 0.1, everywhere),
      flagged('the same with phones of seven countries looked for', invalidChecksums(), 0.1),
      flagged('texts that look like secrets', readClean('lookalikes'), 0.05),
    ],
  }
}
