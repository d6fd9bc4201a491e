/**
 * The second collection of identifiers, by another hand than the detectors' and the first collection's: sentences of 33 countries in their
 * own languages, harmless numbers, numbers with a wrong check digit, secrets and their look-alikes. The same on every run.
 */
import { readFileSync } from 'node:fs'
import { type MarkedText, readMarks, readParts } from '../marked.ts'
import { filled, oneOf, type Pick, seeded } from '../values/value.ts'
import { HELD_OUT_SECRETS } from './secrets.ts'
import { HELD_OUT_VALUES } from './values.ts'

const ROUNDS = 6
const SECRET_ROUNDS = 4

export interface HeldOutText extends MarkedText {
  /** ISO code, small letters. */
  readonly country: string
  readonly register: string
}

/** Every sentence with identifiers, filled several times where it has generated values. */
export function readHeldOut(): readonly HeldOutText[] {
  const folder = new URL('./', import.meta.url)
  return ['west.txt', 'north.txt', 'central.txt', 'south.txt'].flatMap((name) => {
    const file = new URL(name, folder)
    return [...readParts(file, readFileSync(file, 'utf8'))].flatMap(([country, part]) =>
      part.split('\n').flatMap((line, number) => filledLines(country, line, number)),
    )
  })
}

function filledLines(country: string, line: string, number: number): readonly HeldOutText[] {
  const [, register, source] = /^(chat|email|form) \| (.+)$/.exec(line) ?? []
  if (register === undefined || source === undefined) throw new Error(`No register: ${line}`)
  const rounds = /\{\{\w+\.\w+\}\}/.test(source) ? ROUNDS : 1
  return Array.from({ length: rounds }, (_, round) => {
    const pick = seeded(number * 613 + round * 53 + country.charCodeAt(0) * 7 + country.charCodeAt(1))
    return { country, register, ...readMarks(withValues(source, pick).replaceAll('\\n', '\n')) }
  })
}

function withValues(source: string, pick: Pick): string {
  return source.replaceAll(/\{\{(\w+\.\w+)\}\}/g, (_, key: string) => {
    const value = HELD_OUT_VALUES[key]
    if (value === undefined) throw new Error(`A sentence names ${key}, which nothing generates.`)
    return `{{${value.kind}|${value.make(pick)}}}`
  })
}

export function readSecrets(): readonly MarkedText[] {
  return HELD_OUT_SECRETS.flatMap(([line, shape], number) =>
    Array.from({ length: SECRET_ROUNDS }, (_, round) => {
      const secret = filled(shape, seeded(number * 409 + round * 17 + 5))
      const start = line.indexOf('@@')
      return {
        text: line.slice(0, start) + secret + line.slice(start + 2),
        marked: [{ kind: 'secret', start, end: start + secret.length, fillers: [] }],
      }
    }),
  )
}

/** Lines without anything of anybody: `harmless` numbers, `lookalikes` of secrets. */
export function readClean(name: 'harmless' | 'lookalikes'): readonly string[] {
  return readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
}

/** Where numbers stand that mean nothing to the reader. */
const NEUTRAL = [
  'then it printed {x} and stopped',
  'Auf dem Zettel stand nur {x}.',
  'Sur le carton on lit {x}.',
  'Na pudełku widnieje {x}.',
  'En la caja pone {x}.',
  'Sulla scatola leggo {x}.',
  'Op de doos staat {x}.',
  'Na caixa lê-se {x}.',
  'På lappen stod det {x}.',
  'Laatikossa lukee {x}.',
  'Na krabici je {x}.',
  'A dobozon ez áll: {x}.',
] as const

/** Values that have a check digit, with one digit changed so that npm stdnum or the check itself refuses them. */
export function invalidChecksums(): readonly string[] {
  return Object.entries(HELD_OUT_VALUES).flatMap(([key, { make, isWrong }], number) => {
    if (isWrong === undefined) return []
    return Array.from({ length: ROUNDS }, (_, round) => {
      const pick = seeded(number * 211 + round * 29 + 3)
      for (let tries = 0; tries < 1000; tries++) {
        const value = withOtherDigit(make(pick), pick)
        if (isWrong(value)) return oneOf(pick, NEUTRAL).replace('{x}', value)
      }
      throw new Error(`No wrong ${key} was drawn.`)
    })
  })
}

function withOtherDigit(value: string, pick: Pick): string {
  const places = [...value.matchAll(/\d/g)].map((match) => match.index)
  const at = oneOf(pick, places)
  return `${value.slice(0, at)}${(Number(value[at]) + 1 + pick(9)) % 10}${value.slice(at + 1)}`
}
