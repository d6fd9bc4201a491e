/** The shape of the files: each says what lives in it, stays short, and speaks of the project alone. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { committedFiles, ROOT } from './committed-files.ts'

const files = committedFiles()
const code = files.filter(
  ({ path }) => /^(?:bench|bin|scripts|src|test)\/.*\.[jt]s$/.test(path) && !path.endsWith('.gen.ts'),
)
const limited = code.filter(({ path }) => /^(?:bench|bin|scripts|src)\//.test(path))

/** The paths of the files in which the pattern occurs, each with the first line that has it. */
function occurrences(pattern: RegExp, among = files): readonly string[] {
  return among.flatMap(({ path, text }) => {
    const line = text.split('\n').findIndex((content) => pattern.test(content))
    return line === -1 ? [] : [`${path}:${line + 1}`]
  })
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

describe('files', () => {
  it('are found at all', () => {
    expect(code.map(({ path }) => path)).toContain('src/connectors/contract.ts')
    expect(files.length).toBeGreaterThan(20)
  })

  it('open with one sentence that says what lives there', () => {
    const opening = /^(?:#!.*\n)?\/\*\*\s+(?:\* )?\S[\s\S]*?[.:]\s*(?:\n \* [\s\S]*?)?\*\//
    expect(code.filter(({ text }) => !opening.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('have no more than 400 lines', () => {
    const long = limited.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    expect(long.filter(({ lines }) => lines > 400)).toEqual([])
  })

  it('leave no note about work that is not done', () => {
    // Written with classes of one letter, so that this file does not find itself.
    const notes = /\b(?:T[O]DO|FIX[M]E|X[X]X|HA[C]K)\b/
    expect(notes.test(`// ${['TO', 'DO'].join('')}: later`)).toBe(true)
    expect(occurrences(notes)).toEqual([])
  })

  it('name no folder of the machine that they were written on', () => {
    const folders = [ROOT, ...(homedir().length > 1 ? [homedir()] : [])].map(escaped)
    const anyMachine = ['root', 'work', 'home', 'Users'].map((name) => `${name}/[A-Za-z0-9._-]+/`)
    const pattern = new RegExp(
      `(?:^|[\\s"'\`(=])(?:(?:${folders.join('|')})(?:/|\\b)|/(?:${anyMachine.join('|')}))`,
    )
    expect(pattern.test(`see ${ROOT}/src`)).toBe(true)
    expect(occurrences(pattern)).toEqual([])
  })

  it('name no package registry: whoever installs has their own', () => {
    expect(
      occurrences(/\b(?:registry|npm)\.[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|net|io|dev|internal|local)\b/),
    ).toEqual([])
  })

  it('hold no private key and no live credential', () => {
    const credential = /-----BEGIN [A-Z ]*PRIVATE [K]EY-----|AKIA[0-9A-Z]{16}\b/
    expect(
      occurrences(
        credential,
        files.filter(({ path }) => !path.startsWith('test/')),
      ),
    ).toEqual([])
  })

  it('link to pages that are there', () => {
    const pages = files.filter(({ path }) => path.endsWith('.md'))
    const broken = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(path), target)))
        .map((target) => `${path}: ${target}`),
    )
    expect(broken).toEqual([])
  })
})
