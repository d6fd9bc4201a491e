/** Zones are sets of countries; a place is admitted only when its own set lies inside. */
import type { Countries } from '../../connectors/contract.ts'
import { EEA } from '../../connectors/countries.ts'

/** Named zones, smallest first. */
const NAMED = {
  eea: EEA,
  'eea+ch': [...EEA, 'CH'],
  'eea+adequate': [...EEA, 'CH', 'GB'],
} as const satisfies Record<string, Countries>

type ZoneName = keyof typeof NAMED
export type ZoneSetting = ZoneName | Countries

export interface Zone {
  /** `eea`, or the countries of a list, sorted: `DE+FR`. */
  readonly name: string
  readonly countries: ReadonlySet<string>
}

export function zoneOf(setting: ZoneSetting): Zone {
  if (typeof setting === 'string') return { name: setting, countries: new Set(NAMED[setting]) }
  const countries = new Set(setting)
  return { name: [...countries].toSorted().join('+'), countries }
}

/** Unknown and empty sets lie nowhere: what is not known is refused. */
export function liesInside(countries: Countries | undefined, zone: Zone): boolean {
  return (
    countries !== undefined &&
    countries.length > 0 &&
    countries.every((country) => zone.countries.has(country))
  )
}

const answers = new WeakMap<Zone, WeakMap<Countries, boolean>>()

/** `liesInside`, remembered for lists and zones that never change, as those of a compiled config. */
export function liesInsideForGood(countries: Countries | undefined, zone: Zone): boolean {
  if (countries === undefined) return false
  let known = answers.get(zone)
  if (known === undefined) answers.set(zone, (known = new WeakMap()))
  let inside = known.get(countries)
  if (inside === undefined) known.set(countries, (inside = liesInside(countries, zone)))
  return inside
}

/** The smallest zone that would admit these countries, as one writes it in config; undefined when none can. */
export function smallestZone(countries: Countries | undefined): string | undefined {
  if (countries === undefined || countries.length === 0) return undefined
  const name = Object.keys(NAMED).find((each) => liesInside(countries, zoneOf(each as ZoneName)))
  return name ?? `[${[...new Set(countries)].toSorted().join(', ')}]`
}
