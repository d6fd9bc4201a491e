/** What is left of a value when only its coarse part may leave. */
import type { Entity } from './types.ts'

/** Entities that have a coarse part. */
export const GENERALISED: ReadonlySet<Entity> = new Set<Entity>(['BIRTH_DATE'])

const YEAR = /(?<!\d)(?:18|19|20)\d{2}(?!\d)/

/** The year of a birth date; undefined when it is not written with four digits. */
export function generalised(value: string): string | undefined {
  return YEAR.exec(value)?.[0]
}
