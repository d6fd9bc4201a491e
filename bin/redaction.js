/** The redaction engine, as `limen/redaction`: its sources in a clone, the compiled files in an installed package. */
import { existsSync } from 'node:fs'

const source = new URL('../src/redaction/index.ts', import.meta.url)
const compiled = new URL('../dist/redaction/index.js', import.meta.url)
// A Node that strips no types reads only what was compiled.
const reads = process.features.typescript ? existsSync(source) : !existsSync(compiled)
const engine = await import((reads ? source : compiled).href)

// Each export by its name, since names of a module are fixed before it runs; a test compares them with the engine's.
export const {
  ENTITIES,
  FoundAhead,
  FoundOnce,
  IRREVERSIBLE,
  KnownValueError,
  KnownValues,
  LANGUAGES,
  MODES,
  NAME_TIERS,
  PolicyError,
  RefusedEntityError,
  SHORTEST_SPREAD,
  SpanMemory,
  SpreadFinder,
  Vault,
  compilePolicy,
  endsInsideRun,
  find,
  holdsUnicodeEscape,
  holdsWideOpening,
  isCue,
  isListed,
  isPlain,
  isTellingKey,
  languagesOf,
  lookAt,
  mayBeSaid,
  mayBeSaidInSource,
  mayHoldSomething,
  mayHoldToken,
  mayHoldUnanchored,
  restoreKnown,
  spokenEdges,
  withSpans,
} = engine
