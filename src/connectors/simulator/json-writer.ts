/** JSON as vendors may write it: any order of members, any spacing, any legal escapes. */
import { chance, pick, shuffled } from './chance.ts'
import type { Random } from './contract.ts'

export interface JsonStyle {
  readonly order: 'kept' | 'shuffled'
  readonly space: 'none' | 'spaced' | 'pretty'
  /** `ascii` escapes what is not ASCII, `random` any character now and then, brackets among them. */
  readonly escape: 'needed' | 'ascii' | 'random'
}

export const TIDY: JsonStyle = { order: 'kept', space: 'none', escape: 'needed' }

export function hostileStyle(random: Random): JsonStyle {
  return {
    order: chance(random, 0.5) ? 'shuffled' : 'kept',
    space: pick(random, ['none', 'none', 'spaced', 'pretty']),
    escape: pick(random, ['needed', 'needed', 'ascii', 'random']),
  }
}

/** Serialises plain JSON data; members that are undefined are left out. */
export function writeJson(value: unknown, style: JsonStyle, random: Random): string {
  return write(value, style, random, '\n')
}

function write(value: unknown, style: JsonStyle, random: Random, indent: string): string {
  if (typeof value === 'string') return writeString(value, style, random)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    // Vectors are long; nobody spaces or escapes numbers.
    if (value.length > 64 && typeof value[0] === 'number') return JSON.stringify(value)
    return wrap(
      '[',
      ']',
      value.map((item) => write(item, style, random, inner)),
      style,
      indent,
    )
  }
  const kept = Object.entries(value).filter(([, member]) => member !== undefined)
  const members = style.order === 'shuffled' ? shuffled(random, kept) : kept
  const colon = style.space === 'none' ? ':' : ': '
  const written = members.map(
    ([key, member]) => writeString(key, style, random) + colon + write(member, style, random, inner),
  )
  return wrap('{', '}', written, style, indent)
}

function wrap(
  open: string,
  close: string,
  items: readonly string[],
  style: JsonStyle,
  indent: string,
): string {
  if (items.length === 0) return open + close
  if (style.space === 'pretty') return `${open}${indent}  ${items.join(`,${indent}  `)}${indent}${close}`
  return open + items.join(style.space === 'spaced' ? ', ' : ',') + close
}

function writeString(text: string, style: JsonStyle, random: Random): string {
  const plain = JSON.stringify(text)
  if (style.escape === 'needed') return plain
  // By code points: half of a surrogate pair cannot stand beside an escape of the other half.
  const pattern = style.escape === 'ascii' ? /[^\0-\x7f]/gu : /[^\\"\0-\x1f]/gu
  const escape = (character: string): string => {
    if (style.escape === 'random' && !chance(random, character === '[' ? 0.4 : 0.05)) return character
    return character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')
  }
  // A character behind a backslash is already part of an escape.
  return plain
    .split(/(\\u[0-9a-f]{4}|\\.)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(pattern, escape)))
    .join('')
}
