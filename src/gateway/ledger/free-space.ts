/** How much room is left where the ledger lies. */
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Bytes that this user may still write, or undefined where the file system does not say. */
export function freeBytesAt(file: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize
  } catch {
    return undefined
  }
}
