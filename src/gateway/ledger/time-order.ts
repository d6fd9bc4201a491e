/** Identifiers in the order of time (UUIDv7, RFC 9562 section 5.7): the ledger finds rows of a period by their keys. */

/** The smallest identifier of a millisecond. */
export function firstIdentifierAt(milliseconds: number): string {
  const bounded = Math.min(Math.max(0, Math.trunc(milliseconds)), 0xffff_ffff_ffff)
  const hex = bounded.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** The smallest identifier of another one's millisecond: keeps its place in the order and nothing else of it. */
export function startOfIdentifier(id: string): string {
  return `${id.slice(0, 13)}-0000-0000-000000000000`
}
