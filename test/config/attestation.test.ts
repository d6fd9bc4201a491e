/** An endpoint closes at one minute for every gateway, and never a moment later. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import type { AttestationKind } from '../../src/connectors/contract.ts'
import {
  attestationState,
  endOfDay,
  endpointStanding,
  evaluationRuns,
} from '../../src/gateway/policy/attestation.ts'

const at = (text: string): Date => new Date(text)
const on = (expires: string): { expires: string } => ({ expires })

const ORDER = ['valid', 'expiring_60', 'expiring_14', 'expired']
/** How far towards expired an attestation is that ends with 2027-02-28. */
const state = (time: number): number => ORDER.indexOf(attestationState(on('2027-02-28'), new Date(time)))

describe('the state of an attestation', () => {
  it.each([
    ['2026-11-22T23:59:59.999Z', 'expiring_14'],
    ['2026-11-23T00:00:00.000Z', 'expired'],
    ['2026-11-23T00:30:00+01:00', 'expiring_14'],
    ['2026-11-22T18:59:59-05:00', 'expiring_14'],
    ['2026-11-22T19:00:00-05:00', 'expired'],
  ])('ends with its last day in UTC: at %s it is %s', (now, state) => {
    expect(attestationState(on('2026-11-22'), at(now))).toBe(state)
  })

  it.each([
    ['2026-11-08T23:59:59.999Z', 'expiring_60'],
    ['2026-11-09T00:00:00Z', 'expiring_14'],
    ['2026-09-23T23:59:59.999Z', 'valid'],
    ['2026-09-24T00:00:00Z', 'expiring_60'],
  ])('is warned about 60 and 14 days before: at %s it is %s', (now, state) => {
    expect(attestationState(on('2026-11-22'), at(now))).toBe(state)
  })

  it('is missing when there is none', () => {
    expect(attestationState(undefined, at('2026-11-22'))).toBe('missing')
  })

  it('is expired when the date or the clock cannot be read', () => {
    expect(attestationState(on('soon'), at('2026-11-22'))).toBe('expired')
    expect(attestationState(on(''), at('2026-11-22'))).toBe('expired')
    expect(attestationState(on('2027-11-22'), new Date(Number.NaN))).toBe('expired')
  })

  it('only ever moves towards expired', () => {
    const moment = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) })
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        expect(state(Math.min(a, b))).toBeLessThanOrEqual(state(Math.max(a, b)))
      }),
    )
  })
})

describe('an evaluation', () => {
  it('runs through the whole of its last day', () => {
    expect(evaluationRuns({ until: '2026-12-01' }, at('2026-12-01T23:59:59.999Z'))).toBe(true)
    expect(evaluationRuns({ until: '2026-12-01' }, at('2026-12-02T00:00:00Z'))).toBe(false)
    expect(evaluationRuns(undefined, at('2026-12-01'))).toBe(false)
    expect(evaluationRuns({ until: 'later' }, at('2026-12-01'))).toBe(false)
  })
})

describe('the standing of an endpoint', () => {
  const evidence = { url: 'https://vendor.example', checked: '2026-11-22' }
  const kinds: AttestationKind[] = [
    { id: 'residency', title: '', decides: 'place', evidence },
    { id: 'retention', title: '', decides: 'retention', evidence },
  ]
  const now = at('2026-11-22T12:00:00Z')
  const good = on('2027-11-22')
  const standing = (
    given: Record<string, { expires: string }>,
    until?: string,
  ): ReturnType<typeof endpointStanding> =>
    endpointStanding(kinds, given, until === undefined ? undefined : { until }, now)

  it('is open when every kind holds', () => {
    expect(standing({ residency: good, retention: good })).toEqual({
      refusal: undefined,
      attested: new Set(['residency', 'retention']),
      waived: [],
    })
  })

  it('is closed when a kind was never given, and says which', () => {
    expect(standing({ residency: good }).refusal).toEqual({ code: 'attestation_missing', kind: 'retention' })
    expect(standing({}).refusal).toEqual({ code: 'attestation_missing', kind: 'residency' })
  })

  it('is closed when a kind has expired, and that kind counts for nothing', () => {
    const closed = standing({ residency: on('2026-11-21'), retention: good })
    expect(closed.refusal).toEqual({ code: 'attestation_expired', kind: 'residency' })
    expect([...closed.attested]).toEqual(['retention'])
  })

  it('is open in an evaluation without kinds about retention, and says that they are waived', () => {
    expect(standing({ residency: good }, '2026-11-22')).toMatchObject({
      refusal: undefined,
      waived: ['retention'],
    })
  })

  it('is closed in an evaluation without kinds about the place', () => {
    expect(standing({ retention: good }, '2026-12-01').refusal).toEqual({
      code: 'attestation_missing',
      kind: 'residency',
    })
  })

  it('is closed in an evaluation when a kind has expired', () => {
    expect(standing({ residency: good, retention: on('2026-11-21') }, '2026-12-01').refusal?.code).toBe(
      'attestation_expired',
    )
  })

  it('is closed when the evaluation has ended', () => {
    expect(standing({ residency: good }, '2026-11-21').refusal).toEqual({
      code: 'attestation_expired',
      kind: 'retention',
    })
  })

  it('takes nothing from what objects inherit', () => {
    const odd: AttestationKind[] = [{ id: 'constructor', title: '', decides: 'retention', evidence }]
    expect(endpointStanding(odd, {}, undefined, now).refusal?.code).toBe('attestation_missing')
  })
})

it('counts days in UTC across the change of clocks', () => {
  expect(endOfDay('2026-10-25') - endOfDay('2026-10-24')).toBe(86_400_000)
})
