/** A reload happens whole or not at all, is seen from outside either way, and never writes the file. */
import { createHmac, hkdfSync } from 'node:crypto'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readSmallFile } from '../../src/gateway/config/read-file.ts'
import { ConfigSource, type ConfigSourceOptions } from '../../src/gateway/config/reload.ts'
import { FILE, good, GOOD, loaded, SECRET, worldOf } from './fixture.ts'

/** A source over a text that the test swaps. */
function sourceOf(options: Partial<ConfigSourceOptions<string>> = {}): {
  readonly source: ConfigSource<string>
  readonly write: (text: string, env?: Record<string, string>) => void
} {
  let text = GOOD
  let env: Record<string, string> = { LIMEN_SECRET: SECRET, DEEPL_KEY: 'k-1' }
  let now = 1000
  const source = new ConfigSource<string>({
    file: FILE,
    environment: {
      get env() {
        return env
      },
      readFile: (path, maximum) => worldOf(text).readFile(path, maximum),
      today: () => new Date('2026-11-22'),
    },
    now: () => now++,
    build: (config) => ({ runtime: `runtime ${config.hash}` }),
    ...options,
  })
  return { source, write: (next, nextEnv = env) => void ([text, env] = [next, nextEnv]) }
}

const later = good('zone: eea', 'zone: eea+ch')

describe('a reload', () => {
  it('of a good file swaps config and runtime in one object', () => {
    const { source, write } = sourceOf()
    expect(source.running).toBeUndefined()
    expect(source.reload()).toMatchObject({ ok: true, at: 1000, diagnostics: [] })
    const first = source.running
    write(later)
    const report = source.reload()
    expect(report).toMatchObject({ ok: true, at: 1001 })
    expect(source.running?.config.settings.zone).toBe('eea+ch')
    expect(source.running?.runtime).toBe(`runtime ${report.hash}`)
    // A call in flight that took the old one still has all of it.
    expect(first?.config.settings.zone).toBe('eea')
    expect(first?.runtime).toBe(`runtime ${first?.config.hash}`)
  })

  it.each([
    ['broken YAML', 'zone: "eea'],
    ['an unknown key', `${GOOD}colour: red\n`],
    ['nothing', ''],
    ['half of it', GOOD.slice(0, GOOD.length / 2)],
    ['a missing secret', good('env:DEEPL_KEY', 'env:NOT_THERE')],
  ])('of a file with %s keeps what runs, says so, and says why', (_name, text) => {
    const { source, write } = sourceOf()
    const { hash } = source.reload()
    const before = source.running
    write(text)
    const report = source.reload()
    expect(report).toMatchObject({ ok: false, at: 1001, hash })
    expect(report.diagnostics.length).toBeGreaterThan(0)
    expect(source.report).toBe(report)
    expect(source.running).toBe(before)
  })

  it('keeps what runs through a hundred flips of good and bad', () => {
    const { source, write } = sourceOf()
    source.reload()
    for (let flip = 0; flip < 100; flip++) {
      const bad = flip % 2 === 0
      write(bad ? `${GOOD}x: 1\n` : flip % 4 === 1 ? later : GOOD)
      const before = source.running
      expect(source.reload().ok).toBe(!bad)
      if (bad) expect(source.running).toBe(before)
      expect(source.running?.runtime).toBe(`runtime ${source.running?.config.hash}`)
    }
  })

  it.each([
    [
      'throws',
      (): never => {
        throw new Error(`a canary: ${SECRET}`)
      },
    ],
    ['refuses without a reason', (): { diagnostics: [] } => ({ diagnostics: [] })],
  ])('whose build %s keeps what runs and repeats no message', (_name, fail) => {
    let broken = false
    const { source, write } = sourceOf({ build: (config) => (broken ? fail() : { runtime: config.hash }) })
    source.reload()
    const before = source.running
    broken = true
    write(later)
    const report = source.reload()
    expect(report).toMatchObject({
      ok: false,
      diagnostics: [{ message: 'the configuration could not be built' }],
    })
    expect(JSON.stringify(report)).not.toContain(SECRET)
    expect(source.running).toBe(before)
  })

  it.each([
    ['listen', 'listen: {port: 8181}', '19:1'],
    ['operations', 'operations: {port: 9191}', '19:1'],
  ])('that changes %s is refused, since it would not take effect', (name, line, place) => {
    const { source, write } = sourceOf()
    source.reload()
    write(`${GOOD}${line}\n`)
    const { ok, diagnostics } = source.reload()
    expect(ok).toBe(false)
    expect(diagnostics.map((one) => `${one.line}:${one.column} ${one.path}`)).toEqual([`${place} ${name}`])
  })

  it('that takes such a setting out again is refused too', () => {
    const { source, write } = sourceOf()
    write(`${GOOD}listen: {port: 8181}\n`)
    source.reload()
    write(GOOD)
    expect(source.reload().diagnostics.map((one) => one.path)).toEqual(['listen'])
  })

  it.each([
    'timeouts: {idle: 7s}',
    'limits: {answer: 1MB}',
    'shutdown: {grace: 5s}',
    'limits: {connections: 7}',
    'timeouts: {keep_alive: 7s, request_body: 7s, request_headers: 7s}',
  ])('that changes other limits and timeouts is taken: %s', (line) => {
    const { source, write } = sourceOf()
    source.reload()
    write(`${GOOD}${line}\n`)
    expect(source.reload()).toMatchObject({ ok: true })
  })

  it('that changes the ledger is refused, and a first load is not', () => {
    const { source, write } = sourceOf()
    write(good('./limen.db', './other.db'))
    expect(source.reload().ok).toBe(true)
    write(GOOD)
    expect(source.reload().diagnostics.map((one) => one.path)).toEqual(['ledger'])
  })

  it('of a bad file at the start leaves nothing running', () => {
    const { source, write } = sourceOf()
    write('zone: mars')
    expect(source.reload()).toMatchObject({ ok: false, hash: undefined })
    expect(source.running).toBeUndefined()
  })
})

