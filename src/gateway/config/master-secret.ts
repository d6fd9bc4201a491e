/** Reads the one field `secret` of a config file: for commands that need it and no vendor's key. */
import { diagnosticsOf, pathIdentity, type Diagnostic } from './diagnostic.ts'
import { systemReason } from './read-file.ts'
import { configSchema } from './schema.ts'
import { MAXIMUM_BYTES, screenText } from './screen.ts'
import { SecretResolver, type ConfigEnvironment } from './secrets.ts'
import { readTree } from './yaml-tree.ts'

export type MasterSecret =
  | { readonly secret: string }
  /** A sentence, or what `limen check` would say of the field. */
  | { readonly problem: string }
  | { readonly diagnostics: readonly Diagnostic[] }

/** Never throws for what a file holds; other fields may be wrong, or their secrets missing. */
export function readMasterSecret(file: string, environment: ConfigEnvironment): MasterSecret {
  let bytes: Uint8Array
  try {
    bytes = environment.readFile(file, MAXIMUM_BYTES)
  } catch (error) {
    return { problem: `the file cannot be read: ${systemReason(error)}` }
  }
  const screened = screenText(bytes)
  if ('faults' in screened) return { problem: 'the file is not one that can be read: limen check says why' }
  const resolver = new SecretResolver(environment)
  const { value, locate } = readTree(screened.text, (text, path) => resolver.resolve(text, path))
  const own = pathIdentity(['secret'])
  const remarks = resolver.remarks.filter(({ path }) => pathIdentity(path) === own)
  if (remarks.length > 0) return { diagnostics: diagnosticsOf(file, remarks, locate) }
  const secret = configSchema.shape.secret.safeParse(
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value['secret'] : undefined,
  )
  return secret.success ? { secret: secret.data } : { problem: 'the file has no `secret`' }
}
