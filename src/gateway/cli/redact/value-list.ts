/** The file that `limen redact --values` writes and `limen restore --values` reads: token names and the values behind them. */
import { openSync, writeSync, closeSync } from 'node:fs'
import { z } from 'zod'
import { WrongArguments } from '../arguments.ts'

const listSchema = z.record(z.string().regex(/^[A-Z][A-Z_]*_\d{1,6}$/), z.string())

/** Writes a new file that only its owner may read. Throws `WrongArguments` when it is there already or cannot be made. */
export function writeValueList(path: string, values: ReadonlyMap<string, string>): void {
  let descriptor: number
  try {
    descriptor = openSync(path, 'wx', 0o600)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    throw new WrongArguments(
      exists ? `${path} is there already; it is not overwritten.` : `${path} cannot be written.`,
    )
  }
  try {
    writeSync(descriptor, `${JSON.stringify(Object.fromEntries(values), undefined, 2)}\n`)
  } finally {
    closeSync(descriptor)
  }
}

/** Throws `WrongArguments` for what is not such a file; never quotes it. */
export function readValueList(path: string, source: string): ReadonlyMap<string, string> {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch {
    throw new WrongArguments(`${path} is not JSON.`)
  }
  const parsed = listSchema.safeParse(value)
  if (!parsed.success)
    throw new WrongArguments(
      `${path} does not map names such as EMAIL_1 to values, as limen redact --values writes it.`,
    )
  return new Map(Object.entries(parsed.data))
}
