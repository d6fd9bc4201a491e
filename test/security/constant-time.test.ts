/** Secrets are compared in constant time: by a rule over the sources, and by a clock that only reports. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hashKey, newKey } from '../../src/gateway/config/key.ts'
import { productionRuntime, settingsOf } from '../residency/places.ts'

/** Everything but the stand-ins, which hold no secret of anybody. */
const SOURCES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('simulator'))
  .map((file) => ({ file: join('src', file), text: readFileSync(join('src', file), 'utf8') }))

/** A name that says it holds a secret or its digest. */
const SECRET = String.raw`[\w$.?]*(?:secret|password|passphrase|apiKey|credential|digest|hmac|signature|bearer|accessToken|keyHash)\w*`
const COMPARISONS = [
  new RegExp(String.raw`${SECRET}\s*[!=]==?`, 'i'),
  new RegExp(String.raw`[!=]==?\s*${SECRET}\b`, 'i'),
  new RegExp(String.raw`${SECRET}\.(?:equals|startsWith|endsWith|localeCompare)\(`, 'i'),
  /Buffer\.compare\(/,
]
/** Whether there is a value at all may be seen by anybody. */
const PRESENCE = /(?:typeof )?[\w$.?]+\s*[!=]==?\s*(?:undefined|null|''|'[a-z]+')/g

function compares(line: string): boolean {
  const code = line.replace(/\/\/.*$/, '').replaceAll(PRESENCE, '')
  return !/^\s*(?:\*|\/\*)/.test(code) && COMPARISONS.some((pattern) => pattern.test(code))
}

describe('no comparison in the sources stops at the first difference of a secret', () => {
  test('in any file', () => {
    const found = SOURCES.flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter(compares)
        .map((line) => `${file}: ${line.trim()}`),
    )
    expect(found).toEqual([])
    expect(SOURCES.length).toBeGreaterThan(100)
  })

  test.each([
    'if (secret === given) return',
    'return key.keyHash == hashed',
    'if (given !== entry.digest) throw',
    'config.apiKey === header && found',
    'if (Buffer.compare(a, b) === 0)',
    'digest.equals(other)',
    'if (secret !== undefined && secret === given)',
  ])('the rule has teeth: %s', (line) => {
    expect(compares(line)).toBe(true)
  })

  test.each(['if (secret !== undefined && quotes(raw, secret))', "url.password !== ''", '// a secret === b'])(
    'and bites nothing else: %s',
    (line) => {
      expect(compares(line)).toBe(false)
    },
  )

  test('every comparison that there is takes the same time wherever the difference is', () => {
    const users = SOURCES.filter(({ text }) => text.includes('timingSafeEqual(')).map(({ file }) => file)
    expect(users).toEqual([
      'src/gateway/config/compile-runtime.ts',
      'src/gateway/pipeline/signature/verify-signature.ts',
    ])
  })
})

/** Welch's t of two samples, without their slowest tenth: the machine has other work. */
function welch(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [one, other].map((sample) => {
    const kept = sample.toSorted((left, right) => left - right).slice(0, Math.floor(sample.length * 0.9))
    const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length
    const variance = kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1)
    return { mean, error: variance / kept.length }
  })
  if (a === undefined || b === undefined) return 0
  return (a.mean - b.mean) / Math.sqrt(a.error + b.error)
}

test('unknown keys take the same time however near they are to a good one (reported, not judged)', () => {
  const good = newKey((count) => new Uint8Array(count).fill(7))
  const settings = settingsOf({ one: { vendor: 'deepl' } }, { acme: 'eea' })
  const [tenant] = Object.values(settings.tenants)
  tenant?.keys.push({ id: good.id, hash: hashKey(good.text), status: 'active' })
  const { findKey } = productionRuntime(settings)
  expect(findKey(good.text)?.keyId).toBe(good.id)
  const near = `${good.text.slice(0, -1)}${good.text.endsWith('A') ? 'B' : 'A'}`
  const far = `X${good.text.slice(1)}`
  const samples: Record<'near' | 'far', number[]> = { near: [], far: [] }
  for (let round = 0; round < 20_000; round += 1) {
    const which = round % 2 === 0 ? 'near' : 'far'
    const key = which === 'near' ? near : far
    const started = process.hrtime.bigint()
    const found = findKey(key)
    samples[which].push(Number(process.hrtime.bigint() - started))
    if (found !== undefined) throw new Error('a wrong key was found')
  }
  console.log(
    `key comparison: t = ${welch(samples.near, samples.far).toFixed(2)} over 2 x 10,000 samples (|t| > 4.5 would be news)`,
  )
})
