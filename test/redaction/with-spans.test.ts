/** Findings of the engine and of somebody else as one list: nothing is lost, nothing overlaps, the engine's kinds stay. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { compilePolicy, find, type Finding, withSpans } from '../../src/redaction/index.ts'

const policy = compilePolicy({ allow: ['Ada Berg'] })
const person = (start: number, end: number): { entity: 'PERSON'; start: number; end: number; score: number } => ({
  entity: 'PERSON', start, end, score: 0.9,
}) // prettier-ignore

function said(text: string, findings: readonly Finding[]): string[] {
  return findings.map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)
}

describe('spans of somebody else', () => {
  const text = 'Jan Nowak a@b.pl 44051401359'
  const own = find(policy, text)

  it('stand beside what the engine found', () => {
    expect(said(text, withSpans(policy, text, own, [person(0, 9)], 'onnx'))).toEqual([
      'PERSON:Jan Nowak',
      'EMAIL:a@b.pl',
      'PESEL:44051401359',
    ])
    expect(withSpans(policy, text, own, [], 'onnx')).toBe(own)
  })

  it('leave what the engine found, and keep what is left of themselves', () => {
    expect(said(text, withSpans(policy, text, own, [person(4, text.length)], 'onnx'))).toEqual([
      'PERSON:Nowak',
      'EMAIL:a@b.pl',
      'PESEL:44051401359',
    ])
    expect(said(text, withSpans(policy, text, own, [person(12, 14)], 'onnx'))).toEqual(said(text, own))
  })

  it('of the same kind become one with what they overlap', () => {
    const found: Finding[] = [{ ...person(4, 9), detector: 'cue' }]
    expect(said(text, withSpans(policy, text, found, [person(0, 6)], 'onnx'))).toEqual(['PERSON:Jan Nowak'])
    expect(withSpans(policy, text, found, [person(5, 7)], 'onnx')).toEqual(found)
  })

  it('are left out where the policy does not look, or allows the value', () => {
    const others = compilePolicy({ entities: ['EMAIL'] })
    expect(withSpans(others, text, [], [person(0, 9)], 'onnx')).toEqual([])
    expect(withSpans(policy, 'Ada Berg', [], [person(0, 8)], 'onnx')).toEqual([])
  })

  it.each([[-1, 2], [0, 99], [3, 3], [4, 2], [0.5, 2]])('outside the text (%d to %d) are an error', (start, end) => {
    expect(() => withSpans(policy, text, own, [person(start, end)], 'onnx')).toThrow(RangeError)
  }) // prettier-ignore
})

it('covers all letters that either found, without overlaps, in order', () => {
  const text = 'anna nowak, tel. 601 234 567, anna@firma.pl, PESEL 44051401359, 😀 Żaneta'
  const own = find(compilePolicy({ phoneRegions: ['PL'] }), text)
  expect(own.length).toBeGreaterThan(2)
  const span = fc
    .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 30 }))
    .map(([start, length]) => person(start, Math.min(text.length, start + length)))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
      const all = withSpans(policy, text, own, spans, 'onnx')
      let end = 0
      for (const finding of all) {
        expect(finding.start).toBeGreaterThanOrEqual(end)
        expect(finding.end).toBeGreaterThan(finding.start)
        end = finding.end
      }
      for (const each of own) expect(all).toContainEqual(each)
      for (const { start, end: last } of spans) {
        for (let at = start; at < last; at++) {
          if (!/\p{L}/u.test(text.charAt(at))) continue
          expect(all.some((finding) => finding.start <= at && at < finding.end)).toBe(true)
        }
      }
    }),
  )
})
