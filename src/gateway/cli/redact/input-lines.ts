/** Reads the lines that a command works on as they come, from a file or from what is piped in: whoever asks line by line is answered so. */
import { createReadStream } from 'node:fs'
import { systemReason } from '../../config/read-file.ts'
import { WrongArguments } from '../arguments.ts'

/** Standard input, by its descriptor. */
const STDIN = 0
const LINE_FEED = 0x0a

/** Bytes of each line, without its end; what stands behind the last end is a line too. Throws `WrongArguments` for a file that cannot be read. */
export async function* inputLines(path: string | undefined): AsyncGenerator<Uint8Array> {
  const piped = path === undefined || path === '-'
  let begun: Uint8Array[] = []
  try {
    const chunks: AsyncIterable<Uint8Array> = piped
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
    throw new WrongArguments(`${path ?? 'The input'} cannot be read: ${systemReason(error)}.`)
  }
  if (begun.length > 0) yield Buffer.concat(begun)
}
