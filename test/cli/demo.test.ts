/** The first command that a stranger types: it has to work on a machine with a proxy, end soon, and show nothing untrue. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const LAUNCHER = join(ROOT, 'bin', 'limen.js')

/** Fields that `--json` has for every call, whatever became of it. */
const FIELDS = [
  'vendor',
  'operation',
  'streamed',
  'endpoint',
  'region',
  'noTraining',
  'sent',
  'received',
  'redactions',
  'record',
]

interface Shown {
  readonly vendor: string
  readonly said: string
  readonly sent: string | null
  readonly received: string
  readonly record: LedgerRecord
}

/** What a machine may have set for its own use of a vendor, and an SDK would follow or speak of. */
const FOREIGN = {
  // A proxy that nobody answers at: an SDK that asks it for the gateway on loopback fails.
  HTTP_PROXY: 'http://127.0.0.1:9',
  http_proxy: 'http://127.0.0.1:9',
  GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/credentials.json',
  GOOGLE_CLOUD_PROJECT: 'another-project',
  GOOGLE_CLOUD_LOCATION: 'us-central1',
  GOOGLE_GENAI_API_VERSION: 'beta',
  GOOGLE_VERTEX_BASE_URL: 'http://127.0.0.1:9',
  GEMINI_API_KEY: 'another-key',
}

async function demo(args: readonly string[]): Promise<string> {
  const env = { ...process.env, ...FOREIGN }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [LAUNCHER, 'demo', ...args], { env })
  expect(stderr).toBe('')
  return stdout
}

/** Values of the demo's texts that no vendor may see. */
const VALUES = ['44051401359', '512 345 678', 'anna.nowak@example.pl', '1090 1014 0000']

it('drives every vendor behind a proxy for everything, and no value leaves', async () => {
  const shown = (await demo(['--json']))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Shown)
  expect(shown.map(({ vendor }) => vendor)).toEqual([
    'openai',
    'openai',
    'openai',
    'openai',
    'azure',
    'deepl',
    'assemblyai',
    'bedrock',
    'vertex',
    'assemblyai',
    'openai',
    'openai',
  ])
  for (const call of shown) expect(Object.keys(call)).toEqual(expect.arrayContaining(FIELDS))
  for (const { sent, said, received, record } of shown.slice(0, -1)) {
    const given = VALUES.filter((value) => said.includes(value))
    expect(given.length).toBeGreaterThan(0)
    expect(given.filter((value) => sent?.includes(value))).toEqual([])
    expect(given.some((value) => received.includes(value))).toBe(true)
    expect(record).toMatchObject({ outcome: 'ok', marks: expect.arrayContaining(['sandbox']) as unknown })
  }
  expect(shown.at(-1)).toMatchObject({
    sent: null,
    record: { outcome: 'refused', code: 'no_endpoint_in_zone' },
  })
})

it('tells a person what came in, what left, where, what came back and the record', async () => {
  const text = await demo([])
  for (const name of ['came in', 'what left', 'where', 'flags', 'taken out', 'came back', 'record'])
    expect(text).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  expect(text).toContain('12 calls, 1 of them refused')
  expect(text).not.toContain('undefined')
})
