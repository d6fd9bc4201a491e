/** Medians and percentiles. */

/** The value below which `fraction` of the values lie (nearest rank); NaN of none. Sorts in place. */
export function quantile(values: number[] | Float64Array, fraction: number): number {
  if (values.length === 0) return Number.NaN
  if (values instanceof Float64Array) values.sort()
  else values.sort((one, other) => one - other)
  const rank = Math.max(0, Math.ceil(fraction * values.length) - 1)
  return values[rank] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile([...values], 0.5)
}
