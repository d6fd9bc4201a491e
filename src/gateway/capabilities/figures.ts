/** What `npm run bench:redaction -- --write` measured last: the figures that come with this version of the engine. */
import { z } from 'zod'
import measured from './figures.json' with { type: 'json' }

const share = z.number().min(0).max(1)

/** Share of values that were found whole, and of findings that were right. */
const scoreSchema = z.strictObject({ recall: share, precision: share })

const namesSchema = z.strictObject({
  language: z.string(),
  /** `chat`, `answer` (to a question of the agent's), `e-mail`, `transcript`, `prose`. */
  register: z.string(),
  /** How many names the texts hold. */
  names: z.int().nonnegative(),
  rules: scoreSchema,
  builtin: scoreSchema,
  /** The built-in layers on small letters without punctuation. */
  transcribed: scoreSchema,
  /** Recall of names in the lists and of names in none. */
  listed: share.optional(),
  unlisted: share.optional(),
})

const nobodySchema = z.strictObject({
  language: z.string(),
  /** Sentences in which nobody is named, and how many of them had a name found. */
  sentences: z.int().nonnegative(),
  rules: z.int().nonnegative(),
  builtin: z.int().nonnegative(),
})

const spokenSchema = z.strictObject({
  language: z.string(),
  /** Numbers and addresses that are said aloud. */
  values: z.int().nonnegative(),
  recall: share,
  harmless: z.int().nonnegative(),
  flagged: z.int().nonnegative(),
})

export const figuresSchema = z.strictObject({
  measured: z.iso.date(),
  by: z.literal('npm run bench:redaction -- --write'),
  names: z.array(namesSchema),
  nobody: z.array(nobodySchema),
  spoken: z.array(spokenSchema),
})

export type Figures = z.output<typeof figuresSchema>

/** Throws for a file of another shape, which a test would have found. */
export function readFigures(): Figures {
  return figuresSchema.parse(measured)
}
