/** The same search over a process of its own: what it prints, what it leaves on disk, and what it says when it dies. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { call, chat } from '../harness/call.ts'
import { startLimen, type LimenProcess } from '../harness/command.ts'
import { startVendor, type ScriptedVendor } from '../harness/vendor.ts'
import { fitsHeader, HOSTILE_TEXTS } from '../security/hostile-texts.ts'
import { LOCAL, PERSON, REFUSED, SENT, TEXT, VENDORS } from './canaries.ts'

const KEY = 'canarytenantkey-of-the-sandbox'
const canaries = [...Object.values(PERSON), ...Object.values(TEXT), ...Object.values(LOCAL), KEY]
const folder = mkdtempSync(join(tmpdir(), 'limen-canary-'))

/** Faults on demand, with canaries in everything that an error can hold. */
const FAULTS = join(folder, 'faults.mjs')
writeFileSync(
  FAULTS,
  `const text = ${JSON.stringify(`${TEXT.prompt}\n    at ${PERSON.mail} (file:///srv/x.ts:1:2)`)}
  class Leaking extends Error { body = text; cause = new Error(text) }
  process.on('SIGUSR2', () => { throw Object.assign(new Leaking(text), { code: text }) })
  process.on('SIGHUP', () => void Promise.reject(JSON.parse(JSON.stringify({ message: text, stack: text }))))`,
)

let vendor: ScriptedVendor
let limen: LimenProcess | undefined

beforeAll(async () => {
  vendor = await startVendor(() => {})
})

afterEach(async () => {
  await limen?.stop()
  limen = undefined
})

afterAll(async () => {
  await vendor.close()
  rmSync(folder, { recursive: true, force: true })
})

let ledgers = 0

async function start(): Promise<{ process: LimenProcess; base: string; operations: string; ledger: string }> {
  const ledger = join(folder, `ledger-${++ledgers}`)
  const upstreams = ['openai', 'azure', 'deepl'].flatMap((id) => ['--upstream', `${id}=${vendor.origin}`])
  const started = startLimen(
    [
      'serve',
      '--sandbox',
      '--port',
      '0',
      '--operations-port',
      '0',
      '--key',
      `acme:${KEY}`,
      '--ledger',
      ledger,
      ...upstreams,
    ],
    { NODE_OPTIONS: `--import ${pathToFileURL(FAULTS).href}` },
  )
  limen = started
  const [, base = ''] = await started.waitFor(/Listening on (\S+)/)
  const [, operations = ''] = await started.waitFor(/Operations on (http:\/\/[^/]+)/)
  return { process: started, base, operations, ledger }
}

async function sweep(base: string): Promise<number> {
  let served = 0
  for (const script of Object.values(VENDORS)) {
    vendor.script = script
    for (const options of Object.values(SENT)) {
      const answer = await call(base, { ...options, key: KEY }).catch(() => undefined)
      if (answer?.status === 200) served += 1
    }
  }
  for (const options of Object.values(REFUSED))
    await call(base, { ...options, key: KEY }).catch(() => undefined)
  return served
}

/** Everything that is found, by the place in which it is. */
function found(places: Readonly<Record<string, string | Buffer>>): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) => {
    const plain = typeof text === 'string' ? text : text.toString('latin1')
    return canaries.filter((canary) => plain.includes(canary)).map((canary) => `${place}: ${canary}`)
  })
}

const ledgerFiles = (ledger: string): Readonly<Record<string, Buffer>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => join(folder, file).startsWith(ledger))
      .map((file) => [file, readFileSync(join(folder, file))]),
  )

const logLines = (stderr: string): readonly unknown[] =>
  stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)

test(
  'a sandbox that served and refused and failed printed nothing and kept nothing of it',
  { timeout: 60_000 },
  async () => {
    const { process: running, base, operations, ledger } = await start()
    expect(await sweep(base)).toBeGreaterThan(20)
    const metrics = await call(operations, { path: '/metrics' })
    const files = ledgerFiles(ledger)
    expect(Object.keys(files).length).toBeGreaterThan(1)
    expect(found({ metrics: metrics.text, ...files })).toEqual([])
    expect(await running.stop()).toBe(0)
    // The key of the sandbox is printed for the person who gave it, on stdout and nowhere else.
    expect(found({ stderr: running.stderr(), ...ledgerFiles(ledger) })).toEqual([])
    expect(found({ stdout: running.stdout().replaceAll(KEY, '') })).toEqual([])
    expect(logLines(running.stderr()).length).toBeGreaterThan(0)
  },
)

describe('a process that dies of a fault says its class and frames, and nothing of the fault', () => {
  test.each([
    ['an error', 'SIGUSR2', 'Leaking'],
    ['a rejection that is no error', 'SIGHUP', 'object'],
  ] as const)('%s', async (_what, signal, name) => {
    const { process: running, base, ledger } = await start()
    vendor.script = () => {}
    const before = vendor.seen.length
    const hanging = call(base, { ...chat(`${TEXT.prompt} ${PERSON.mail}`), key: KEY }).catch(() => undefined)
    while (vendor.seen.length === before) await new Promise((resolve) => setImmediate(resolve))
    running.child.kill(signal)
    expect(await running.ended).toBe(1)
    await hanging
    const lines = logLines(running.stderr())
    expect(lines.at(-1)).toMatchObject({ event: 'fault', error: name })
    expect(found({ stderr: running.stderr(), ...ledgerFiles(ledger) })).toEqual([])
  })
})

test(
  'hostile texts in every place leave each line of the log one JSON object',
  { timeout: 60_000 },
  async () => {
    const { process: running, base } = await start()
    vendor.script = VENDORS['answers with what it was sent'] ?? (() => {})
    const calls = HOSTILE_TEXTS.filter((text) => text.length < 1000).flatMap((text) => [
      { ...chat(text, { model: text, user: text, [text]: text }), key: KEY },
      ...(fitsHeader(text)
        ? [
            {
              ...chat('hello'),
              headers: ['x-request-id', text, 'user-agent', text, 'x-client-request-id', text],
              key: KEY,
            },
          ]
        : []),
      { path: `/openai/${encodeURIComponent(text.toWellFormed())}`, key: KEY },
    ])
    for (let begin = 0; begin < calls.length; begin += 16)
      await Promise.all(calls.slice(begin, begin + 16).map(async (options) => await call(base, options)))
    expect(await running.stop()).toBe(0)
    for (const line of logLines(running.stderr()))
      expect(line).toMatchObject({ event: expect.any(String) as string })
    expect(running.stderr()).not.toMatch(/forged|1=1|<script/)
  },
)
