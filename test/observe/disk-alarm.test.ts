/** A disk that runs full has to be seen while there is still room: afterwards every call is refused. */
import { expect, it } from 'vitest'
import type { Ledger } from '../../src/gateway/ledger/row.ts'
import { Metrics } from '../../src/gateway/observe/metrics.ts'

function scrape(diskAlarm: boolean): Promise<string> {
  const health = {
    openIntents: 0,
    queued: 0,
    reason: undefined,
    takeCommitSeconds: () => [],
    freeBytes: 1234,
    diskAlarm,
  }
  const metrics = new Metrics({
    ledger: () => ({ ready: true, health }) as Partial<Ledger> as Ledger,
    reload: () => undefined,
    configHash: () => 'abc',
    inspectedBytes: () => 0,
  })
  return metrics.registry.metrics()
}

it('raises the alarm metric while less is free than the operator set, and not otherwise', async () => {
  expect(await scrape(true)).toMatch(/^limen_ledger_disk_alarm 1$/m)
  const calm = await scrape(false)
  expect(calm).toMatch(/^limen_ledger_disk_alarm 0$/m)
  expect(calm).toMatch(/^limen_ledger_free_bytes 1234$/m)
})
