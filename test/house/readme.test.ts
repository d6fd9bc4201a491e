/** Documents that name a command, an option, a file or a metric that is not there send people into the dark. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { referenceRows } from '../../scripts/generated/config-reference.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { loadConfig } from '../../src/gateway/config/load.ts'
import { operationCheck } from '../../src/gateway/config/operation-check.ts'
import { residencyCheck } from '../../src/gateway/config/residency-check.ts'
import { CODES } from '../../src/gateway/errors/codes.ts'
import type { Ledger } from '../../src/gateway/ledger/row.ts'
import { Metrics } from '../../src/gateway/observe/metrics.ts'
import { ROOT } from './committed-files.ts'
import { anchors, blocks, codeLines, documentOf, documents, type Document } from './documents.ts'

const LAUNCHER = join(ROOT, 'bin', 'limen.js')
const COMMANDS = [
  'serve',
  'demo',
  'check',
  'try',
  'keys',
  'redact',
  'restore',
  'capabilities',
  'records',
  'pins',
]

function limen(...args: string[]): string {
  return execFileSync(process.execPath, [LAUNCHER, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** Every mention of the pattern's first group in code, with the document that has it. */
function mentions(
  pattern: RegExp,
): { readonly where: string; readonly word: string; readonly line: string }[] {
  return documents.flatMap((document) =>
    codeLines(document).flatMap((line) =>
      [...line.matchAll(pattern)].map(([, word = '']) => ({ where: document.path, word, line })),
    ),
  )
}

describe('what a reader types', () => {
  it('names npm scripts that are there', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>
    }
    const scripts = [...mentions(/\bnpm run ([\w:-]+)/g), ...mentions(/\bnpm (test|start)\b/g)]
    expect(scripts.length).toBeGreaterThan(8)
    expect(scripts.filter(({ word }) => manifest.scripts[word] === undefined)).toEqual([])
  })

  describe('names commands and options that are there', () => {
    const help = new Map<string, string>()
    beforeAll(() => {
      for (const command of COMMANDS) help.set(command, limen(command, '--help'))
    })

    it('of limen', () => {
      const used = mentions(/(?:^|&& |\| |npx )limen ((?:--)?[a-z]+)/g)
      expect(new Set(used.map(({ word }) => word)).size).toBeGreaterThan(4)
      expect(used.filter(({ word }) => !help.has(word) && word !== '--version')).toEqual([])
    })

    it('of each command', () => {
      const wrong = mentions(/(?:^|&& |\| |npx )limen ([a-z]+)/g).flatMap(({ where, word, line }) =>
        [...line.matchAll(/ (--[a-z-]+)/g)]
          .map(([, option = '']) => option)
          .filter((option) => option !== '--help' && !new RegExp(`${option}\\b`).test(help.get(word) ?? ''))
          .map((option) => `${where}: ${word} ${option}`),
      )
      expect(wrong).toEqual([])
    })

    it('and every command is in the usage and in a document', () => {
      const usage = limen('--help')
      const known = [...usage.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, command]) => command)
      expect(new Set(known)).toEqual(new Set(COMMANDS))
      const text = documents.map((document) => document.text).join('\n')
      expect(COMMANDS.filter((command) => !text.includes(`limen ${command}`) && command !== 'demo')).toEqual(
        [],
      )
    })
  })
})

