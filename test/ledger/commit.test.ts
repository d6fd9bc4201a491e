/** An intent is durable when its promise resolves, alone and in a batch. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, openQuick, recordOf, recordsOf, until } from './open-quick.ts'
import { closingRow, intentRow, refusalRow } from './rows.ts'

test('an intent is in the file, for another reader, at the moment it resolves', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  await ledger.intent(row)
  expect(recordOf(file, row.id)).toMatchObject({ kind: 'attempt', call: row.call, outcome: 'open' })
})

test('a record has everything of its intent and its closing', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const openedAt = Date.parse('2026-11-22T08:00:00.000Z')
  const row = intentRow({ openedAt, uninspected: ['audio'] })
  await ledger.intent(row)
  ledger.close(
    closingRow(row.id, {
      closedAt: openedAt + 981,
      observedRegion: 'eu',
      basis: 'observed',
      lateRedactions: { PHONE: 1 },
      marks: ['region_unrecognised'],
    }),
  )
  await ledger.shutdown(2000)
  expect(recordOf(file, row.id)).toEqual({
    kind: 'attempt',
    id: row.id,
    call: row.call,
    attempt: 1,
    openedAt: '2026-11-22T08:00:00.000Z',
    closedAt: '2026-11-22T08:00:00.981Z',
    outcome: 'ok',
    code: null,
    rule: null,
    tenant: 'claims',
    keyId: 'k3y1',
    vendor: 'openai',
    operation: 'chat.completions',
    endpoint: 'openai-eu',
    host: 'eu.api.openai.com',
    region: 'eu',
    observedRegion: 'eu',
    countries: ['DE', 'FR'],
    zone: 'eea',
    basis: 'observed',
    model: 'gpt-4o-mini',
    streamed: true,
    noTraining: ['store=false'],
    attestations: ['openai-eu/retention'],
    redaction: 'apply',
    redactions: { EMAIL: 1, IBAN: 2 },
    lateRedactions: { PHONE: 1 },
    uninspected: ['audio'],
    vendorStatus: 200,
    bytesOut: 1500,
    bytesIn: 2300,
    inputTokens: 310,
    outputTokens: 95,
    restored: 3,
    invented: 0,
    firstByteMs: 412.25,
    durationMs: 980.5,
    config: '0123456789ab',
    marks: ['sandbox', 'region_unrecognised'],
  })
})

test('attempts that differ in one policy fact never share that fact', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const rows = [
    intentRow(),
    intentRow({ model: 'gpt-4o' }),
    intentRow({ noTraining: [] }),
    intentRow({ noTraining: ['store=false', 'background=false'] }),
    intentRow({ attestations: ['openai-eu/retention', 'openai-eu/residency'] }),
    intentRow({ countries: ['DE'] }),
    intentRow({ countries: ['FR', 'DE'] }),
    intentRow({ redaction: 'off' }),
    intentRow({ streamed: false }),
    intentRow({ tenant: 'sales' }),
    intentRow({ config: 'ba9876543210' }),
    intentRow({ marks: [] }),
    intentRow({ uninspected: ['audio'] }),
    intentRow(),
  ]
  await Promise.all(rows.map((row) => ledger.intent(row)))
  for (const row of rows)
    expect(recordOf(file, row.id)).toMatchObject({
      model: row.model,
      noTraining: row.noTraining,
      attestations: row.attestations,
      countries: row.countries,
      redaction: row.redaction,
      streamed: row.streamed,
      tenant: row.tenant,
      config: row.config,
      marks: row.marks,
      uninspected: row.uninspected,
    })
})

test('calls at the same time share one commit instead of waiting for each other', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  await Promise.all(Array.from({ length: 64 }, () => ledger.intent(intentRow())))
  expect(ledger.health.takeCommitSeconds().length).toBeLessThanOrEqual(2)
  expect(ledger.health.takeCommitSeconds()).toEqual([])
  expect(recordsOf(file)).toHaveLength(64)
})

test('a refusal before any attempt is a record with its code, rule and outcome', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = refusalRow({ code: 'unredactable' })
  ledger.refusal(row)
  await until(() => recordsOf(file).length === 1, 1000)
  expect(recordOf(file, row.id)).toMatchObject({
    kind: 'refusal',
    tenant: 'claims',
    code: 'unredactable',
    outcome: 'redaction_failed',
    rule: 'zone',
  })
})

test('a closing whose intent is not in the file is kept and shown as a stray', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const { id } = intentRow()
  ledger.close(closingRow(id, { outcome: 'vendor_reset' }))
  await ledger.shutdown(2000)
  expect(recordOf(file, id)).toMatchObject({ kind: 'stray', outcome: 'vendor_reset', tenant: null })
})

test('an attempt that is closed before its intent is durable has both', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  const durable = ledger.intent(row)
  ledger.close(closingRow(row.id, { outcome: 'client_disconnect' }))
  await durable
  await until(() => recordOf(file, row.id)?.outcome === 'client_disconnect', 1000)
  expect(ledger.health.openIntents).toBe(0)
})

test('only the owner may read the ledger, its log and its lock', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  await ledger.intent(intentRow())
  for (const suffix of ['', '-wal', '-shm', '-lock'])
    expect((statSync(`${file}${suffix}`).mode & 0o777).toString(8), suffix).toBe('600')
})

test('free space and the alarm are known before the disk is full', async () => {
  const folder = newFolder()
  const calm = await openQuick(join(folder, 'calm.db'), { diskAlarmBytes: 1 })
  const alarmed = await openQuick(join(folder, 'alarmed.db'), { diskAlarmBytes: Number.MAX_SAFE_INTEGER })
  expect(calm.health.freeBytes).toBeGreaterThan(1)
  expect(calm.health.diskAlarm).toBe(false)
  expect(alarmed.health.diskAlarm).toBe(true)
  expect(alarmed.ready).toBe(true)
})
