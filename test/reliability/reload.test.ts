/** A reload under load: bad files change nothing, good ones take over at once, and no call notices either. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { compileRuntime } from '../../src/gateway/config/compile-runtime.ts'
import { hashKey } from '../../src/gateway/config/key.ts'
import { operationCheck } from '../../src/gateway/config/operation-check.ts'
import { readSmallFile } from '../../src/gateway/config/read-file.ts'
import { ConfigSource } from '../../src/gateway/config/reload.ts'
import { residencyCheck } from '../../src/gateway/config/residency-check.ts'
import type { Runtime } from '../../src/gateway/config/runtime.ts'
import { startGateway, type Gateway } from '../../src/gateway/gateway.ts'
import { readRecords } from '../../src/gateway/ledger/read-records.ts'
import type { LedgerRecord } from '../../src/gateway/ledger/record.ts'
import { createLog, type Log } from '../../src/gateway/observe/log.ts'
import { reloadGateway } from '../../src/gateway/reload-gateway.ts'
import { startProcess } from '../harness/child.ts'
import { DIALECT_STREAMS } from '../harness/dialect-streams.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import {
  httpChunk,
  LAST_CHUNK,
  startRawVendor,
  STREAM_HEAD,
  wholeAnswer,
  whenClosed,
  type RawCall,
  type RawVendor,
} from '../harness/raw-vendor.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const KEY = 'limen_aaaaaaaa_a key of the tests'
const ENVIRONMENT = {
  LIMEN_SECRET: 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKe-and-more',
  OPENAI_API_KEY: 'upstream-openai-key',
}

interface Choice {
  readonly ledger: string
  readonly idle?: string
  readonly requestBody?: string
  readonly status?: 'active' | 'revoked'
  readonly models?: string
  readonly grace?: string
}

function yaml(choice: Choice): string {
  return `version: 1
zone: eea+ch
secret: \${env:LIMEN_SECRET}
listen: {host: 127.0.0.1, port: 0}
operations: {host: 127.0.0.1, port: 0}
ledger: {file: ${choice.ledger}, disk_alarm: 1MB}
timeouts: {idle: ${choice.idle ?? '120s'}, request_headers: 1s, request_body: ${choice.requestBody ?? '300s'}}
shutdown: {grace: ${choice.grace ?? '2s'}}
endpoints:
  openai-eu:
    vendor: openai
    region: eu
    key: \${env:OPENAI_API_KEY}
    models: [${choice.models ?? 'gpt-5.4-mini'}]
    attestations:
      retention: {by: Ada Berg, on: 2026-01-01, expires: 2099-12-31, document: DOC-1}
      data-sharing-off: {by: Ada Berg, on: 2026-01-01, expires: 2099-12-31, document: DOC-1}
tenants:
  acme:
    keys:
      - {id: aaaaaaaa, hash: "${hashKey(KEY)}", status: ${choice.status ?? 'active'}}
    endpoints: [openai-eu]
`
}

interface Stage {
  readonly vendor: RawVendor
  readonly gateway: Gateway
  readonly origin: string
  readonly operations: string
  readonly source: ConfigSource<Runtime>
  readonly logLines: string[]
  readonly ledger: string
  /** Writes the file anew and reloads. */
  reload(text: string): boolean
  records(): readonly LedgerRecord[]
}

