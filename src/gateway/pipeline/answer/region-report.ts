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
  const { region, deployment, contradiction: stated } = connector.observe(headers)
  const marks: string[] = []
  const contradiction =
    stated ?? (isUnexpected(call, deployment, line.now()) ? 'deployment_contradicted' : undefined)
  if (contradiction !== undefined) {
    marks.push(contradiction)
    closeEndpoint(call, contradiction, line)
  }
  if (region === undefined) return { region, observed: false, marks }
  const known = connector.regions.find((candidate) => candidate.id === region)
  if (known === undefined)
    return { region: 'unrecognised', observed: false, marks: [...marks, 'region_unrecognised'] }
  // A place of the catalogue whose countries are not known is refused here as it is before a call.
  if (!liesInside(known.countries, proof.zone)) {
    marks.push('region_drift')
    closeEndpoint(call, 'region_drift', line)
    line.meter.nonZoneEgress(connector.vendor)
  }
  // Where a vendor may choose among places, the header is only known to name the resource, not the place of processing.
  return { region, observed: proof.place.basis !== 'destination_set', marks }
}

/** True for a deployment that is not one of the endpoint's inside the zone. Azure's names are the same in any case. */
function isUnexpected(call: RecordedCall, deployment: string | undefined, now: number): boolean {
  const { endpoint, zone } = call.proof
  if (deployment === undefined || endpoint.models === undefined) return false
  const name = endpoint.models.has(deployment)
    ? deployment
    : [...endpoint.models].find((each) => each.toLowerCase() === deployment.toLowerCase())
  return name === undefined || !liesInside(endpoint.place(name, now).countries, zone)
}

/** Until the configuration is reloaded: nothing else can tell whether the endpoint is where it was said to be. */
function closeEndpoint(call: RecordedCall, rule: string, line: Line): void {
  const { endpoint } = call.proof
  endpoint.closed ??= rule
  line.meter.regionDrift(call.connector.vendor, endpoint.id)
}