const hash = (
  text: string,
  env: Record<string, string> = { LIMEN_SECRET: SECRET, DEEPL_KEY: 'k-1' },
): string => loaded(text, { env }).hash

describe('the hash of a config', () => {
  it('is 64 hex digits and stays when only the writing changes', () => {
    expect(hash(GOOD)).toMatch(/^[0-9a-f]{64}$/)
    expect(hash(`# a comment\n${GOOD}\n`)).toBe(hash(GOOD))
    expect(hash(GOOD.replace('zone: eea', '"zone": "eea"'))).toBe(hash(GOOD))
    expect(hash(`${GOOD}timeouts: {connect: 5000ms}\n`)).toBe(hash(GOOD))
    expect(hash(GOOD.replace('version: 1\nzone: eea', 'zone: eea\nversion: 1'))).toBe(hash(GOOD))
  })

  it('stays when names of our own come in another order', () => {
    const [residency = '', retention = ''] = GOOD.match(/^ {6}(residency|retention): .*\n/gm) ?? []
    expect(hash(good(residency + retention, retention + residency))).toBe(hash(GOOD))
  })

  it('is keyed by the secret of the config, so that a guess of a vendor key cannot be tested against it', () => {
    const { settings, hash: actual } = loaded(GOOD)
    const sorted = JSON.stringify({ config: settings, authorities: {} }, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b, 'en')))
        : value,
    )
    const key = Buffer.from(hkdfSync('sha256', SECRET, '', 'limen config hash', 32))
    expect(createHmac('sha256', key).update(sorted).digest('hex')).toBe(actual)
  })

  it('changes with every setting', () => {
    const texts = [
      GOOD,
      later,
      `${GOOD}timeouts: {connect: 6s}\n`,
      good('document: DOC-1', 'document: DOC-3'),
      good('status: active', 'status: revoked'),
      good('deepl-eu:', 'deepl:').replace('[deepl-eu]', '[deepl]'),
    ]
    expect(new Set(texts.map((text) => hash(text))).size).toBe(texts.length)
  })

  it('changes when a secret is rotated, and shows none of them', () => {
    const rotated = hash(GOOD, { LIMEN_SECRET: SECRET, DEEPL_KEY: 'k-2' })
    expect(rotated).not.toBe(hash(GOOD))
    expect(hash(GOOD, { LIMEN_SECRET: SECRET.split('').toReversed().join(''), DEEPL_KEY: 'k-1' })).not.toBe(
      hash(GOOD),
    )
  })
})

describe('the file', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function onDisk(): { readonly file: string; readonly source: ConfigSource<string> } {
    folder = mkdtempSync(join(tmpdir(), 'limen-reload-'))
    const file = join(folder, 'limen.yaml')
    writeFileSync(file, GOOD)
    const environment = { ...worldOf(GOOD), readFile: readSmallFile }
    const source = new ConfigSource<string>({
      file,
      environment,
      now: Date.now,
      build: (config) => ({ runtime: config.hash }),
    })
    return { file, source }
  }

  it('is never written, and nothing beside it', () => {
    const { file, source } = onDisk()
    const before = statSync(file, { bigint: true })
    source.reload()
    source.reload()
    const after = statSync(file, { bigint: true })
    expect([after.mtimeNs, after.ctimeNs, after.ino]).toEqual([before.mtimeNs, before.ctimeNs, before.ino])
    expect(readFileSync(file, 'utf8')).toBe(GOOD)
    expect(readdirSync(folder)).toEqual(['limen.yaml'])
  })

  it('is read again however it was saved: in place, by rename, behind a swapped link', () => {
    const { file, source } = onDisk()
    source.reload()
    writeFileSync(file, later)
    expect(source.reload().ok).toBe(true)
    expect(source.running?.config.settings.zone).toBe('eea+ch')
    writeFileSync(`${file}.new`, GOOD)
    renameSync(`${file}.new`, file)
    source.reload()
    expect(source.running?.config.settings.zone).toBe('eea')
    writeFileSync(join(folder, 'second.yaml'), later)
    symlinkSync('second.yaml', `${file}.link`)
    renameSync(`${file}.link`, file)
    source.reload()
    expect(source.running?.config.settings.zone).toBe('eea+ch')
  })

  it('that is gone, a directory or too large is refused with a reason, and what ran runs on', () => {
    const { file, source } = onDisk()
    const { hash } = source.reload()
    rmSync(file)
    expect(source.reload()).toMatchObject({
      ok: false,
      hash,
      diagnostics: [{ message: 'the file cannot be read: it does not exist' }],
    })
    symlinkSync('.', file)
    expect(source.reload()).toMatchObject({
      ok: false,
      hash,
      diagnostics: [{ message: 'the file cannot be read: it is not a regular file' }],
    })
    rmSync(file)
    symlinkSync('/dev/zero', file)
    expect(source.reload()).toMatchObject({
      ok: false,
      hash,
      diagnostics: [{ message: 'the file cannot be read: it is not a regular file' }],
    })
    rmSync(file)
    writeFileSync(file, '#'.repeat(2_000_000))
    expect(source.reload()).toMatchObject({
      ok: false,
      hash,
      diagnostics: [{ message: 'the file cannot be read: it is larger than 1048576 bytes' }],
    })
  })
})
