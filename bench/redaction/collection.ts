/** Reads the sentences of the collection and fills them with generated values. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Entity } from '../../src/redaction/types.ts'
import { CONTACT_VALUES } from './values/contact.ts'
import { HARMLESS_VALUES } from './values/harmless.ts'
import { IDENTIFIER_VALUES } from './values/identifiers.ts'
import { SECRET_VALUES } from './values/secrets.ts'
import { type Pick, seeded, type Value } from './values/value.ts'

export const REGISTERS = ['chat', 'email', 'form'] as const
export type Register = (typeof REGISTERS)[number]

/** A value in a sentence, `[start, end)` in UTF-16 units. */
export interface Planted {
  /** `pl.pesel` */
  readonly key: string
  readonly entity: Entity
  readonly start: number
  readonly end: number
}

export interface Sentence {
  readonly file: string
  readonly register: Register
  readonly text: string
  readonly planted: readonly Planted[]
}

const FOLDER = new URL('collection/', import.meta.url)

export const VALUES: Readonly<Record<string, Value>> = {
  ...IDENTIFIER_VALUES,
  ...CONTACT_VALUES,
  ...HARMLESS_VALUES,
  ...SECRET_VALUES,
}

/** Every sentence of the collection, filled so many times. The same on every run. */
export function readCollection(rounds: number): readonly Sentence[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(new URL(file, FOLDER), 'utf8')
        .split('\n')
        .flatMap((line, number) => {
          const match = /^(chat|email|form) \| (.+)$/.exec(line)
          if (match === null) return []
          const register = match[1] as Register
          return Array.from({ length: rounds }, (_, round) => {
            const pick = seeded(number * 1009 + round * 31 + file.length)
            return { file: file.slice(0, -4), register, ...fill(match[2] ?? '', pick) }
          })
        }),
    )
}

function fill(template: string, pick: Pick): { readonly text: string; readonly planted: readonly Planted[] } {
  const planted: Planted[] = []
  let text = ''
  let at = 0
  for (const match of template.matchAll(/\{([\w.]+)\}/g)) {
    const key = match[1] ?? ''
    const value = VALUES[key]
    if (value === undefined) throw new Error(`The collection names ${key}, which nothing generates.`)
    text += template.slice(at, match.index)
    const made = value.make(pick)
    if (value.entity !== undefined) {
      planted.push({ key, entity: value.entity, start: text.length, end: text.length + made.length })
    }
    text += made
    at = match.index + match[0].length
  }
  return { text: text + template.slice(at), planted }
}