async function stage(serve: (call: RawCall) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'limen-reload-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const vendor = await startRawVendor(serve)
  closers.push(async () => await vendor.close())
  const file = join(folder, 'limen.yaml')
  const ledger = join(folder, 'ledger.db')
  writeFileSync(file, yaml({ ledger }))
  const source = new ConfigSource<Runtime>({
    file,
    environment: { env: ENVIRONMENT, readFile: readSmallFile, today: () => new Date() },
    now: Date.now,
    checks: [residencyCheck(connectors), operationCheck(connectors)],
    build: (config) => ({
      runtime: compileRuntime({
        ...config,
        standIns: new Map([['openai-eu', vendor.origin]]),
        sandbox: false,
      }),
    }),
  })
  expect(source.reload().diagnostics).toEqual([])
  const { running } = source
  if (running === undefined) throw new Error('the first config did not load')
  const logLines: string[] = []
  const log: Log = createLog({ write: (line) => void logLines.push(line) })
  const gateway = await startGateway({
    settings: running.config.settings,
    runtime: () => source.running?.runtime ?? running.runtime,
    reload: () => source.report,
    log,
  })
  closers.push(async () => await gateway.stop())
  return {
    vendor,
    gateway,
    origin: `http://127.0.0.1:${gateway.port}`,
    operations: `http://127.0.0.1:${gateway.operationsPort}`,
    source,
    logLines,
    ledger,
    reload: (text) => {
      // As an editor and a mounted ConfigMap do it.
      writeFileSync(`${file}.new`, text)
      renameSync(`${file}.new`, file)
      return reloadGateway(source, gateway, log).ok
    },
    records: () => [...readRecords(ledger)],
  }
}

const SMALL = '{"model":"gpt-5.4-mini","messages":[]}'
const good = ({ socket }: RawCall): void => void socket.write(wholeAnswer(200, '{"good":true}'))

async function callOnce(origin: string, key = KEY): Promise<string> {
  const caller = await rawCaller(origin)
  caller.write(requestBytes(SMALL, { key, headers: ['connection: close'] }))
  return await caller.end()
}

const BAD: readonly string[] = [
  'zone: "eea',
  'version: 1\n',
  '',
  '\0\0\0',
  'version: 1\nversion: 1\n',
  '&a [*a, *a]',
]

test('a hundred good and bad files under load: no call fails, and each record names the configuration that it had', async () => {
  const here = await stage(good)
  const hashes = new Set<string>([here.source.running?.runtime.hash ?? ''])
  const load = { over: false }
  const answers: string[] = []
  const callers = Array.from({ length: 8 }, async () => {
    while (!load.over) answers.push(await callOnce(here.origin))
  })
  for (let round = 0; round < 100; round += 1) {
    const running = here.source.running
    if (round % 2 === 0) {
      expect(here.reload(BAD[(round / 2) % BAD.length] ?? '')).toBe(false)
      expect(here.source.running).toBe(running)
      expect(await metric(here, 'limen_config_last_reload_successful')).toBe(0)
    } else {
      expect(here.reload(yaml({ ledger: here.ledger, idle: `${100 + round}s` }))).toBe(true)
      expect(here.source.running).not.toBe(running)
      hashes.add(here.source.running?.runtime.hash ?? '')
      expect(await metric(here, 'limen_config_last_reload_successful')).toBe(1)
    }
    expect(await metric(here, 'limen_config_info', [`hash="${here.source.running?.runtime.hash}"`])).toBe(1)
  }
  load.over = true
  await Promise.all(callers)
  expect(answers.length).toBeGreaterThan(100)
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 200 [^]*\{"good":true\}$/)
  await eventually(() => expect(here.records().filter((record) => record.outcome !== 'ok')).toEqual([]))
  for (const record of here.records()) expect(hashes).toContain(record.config)
  expect(new Set(here.records().map((record) => record.config)).size).toBeGreaterThan(5)
  expect(here.logLines.filter((line) => line.includes('"reload_refused"'))).toHaveLength(50)
  expect(here.logLines.filter((line) => line.includes('"reloaded"'))).toHaveLength(50)
})

