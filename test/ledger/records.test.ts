/** What `limen records` lists, filters and refuses. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tmpdir } from 'node:os'
import { records } from '../../src/gateway/cli/records.ts'
import { openLedger } from '../../src/gateway/ledger/open-ledger.ts'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import { newFolder, openQuick, QUICK } from './open-quick.ts'
import { closingRow, intentRow, newId, refusalRow } from './rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'limen-records-'))
const file = join(folder, 'ledger.db')
const NOON = Date.parse('2026-11-20T12:00:00Z')
const HOUR = 3_600_000

const ids = {
  ok: newId(NOON),
  timeout: newId(NOON + HOUR),
  deepl: newId(NOON + 2 * HOUR),
  refused: newId(NOON + 3 * HOUR),
  stray: newId(NOON + 4 * HOUR),
  open: newId(NOON + 5 * HOUR),
}

beforeAll(async () => {
  const ledger = await openLedger({ ...QUICK, file })
  const intents = [
    intentRow({ id: ids.ok, openedAt: NOON }),
    intentRow({ id: ids.timeout, openedAt: NOON + HOUR, tenant: 'sales' }),
    intentRow({ id: ids.deepl, openedAt: NOON + 2 * HOUR, vendor: 'deepl', operation: 'translate' }),
    intentRow({ id: ids.open, openedAt: NOON + 5 * HOUR }),
  ]
  await Promise.all(intents.map((row) => ledger.intent(row)))
  ledger.close(closingRow(ids.ok, { closedAt: NOON + 1000 }))
  ledger.close(
    closingRow(ids.timeout, {
      closedAt: NOON + HOUR + 1000,
      outcome: 'vendor_timeout_idle',
      code: 'vendor_timeout_idle',
    }),
  )
  ledger.close(closingRow(ids.deepl, { closedAt: NOON + 2 * HOUR + 500 }))
  ledger.close(closingRow(ids.stray, { closedAt: NOON + 4 * HOUR, outcome: 'vendor_reset' }))
  ledger.refusal(refusalRow({ id: ids.refused, at: NOON + 3 * HOUR }))
  await ledger.shutdown(5000)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = []
  const err: string[] = []
  const code = await records(args, { stdout: (line) => out.push(line), stderr: (line) => err.push(line) })
  return { code, out, err }
}

async function found(...args: string[]): Promise<string[]> {
  const { code, out, err } = await run('--ledger', file, '--json', ...args)
  expect(code, err.join('\n')).toBe(0)
  const names = Object.entries(ids)
  return out.map((line) => {
    const { id }: LedgerRecord = JSON.parse(line)
    return names.find(([, known]) => known === id)?.[0] ?? id
  })
}

test('all records come in the order of time, one JSON object a line', async () => {
  expect(await found()).toEqual(['ok', 'timeout', 'deepl', 'refused', 'stray', 'open'])
  expect(await found('--limit', '0')).toEqual(['ok', 'timeout', 'deepl', 'refused', 'stray', 'open'])
})

test('every filter keeps what it names and nothing else', async () => {
  expect(await found('--tenant', 'sales')).toEqual(['timeout'])
  expect(await found('--vendor', 'deepl')).toEqual(['deepl'])
  expect(await found('--operation', 'chat.completions')).toEqual(['ok', 'timeout', 'refused', 'open'])
  expect(await found('--operation', 'deepl.translate')).toEqual(['deepl'])
  expect(await found('--outcome', 'ok')).toEqual(['ok', 'deepl'])
  expect(await found('--outcome', 'refused')).toEqual(['refused'])
  expect(await found('--outcome', 'vendor_reset')).toEqual(['stray'])
  expect(await found('--outcome', 'open')).toEqual(['open'])
  expect(await found('--open')).toEqual(['open'])
  expect(await found('--code', 'no_endpoint_in_zone')).toEqual(['refused'])
  expect(await found('--code', 'vendor_timeout_idle')).toEqual(['timeout'])
  expect(await found('--call', ids.refused)).toEqual(['refused'])
  expect(await found('--tenant', 'claims', '--outcome', 'ok', '--vendor', 'openai')).toEqual(['ok'])
  expect(await found('--tenant', 'nobody')).toEqual([])
})

test('a period includes its start and not its end', async () => {
  expect(await found('--since', '2026-11-20T13:00:00Z')).toEqual([
    'timeout',
    'deepl',
    'refused',
    'stray',
    'open',
  ])
  expect(await found('--until', '2026-11-20T13:00:00Z')).toEqual(['ok'])
  expect(await found('--since', '2026-11-20T14:00Z', '--until', '2026-11-20T16:00:00Z')).toEqual([
    'deepl',
    'refused',
  ])
  expect(await found('--since', '2026-11-21')).toEqual([])
  expect(await found('--until', '2026-11-20')).toEqual([])
})

test('a limit keeps the newest of what the filters keep', async () => {
  expect(await found('--limit', '1')).toEqual(['open'])
  expect(await found('--limit', '3')).toEqual(['refused', 'stray', 'open'])
  expect(await found('--limit', '2', '--vendor', 'openai')).toEqual(['refused', 'open'])
})

test('a call whose second attempt was refused is two records, the refusal last, with a limit and without', async () => {
  const other = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(other)
  const id = newId(NOON)
  await ledger.intent(intentRow({ id }))
  ledger.close(closingRow(id, { outcome: 'restoration_failed' }))
  ledger.refusal(refusalRow({ id }))
  await ledger.shutdown(5000)
  for (const limit of [[], ['--limit', '2'], ['--limit', '5']]) {
    const { out } = await run('--ledger', other, '--json', ...limit)
    expect(out.map((line) => (JSON.parse(line) as LedgerRecord).kind)).toEqual(['attempt', 'refusal'])
  }
  const { out } = await run('--ledger', other, '--json', '--limit', '1')
  expect(out.map((line) => (JSON.parse(line) as LedgerRecord).kind)).toEqual(['refusal'])
})

test('the table has one line a record and no colour unless it is for a terminal', async () => {
  const { code, out } = await run('--ledger', file)
  expect(code).toBe(0)
  expect(out).toHaveLength(7)
  expect(out.join('\n')).not.toContain('\u001b')
  expect(out[2]).toContain('2026-11-20 13:00:00')
  expect(out[2]).toContain('vendor_timeout_idle')
  const lines: string[] = []
  await records(['--ledger', file], { stdout: (line) => lines.push(line), stderr: () => {}, colour: true })
  expect(lines[1]).toContain('\u001b[32mok')
})

test('the ledger can be named by a config, even one with an error elsewhere', async () => {
  const config = join(newFolder(), 'limen.yaml')
  writeFileSync(config, `zone: nowhere\nledger: { file: "${file}", keep: "no number" }\n`)
  const { code, out } = await run('--config', config, '--json')
  expect(code).toBe(0)
  expect(out).toHaveLength(6)
})

test('records can be read while a gateway writes them', async () => {
  const busy = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(busy)
  for (let count = 1; count <= 20; count += 1) {
    await ledger.intent(intentRow())
    expect((await run('--ledger', busy, '--json')).out).toHaveLength(count)
  }
})

test('arguments that make no sense are named, with the usage and exit code 2', async () => {
  const config = join(newFolder(), 'limen.yaml')
  writeFileSync(config, 'zone: eea\n')
  for (const [args, message] of [
    [[], 'Name the ledger'],
    [['--ledger', file, '--config', config], 'exactly one of --ledger and --config'],
    [['--config', config], 'has no ledger.file'],
    [['--config', join(folder, 'missing.yaml')], 'cannot be read as YAML'],
    [['--ledger', file, '--colour'], '--colour'],
    [['--ledger', file, 'extra'], 'extra'],
    [['--ledger', file, '--outcome', 'fine'], 'No such outcome: fine'],
    [['--ledger', file, '--code', 'fine'], 'No such code: fine'],
    [['--ledger', file, '--since', 'yesterday'], 'Not a time: yesterday'],
    [['--ledger', file, '--limit', '-1'], 'limit'],
  ] as const) {
    const { code, out, err } = await run(...args)
    expect(code, args.join(' ')).toBe(2)
    expect(err.join('\n')).toContain(message)
    expect(err.join('\n')).toContain('limen records (--ledger FILE | --config FILE)')
    expect(out).toEqual([])
  }
})

test('a file that is missing or no ledger is named, with exit code 1', async () => {
  const missing = await run('--ledger', join(folder, 'missing.db'))
  expect(missing.code).toBe(1)
  const text = join(newFolder(), 'text.db')
  writeFileSync(text, 'a text that somebody needs')
  chmodSync(text, 0o400)
  const { code, err } = await run('--ledger', text)
  expect(code).toBe(1)
  expect(err).toEqual(['The ledger cannot be read: the file is not a ledger; it was left untouched.'])
})
