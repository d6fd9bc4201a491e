/** The last look at a request target before it is written: a path on the endpoint's own origin and nothing else. */
import { EgressError } from './failure.ts'

const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|;|$)/i

/**
 * Throws `path_refused` unless the path starts with exactly one slash, is visible ASCII, and holds no backslash, fragment
 * or dot segment, encoded or not. The pipeline builds paths from templates and checked parts; this is the second lock.
 */
export function assertRequestPath(path: string): void {
  if (path.charCodeAt(0) !== SLASH || path.charCodeAt(1) === SLASH) throw new EgressError('path_refused')
  let pathEnd = path.length
  let dots = false
  for (let index = 1; index < path.length; index++) {
    const code = path.charCodeAt(index)
    if (code <= 0x20 || code >= 0x7f || code === BACKSLASH || code === HASH) {
      throw new EgressError('path_refused')
    }
    if (index < pathEnd) {
      if (code === QUESTION) pathEnd = index
      else if (code === DOT || code === PERCENT) dots = true
    }
  }
  if (!dots) return
  const hierarchy = path.slice(0, pathEnd)
  if (DOT_SEGMENT.test(hierarchy) || /%5c/i.test(hierarchy)) throw new EgressError('path_refused')
}

const SLASH = 0x2f
const BACKSLASH = 0x5c
const HASH = 0x23
const QUESTION = 0x3f
const DOT = 0x2e
const PERCENT = 0x25
