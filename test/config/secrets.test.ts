/** Secrets come from the environment or a file, never out of the config; and no message, whatever is wrong, repeats one. */
import { randomBytes } from 'node:crypto'
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { check } from '../../src/gateway/cli/check.ts'
import { newKey } from '../../src/gateway/config/key.ts'
import { operationCheck } from '../../src/gateway/config/operation-check.ts'
import { residencyCheck } from '../../src/gateway/config/residency-check.ts'
import { CONNECTORS, FILE, findings, good, GOOD, load, loaded, SECRET, worldOf } from './fixture.ts'

const KEY_LINE = '    key: ${env:DEEPL_KEY}'

describe('a secret', () => {
  it('is taken from an environment variable and from a file, without the line end', () => {
    const text = good(KEY_LINE, '    key: ${file:/run/secrets/deepl}')
    const { settings } = loaded(text, {
      env: { LIMEN_SECRET: `${SECRET}\n` },
      files: { '/run/secrets/deepl': 'k-1\r\n' },
    })
    expect(settings.secret).toBe(SECRET)
    expect(settings.endpoints['deepl-eu']?.key).toBe('k-1')
  })

  it.each([
    ['plain', 'sk-canary-inline-1', 'a secret is written out in the file'],
    ['quoted', '"sk-canary-inline-1"', 'a secret is written out in the file'],
    ['a block', '|\n      sk-canary-inline-1', 'a secret is written out in the file'],
    ['around a reference', 'sk-canary-${env:DEEPL_KEY}', 'the reference has to be the whole value'],
    ['a shell reference', '${DEEPL_KEY}', 'the reference has to be the whole value'],
    ['a reference of another kind', '${vault:sk-canary-inline-1}', 'the reference has to be the whole value'],
    ['a number', '4711471147114711', 'should be text, and is a number'],
    ['a list', '[sk-canary-inline-1]', 'should be text, and is a list'],
  ])('is refused when it is written out: %s', (_name, value, message) => {
    const found = findings(good(KEY_LINE, `    key: ${value}`))
    expect(found).toEqual([expect.stringContaining(`endpoints.deepl-eu.key ${message}`)])
    expect(found[0]).toMatch(/^10:10 /)
    expect(found.join()).not.toMatch(/canary|4711/)
  })

  it('is refused with the name of the variable and the line when that is not set', () => {
    expect(findings(good('env:DEEPL_KEY', 'env:DEEPL_TOKEN'))).toEqual([
      '10:10 endpoints.deepl-eu.key the environment variable DEEPL_TOKEN is not set -> set DEEPL_TOKEN before starting',
    ])
  })

  it.each([
    ['empty', '', 'is empty'],
    ['only a line end', '\n', 'is empty'],
    ['two lines', 'canary-1\ncanary-2', 'holds spaces, line breaks or characters outside printable ASCII'],
    [
      'a header put in',
      'canary-1\r\nx-evil: 1',
      'holds spaces, line breaks or characters outside printable ASCII',
    ],
    ['a space', 'canary 1', 'holds spaces, line breaks or characters outside printable ASCII'],
    ['a letter outside ASCII', 'canary-ä', 'holds spaces, line breaks or characters outside printable ASCII'],
    ['more than 8 KiB', 'canary'.repeat(2000), 'is longer than a secret can be'],
  ])('is refused when its variable holds what cannot be one: %s', (_name, value, message) => {
    const found = findings(GOOD, { env: { LIMEN_SECRET: SECRET, DEEPL_KEY: value } })
    expect(found).toEqual([expect.stringContaining(`the environment variable DEEPL_KEY ${message}`)])
    expect(found.join()).not.toContain('canary')
  })

  it.each([
    [
      'is not there',
      '/run/secrets/none',
      /the secret file \/run\/secrets\/none cannot be read: it does not exist/,
    ],
    ['is too large', '/run/secrets/large', /cannot be read: it is larger than 8192 bytes/],
    ['is not text', '/run/secrets/binary', /cannot be read: it is not UTF-8 text/],
    ['is relative', 'secrets/deepl', /the path after `file:` is not absolute/],
  ])('is refused when its file %s', (_name, file, message) => {
    const files = { '/run/secrets/large': 'x'.repeat(9000), '/run/secrets/binary': Buffer.from([0xff, 0xfe]) }
    expect(findings(good('env:DEEPL_KEY', `file:${file}`), { files })).toEqual([
      expect.stringMatching(message),
    ])
  })

  it('of ours, pasted in place of its hash, is called what it is', () => {
    const { text } = newKey(randomBytes)
    const found = findings(good(`sha256:${'a'.repeat(64)}`, text))
    expect(found).toEqual([
      expect.stringContaining('tenants.acme.keys[0].hash a gateway key itself is written out'),
    ])
    expect(found.join()).not.toContain(text.slice(15, 40))
  })

  it('is no variable that objects inherit', () => {
    expect(findings(good('env:DEEPL_KEY', 'env:constructor'))).toEqual([
      expect.stringContaining('is not set'),
    ])
  })

  it('is refused elsewhere, since another field would show it', () => {
    expect(findings(good('file: ./limen.db', 'file: ${env:LIMEN_SECRET}'))).toEqual([
      expect.stringContaining('5:9 ledger.file ${...} is not allowed in this field'),
    ])
    expect(findings(good('document: DOC-1', 'document: "see ${env:LIMEN_SECRET}"'))).toHaveLength(1)
    expect(findings(good('deepl-eu:', '${env:LIMEN_SECRET}:'))[0]).toContain('${...} is not allowed in a key')
  })

  it.each([
    ['short', 'a1b2c3d4'.repeat(3), 'the secret has fewer than 32 characters'],
    ['one character', 'x'.repeat(64), 'the secret repeats a few characters'],
  ])('that keys every HMAC is refused when it is %s', (_name, secret, message) => {
    expect(findings(GOOD, { env: { LIMEN_SECRET: secret, DEEPL_KEY: 'k' } })).toEqual([
      expect.stringContaining(`3:9 secret ${message}`),
    ])
  })
})

