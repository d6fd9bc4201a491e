/** Reads the text that a command works on: a file, or what is piped in. */
import { readFileSync } from 'node:fs'
import { systemReason } from '../../config/read-file.ts'
import { WrongArguments } from '../arguments.ts'

/** Standard input, by its descriptor. */
const STDIN = 0

/** Throws `WrongArguments` for a file that cannot be read or is no UTF-8 text. */
export function readInput(path: string | undefined): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path === undefined || path === '-' ? STDIN : path)
  } catch (error) {
    throw new WrongArguments(`${path ?? 'The input'} cannot be read: ${systemReason(error)}.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new WrongArguments(`${path ?? 'The input'} is not UTF-8 text.`)
  }
}
