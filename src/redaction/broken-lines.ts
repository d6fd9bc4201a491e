/** Numbers that the end of a line broke in two, as mail programs and forms do: read with a space in its place. */
import { ASCII_DIGIT, kindAt, unitAt } from './characters.ts'
import type { Entity, Finding } from './types.ts'

/** UTF-16 units around a break that are read again: a cue and the number. */
const BEFORE = 128
const AFTER = 48
/** In a text with more of them lines usually begin and end with numbers, as in a log. */
const MOST_BREAKS = 8
/** A valid check, and a cue where the check alone does not tell. */
const SURE = 0.9
const PLUS = 0x2b
/** Nothing but a number in a line: with such a line between two breaks it is a list. */
const NUMBERS_ONLY = /^[\d ./()-]{0,64}\r?$/
/** What is no number with a check. */
const OTHERS: ReadonlySet<Entity> = new Set<Entity>([
  'PERSON',
  'WORD',
  'ADDRESS',
  'BIRTH_DATE',
  'EMAIL',
  'SECRET',
  'NUMBER',
])

/** Adds to what was found the surely valid numbers that go over the end of a line; `detect` reads a text. */
export function addBroken(
  text: string,
  found: Finding[],
  detect: (text: string) => readonly Finding[],
): void {
  for (const at of breaksIn(text)) {
    const from = Math.max(0, at - BEFORE)
    const broken = at - returns(text, at)
    const joined = `${text.slice(from, broken)} ${text.slice(at + 1, at + AFTER)}`
    for (const finding of detect(joined)) {
      const start = from + finding.start
      const end = from + finding.end + at - broken
      if (start >= broken || end <= at + 1 || finding.score < SURE || OTHERS.has(finding.entity)) continue
      if (finding.entity === 'PHONE' && unitAt(text, start) !== PLUS) continue
      if (found.every((other) => other.end <= start || end <= other.start))
        found.push({ ...finding, start, end })
    }
  }
}

/** Line feeds between two digits, without those of lists and logs. */
function breaksIn(text: string): readonly number[] {
  const breaks: number[] = []
  let isList = false
  let before = -1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (!isBreak(text, at)) continue
    const goesOn = before !== -1 && at - before <= 66 && NUMBERS_ONLY.test(text.slice(before + 1, at))
    if (goesOn && !isList) breaks.pop()
    isList = goesOn
    before = at
    if (!goesOn && breaks.push(at) > MOST_BREAKS) return []
  }
  return breaks
}

function isBreak(text: string, at: number): boolean {
  return kindAt(text, at + 1) === ASCII_DIGIT && kindAt(text, at - 1 - returns(text, at)) === ASCII_DIGIT
}

/** Carriage returns before a line feed. */
function returns(text: string, at: number): number {
  return unitAt(text, at - 1) === 0x0d ? 1 : 0
}
