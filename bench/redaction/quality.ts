/** Recall, precision and F2 of the detectors over the collection, and how often they flag what is nobody's. */
import { compilePolicy, find, type Policy } from '../../src/redaction/index.ts'
import { readCollection, REGISTERS, type Sentence, VALUES } from './collection.ts'
import { IDENTIFIER_VALUES } from './values/identifiers.ts'
import { oneOf, seeded } from './values/value.ts'

const ROUNDS = 12

/** One row of the quality table. */
export interface Quality {
  readonly name: string
  readonly values: number
  /** Share of values that a finding covers from end to end. */
  readonly recall: number
  /** Share of values found as what they are. */
  readonly named: number
  /** Share of findings that touch a value. */
  readonly precision: number
  readonly f2: number
}

/** Texts without anything to find, and how many of them were flagged. */
export interface Flagged {
  readonly name: string
  readonly texts: number
  readonly flagged: number
  /** What the table asks for at most. */
  readonly limit: number
}

export interface Report {
  readonly entities: readonly Quality[]
  readonly countries: readonly Quality[]
  readonly registers: readonly Quality[]
  readonly flagged: readonly Flagged[]
}

class Count {
  values = 0
  covered = 0
  named = 0
  findings = 0
  hits = 0

  row(name: string): Quality {
    const recall = this.covered / Math.max(1, this.values)
    const precision = this.findings === 0 ? 1 : this.hits / this.findings
    const f2 = recall + precision === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall)
    return { name, values: this.values, recall, named: this.named / Math.max(1, this.values), precision, f2 }
  }
}

const everywhere = compilePolicy({})
const policies = new Map<string, Policy>()

/** A tenant of one region for its phone numbers, and one that names nothing for all else. */
function policyFor(sentence: Sentence): Policy {
  const region = /^phone\.([A-Z]{2})$/.exec(sentence.planted[0]?.key ?? '')?.[1]
  if (region === undefined) return everywhere
  let policy = policies.get(region)
  if (policy === undefined) policies.set(region, (policy = compilePolicy({ phoneRegions: [region] })))
  return policy
}

function countIn(counts: Map<string, Count>, name: string): Count {
  let count = counts.get(name)
  if (count === undefined) counts.set(name, (count = new Count()))
  return count
}

/** Measures everything; `missed` is called with what was not found or wrongly flagged. */
export function measureQuality(missed: (what: string) => void = () => {}): Report {
  const entities = new Map<string, Count>()
  const countries = new Map<string, Count>()
  const registers = new Map<string, Count>()
  const sentences = readCollection(ROUNDS)
  const flagged = new Map<string, number>()
  const clean = new Map<string, number>()
  for (const sentence of sentences) {
    const found = find(policyFor(sentence), sentence.text)
    if (sentence.planted.length === 0) {
      clean.set(sentence.file, (clean.get(sentence.file) ?? 0) + 1)
      if (found.length > 0) {
        flagged.set(sentence.file, (flagged.get(sentence.file) ?? 0) + 1)
        missed(
          `FLAGGED ${found.map(({ detector, start, end }) => `${detector}=${sentence.text.slice(start, end)}`).join(', ')}: ${sentence.text}`,
        )
      }
      for (const finding of found) countIn(entities, finding.entity).findings++
      continue
    }
    for (const { key, entity, start, end } of sentence.planted) {
      const country = key.slice(0, key.indexOf('.'))
      const groups = [
        countIn(entities, entity),
        countIn(registers, sentence.register),
        ...(country.length === 2 && key in IDENTIFIER_VALUES
          ? [countIn(countries, country.toUpperCase())]
          : []),
      ]
      const covering = found.find((finding) => finding.start <= start && finding.end >= end)
      if (covering === undefined) missed(`MISSED ${key}: ${sentence.text}`)
      for (const group of groups) {
        group.values++
        if (covering !== undefined) group.covered++
        if (covering?.entity === entity) group.named++
      }
    }
    for (const finding of found) {
      const hit = sentence.planted.find((value) => finding.start < value.end && value.start < finding.end)
      const country = (hit ?? sentence.planted[0])?.key.slice(0, 2) ?? ''
      const groups = [countIn(entities, finding.entity), countIn(registers, sentence.register)]
      if (countries.has(country.toUpperCase())) groups.push(countIn(countries, country.toUpperCase()))
      for (const group of groups) {
        group.findings++
        if (hit !== undefined) group.hits++
      }
      if (hit === undefined)
        missed(
          `EXTRA ${finding.detector} ${sentence.text.slice(finding.start, finding.end)}: ${sentence.text}`,
        )
    }
  }
  const rows = (counts: Map<string, Count>) =>
    [...counts].filter(([, count]) => count.values > 0).map(([name, count]) => count.row(name))
  const part = (name: string, file: string, limit: number): Flagged => ({
    name,
    texts: clean.get(file) ?? 0,
    flagged: flagged.get(file) ?? 0,
    limit,
  })
  return {
    entities: rows(entities).toSorted((one, other) => one.name.localeCompare(other.name)),
    countries: rows(countries).toSorted((one, other) => one.name.localeCompare(other.name)),
    registers: REGISTERS.map((register) => countIn(registers, register).row(register)),
    flagged: [
      part('harmless numbers', 'harmless', 0.005),
      invalidChecksums(missed),
      part('texts that look like secrets', 'lookalikes', 0.05),
    ],
  }
}

