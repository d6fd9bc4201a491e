/** A gateway that refuses every call, or an endpoint that closed itself, has to say so in the log, once and not every second. */
import { expect, it } from 'vitest'
import type { Log } from '../../src/gateway/observe/log.ts'
import { StateLog, type State } from '../../src/gateway/observe/state-log.ts'

function watched(state: State): { look: () => string[] } {
  const lines: string[] = []
  const log: Log = {
    write: (level, event, fields) => void lines.push(`${level} ${event} ${JSON.stringify(fields)}`),
  }
  const watch = new StateLog(() => state, log)
  return {
    look: () => {
      lines.length = 0
      watch.look()
      return [...lines]
    },
  }
}

it('logs the ledger’s fall and its recovery, each once', () => {
  const ledger = { ready: true, health: { reason: undefined as string | undefined, queued: 3 } }
  const { look } = watched({ ledger, endpoints: [] })
  expect(look()).toEqual([])
  ledger.ready = false
  ledger.health.reason = 'disk_full'
  expect(look()).toEqual(['error ledger_unready {"reason":"disk_full"}'])
  expect(look()).toEqual([])
  ledger.ready = true
  expect(look()).toEqual(['info ledger_ready {"queued":3}'])
})

const endpoint = () => ({
  id: 'azure-se',
  connector: { vendor: 'azure' },
  closed: undefined as string | undefined,
})

it('logs an endpoint that closed itself once, and again when it does so after a reload', () => {
  const endpoints = [endpoint()]
  const { look } = watched({ ledger: { ready: true, health: { reason: undefined, queued: 0 } }, endpoints })
  expect(look()).toEqual([])
  endpoints[0]!.closed = 'region_drift'
  expect(look()).toEqual(['error region_drift {"vendor":"azure","endpoint":"azure-se"}'])
  expect(look()).toEqual([])
  endpoints[0] = { ...endpoint(), closed: 'spillover' }
  expect(look()).toHaveLength(1)
})
