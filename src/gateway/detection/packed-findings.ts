/** Findings as columns: a thread hands over a hundred thousand of them without copying one. */
import type { Finding } from '../../redaction/index.ts'

type Kind = Pick<Finding, 'entity' | 'detector' | 'score'>

export interface PackedFindings {
  /** What a finding is, once for all that are the same. */
  readonly kinds: readonly Kind[]
  /** Place in `kinds`, one a finding. */
  readonly kindOf: Uint32Array<ArrayBuffer>
  /** Start and end of each finding, in UTF-16 units of the text. */
  readonly spans: Uint32Array<ArrayBuffer>
}

export function packFindings(findings: readonly Finding[]): PackedFindings {
  const kinds: Kind[] = []
  const places = new Map<string, number>()
  const kindOf = new Uint32Array(findings.length)
  const spans = new Uint32Array(findings.length * 2)
  for (const [at, { entity, detector, score, start, end }] of findings.entries()) {
    const name = `${entity} ${detector} ${score}`
    let place = places.get(name)
    if (place === undefined) {
      places.set(name, (place = kinds.length))
      kinds.push({ entity, detector, score })
    }
    kindOf[at] = place
    spans[at * 2] = start
    spans[at * 2 + 1] = end
  }
  return { kinds, kindOf, spans }
}

export function unpackFindings({ kinds, kindOf, spans }: PackedFindings): readonly Finding[] {
  const findings: Finding[] = []
  for (let at = 0; at < kindOf.length; at++) {
    const kind = kinds[kindOf[at] ?? 0]
    if (kind === undefined) continue
    const { entity, detector, score } = kind
    findings.push({ entity, detector, score, start: spans[at * 2] ?? 0, end: spans[at * 2 + 1] ?? 0 })
  }
  return findings
}
