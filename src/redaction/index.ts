/** The redaction engine: text in, text out. */
export type { ElementCheck } from './element.ts'
export { find } from './find.ts'
export { compilePolicy, type Policy, PolicyError } from './policy.ts'
export { restoreKnown, type RestoredText } from './restore-known.ts'
export type { RestoreLane } from './restore-stream.ts'
export { SpanMemory, type SpanMemoryOptions } from './span-memory.ts'
export * from './types.ts'
export { RefusedEntityError, Vault, type VaultOptions } from './vault.ts'
