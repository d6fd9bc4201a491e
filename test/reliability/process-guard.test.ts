/** A fault that nobody caught ends the process, and says where it was and not what it was about. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeFault } from '../../src/gateway/observe/log.ts'
import { runProcess } from '../harness/child.ts'

const ENTRY = join(import.meta.dirname, 'faulty-process.ts')

describe('a process with a fault', () => {
  test.each([
    ['throw', 'VendorAnswerError ERR_STAND_IN'],
    ['reject', 'VendorAnswerError ERR_STAND_IN'],
    ['emit', 'VendorAnswerError ERR_STAND_IN'],
    ['json', 'SyntaxError'],
    ['string', 'string'],
  ])('%s: ends at once with 1, with its class, its code and its frames', async (kind, name) => {
    const { code, stdout, stderr, took } = await runProcess([kind], ENTRY)
    expect(code).toBe(1)
    expect(took).toBeLessThan(20_000)
    expect(stdout).toBe('')
    const lines = stderr.trim().split('\n')
    expect(lines).toHaveLength(1)
    const event = JSON.parse(lines[0] ?? '') as { event: string; error: string; frames: readonly string[] }
    expect(event).toMatchObject({ event: 'fault', error: name })
    if (kind !== 'string') expect(event.frames.join()).toContain('faulty-process.ts')
    for (const frame of event.frames) expect(frame).toMatch(/^at /)
    expect(stderr).not.toMatch(/44051401359|Anna|Kowalska|anna/)
  })
})

describe('the description of a fault', () => {
  test('has no line of a message that was changed after the stack was made', () => {
    const error = new Error('at first')
    void error.stack
    error.message = 'another'
    expect(describeFault(error)).toEqual({ error: 'Error', frames: [] })
  })

  test('has the frames of an error without a message', () => {
    const { frames } = describeFault(new Error())
    expect(frames.length).toBeGreaterThan(0)
    expect(frames[0]).toContain('process-guard.test.ts')
  })

  test.each([undefined, null, 'text of a caller', 42, { message: 'text of a caller' }])(
    'of something that is no error is its type: %s',
    (thrown) => {
      expect(describeFault(thrown)).toEqual({ error: typeof thrown, frames: [] })
    },
  )

  test('has no code that is not one', () => {
    const error = Object.assign(new Error('x'), { code: 'jan@example.com' })
    expect(describeFault(error).error).toBe('Error')
  })
})
