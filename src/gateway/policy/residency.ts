/** The proof that an endpoint lies inside a tenant's zone; without one, nothing can be sent. */
import type { OperationPlace, Place } from '../../connectors/contract.ts'
import type { RuntimeEndpoint } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Standing } from './attestation.ts'
import { liesInsideForGood, smallestZone, type Zone } from './zone.ts'

/** Made only by `prove`: a host outside the zone cannot be written down as a proof. */
export class ResidencyProof {
  readonly endpoint: RuntimeEndpoint
  readonly place: Place
  readonly zone: Zone
  /** Attestations that the call relies on: `openai-eu/retention`. */
  readonly attestations: readonly string[]
  readonly evaluation: boolean
  /** In no object at run time: without it, whatever has the same members would be a proof. */
  declare protected readonly proven: true

  private constructor(endpoint: RuntimeEndpoint, place: Place, zone: Zone, evaluation: boolean) {
    this.endpoint = endpoint
    this.place = place
    this.zone = zone
    this.evaluation = evaluation
    this.attestations = endpoint.attestationNames
  }

  /** A proof, or the refusal that says why there is none. `now` in Unix ms; `own` is the operation's own place. */
  static prove(
    endpoint: RuntimeEndpoint,
    model: string | undefined,
    zone: Zone,
    now: number,
    own?: OperationPlace,
  ): ResidencyProof | Refusal {
    if (endpoint.closed !== undefined) {
      return new Refusal('endpoint_closed', { because: `Endpoint ${endpoint.id}.`, rule: endpoint.closed })
    }
    const place = own === undefined ? endpoint.place(model, now) : endpoint.placeOf(own, model, now)
    const standing = endpoint.standing(now)
    if (standing.refusal !== undefined) return unattested(endpoint, standing.refusal)
    if (!liesInsideForGood(place.countries, zone)) return outside(endpoint, place, zone)
    return new ResidencyProof(endpoint, place, zone, standing.waived.length > 0)
  }
}

function unattested(endpoint: RuntimeEndpoint, refusal: NonNullable<Standing['refusal']>): Refusal {
  const where = `endpoints.${endpoint.id}.attestations.${refusal.kind}`
  return new Refusal(refusal.code, {
    because: `${where} ${refusal.code === 'attestation_expired' ? 'has ended' : 'is not given'}.`,
    remedy: `check the account, then write ${where}: {by, on, expires, document}.`,
    rule: refusal.kind,
  })
}

function outside(endpoint: RuntimeEndpoint, place: Place, zone: Zone): Refusal {
  const outer = place.countries?.filter((country) => !zone.countries.has(country)) ?? []
  const where =
    place.countries === undefined
      ? `Endpoint ${endpoint.id} (${endpoint.connector.title}, region ${place.region}) may process anywhere.`
      : `Endpoint ${endpoint.id} (${endpoint.connector.title}, region ${place.region}) may process in ${outer.join(', ')}, outside the zone ${zone.name}.`
  const admitting = smallestZone(place.countries)
  return new Refusal('no_endpoint_in_zone', {
    because: place.reason === undefined ? where : `${where} ${place.reason}`,
    rule: 'zone',
    ...(admitting === undefined
      ? {}
      : { remedy: `zone: ${admitting}, or an endpoint in a region inside ${zone.name}.` }),
  })
}
