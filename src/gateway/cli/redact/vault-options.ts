/** How the command line's vaults write: placeholders and stand-ins as the gateway does, keyed tokens with a key of this run. */
import { createHmac } from 'node:crypto'
import type { VaultOptions } from '../../../redaction/index.ts'
import type { CommandIo } from '../io.ts'

export function vaultOptions(random: CommandIo['random']): VaultOptions {
  const key = random(32)
  return {
    style: 'bracket',
    surrogates: true,
    keyed: (text) => createHmac('sha256', key).update(text).digest(),
  }
}
