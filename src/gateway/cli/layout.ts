/** Lays out what the demo and the trial show: a name, and its text wrapped beside it. */
import { EEA } from '../../connectors/countries.ts'
import type { LedgerRecord } from '../ledger/record.ts'

/** Columns of the text beside the names, and of the names. */
const TEXT = 100
const NAME = 13

/** `  name         text`, wrapped at spaces; `paint` colours each line of the text. */
export function field(name: string, text: string, paint: (text: string) => string = (line) => line): string {
  return wrapped(text)
    .map((line, index) => `  ${(index === 0 ? name : '').padEnd(NAME)} ${paint(line)}`)
    .join('\n')
}

function wrapped(text: string): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > TEXT) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })
}

/** The row for a person: what it holds, without what it does not. `--json` has it whole. */
export function recordText(record: LedgerRecord): string {
  return Object.entries(record)
    .flatMap(([name, value]: [string, unknown]) => {
      if (name === 'countries')
        return record.countries.length === 0 ? [] : [`countries=${countriesText(record.countries)}`]
      const text = valueText(value)
      return text === '' ? [] : [`${name}=${text}`]
    })
    .join(' ')
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join(',')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([key, count]) => `${key}:${String(count)}`)
      .join(',')
  }
  return typeof value === 'number' ? String(Math.round(value * 10) / 10) : `${value as string | boolean}`
}

/** `EEA,CH` in place of thirty codes that nobody reads; `unknown` for none. */
export function countriesText(countries: readonly string[] | null): string {
  if (countries === null || countries.length === 0) return 'unknown'
  const others = countries.filter((country) => !EEA.some((member) => member === country))
  return (countries.length - others.length === EEA.length ? ['EEA', ...others] : countries).join(',')
}

/** `EMAIL x2, IBAN x1`. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const text = Object.entries(counts).map(([entity, count]) => `${entity} x${count}`)
  return text.length === 0 ? 'nothing' : text.join(', ')
}