describe('a call in flight', () => {
  test('whose body is still on its way keeps the configuration with which it began', async () => {
    const here = await stage(good)
    const before = here.source.running?.runtime.hash
    const caller = await rawCaller(here.origin)
    const bytes = requestBytes(SMALL, { key: KEY })
    caller.write(bytes.subarray(0, bytes.length - 5))
    await eventually(async () => expect(await metric(here, 'limen_in_flight_calls')).toBe(1))
    expect(here.reload(yaml({ ledger: here.ledger, status: 'revoked', models: 'another-model' }))).toBe(true)
    // Long enough for pools that were closed too early to be closed.
    await wait(50)
    caller.write(bytes.subarray(bytes.length - 5))
    expect(await caller.until('"good"')).toMatch(/^HTTP\/1\.1 200 /)
    caller.destroy()
    await eventually(() => expect(here.records()).toMatchObject([{ outcome: 'ok', config: before }]))
    // The next call has the new one.
    expect(await callOnce(here.origin)).toMatch(/^HTTP\/1\.1 401 [^]*key_revoked/)
  })

  test('that streams goes on to its end, over the old connections, which are closed with it', async () => {
    const [stream] = DIALECT_STREAMS
    const here = await stage(({ socket }) => {
      socket.write(STREAM_HEAD)
      socket.write(httpChunk(stream?.event('first ') ?? ''))
    })
    const before = here.source.running?.runtime.hash
    const caller = await rawCaller(here.origin)
    caller.write(requestBytes(SMALL.replace('}', ',"stream":true}'), { key: KEY }))
    await caller.until('first')
    expect(here.reload(yaml({ ledger: here.ledger, idle: '60s' }))).toBe(true)
    await wait(50)
    const { socket } = await here.vendor.call(1)
    expect(socket.destroyed || socket.readableEnded).toBe(false)
    socket.write(httpChunk(stream?.end ?? ''))
    socket.write(LAST_CHUNK)
    await caller.until('[DONE]')
    await whenClosed(socket, 2000)
    await eventually(() => expect(here.records()).toMatchObject([{ outcome: 'ok', config: before }]))
    caller.destroy()
  })
})

test('limits of time and number follow the configuration that runs', async () => {
  const here = await stage(good)
  expect(here.reload(yaml({ ledger: here.ledger, requestBody: '1s', grace: '100ms' }))).toBe(true)
  const caller = await rawCaller(here.origin)
  caller.write(requestBytes('{', { key: KEY, length: 100 }))
  expect(await caller.end(4000)).toMatch(/^HTTP\/1\.1 408 /)
  const waiting = await rawCaller(here.origin)
  waiting.write(requestBytes('{', { key: KEY, length: 100 }))
  await eventually(async () => expect(await metric(here, 'limen_in_flight_calls')).toBe(1))
  const started = performance.now()
  await here.gateway.stop()
  expect(performance.now() - started).toBeLessThan(1900)
})

test('what is bound to open sockets and files cannot change: the reload is refused whole', async () => {
  const here = await stage(good)
  const { running } = here.source
  expect(here.reload(yaml({ ledger: `${here.ledger}-other`, status: 'revoked' }))).toBe(false)
  expect(here.source.running).toBe(running)
  expect(await callOnce(here.origin)).toMatch(/^HTTP\/1\.1 200 /)
})

test('SIGHUP to a process of its own: a bad file is reported and changes nothing, a good one takes over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limen-sighup-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'limen.yaml')
  const ledger = join(folder, 'ledger.db')
  writeFileSync(file, yaml({ ledger, status: 'revoked' }))
  const gateway = await startProcess(['--config', file], ENVIRONMENT)
  closers.push(async () => await gateway.destroy())
  const revoked = /^HTTP\/1\.1 401 [^]*"code":"key_revoked"/
  expect(await callOnce(gateway.origin)).toMatch(revoked)
  expect(await metric(gateway, 'limen_config_last_reload_successful')).toBe(1)

  writeFileSync(file, 'zone: "eea')
  gateway.signal('SIGHUP')
  await gateway.said(/"event":"reload_refused"/)
  expect(gateway.stderr).toMatch(/"first":"[^"]*limen\.yaml:1:/)
  expect(await metric(gateway, 'limen_config_last_reload_successful')).toBe(0)
  expect(await callOnce(gateway.origin)).toMatch(revoked)

  // Another key takes the place of the revoked one, which is then unknown.
  writeFileSync(file, yaml({ ledger, status: 'revoked' }).replace(hashKey(KEY), `sha256:${'0'.repeat(64)}`))
  gateway.signal('SIGHUP')
  await gateway.said(/"event":"reloaded"/)
  expect(await metric(gateway, 'limen_config_last_reload_successful')).toBe(1)
  expect(await callOnce(gateway.origin)).toMatch(/^HTTP\/1\.1 401 [^]*"code":"key_unknown"/)

  gateway.signal('SIGTERM')
  expect(await gateway.exited).toBe(0)
})
