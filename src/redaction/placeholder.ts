/** How tokens are written, and how loosely the ones that come back are read. */
import { ENTITIES, type Entity, type Provenance } from './types.ts'

/** Neutral word inside an element token: no language inflects or translates it. */
export const NEUTRAL = 'RYX'
/** Reserved by RFC 2606, so that no address-shaped token can reach anybody. */
export const ADDRESS_DOMAIN = 'limen.invalid'

/** `EMAIL_1` for a caller's value, `EMAIL_S1` for an operator's. */
export function tokenName(entity: Entity, provenance: Provenance, index: number): string {
  return provenance === 'caller' ? `${entity}_${index}` : `${entity}_S${index}`
}

/** A token's name without separators, which is what lenient reading compares: `DETAXID1`. */
export function tokenKey(name: string): string {
  return name.replaceAll('_', '')
}

const KEYS: ReadonlyMap<Entity, string> = new Map(ENTITIES.map((entity) => [entity, tokenKey(entity)]))
const ENTITY_BY_KEY: ReadonlyMap<string, Entity> = new Map([...KEYS].map(([entity, key]) => [key, entity]))

/** The key of a token's name, without writing the name. */
export function entityKey(entity: Entity, provenance: Provenance, index: number): string {
  return `${KEYS.get(entity) ?? entity}${provenance === 'caller' ? '' : 'S'}${index}`
}

const KEY = /^([A-Z]+?)(S?)(\d{1,6})$/

/** A name in our shape, whoever wrote it. */
export interface TokenShape {
  readonly entity: Entity
  readonly provenance: Provenance
  readonly index: number
}

/** Reads a key (`EMAIL1`, `EMAILS1`); undefined when it names no entity of ours. */
export function readKey(key: string): TokenShape | undefined {
  const match = KEY.exec(key)
  if (match === null) return undefined
  const [, name = '', series = '', index] = match
  const entity = ENTITY_BY_KEY.get(name)
  if (entity !== undefined)
    return { entity, provenance: series === 'S' ? 'operator' : 'caller', index: Number(index) }
  // The S may be the last letter of the name: ADDRESS.
  const whole = series === 'S' ? ENTITY_BY_KEY.get(`${name}S`) : undefined
  return whole === undefined ? undefined : { entity: whole, provenance: 'caller', index: Number(index) }
}

/** Full-width forms read as their ASCII ones; corner brackets read as square ones. */
export function plainUnit(unit: number): number {
  if (unit < 0x3010) return unit
  if (unit === 0x3010) return OPEN
  if (unit === 0x3011) return CLOSE
  return unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit
}

export const OPEN = 0x5b
export const CLOSE = 0x5d
export const BACKSLASH = 0x5c
/** Between a name and its case, `[PERSON_1|D]`. */
export const BAR = 0x7c

/** Separators inside the brackets: space, no-break space, underscore, hyphen, Markdown's escape, zero-width characters. */
export function isTokenSeparator(unit: number): boolean {
  return (
    unit === 0x20 || unit === 0xa0 || unit === 0x5f || unit === 0x2d || unit === BACKSLASH ||
    (unit >= 0x200b && unit <= 0x200d) || unit === 0x2060 || unit === 0xfeff
  ) // prettier-ignore
}
