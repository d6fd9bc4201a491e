/** Reads a small regular file whole, and nothing larger: the only file access of the config. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** Why a file could not be read, as a word of ours or the system's error code; never its content. */
export class UnreadableFile extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(`The file cannot be read: ${reason}.`)
    this.name = 'UnreadableFile'
    this.reason = reason
  }
}

/**
 * Bytes of a regular file of at most `maximum` bytes; follows symbolic links, since Kubernetes mounts are such.
 * Throws `UnreadableFile`. A pipe or device is refused without reading from it.
 */
export function readSmallFile(path: string, maximum: number): Uint8Array {
  let descriptor: number
  try {
    // Non-blocking, so that opening a pipe returns and can be refused.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw new UnreadableFile(systemReason(error))
  }
  try {
    const status = fstatSync(descriptor)
    if (!status.isFile()) throw new UnreadableFile('it is not a regular file')
    if (status.size > maximum) throw new UnreadableFile(`it is larger than ${maximum} bytes`)
    const buffer = Buffer.alloc(maximum + 1)
    let length = 0
    for (;;) {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null)
      if (count === 0) break
      length += count
      if (length > maximum) throw new UnreadableFile(`it is larger than ${maximum} bytes`)
    }
    return buffer.subarray(0, length)
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(systemReason(error))
  } finally {
    closeSync(descriptor)
  }
}

/** `ENOENT` and its like in words; anything else stays a code. */
export function systemReason(error: unknown): string {
  if (error instanceof UnreadableFile) return error.reason
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  switch (code) {
    case 'ENOENT':
      return 'it does not exist'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it'
    case 'EISDIR':
      return 'it is a directory'
    default:
      return code
  }
}