describe('what a reader follows', () => {
  it('leads to files and headings that are there', () => {
    const broken = documents.flatMap((document) =>
      [...document.text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => !isThere(document, target))
        .map((target) => `${document.path}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('names paths of the repository that are there', () => {
    const named = mentions(/^((?:src|docs|test|config|scripts|bench|bin|deploy)\/[\w./{},-]*\w[\w/]*)$/g)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(({ word }) => spellings(word).some((path) => !existsSync(join(ROOT, path))))).toEqual(
      [],
    )
  })

  it('reaches every document from the README', () => {
    const linked = new Set<string>()
    const visit = (path: string): void => {
      if (linked.has(path)) return
      linked.add(path)
      const document = documents.find((each) => each.path === path)
      for (const [, target = ''] of document?.text.matchAll(/\]\(([^)\s#]+\.md)(?:#[^)]*)?\)/g) ?? [])
        visit(normalize(join(dirname(path), target)))
    }
    visit('README.md')
    // The README links the folder of decisions as a whole.
    const missing = documents.map(({ path }) => path).filter((path) => !linked.has(path))
    expect(
      missing.filter((path) => !path.startsWith('docs/decisions/') && path !== 'config/README.md'),
    ).toEqual([])
  })
})

function isThere(document: Document, target: string): boolean {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? document.path : normalize(join(dirname(document.path), file))
  if (!existsSync(join(ROOT, path))) return false
  return anchor === undefined || anchors(documentOf(path)).has(anchor)
}

/** `vendors/{a,b}/x.ts` is two paths. */
function spellings(path: string): readonly string[] {
  const match = /^(.*)\{([^}]+)\}(.*)$/.exec(path)
  if (match === null) return [path]
  const [, before = '', choices = '', after = ''] = match
  return choices.split(',').flatMap((choice) => spellings(before + choice + after))
}

describe('what an operator looks up', () => {
  it('is every metric of the gateway and no other', async () => {
    const metrics = new Metrics({
      ledger: () => undefined as Ledger | undefined,
      reload: () => undefined,
      configHash: () => '',
      inspectedBytes: () => 0,
    })
    const registered = (await metrics.registry.getMetricsAsJSON())
      .map(({ name }) => name)
      .filter((name) => !/^limen_(?:process|nodejs)_/.test(name))
    const { text } = documentOf('docs/operations.md')
    const listed = [...text.matchAll(/^\| `(limen_\w+)` \|/gm)].map(([, name]) => name)
    expect(new Set(listed)).toEqual(new Set(registered))
    const all = documents.flatMap((document) =>
      [...document.text.matchAll(/`[^`]*?\b(limen_[a-z]+_[a-z_]+)\b[^`]*`/g)].map(([, name = '']) => name),
    )
    expect(
      all.filter((name) => !registered.includes(name) && !/^limen_(?:process|nodejs)_/.test(name)),
    ).toEqual([])
  })

  it('is every code beside the step that answers with it, and its status', () => {
    const { text } = documentOf('docs/life-of-a-call.md')
    const drawing = blocks(documentOf('docs/life-of-a-call.md'))[0]?.text ?? ''
    const drawn = new Map<string, Set<string>>()
    for (const line of drawing.split('\n')) {
      const [, status = '', codes = ''] = /(\d{3}) ((?:[a-z0-9]+_?)+(?: {2}[a-z0-9_]+)*)/.exec(line) ?? []
      for (const code of codes.split('  ')) {
        if (Object.hasOwn(CODES, code)) drawn.set(code, (drawn.get(code) ?? new Set()).add(status))
      }
    }
    for (const [code, { status }] of Object.entries(CODES)) {
      if (drawn.has(code)) expect([code, [...(drawn.get(code) ?? [])]]).toEqual([code, [String(status)]])
      else expect(text).toContain(`\`${code}\``)
    }
    expect(drawn.size).toBeGreaterThan(40)
  })

  it('is a key of the config wherever one is named', () => {
    const keys = new Set(referenceRows().map(({ key }) => key.replaceAll(/<[^>]+>/g, 'NAME')))
    const groups = 'timeouts|limits|shutdown|ledger|listen|operations|endpoints|tenants'
    const named = mentions(new RegExp(`^((?:${groups})\\.[a-z_<>.A-Z]+)(?:: .*)?$`, 'g'))
    expect(named.length).toBeGreaterThan(10)
    const wrong = named.filter(({ word }) => {
      if (word.endsWith('.ts')) return false
      const key = word.replaceAll(/<[^>]+>/g, 'NAME')
      return !keys.has(key) && ![...keys].some((known) => known.startsWith(`${key}.`))
    })
    expect(wrong).toEqual([])
  })
})

describe('the README', () => {
  const readme = documentOf('README.md')

  it('shows what the demo really prints', () => {
    const excerpt = blocks(readme).find(({ text }) => text.includes('  came in  '))?.text ?? ''
    expect(excerpt.split('\n').length).toBeGreaterThan(8)
    expect(limen('demo')).toContain(excerpt)
  })

  it('has a config that loads once the key is pasted', () => {
    const [yaml] = blocks(readme).filter(({ language }) => language === 'yaml')
    const [, line = ''] = limen('keys', 'new').split('\n')
    const text = (yaml?.text ?? '').replace(/- \{id: PASTE.*$/m, line)
    const result = loadConfig(
      'limen.yaml',
      {
        env: { OPENAI_API_KEY: 'sk-one', LIMEN_SECRET: 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKeA0uVtXq4' },
        readFile: () => Buffer.from(text),
        today: () => new Date('2026-11-22T10:00:00Z'),
      },
      [residencyCheck(connectors), operationCheck(connectors)],
    )
    expect(result).toMatchObject({ warnings: [] })
  })

  describe('has SDK lines that work', () => {
    const folder = mkdtempSync(join(tmpdir(), 'limen-readme-'))
    let sandbox: ChildProcess
    let origin = ''

    beforeAll(async () => {
      sandbox = spawn(process.execPath, [
        LAUNCHER,
        'serve',
        '--sandbox',
        '--port',
        '0',
        '--operations-port',
        '0',
      ])
      origin = await new Promise((resolve, reject) => {
        let text = ''
        sandbox.stdout?.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          const match = /Listening on (\S+)/.exec(text)
          if (match?.[1] !== undefined) resolve(match[1])
        })
        sandbox.once('exit', () => reject(new Error('the sandbox ended')))
      })
    })

    afterAll(() => {
      sandbox.kill()
      rmSync(folder, { recursive: true })
    })

    it('as they stand, on the sandbox', () => {
      const [code] = blocks(readme).filter(({ language }) => language === 'js')
      const file = join(folder, 'example.mjs')
      // A file outside the clone finds no packages by their names.
      const source = (code?.text ?? '').replaceAll(
        /from '([\w-]+)'/g,
        (_all, name: string) => `from '${import.meta.resolve(name)}'`,
      )
      writeFileSync(file, source)
      const output = execFileSync(process.execPath, [file], {
        encoding: 'utf8',
        env: { ...process.env, LIMEN_URL: origin, LIMEN_KEY: 'sandbox-key' },
      })
      expect(output.match(/jan\.kowalski@example\.com/g)?.length).toBeGreaterThanOrEqual(3)
    })
  })
})
