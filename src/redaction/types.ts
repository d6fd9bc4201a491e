/** The words of the redaction engine: text in, text out; no HTTP, no vendor, no JSON. */

/**
 * Every kind of value that the engine knows. `NUMBER` is digits said aloud that fit no other kind, `PERSON` the name of one, `WORD` one of the
 * tenant's own words.
 */
export const ENTITIES = [
  'EMAIL',
  'PHONE',
  'IBAN',
  'CARD',
  'IP',
  'URL_CREDENTIAL',
  'SECRET',
  'PESEL',
  'NIP',
  'DE_TAX_ID',
  'DE_INSURANCE',
  'FR_NIR',
  'ES_DNI',
  'ES_NIE',
  'IT_FISCAL_CODE',
  'NL_BSN',
  'NATIONAL_ID',
  'TAX_ID',
  'SOCIAL_SECURITY',
  'HEALTH_ID',
  'ID_CARD',
  'PASSPORT',
  'DRIVING_LICENCE',
  'BANK_ACCOUNT',
  'BIC',
  'CARD_SECURITY',
  'MAC',
  'IMEI',
  'VEHICLE_PLATE',
  'BIRTH_DATE',
  'ADDRESS',
  'NUMBER',
  'PERSON',
  'WORD',
] as const

export type Entity = (typeof ENTITIES)[number]

/** Languages in which people's names are looked for (ISO 639-1). */
export const LANGUAGES = [
  'en', 'pl', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'cs', 'ja',
] as const // prettier-ignore

export type Language = (typeof LANGUAGES)[number]

/**
 * How people's names are looked for: not at all; by lists of names and by the words around them; by those and the tagger that
 * comes with the engine.
 */
export const NAME_TIERS = ['off', 'rules', 'builtin'] as const

export type NameTier = (typeof NAME_TIERS)[number]

/** Values that are masked for good: no answer, and no tool that a model calls, gets them back. */
export const IRREVERSIBLE: ReadonlySet<Entity> = new Set<Entity>(['SECRET'])

/**
 * Whose text a value came from. Values of `caller` (user, assistant and tool turns) are restored in answers; values of
 * `operator` (system, developer, tool schemas, anything outside the turns) have tokens of their own and never are.
 */
export type Provenance = 'caller' | 'operator'

/** A found value: offsets in UTF-16 units of the text that was scanned. */
export interface Finding {
  readonly entity: Entity
  readonly start: number
  readonly end: number
  readonly detector: string
  /** 0..1; a checksum that stands alone is 1. */
  readonly score: number
  /** What the caller knows, or the text said before, of which this is a spelling: spellings of one name have one placeholder. */
  readonly of?: string
}

/** What stands before a text and helps to read it. */
export interface Context {
  /** The JSON key above the text, or the question before it: a cue for weak detectors. */
  readonly cue?: string
  /** The cue is a key of the vendor's own, which comes with every call, and no text of anybody. */
  readonly known?: boolean
  /** Somebody has looked: no character of the text stands for an ASCII one. */
  readonly plain?: boolean
  /** Somebody has looked (`mayHoldUnanchored`): whatever is in the text has a digit or a sign that a detector starts at. */
  readonly anchored?: boolean
  /** The text is an id or a word of an API: of names only those that are surely meant are found. */
  readonly identifier?: boolean
  /** Digits said at the end of the turn before and at the beginning of the turn behind (`spokenEdges`): a number may be said in several turns. */
  readonly said?: { readonly before: string; readonly after: string }
  /** Style `element`: the text is plain, so everything around the tokens is escaped for XML. */
  readonly escape?: boolean
}

/**
 * What happens to a found value. `placeholder` and `surrogate` (a stand-in of the same format) come back in the answer; `mask`
 * (asterisks), `hash` (a keyed token, the same in every call), `generalise` (the year of a birth date), `drop` (nothing) do not; `refuse` refuses the whole text.
 */
export const MODES = ['placeholder', 'surrogate', 'mask', 'hash', 'generalise', 'drop', 'refuse'] as const

export type Mode = (typeof MODES)[number]

/** What a tenant asks of the engine; compiled once into a `Policy`. */
export interface PolicyOptions {
  /** Entities to look for; all when absent. */
  readonly entities?: readonly Entity[]
  /** The tenant's own words: matched case-insensitively on word boundaries. */
  readonly words?: readonly string[]
  /** Values never taken out: the tenant's own public address, its hotline. Compared exactly. */
  readonly allow?: readonly string[]
  /** What happens to values of an entity; `placeholder` where it is not said. */
  readonly modes?: Readonly<Partial<Record<Entity, Mode>>>
  /** ISO countries whose national phone formats are recognised without a `+`. */
  readonly phoneRegions?: readonly string[]
  /** Numbers, addresses and letters that are said in words are looked for too; true when absent. */
  readonly spoken?: boolean
  /** How people's names are looked for; `off` when absent. */
  readonly names?: NameTier
  /** Languages of the texts, for names and for what is said in words; all when absent. */
  readonly languages?: readonly Language[]
}

/** How a token is written: `bracket` is `[EMAIL_1]`, `element` is `<x id="1">RYX</x>`, `address` is `x1@limen.invalid`, `keyed` is `[EMAIL_H4Q7...]`, the same in every call of a tenant and never put back. */
export type TokenStyle = 'bracket' | 'element' | 'address' | 'keyed'

/**
 * What a text that came back is. `json`: JSON source (tool arguments), so values are escaped into its string literals.
 * `escaped`: it left with `escape: true`, so everything around the tokens is unescaped.
 */
export type RestoreSource = 'text' | 'json' | 'escaped'
