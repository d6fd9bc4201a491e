/** A config file is input: none takes the process down, reaches a prototype, or costs more than a fifth of a second. */
import { execFileSync } from 'node:child_process'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { findings, GOOD, load } from './fixture.ts'

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')

const laughs =
  'a: &a [x,x,x,x,x,x,x,x,x]\n' +
  'bcdefghi'
    .split('')
    .map((name, index) => `${name}: &${name} [${times(9, () => `*${'abcdefgh'[index]},`)}]\n`)
    .join('')

const HOSTILE: Readonly<Record<string, string | Uint8Array>> = {
  'billion laughs': laughs,
  '100,000 keys': times(100_000, (index) => `k${index}: 1\n`),
  '100,000 keys in one line': `{${times(100_000, (index) => `k${index}: 1,`)}}`,
  '100,000 keys without values': `{${times(100_000, (index) => `k${index},`)}}`,
  '100,000 keys that are one': times(100_000, () => 'k: 1\n'),
  'more than 1 MiB': `#${'x'.repeat(1024 * 1024)}`,
  'a million brackets': '['.repeat(1_000_000),
  'a million braces': '{'.repeat(1_000_000),
  'half a million nested lists in a line': '- '.repeat(500_000),
  'half a million question marks': '? '.repeat(500_000),
  'nested keys in a line': 'a: '.repeat(300_000),
  'nested keys in brackets': `[${'a: '.repeat(300_000)}]`,
  'nesting by indentation': times(1000, (index) => `${' '.repeat(index)}a:\n`),
  anchors: '&a '.repeat(300_000),
  aliases: '*a '.repeat(300_000),
  tags: '!<tag:x> '.repeat(100_000),
  quotes: '"'.repeat(1_000_000),
  'a million line ends': '\n'.repeat(1_000_000),
  documents: '---\n'.repeat(200_000),
  directives: '%A\n'.repeat(300_000),
  tabs: '\t'.repeat(1_000_000),
  closers: ']'.repeat(1_000_000),
  'UTF-16': Buffer.from(GOOD, 'utf16le'),
}

describe('a hostile file', () => {
  // Once, so that the compiler's warming up is not counted.
  load(GOOD)

  it.each(Object.entries(HOSTILE))('is refused in under 200 ms of CPU: %s', (_name, text) => {
    // The best of three: a shared machine can slow one down, not speed one up.
    const milliseconds = [1, 2, 3].map(() => {
      const before = process.cpuUsage()
      expect(load(text)).toHaveProperty('diagnostics')
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    })
    expect(Math.min(...milliseconds)).toBeLessThan(200)
  })

  it.each([
    ['brackets', '['.repeat(2000), '1:17 - the file is nested deeper than 16 levels here'],
    ['lists in a line', '- '.repeat(2000), '1:33 - the file is nested deeper than 16 levels here'],
    ['keys in a line', '? '.repeat(2000), '1:33 - the file is nested deeper than 16 levels here'],
    [
      'spaces',
      times(200, (index) => `${' '.repeat(index)}a:\n`),
      '122:1 - the line is indented by more than 120',
    ],
  ])('is refused for its depth before a parser goes down it: %s', (_name, text, expected) => {
    expect(findings(text)).toEqual([expect.stringContaining(expected)])
  })

  it.each([
    ['a byte-order mark', `\ufeff${GOOD}`, '1:1 - a byte-order mark is not allowed here'],
    ['a NUL', GOOD.replace('eea', 'e\0ea'), '2:8 - a NUL character is not allowed here'],
    ['a tab', GOOD.replace('  file', '\tfile'), '5:1 - a tab is not allowed here -> use spaces'],
    ['a lone carriage return', GOOD.replace('\n', '\r'), '1:11 - a carriage return without a line feed'],
    ['an escape', GOOD.replace('eea', '\u001b[31m'), '2:7 - the character U+001B is not allowed here'],
    [
      'a right-to-left override',
      GOOD.replace('eea', '\u202eeea'),
      '2:7 - the character U+202E is not allowed',
    ],
    ['a line separator', GOOD.replace('eea', 'eea\u2028'), '2:10 - the character U+2028 is not allowed'],
    ['invalid UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]), '1:1 - the file is not valid UTF-8'],
  ])('with %s is refused where it is', (_name, text, expected) => {
    expect(findings(text)[0]).toContain(expected)
  })

  it.each([
    ['at the top', '__proto__: {polluted: 1}\n'],
    ['in a mapping', 'ledger: {file: x, __proto__: {polluted: 1}}\n'],
    ['by its constructor', 'constructor: {prototype: {polluted: 1}}\n'],
    ['quoted with escapes', '"__pro\\u0074o__": {polluted: 1}\n'],
    ['among endpoints', 'endpoints: {__proto__: {vendor: deepl, polluted: 1}}\n'],
  ])('reaches no prototype %s', (_name, text) => {
    const found = findings(text)
    expect(found.some((line) => /`(__proto__|constructor)` is not allowed as a key/.test(line))).toBe(true)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('loads in a process without __proto__', () => {
    const script = `
      const { load, GOOD } = await import(${JSON.stringify(new URL('fixture.ts', import.meta.url).href)})
      console.log('config' in load(GOOD), 'diagnostics' in load('__proto__: {a: 1}'), Object.prototype.__proto__)`
    const args = ['--disable-proto=delete', '--input-type=module', '-e', script]
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()).toBe('true true undefined')
  })

  it('never throws, whatever is cut out of, put into or swapped in a good one', () => {
    const pieces = fc.constantFrom(
      ...'&*!|>%@`"\'[]{},:?-#\n \t\0~<'.split(''),
      '<<: ',
      '${env:A}',
      '!!map',
      '- - -',
      '\r',
    )
    const edit = fc.record({
      at: fc.nat(GOOD.length),
      remove: fc.nat(12),
      insert: fc.array(pieces, { maxLength: 4 }),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let text = GOOD
        for (const { at, remove, insert } of edits)
          text = text.slice(0, at) + insert.join('') + text.slice(at + remove)
        const result = load(text)
        const list = 'config' in result ? result.warnings : result.diagnostics
        if (!('config' in result)) expect(list.length).toBeGreaterThan(0)
        const lines = text.split('\n').length + 1
        for (const { line, column } of list) {
          expect(line).toBeGreaterThan(0)
          expect(line).toBeLessThanOrEqual(lines)
          expect(column).toBeGreaterThan(0)
        }
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  it('is refused with words when it cannot be read at all', () => {
    expect(findings(Buffer.alloc(1024 * 1024 + 1, 0x20))).toEqual([
      '1:1 - the file cannot be read: it is larger than 1048576 bytes',
    ])
  })
})
