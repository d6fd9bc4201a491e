/** Members that no specification has yet: vendors add some every month, and now and then they quote the input. */
import { alphanumeric, chance, pick } from './chance.ts'
import type { Random } from './contract.ts'

/** Objects whose members are data of the caller or a map with a fixed meaning: nothing is added there. */
const CLOSED = new Set([
  'arguments',
  'input',
  'schema',
  'json_schema',
  'format',
  'parameters',
  'tools',
  'metadata',
  'logit_bias',
  'categories',
  'category_scores',
  'category_applied_input_types',
])

/** The same value with unknown members here and there; about one answer in two gets any. */
export function addUnknownMembers(value: unknown, quote: string, random: Random): unknown {
  return chance(random, 0.5) ? extend(value, quote, random, 0.3) : value
}

function extend(value: unknown, quote: string, random: Random, probability: number): unknown {
  if (Array.isArray(value)) {
    if (typeof value[0] !== 'object') return value
    return value.map((item) => extend(item, quote, random, probability / 2))
  }
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [
    name,
    CLOSED.has(name) ? member : extend(member, quote, random, probability / 2),
  ])
  if (chance(random, probability)) members.push(unknownMember(quote, random))
  return Object.fromEntries(members)
}

function unknownMember(quote: string, random: Random): [string, unknown] {
  return pick<[string, unknown]>(random, [
    ['served_by', `node-${alphanumeric(random, 6)}`],
    ['preview_annotations', null],
    ['confidence', Math.round(random() * 1000) / 1000],
    ['input_excerpt', quote.slice(0, 200)],
    ['debug', { trace: alphanumeric(random, 24), input: [quote.slice(0, 80)] }],
    ['flags', ['beta', `heard: ${quote.slice(0, 60)}`]],
  ])
}
