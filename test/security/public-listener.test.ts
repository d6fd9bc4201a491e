/** A gateway that anybody could reach and nobody needs a key for does not start. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { hashKey, newKey } from '../../src/gateway/config/key.ts'
import { call } from '../harness/call.ts'
import { startLimen } from '../harness/command.ts'
import { ENDPOINTS } from '../harness/gateway.ts'

const folder = mkdtempSync(join(tmpdir(), 'limen-public-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const KEY = newKey((count) => new Uint8Array(count).fill(5))
const SECRETS = { LIMEN_SECRET: 'Zk3-9fQw7LxT2vRb8NcY5mHs1PdJ6gKe-canary', UPSTREAM: 'upstream-canary-key' }

let files = 0
function configFile(host: string, status: 'active' | 'revoked', operationsHost = '127.0.0.1'): string {
  const file = join(folder, `limen-${++files}.yaml`)
  // JSON is YAML.
  writeFileSync(
    file,
    JSON.stringify({
      version: 1,
      zone: 'eea+ch',
      secret: '${env:LIMEN_SECRET}',
      listen: { host, port: 0 },
      operations: { host: operationsHost, port: 0 },
      ledger: { file: join(folder, `ledger-${files}.db`), disk_alarm: '1MB' },
      shutdown: { grace: '1s' },
      endpoints: { 'openai-eu': { ...ENDPOINTS.openai, key: '${env:UPSTREAM}' } },
      tenants: {
        acme: { keys: [{ id: KEY.id, hash: hashKey(KEY.text), status }], endpoints: ['openai-eu'] },
      },
    }),
  )
  return file
}

describe.each(['0.0.0.0', '::', '192.0.2.1', 'gateway.example'])('on %s', (host) => {
  test('without an active key it ends with the reason and no listener', async () => {
    const started = startLimen(['serve', '--config', configFile(host, 'revoked')], SECRETS)
    expect(await started.ended).toBe(1)
    expect(started.stderr()).toContain('listen.host')
    expect(started.stderr()).toContain('listen beyond loopback without any active key')
    expect(started.stdout() + started.stderr()).not.toMatch(/canary|"event":"started"/)
  })
})

test('with an active key it listens, and whoever has none gets nothing', async () => {
  const started = startLimen(['serve', '--config', configFile('0.0.0.0', 'active')], SECRETS)
  const [, port] = await started.waitFor(/"listen":"0\.0\.0\.0:(\d+)"/)
  const path = '/openai/v1/models'
  const answer = await call(`http://127.0.0.1:${port}`, { path })
  expect([answer.status, answer.headers['x-limen-code']]).toEqual([401, 'key_missing'])
  expect(await started.stop()).toBe(0)
  expect(started.stdout() + started.stderr()).not.toMatch(/canary|limen_[a-z0-9]{8}_/)
})

test('on loopback it starts without an active key, and lets nobody in', async () => {
  const started = startLimen(['serve', '--config', configFile('127.0.0.1', 'revoked')], SECRETS)
  const [, port] = await started.waitFor(/"listen":"127\.0\.0\.1:(\d+)"/)
  const answer = await call(`http://127.0.0.1:${port}`, { path: '/openai/v1/models', key: KEY.text })
  expect([answer.status, answer.headers['x-limen-code']]).toEqual([401, 'key_revoked'])
  expect(await started.stop()).toBe(0)
})

test('the sandbox, whose keys are known to all, listens on loopback only', async () => {
  const started = startLimen(['serve', '--sandbox', '--port', '0', '--operations-port', '0'])
  const [, base] = await started.waitFor(/Listening on (\S+)/)
  expect(new URL(base ?? '').hostname).toBe('127.0.0.1')
  expect(await started.stop()).toBe(0)
  for (const option of ['--host', '--listen']) {
    const refused = startLimen(['serve', '--sandbox', option, '0.0.0.0'])
    expect(await refused.ended).toBe(2)
  }
})
