/** kill -9 at any moment loses no record of an attempt that left. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { testSeed } from '../harness/chance.ts'
import { newFolder, openQuick, recordsOf } from './open-quick.ts'

const CHILD = fileURLToPath(new URL('./writing-gateway.ts', import.meta.url))
const CYCLES = 24

/** Mulberry32, so that a printed seed gives the same moments again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Runs a gateway and kills it a random time after its first durable row; answers what it had acknowledged. */
async function runAndKill(file: string, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  await once(child.stdout, 'data')
  setTimeout(() => child.kill('SIGKILL'), afterMs)
  await once(child, 'close')
  const lines = printed.slice(0, printed.lastIndexOf('\n')).split('\n')
  return lines.map((line) => line.slice(1))
}

test('kill -9 at any moment loses no record of an attempt that may have left', async () => {
  const seed = testSeed()
  console.log(`seed ${seed}`)
  const random = randomFrom(seed)
  const file = join(newFolder(), 'ledger.db')
  const durable: string[] = []
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const run = await runAndKill(file, random() * 120)
    durable.push(...run)
    const outcomes = new Map(recordsOf(file).map(({ id, outcome }) => [id, outcome]))
    const lost = run.filter((id) => !outcomes.has(id))
    expect(lost, `seed ${seed}, cycle ${cycle}`).toEqual([])
  }
  const ledger = await openQuick(file)
  await ledger.shutdown(2000)
  const records = recordsOf(file)
  const outcomes = new Map(records.map(({ id, outcome }) => [id, outcome]))
  expect(durable.length).toBeGreaterThan(CYCLES)
  expect(durable.filter((id) => !outcomes.has(id))).toEqual([])
  expect(records.filter(({ outcome }) => outcome === 'open')).toEqual([])
  const recovered = records.filter(({ outcome }) => outcome === 'unknown')
  expect(recovered.length).toBeGreaterThan(0)
  for (const record of recovered) expect(record.marks).toContain('recovered')
  const check = new DatabaseSync(file, { readOnly: true })
  expect(check.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
  check.close()
}, 120_000)
