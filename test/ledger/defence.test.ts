/** The ledger refuses text that its types already keep out. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFolder, openQuick, recordOf, recordsOf, timeToRefusal } from './open-quick.ts'
import { closingRow, intentRow, newId, refusalRow } from './rows.ts'

const CANARIES = [
  'anna.nowak@example.pl',
  'My IBAN is DE89 3704 0044 0532 0130 00',
  'two\nlines',
  '{"role":"user"}',
  "' OR '1'='1",
  'ключ',
  '\u001b[31mred',
  '',
  'x'.repeat(300),
]

test('text that is not a name of ours is stored as other, in every column and on disk', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  for (const canary of CANARIES) {
    const row = intentRow({
      call: canary,
      tenant: canary,
      keyId: canary,
      vendor: canary,
      operation: canary,
      endpoint: canary,
      host: canary,
      region: canary,
      countries: [canary],
      zone: canary,
      model: canary,
      noTraining: [canary, 'store=false'],
      attestations: [canary],
      uninspected: [canary],
      config: canary,
      marks: [canary],
    })
    await ledger.intent(row)
    ledger.close(closingRow(row.id, { observedRegion: canary, marks: [canary] }))
    ledger.refusal(refusalRow({ tenant: canary, rule: canary, operation: canary, marks: [canary] }))
  }
  await ledger.shutdown(2000)
  const records = recordsOf(file)
  expect(records).toHaveLength(2 * CANARIES.length)
  for (const record of records) expect(record).toMatchObject({ tenant: 'other', operation: 'other' })
  const bytes = readFileSync(file)
  for (const canary of CANARIES.filter((text) => text.length > 8))
    expect(bytes.includes(canary), canary).toBe(false)
})

test('counts and sizes that are no numbers do not stop the ledger', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow({
    attempt: Number.NaN,
    openedAt: -1,
    redactions: { EMAIL: Number.POSITIVE_INFINITY, PHONE: -2 },
  })
  await ledger.intent(row)
  ledger.close(
    closingRow(row.id, {
      bytesIn: Number.NaN,
      bytesOut: 12.7,
      inputTokens: -5,
      vendorStatus: Number.POSITIVE_INFINITY,
      firstByteMs: Number.NaN,
      durationMs: Number.NEGATIVE_INFINITY,
    }),
  )
  await ledger.shutdown(2000)
  expect(recordOf(file, row.id)).toMatchObject({
    attempt: 0,
    redactions: { EMAIL: 0 },
    bytesIn: 0,
    bytesOut: 12,
    inputTokens: 0,
    vendorStatus: 0,
    firstByteMs: null,
    durationMs: null,
    outcome: 'ok',
  })
})

test('an attempt without a proper identifier is refused, since its record could not be found', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  for (const id of ['', 'other', 'anna@example.pl', newId().toUpperCase(), `${newId()}\n`])
    await timeToRefusal(ledger.intent(intentRow({ id })))
  expect(ledger.ready).toBe(true)
  expect(recordsOf(file)).toEqual([])
})

test('an identifier that is used twice is refused without harm to the other calls', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  const first = ledger.intent(row)
  const second = timeToRefusal(ledger.intent(intentRow({ id: row.id, tenant: 'sales' })))
  await Promise.all([first, second, ledger.intent(intentRow())])
  expect(recordOf(file, row.id)).toMatchObject({ tenant: 'claims' })
  expect(ledger.health.openIntents).toBe(2)
})

test('an identifier that is used again after its end refuses that group, and the ledger goes on', async () => {
  const file = join(newFolder(), 'ledger.db')
  const ledger = await openQuick(file)
  const row = intentRow()
  await ledger.intent(row)
  ledger.close(closingRow(row.id))
  await ledger.shutdown(2000)
  const again = await openQuick(file)
  await timeToRefusal(again.intent(intentRow({ id: row.id, tenant: 'sales' })))
  expect(again.health.reason).toBe('constraint')
  await expect.poll(() => again.ready, { timeout: 2000 }).toBe(true)
  await again.intent(intentRow())
  expect(recordOf(file, row.id)).toMatchObject({ tenant: 'claims', outcome: 'ok' })
})
