/** Nothing that anybody says in a session, or that a broken one throws, is in the log, the metrics or the record. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { printedChance } from '../harness/chance.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { callLive, refusedLive, STREAMING } from './caller.ts'
import { startLiveVendor, type LiveVendor } from './vendor.ts'

const CANARIES = [
  'canary.nowak',
  '44051401359',
  'hidden-canary',
  'upstream-assemblyai-key',
  'test-key-of-acme',
]

let vendor: LiveVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startLiveVendor()
  gateway = await startTestGateway({
    vendors: { assemblyai: vendor.origin },
    tenants: { acme: {}, masked: { redaction: { response: 'apply' } } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** Everything that the gateway writes down. */
async function written(): Promise<string> {
  const folder = dirname(gateway.ledgerFile)
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
  const metrics = await (await fetch(`${gateway.operations}/metrics`)).text()
  return [...gateway.logLines, metrics, ...files].join('\n')
}

it('is in nothing that the gateway writes down', async () => {
  const said = 'hidden-canary canary.nowak@example.pl 44051401359'
  const target = `${STREAMING}&prompt=${encodeURIComponent(said)}`
  for (const tenant of ['acme', 'masked']) {
    const caller = await callLive(gateway, { tenant, target, headers: { 'user-agent': said } })
    const session = await vendor.session(vendor.sessions.length)
    caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt: said, [said]: said }))
    session.socket.send(JSON.stringify({ type: 'Turn', transcript: said, end_of_turn: true, words: [] }))
    await session.heard(1)
    await caller.next()
    caller.socket.send(`{"type":"${said}`)
    await caller.over
    await session.over
    const other = await callLive(gateway, { tenant, target })
    const theirs = await vendor.session(vendor.sessions.length)
    theirs.socket.close(4001, 'hidden-canary upstream-assemblyai-key')
    await other.over
  }
  await refusedLive(gateway, { target: `${target}&hidden-canary=1` })
  await refusedLive(gateway, { headers: { authorization: 'hidden-canary' } })
  await gateway.records(5)
  const text = await written()
  expect(text).toContain('streaming.transcribe')
  for (const canary of CANARIES) expect(text).not.toContain(canary)
})

it('survives bytes that are no frames, from either side', async () => {
  const chance = printedChance()
  const bytes = (): Buffer =>
    Buffer.from(Array.from({ length: 2 + chance.below(60) }, () => chance.below(256)))
  for (let round = 0; round < 60; round++) {
    const caller = await callLive(gateway, { tenant: round % 2 === 0 ? 'acme' : 'masked' })
    const session = await vendor.session(vendor.sessions.length)
    const victim = round % 3 === 0 ? session.wire : caller.wire
    for (let count = 0; count < 4; count++) victim.write(bytes())
    victim.end()
    await Promise.all([caller.over, session.over])
  }
  // Still there, and nothing that broke was a fault of its own.
  const last = await callLive(gateway)
  last.socket.close()
  expect(gateway.logLines.filter((line) => line.includes('"fault"'))).toEqual([])
  const records = await gateway.records()
  expect(records.filter(({ outcome }) => outcome === 'open' || outcome === 'internal')).toEqual([])
}, 60_000)
