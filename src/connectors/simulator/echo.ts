/** What a model would quote from a conversation: placeholders and anything that looks like data. */
import { between, chance, pick } from './chance.ts'
import type { Random } from './contract.ts'

/**
 * In this order: bracketed placeholders, e-mail addresses, IBANs, keys, long runs of digits. Written for the
 * simulators alone, so that a value which a redactor let through is quoted back and seen.
 */
const QUOTABLE =
  /\[[A-Z][A-Z0-9_]{1,40}\]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,9}\b|\b[a-z]{2,8}[-_][A-Za-z0-9_-]{16,}|\+?\d[\d ()./-]{6,}\d/g

/** Distinct quotable values of the first 256 Ki characters, in order of appearance. */
export function quotableIn(text: string): string[] {
  return [...new Set(text.slice(0, 262_144).match(QUOTABLE) ?? [])]
}

const PLACEHOLDER = /\[([A-Z][A-Z0-9_]{1,40})\]/g

/**
 * Writes placeholders the way models do when they copy them into JSON: case changed, one bracket lost, both lost.
 * About half stay as they are, unless `all` is asked for.
 */
export function spoilPlaceholders(text: string, random: Random, all: boolean): string {
  return text.replace(PLACEHOLDER, (whole: string, name: string) => {
    if (!all && chance(random, 0.5)) return whole
    const capitalised = name.charAt(0) + name.slice(1).toLowerCase()
    return pick(random, [`[${capitalised}]`, `[${name.toLowerCase()}]`, name, name, `[${name}`, `${name}]`])
  })
}

/** Dresses a quoted value as models do in prose: Markdown, quotation marks, a possessive, glued neighbours. */
export function dress(value: string, random: Random): string {
  return pick(random, [
    value,
    value,
    `**${value}**`,
    `\`${value}\``,
    `„${value}”`,
    `(${value})`,
    `${value}'s`,
    `${value}${value}`,
    `[${value}](mailto:${value})`,
  ])
}

/** Text that looks like the start of a placeholder, or like one that was never issued. */
export function decoy(random: Random): string {
  return pick(random, [
    '[',
    '[[',
    '[EMAIL_',
    '[EMAIL_9999]',
    '[e.g.]',
    '[PHONE',
    ']',
    '[1]',
    '[TODO_X]',
    '\\[',
  ])
}

/**
 * Cuts text into deltas at code points: words when tidy; when hostile pieces of one to six, so that every
 * placeholder falls into several.
 */
export function* deltasOf(text: string, random: Random, hostile: boolean): Generator<string> {
  if (!hostile) {
    yield* text.match(/\s*\S+\s*$|\s*\S+|\s+$/g) ?? []
    return
  }
  const points = Array.from(text)
  for (let at = 0; at < points.length;) {
    const length = between(random, 1, chance(random, 0.1) ? 24 : 6)
    yield points.slice(at, at + length).join('')
    at += length
  }
}
