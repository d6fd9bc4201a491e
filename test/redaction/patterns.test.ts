/** Every regular expression of the engine is matched in linear time: recheck looks at each, and none is forgotten. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
// Loaded before `RegExp` is watched: it judges candidates of at most 25 characters.
import 'libphonenumber-js/core'
import { check } from 'recheck'
import { describe, expect, it, vi } from 'vitest'

const FOLDER = 'src/redaction'
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|\s\/\/ .*$/gm
/** A literal where one may stand: behind an operator, a bracket, a comma, a space or `return`. */
const LITERAL =
  /(?<=[=(,:?!&|[\s]|return )\/(?![*/\s])((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?![\w/])/g

const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(FOLDER, path), 'utf8').replaceAll(COMMENT, ''))

interface Pattern {
  readonly source: string
  readonly flags: string
}

const literals: readonly Pattern[] = code.flatMap((text) =>
  [...text.matchAll(LITERAL)].map(([, source = '', flags = '']) => ({ source, flags })),
)

/** What is built with `new RegExp` while the modules load and a policy is compiled. */
const built: readonly Pattern[] = await (async () => {
  const patterns: Pattern[] = []
  vi.stubGlobal(
    'RegExp',
    class extends RegExp {
      constructor(source: string | RegExp, flags?: string) {
        super(source, flags)
        patterns.push({ source: this.source, flags: this.flags })
      }
    },
  )
  vi.resetModules()
  const { compilePolicy } = await import('../../src/redaction/index.ts')
  compilePolicy({ phoneRegions: ['PL', 'DE', 'FR', 'BR'], words: ['Acme'] })
  vi.unstubAllGlobals()
  return patterns
})()

const different = (patterns: readonly Pattern[]) => [
  ...new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values(),
]

describe('regular expressions', () => {
  it('are found in the source', () => {
    expect(literals.length).toBeGreaterThan(80)
    const places = code.reduce((sum, text) => sum + (text.match(/new RegExp\(/g)?.length ?? 0), 0)
    expect(places).toBeGreaterThan(4)
    // Seventy kinds of secrets alone are built.
    expect(built.length).toBeGreaterThan(70 + places)
  })

  it('are called vulnerable when they are', async () => {
    expect((await check('(a+)+$', '')).status).toBe('vulnerable')
  })

  it('are matched in linear time', { timeout: 60_000 }, async () => {
    const verdicts: string[] = []
    for (const { source, flags } of different([...literals, ...built])) {
      const { status } = await check(source, flags, { timeout: 50_000 })
      if (status !== 'safe') verdicts.push(`${status}: /${source}/${flags}`)
    }
    expect(verdicts).toEqual([])
  })
})
