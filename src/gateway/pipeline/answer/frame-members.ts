/** Members at the top of a frame that say what kind of frame it is. */

const ERROR = /"error"\s*:\s*\{/

/** A top-level string member of a frame. */
export function topLevelString(data: string, key: string): string | undefined {
  const member = topLevel(data)[key]
  return typeof member === 'string' ? member : undefined
}

/** An object with an `error` object at its top, wherever among its members. */
export function isError(data: string): boolean {
  const error = ERROR.test(data) ? topLevel(data)['error'] : undefined
  return typeof error === 'object' && error !== null
}

/** True for a top-level member of any value. */
export function hasMember(data: string, key: string): boolean {
  return Object.hasOwn(topLevel(data), key)
}

/** Frames are small, so a parse is the exact way. */
function topLevel(data: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}
