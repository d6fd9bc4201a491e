/** What a connection over HTTP/2 may send without use: honest callers are far from it, and time gives it back. */
import { describe, expect, test } from 'vitest'
import { Patience } from '../../src/gateway/ingress/patience.ts'

const KILOBYTE = 1024

interface Clock {
  at: number
}

function patience(): { readonly clock: Clock; readonly patience: Patience } {
  const clock = { at: 0 }
  return { clock, patience: new Patience(0, () => clock.at) }
}

describe('frames that make work', () => {
  test('as many as the burst at once, and no more', () => {
    const { patience: own } = patience()
    for (let count = 0; count < Patience.BURST; count += 1) expect(own.bother()).toBe(true)
    expect(own.bother()).toBe(false)
  })

  test('as many as come back with time, for as long as one likes', () => {
    const { clock, patience: own } = patience()
    for (let count = 0; count < 10_000; count += 1) {
      clock.at += 1000 / Patience.PER_SECOND
      expect(own.bother()).toBe(true)
    }
  })

  test('a rest gives no more than the burst', () => {
    const { clock, patience: own } = patience()
    clock.at += 3_600_000
    for (let count = 0; count < Patience.BURST; count += 1) own.bother()
    expect(own.bother()).toBe(false)
  })
})

describe('bytes that bring nothing', () => {
  const none = { received: 0, sent: 0 }

  test('half a megabyte at once, and no more', () => {
    expect(patience().patience.bear(512 * KILOBYTE, none, 0)).toBe(true)
    expect(patience().patience.bear(513 * KILOBYTE, none, 0)).toBe(false)
  })

  /** Frames of an upload, each with nine bytes before its part of the body. */
  test.each([
    [40, true],
    [1024, true],
    [16_384, true],
    [10, false],
    [1, false],
  ])('an upload of 100 MB in frames of %i bytes: %s', (size, borne) => {
    const { clock, patience: own } = patience()
    const verdicts = Array.from({ length: 100 }, (_, second) => {
      const received = (second + 1) * 1024 * KILOBYTE
      clock.at += 1000
      return own.bear(received + (received / size) * 9, { received, sent: 0 }, 1)
    })
    expect(verdicts.every(Boolean)).toBe(borne)
  })

  test('a caller who gets a stream of small events and opens both windows for each', () => {
    const { clock, patience: own } = patience()
    for (let second = 1; second <= 600; second += 1) {
      clock.at += 1000
      // Fifty events a second of two hundred bytes, two WINDOW_UPDATE of thirteen each.
      expect(own.bear(second * 50 * 26, { received: 0, sent: second * 50 * 200 }, 1)).toBe(true)
    }
  })

  test('a hundred calls a second with heads of four kilobytes', () => {
    const { clock, patience: own } = patience()
    for (let second = 1; second <= 600; second += 1) {
      clock.at += 1000
      expect(own.bear(second * 100 * 4096, none, second * 100)).toBe(true)
    }
  })
})
