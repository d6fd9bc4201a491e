/** The command line: reads the arguments, runs one command, answers its exit code. */
import { readFileSync } from 'node:fs'

export async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] !== '--version') return 64
  const manifest: unknown = JSON.parse(
    readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
  )
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : ''
  process.stdout.write(`${String(version)}\n`)
  return 0
}
