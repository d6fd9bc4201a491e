/** Frees what uploads leave behind: V8 collects by the size of its objects, and the buffers of a socket lie outside them. */

/** Bytes of all uploads between two collections of the young generation, each of which takes a millisecond or two. */
const EVERY_BYTES = 32 * 1024 * 1024

let passed = 0

/** Counts bytes that passed. Without `--expose-gc` (serve starts itself with it) the collector keeps its own time. */
export function countUploaded(bytes: number): void {
  passed += bytes
  if (passed < EVERY_BYTES) return
  passed = 0
  globalThis.gc?.({ type: 'minor', execution: 'sync' })
}
