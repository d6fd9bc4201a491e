/** Paths of an object that stands in several places of a vendor's bodies. */
import type { Path } from '../contract.ts'

export function under(base: Path, paths: readonly Path[]): readonly Path[] {
  return paths.map((path) => `${base}.${path}`)
}
