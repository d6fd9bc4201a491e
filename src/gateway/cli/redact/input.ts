/** Reads what a command works on, a file or what is piped in: a text whole, or lines as they come, so that whoever asks line by line is answered so. */
import { createReadStream, readFileSync } from 'node:fs'
import { systemReason } from '../../config/read-file.ts'
import { WrongArguments } from '../arguments.ts'

/** Standard input, by its descriptor. */
const STDIN = 0
const LINE_FEED = 0x0a

function isPiped(path: string | undefined): path is undefined | '-' {
  return path === undefined || path === '-'
}

function unreadable(path: string | undefined, error: unknown): WrongArguments {
  return new WrongArguments(`${path ?? 'The input'} cannot be read: ${systemReason(error)}.`)
}

/** Throws `WrongArguments` for a file that cannot be read or is no UTF-8 text. */
export function readInput(path: string | undefined): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(isPiped(path) ? STDIN : path)
  } catch (error) {
    throw unreadable(path, error)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new WrongArguments(`${path ?? 'The input'} is not UTF-8 text.`)
  }
}

/** Bytes of each line, without its end; what stands behind the last end is a line too. Throws `WrongArguments` for a file that cannot be read. */
export async function* inputLines(path: string | undefined): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = []
  try {
    const chunks: AsyncIterable<Uint8Array> = isPiped(path)
      ? createReadStream('', { fd: STDIN, autoClose: false })
      : createReadStream(path)
    for await (const chunk of chunks) {
      let from = 0
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
        begun.push(chunk.subarray(from, end))
        yield begun.length === 1 ? chunk.subarray(from, end) : Buffer.concat(begun)
        begun = []
        from = end + 1
      }
      if (from < chunk.length) begun.push(chunk.subarray(from))
    }
  } catch (error) {
    throw unreadable(path, error)
  }
  if (begun.length > 0) yield Buffer.concat(begun)
}
