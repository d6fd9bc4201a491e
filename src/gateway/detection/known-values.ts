/** Reads what a caller knows to be personal, from a header of the call or a member of its body: neither ever leaves. */
import { z } from 'zod'
import { ENTITIES, type KnownValue, KnownValueError, KnownValues } from '../../redaction/index.ts'
import { Refusal } from '../errors/refusal.ts'

/** base64url of `[{"entity": "PERSON", "value": "..."}]` in UTF-8, so that every SDK's default headers can carry it. */
export const KNOWN_HEADER = 'limen-known'
/** The top-level member of a JSON body: `"limen": {"known": [...]}`. */
export const KNOWN_MEMBER = 'limen'

/** A value without an entity is of the kind that it looks like. */
export const knownValueSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { entity: kindOf(value), value } : value),
  z.strictObject({ entity: z.enum(ENTITIES), value: z.string() }),
)

const ADDRESS_OF_MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
/** With its calling code: a national number may as well be an account. */
const INTERNATIONAL_PHONE = /^(?:\+|00)[1-9][\d\s().\-/]{6,}$/
/** Two to four words with capitals, particles and an initial among them; one word alone may be anything. */
const FULL_NAME =
  /^\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}'’.-]*|[\p{Ll}'’]{1,3})){0,2}\s+\p{Lu}[\p{L}\p{M}'’-]+$/u

/** What a value is that the caller did not name the kind of. */
function kindOf(value: string): KnownValue['entity'] {
  const plain = value.trim()
  if (ADDRESS_OF_MAIL.test(plain)) return 'EMAIL'
  if (INTERNATIONAL_PHONE.test(plain)) return 'PHONE'
  return FULL_NAME.test(plain) ? 'PERSON' : 'WORD'
}

const listSchema = z.array(knownValueSchema)
const memberSchema = z.strictObject({ known: listSchema.optional() })

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/

/**
 * The known values of a call's head; `raw` is Node's flat list. The header may come several times. Throws `Refusal` 400 for
 * what cannot be read.
 */
export function readKnownHeader(raw: readonly string[]): readonly KnownValue[] {
  let known: KnownValue[] | undefined
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index] ?? ''
    if (name.length !== KNOWN_HEADER.length || name.toLowerCase() !== KNOWN_HEADER) continue
    known = [...(known ?? []), ...decodeHeader(raw[index + 1] ?? '')]
  }
  return known ?? []
}

function decodeHeader(value: string): readonly KnownValue[] {
  const encoded = value.trim()
  if (!BASE64.test(encoded)) throw malformed(KNOWN_HEADER, 'It has to be base64url.')
  let list: unknown
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64url'))
    list = JSON.parse(text)
  } catch {
    throw malformed(KNOWN_HEADER, 'It has to be base64url of a JSON list in UTF-8.')
  }
  return parsed(listSchema, list, KNOWN_HEADER)
}

/** The known values of the member, from its source. Throws `Refusal` 400. */
export function readKnownMember(source: string): readonly KnownValue[] {
  return parsed(memberSchema, JSON.parse(source), KNOWN_MEMBER).known ?? []
}

/** Compiled for one call; undefined when the caller knows nothing. Throws `Refusal` 400. */
export function compileKnown(
  values: readonly KnownValue[],
  languages: readonly string[] | undefined,
): KnownValues | undefined {
  if (values.length === 0) return undefined
  try {
    return new KnownValues(values, languages)
  } catch (error) {
    if (error instanceof KnownValueError) throw malformed(undefined, error.message)
    throw error
  }
}

/** The member stands where nobody reads it: in a form, or in a frame of a session. */
export function misplacedKnown(): Refusal {
  return new Refusal('known_values_malformed', {
    path: KNOWN_MEMBER,
    remedy: `send it as the header ${KNOWN_HEADER}.`,
    rule: 'known',
  })
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, path: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const place = result.error.issues[0]?.path.find((key) => typeof key === 'number')
  throw malformed(
    path,
    place === undefined
      ? 'A list of {"entity", "value"} is expected.'
      : `Known value ${place + 1} has to be {"entity", "value"} with an entity that the engine knows, or a string.`,
  )
}

function malformed(path: string | undefined, because: string): Refusal {
  return new Refusal('known_values_malformed', {
    because,
    rule: 'known',
    ...(path === undefined ? {} : { path }),
  })
}
