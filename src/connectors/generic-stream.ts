/** The stream table for operations that no connector lists: every string of a frame is restored on its own. */
import type { CompiledStream } from './compiled.ts'
import { PathNode } from './wire/path-table.ts'

export const GENERIC_STREAM: CompiledStream = {
  shape: {
    wire: 'sse',
    verbatim: [],
    json: [],
    usage: undefined,
    lanes: [],
    ends: [],
    // No end mark is known, so a clean end of the body is taken for the end.
    done: {},
  },
  tables: new Map(),
  fallback: { root: new PathNode(), ends: [], absent: undefined },
  doneTypes: new Set(),
}