/** Kinds that have a check, by the keys of their values. */
const CHECKED =
  /^(?:de\.(?:idnr|rvnr|kvnr)|at\.(?:svnr|stnr)|ch\.ahv|pl\.(?:pesel|nip|dowod|passport|nrb)|(?:cz|sk)\.rc|hu\.(?:taj|adojel|szemelyi)|si\.(?:emso|davcna)|fr\.(?:nir|spi|rib)|be\.(?:nn|eid)|lu\.matricule|nl\.bsn|gb\.(?:nhs|utr)|ie\.pps|es\.(?:dni|nie|nss|ccc)|pt\.(?:nif|cc|niss)|it\.(?:cf|piva)|gr\.(?:afm|amka)|cy\.tic|hr\.oib|ro\.cnp|bg\.(?:egn|lnch)|se\.pnr|no\.(?:fnr|konto)|is\.kennitala|fi\.hetu|ee\.ik|lv\.pk|lt\.ak|jp\.mynumber|card\.number|any\.iban|device\.imei)$/

const NEUTRAL = [
  'It says {x} there.',
  'Da steht {x} drauf.',
  'Il est écrit {x} ici.',
  'Tam jest {x} napisane.',
  'Aquí pone {x}.',
  'Er staat {x} op.',
] as const

/** Values with one wrong digit in sentences that name nothing. */
function invalidChecksums(missed: (what: string) => void): Flagged {
  let texts = 0
  let flagged = 0
  for (const [key, value] of Object.entries(VALUES)) {
    if (!CHECKED.test(key)) continue
    for (let round = 0; round < 40; round++) {
      const pick = seeded(round * 7877 + key.length)
      const wrong = withWrongDigit(value.make(pick), pick)
      const text = oneOf(pick, NEUTRAL).replace('{x}', wrong)
      texts++
      const found = find(everywhere, text)
      if (found.length === 0) continue
      flagged++
      missed(`INVALID ${key} as ${found.map(({ detector }) => detector).join(', ')}: ${text}`)
    }
  }
  return { name: 'identifiers with a wrong digit, no cue', texts, flagged, limit: 0.1 }
}

/** Another digit in the last place that has one: most check digits stand there. */
function withWrongDigit(value: string, pick: (size: number) => number): string {
  const at = value.search(/\d\D*$/)
  const digit = (Number(value[at]) + 1 + pick(8)) % 10
  return value.slice(0, at) + String(digit) + value.slice(at + 1)
}
