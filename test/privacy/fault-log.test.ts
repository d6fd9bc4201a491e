/** A fault of ours is logged by its class and frames: nothing of its message, whatever that message looks like. */
import { describe, expect, test } from 'vitest'
import { createLog, describeFault } from '../../src/gateway/observe/log.ts'

const CANARY = 'canary-of-a-prompt'

function thrown(make: () => unknown): unknown {
  try {
    return make()
  } catch (error) {
    return error
  }
}

class ThrownByAVendorLibrary extends Error {
  readonly code = 'ERR_SOMETHING'
}

describe('nothing of a message is logged', () => {
  test.each<[string, () => unknown]>([
    ['a plain one', () => new Error(`it said ${CANARY}`)],
    [
      'with a line that looks like a frame',
      () => new Error(`x\n    at ${CANARY} (file:///srv/a.ts:1:2)\n    at b`),
    ],
    ['of a parser that quotes what it read', () => thrown(() => JSON.parse(`{"a": ${CANARY}\n    at x}`))],
    ['changed after the error was made', () => Object.assign(new Error('before'), { message: CANARY })],
    [
      'with a stack of its own making',
      () => Object.assign(new Error(CANARY), { stack: `at ${CANARY}\n    at ${CANARY}` }),
    ],
    ['with a code that is text', () => Object.assign(new Error('x'), { code: CANARY })],
    ['that is no error', () => CANARY],
    ['that is an object', () => ({ message: CANARY, stack: CANARY })],
    ['with a cause', () => new Error('outer', { cause: new Error(CANARY) })],
    ['of several', () => new AggregateError([new Error(CANARY)], CANARY)],
  ])('%s', (_what, make) => {
    expect(JSON.stringify(describeFault(make()))).not.toContain('canary')
  })
})

test('the class, the code and our own frames are', () => {
  const fault = describeFault(new ThrownByAVendorLibrary(CANARY))
  expect(fault.error).toBe('ThrownByAVendorLibrary ERR_SOMETHING')
  expect(fault.frames[0]).toMatch(/^at .*fault-log\.test\.ts:\d+:\d+\)?$/)
})

test('a line of the log is one JSON object, whatever stands in it', () => {
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) })
  const hostile = 'a\r\nb\u2028c\u001b[31m\u202e"}\u0000'
  log.write('error', 'fault', { error: hostile, frames: [hostile] })
  log.write('warn', 'region_drift', { vendor: hostile, endpoint: hostile })
  for (const line of lines) {
    expect(line.split('\n')).toEqual([expect.any(String), ''])
    expect(line).not.toMatch(/\r|\u001b|\u0000/)
    expect(JSON.parse(line)).toMatchObject({ event: expect.any(String) as string })
  }
  expect(lines).toHaveLength(2)
})