describe('no canary in any message', () => {
  const CANARY = 'sk-canary-7f3a9b2c4d5e6f708192'
  const checks = [residencyCheck(CONNECTORS), operationCheck(CONNECTORS)]

  it.each([
    [
      'as the value of every field',
      [...GOOD.matchAll(/: ([^ {\n][^\n]*)$/gm)].map((match) => match[1] ?? ''),
    ],
    ['as every key', [...GOOD.matchAll(/^ *([a-z][a-z-]*):/gm)].map((match) => match[1] ?? '')],
  ])('%s', (_name, places) => {
    expect(places.length).toBeGreaterThan(6)
    for (const place of places) {
      const result = load(
        GOOD.replace(place, () => CANARY),
        {},
        checks,
      )
      expect(JSON.stringify('config' in result ? result.warnings : result.diagnostics)).not.toContain(
        'canary',
      )
    }
  })

  it('in place of the name of a variable', () => {
    const found = findings(good('env:DEEPL_KEY', 'env:sk_canary_7f3a9b2c4d5e6f708192a'))
    expect(found).toEqual([expect.stringContaining('the environment variable is not set')])
  })

  it('in the environment, whatever is broken in the file', () => {
    const env = { LIMEN_SECRET: `${CANARY}${CANARY}`, DEEPL_KEY: `${CANARY}:fx` }
    const edit = fc.record({
      at: fc.nat(GOOD.length),
      remove: fc.nat(40),
      insert: fc.constantFrom('', ' ', ':', '[', 'x'),
    })
    fc.assert(
      fc.property(edit, ({ at, remove, insert }) => {
        const result = load(GOOD.slice(0, at) + insert + GOOD.slice(at + remove), { env }, checks)
        const said = 'config' in result ? [result.warnings, result.config.hash] : result.diagnostics
        expect(JSON.stringify(said)).not.toContain('canary')
      }),
      { numRuns: 300, seed: 11 },
    )
  })

  it('on the terminal or in JSON', async () => {
    const env = { LIMEN_SECRET: `${CANARY}${CANARY}`, DEEPL_KEY: `${CANARY}:fx` }
    let output = ''
    const write = (text: string): void => void (output += text)
    const io = {
      ...worldOf(GOOD, { env }),
      stdout: write,
      stderr: write,
      colour: true,
      random: () => new Uint8Array(),
    }
    expect(await check([FILE], io, CONNECTORS)).toBe(1)
    expect(await check([FILE, '--json'], io, CONNECTORS)).toBe(1)
    expect(output).toContain('no zone can admit that')
    expect(output).not.toContain('canary')
  })
})
