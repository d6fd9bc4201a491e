/** What exists for stand-ins and trials only is used by them only: no way around the zone can be switched on for real traffic. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configSchema } from '../../src/gateway/config/schema.ts'

const SOURCES = readdirSync('src/gateway', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file: join('src/gateway', file), text: readFileSync(join('src/gateway', file), 'utf8') }))

/** Who may say a word, besides the file that gives it its meaning. */
const COMPILE = 'src/gateway/config/compile-runtime.ts'
const USERS: Readonly<Record<string, readonly string[]>> = {
  // A country that nobody knows, for one synthetic sentence.
  unknownCountries: [COMPILE, 'src/gateway/cli/trial/run.ts'],
  // Stand-ins on loopback in place of the vendors.
  standIns: [COMPILE, 'src/gateway/cli/trial/run.ts', 'src/gateway/sandbox/sandbox.ts'],
  // Keys in clear.
  sandboxKeys: [COMPILE, 'src/gateway/sandbox/sandbox.ts'],
}

describe('is named by nobody else', () => {
  test.each(Object.entries(USERS))('%s', (word, users) => {
    const found = SOURCES.filter(({ text }) => new RegExp(String.raw`\b${word}\b`).test(text)).map(
      ({ file }) => file,
    )
    expect(found.toSorted()).toEqual([...users].toSorted())
  })
})

test('no setting of a config file is one of them, or prefers, falls back or skips', () => {
  const config = {
    version: 1,
    zone: 'eea',
    secret: 'x'.repeat(40),
    ledger: { file: 'unused' },
    endpoints: {},
    tenants: {},
  }
  expect(configSchema.safeParse(config).success).toBe(true)
  const words = [
    'unknownCountries',
    'standIns',
    'sandbox',
    'sandboxKeys',
    'prefer',
    'fallback',
    'insecure',
    'skip_residency',
  ]
  for (const word of words) {
    const result = configSchema.safeParse({ ...config, [word]: true })
    expect([word, result.success]).toEqual([word, false])
  }
})

test('a zone is named, or the file does not load', () => {
  const config = {
    version: 1,
    secret: 'x'.repeat(40),
    ledger: { file: 'unused' },
    endpoints: {},
    tenants: {},
  }
  for (const zone of [
    undefined,
    null,
    '',
    'any',
    'eu',
    'EEA',
    'prefer-eea',
    'global',
    [],
    ['eu'],
    ['EEA', 'any'],
    true,
    {},
  ])
    expect([zone, configSchema.safeParse({ ...config, zone }).success]).toEqual([zone, false])
})
