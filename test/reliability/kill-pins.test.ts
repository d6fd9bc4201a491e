/** kill -9 of a whole gateway: an object whose id a caller knows is its tenant's at the next start, and nobody else's. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { call } from '../harness/call.ts'
import { startProcess, type GatewayProcess } from '../harness/child.ts'
import { multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const CYCLES = 4
const CALLERS = 6

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function launch(vendor: ScriptedVendor, ledger: string): Promise<GatewayProcess> {
  const gateway = await startProcess([
    '--sandbox',
    '--ledger',
    ledger,
    '--upstream',
    `openai=${vendor.origin}`,
    '--key',
    'acme:test-key-of-acme',
    '--key',
    'beta:test-key-of-beta',
  ])
  closers.push(async () => await gateway.destroy())
  return gateway
}

const body = multipart([
  { name: 'purpose', data: 'user_data' },
  { name: 'file', filename: 'a.pdf', contentType: 'application/pdf', data: '%PDF' },
])

test(`${CYCLES} kills: every id that a caller heard is pinned`, async () => {
  let serial = 0
  const vendor = await startVendor((seen, response) => {
    if (seen.method === 'POST') serial += 1
    const id = seen.method === 'POST' ? `file-${serial}` : (seen.url.split('/').at(-1) ?? '')
    json(response, 200, { id, object: 'file' })
  })
  closers.push(async () => await vendor.close())
  const folder = mkdtempSync(join(tmpdir(), 'limen-kill-pins-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  const ledger = join(folder, 'ledger.db')
  const heard: string[] = []
  let gateway = await launch(vendor, ledger)
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const enough = Promise.withResolvers<void>()
    const target = heard.length + 5 * cycle
    const load = { over: false }
    const callers = Array.from({ length: CALLERS }, async () => {
      while (!load.over) {
        const answer = await call(gateway.origin, {
          path: '/openai/v1/files',
          method: 'POST',
          headers: ['content-type', MULTIPART_TYPE],
          body,
          key: 'test-key-of-acme',
        }).catch(() => undefined)
        if (answer?.status === 200 && !answer.broken)
          heard.push((JSON.parse(answer.text) as { id: string }).id)
        if (heard.length >= target) enough.resolve()
      }
    })
    await enough.promise
    gateway.signal('SIGKILL')
    expect(await gateway.exited).toBe('SIGKILL')
    load.over = true
    await Promise.all(callers)
    gateway = await launch(vendor, ledger)
    const last = heard.slice(-20)
    for (const id of last) {
      const path = `/openai/v1/files/${id}`
      const own = await call(gateway.origin, { path, key: 'test-key-of-acme' })
      expect([id, own.status]).toEqual([id, 200])
      const other = await call(gateway.origin, { path, key: 'test-key-of-beta' })
      expect([id, other.status, other.headers['x-limen-code']]).toEqual([id, 404, 'object_unknown'])
    }
  }
  expect(heard.length).toBeGreaterThan(CYCLES * 5)
}, 120_000)
