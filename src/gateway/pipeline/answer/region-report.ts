/** What the vendor's own headers say of the place, held against the zone: a known place outside it closes the endpoint. */
import type { AnswerHeaders } from '../../../connectors/contract.ts'
import { liesInside } from '../../policy/zone.ts'
import type { RecordedCall } from '../calls.ts'
import type { Line } from '../line.ts'

export interface RegionReport {
  /** A catalogue id, `unrecognised`, or undefined when the vendor reported none. */
  readonly region: string | undefined
  readonly observed: boolean
  readonly marks: readonly string[]
}

export function inspectRegion(call: RecordedCall, headers: AnswerHeaders, line: Line): RegionReport {
  const { connector, proof } = call
  const { region, contradiction } = connector.observe(headers)
  const marks: string[] = []
  if (contradiction !== undefined) {
    marks.push(contradiction)
    closeEndpoint(call, contradiction, line)
  }
  if (region === undefined) return { region, observed: false, marks }
  const known = connector.regions.find((candidate) => candidate.id === region)
  if (known === undefined)
    return { region: 'unrecognised', observed: false, marks: [...marks, 'region_unrecognised'] }
  if (known.countries !== undefined && !liesInside(known.countries, proof.zone)) {
    marks.push('region_drift')
    closeEndpoint(call, 'region_drift', line)
    line.meter.nonZoneEgress(connector.vendor)
  }
  return { region, observed: true, marks }
}

/** Until the configuration is reloaded: nothing else can tell whether the endpoint is where it was said to be. */
function closeEndpoint(call: RecordedCall, rule: string, line: Line): void {
  const { endpoint } = call.proof
  endpoint.closed ??= rule
  line.meter.regionDrift(call.connector.vendor, endpoint.id)
}
