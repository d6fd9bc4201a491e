/** `limen pins` beside a running gateway: lists what vendors keep, and deletes a tenant's share of it over the line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { deletePins } from '../../src/gateway/cli/delete-pins.ts'
import { pins } from '../../src/gateway/cli/pins.ts'
import { compileRuntime } from '../../src/gateway/config/compile-runtime.ts'
import type { EndpointConfig } from '../../src/gateway/config/endpoint-schema.ts'
import { upstreamOf } from '../../src/gateway/config/upstream-key.ts'
import { openLedger } from '../../src/gateway/ledger/open-ledger.ts'
import { readRecords } from '../../src/gateway/ledger/read-records.ts'
import type { NewPin } from '../../src/gateway/ledger/pins.ts'
import type { Ledger } from '../../src/gateway/ledger/row.ts'
import { json, startVendor } from '../harness/vendor.ts'
import { closingRow, intentRow } from '../ledger/rows.ts'
import { run } from './command.ts'

let folder: string
let file: string
let config: string
let ledger: Ledger

const attestation = '{by: Test Officer, on: 2026-01-01, expires: 2099-12-31, document: test}'

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limen-pins-'))
  file = join(folder, 'ledger.db')
  config = join(folder, 'limen.yaml')
  writeFileSync(
    config,
    `version: 1
zone: eea
secret: \${env:SECRET}
ledger: {file: ${file}, disk_alarm: 1MB}
timeouts: {connect: 2s}
endpoints:
  azure-se:
    vendor: azure
    region: swedencentral
    resource: nobody-has-this-name
    key: \${env:AZURE_KEY}
    proxy: http://127.0.0.1:9
    deployments: {chat-dep: {model: gpt-4.1-mini, sku: Standard}}
    attestations: {deployment-sku: ${attestation}, content-logging-off: ${attestation}}
tenants:
  acme:
    keys: [{id: unused00, hash: "sha256:${'0'.repeat(64)}", status: active}]
    endpoints: [azure-se]
`,
  )
  // The gateway that runs meanwhile.
  ledger = await openLedger({ file, keepDays: 400, diskAlarmBytes: 0 })
})

afterEach(async () => {
  await ledger.shutdown(2000)
  rmSync(folder, { recursive: true, force: true })
})

const ENV = { SECRET: 'k9TqLr2VwXz7PmNa4BcYd8EfGh1JsUt5', AZURE_KEY: 'upstream-azure-key' }

function pin(change: Partial<NewPin> = {}): NewPin {
  return {
    tenant: 'acme',
    vendor: 'azure',
    kind: 'file',
    id: 'file-1',
    endpoint: 'azure-se',
    upstream: '0123456789abcdef',
    operation: 'files.create',
    createdAt: Date.UTC(2026, 10, 20, 8),
    expiresAt: undefined,
    ...change,
  }
}

describe('the list', () => {
  test('is a table for people and lines of JSON for programs, narrowed as asked', async () => {
    await ledger.pins.keep([
      pin(),
      pin({ tenant: 'beta', kind: 'batch', id: 'batch-1', expiresAt: Date.UTC(2026, 10, 21) }),
    ])
    const all = await run(pins, ['--config', config])
    expect(all.code).toBe(0)
    expect(all.out).toContain('2026-11-20 08:00:00  acme            azure file')
    expect(all.out).toContain('0123456789abcdef  kept      -           file-1')
    expect(all.out).toContain('expired   2026-11-21  batch-1')
    const one = await run(pins, [
      '--ledger',
      file,
      '--tenant',
      'beta',
      '--vendor',
      'azure',
      '--kind',
      'batch',
      '--json',
    ])
    expect(JSON.parse(one.out)).toEqual({
      tenant: 'beta',
      vendor: 'azure',
      kind: 'batch',
      id: 'batch-1',
      endpoint: 'azure-se',
      upstream: '0123456789abcdef',
      operation: 'files.create',
      createdAt: '2026-11-20T08:00:00.000Z',
      expiresAt: '2026-11-21T00:00:00.000Z',
      endedAt: null,
      status: 'expired',
    })
    expect(await run(pins, ['--ledger', file, '--kind', 'voice'])).toMatchObject({
      code: 0,
      out: '',
      err: 'No pin matches.\n',
    })
  })

  test('of a ledger from before there were pins is empty', async () => {
    await ledger.shutdown(2000)
    const database = new DatabaseSync(file)
    database.exec('DROP TABLE pins')
    database.close()
    expect(await run(pins, ['--ledger', file])).toMatchObject({ code: 0, err: 'No pin matches.\n' })
  })

  test.each([
    [[], 'exactly one of --ledger and --config'],
    [['--ledger', 'a', '--config', 'b'], 'exactly one of --ledger and --config'],
    [['remove'], 'delete'],
    [['delete', '--config', 'x'], '--tenant'],
    [['delete', '--tenant', 'acme', '--ledger', 'x'], '--config'],
    [['--tennant', 'x'], 'Did you mean --tenant?'],
  ])('%j is wrong usage', async (args, said) => {
    const { code, err } = await run(pins, args)
    expect([code, err.includes(said)]).toEqual([2, true])
  })

  test('of no ledger at all is a failure', async () => {
    expect((await run(pins, ['--ledger', join(folder, 'none.db')])).code).toBe(1)
    writeFileSync(join(folder, 'text.db'), 'no database')
    expect((await run(pins, ['--ledger', join(folder, 'text.db')])).code).toBe(1)
  })
})

describe('deleting', () => {
  test('asks the vendor for each, says what became of it, and leaves a record of each', async () => {
    const gone = new Set(['file-2'])
    const seen: string[] = []
    const vendor = await startVendor(({ method, url }, response) => {
      seen.push(`${method} ${url}`)
      const id = url.split('/').at(-1) ?? ''
      if (id === 'file-3') return json(response, 500, { error: { message: 'no' } })
      if (gone.has(id)) return json(response, 404, { error: { message: 'No such File object' } })
      json(response, 200, { id, deleted: true })
    })
    onTestFinished(() => vendor.close())
    const upstream = upstreamOf({ vendor: 'azure', key: ENV.AZURE_KEY } as EndpointConfig, undefined).id
    await ledger.pins.keep(['file-1', 'file-2', 'file-3'].map((id) => pin({ id, upstream })))
    await ledger.pins.keep([pin({ id: 'file-b', tenant: 'beta', upstream })])
    const { code, out, err } = await run(
      async (_args, io) =>
        await deletePins({ tenant: 'acme', config, filter: { tenant: 'acme' }, json: true }, io, (options) =>
          compileRuntime({ ...options, standIns: new Map([['azure-se', vendor.origin]]), sandbox: false }),
        ),
      [],
      { env: ENV },
    )
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(Object.fromEntries(lines.map(({ id, result, why }) => [id, [result, why]]))).toEqual({
      'file-1': ['deleted', null],
      'file-2': ['already gone', null],
      'file-3': ['failed', 'the vendor answered 500'],
    })
    expect([code, err]).toEqual([1, '1 deleted, 1 already gone, 1 left.\n'])
    expect(seen.toSorted()).toEqual(
      ['file-1', 'file-2', 'file-3'].map((id) => `DELETE /openai/v1/files/${id}`),
    )
    const records = [...readRecords(file)]
    expect(records.map(({ operation, keyId, endpoint }) => [operation, keyId, endpoint])).toEqual(
      Array.from({ length: 3 }, () => ['files.delete', 'pinsdelete', 'azure-se']),
    )
    expect(records.every(({ outcome }) => outcome === 'ok' || outcome === 'vendor_status')).toBe(true)
    const left = await run(pins, ['--ledger', file, '--json'])
    const status = left.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(Object.fromEntries(status.map(({ id, status: now }) => [id, now]))).toEqual({
      'file-1': 'deleted',
      'file-2': 'deleted',
      'file-3': 'kept',
      'file-b': 'kept',
    })
    // The gateway beside it goes on.
    await ledger.intent(intentRow())
  })

  test('what cannot be reached is left and said, by the reason, and each try is a record of its own', async () => {
    await ledger.pins.keep([
      pin(),
      pin({ kind: 'batch', id: 'batch-1' }),
      pin({ tenant: 'beta', id: 'file-b' }),
    ])
    const { code, out, err } = await run(pins, ['delete', '--tenant', 'acme', '--config', config], {
      env: ENV,
    })
    expect(code).toBe(1)
    // Another key made it than the one in config.
    expect(out).toContain('failed        azure file file-1 at azure-se: pinned_endpoint_gone')
    expect(out).toContain(
      'failed        azure batch batch-1 at azure-se: the vendor has no operation that deletes it',
    )
    expect(out).not.toContain('file-b')
    expect(err).toBe('0 deleted, 0 already gone, 2 left.\n')
    const records = [...readRecords(file)]
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({
      kind: 'refusal',
      tenant: 'acme',
      keyId: 'pinsdelete',
      operation: 'files.delete',
      code: 'pinned_endpoint_gone',
    })
  })

  test('leaves the open attempts of the gateway beside it alone', async () => {
    const open = intentRow()
    await ledger.intent(open)
    await ledger.pins.keep([pin()])
    await run(pins, ['delete', '--tenant', 'acme', '--config', config], { env: ENV })
    expect([...readRecords(file)].find(({ id }) => id === open.id)?.outcome).toBe('open')
    ledger.close(closingRow(open.id))
    await ledger.shutdown(2000)
    expect([...readRecords(file)].find(({ id }) => id === open.id)?.outcome).toBe('ok')
  })

  test('nothing is done in no time, and a tenant that is not in the config is said', async () => {
    expect(await run(pins, ['delete', '--tenant', 'acme', '--config', config], { env: ENV })).toMatchObject({
      code: 0,
      err: 'Nothing is kept at a vendor for tenant acme.\n',
    })
    const { code, err } = await run(pins, ['delete', '--tenant', 'nobody', '--config', config], { env: ENV })
    expect([code, err.includes('has no tenant nobody')]).toEqual([1, true])
  })

  test('a config that does not load deletes nothing', async () => {
    writeFileSync(config, 'version: 2\n')
    const { code, err } = await run(pins, ['delete', '--tenant', 'acme', '--config', config], { env: ENV })
    expect([code, err.includes('nothing was deleted')]).toEqual([1, true])
  })
})
