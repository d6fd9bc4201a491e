/** The formats that fields of the config share: names, dates, durations, sizes, secrets. Titles show in editors and docs. */
import { z } from 'zod'
import { isPublicName } from '../policy/linked-host.ts'

// Messages are nouns: they are read after "should be".

export const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'a name of lower-case letters, digits and dashes, at most 63')
  .meta({ title: 'name' })

export const isoCountry = z
  .string()
  .regex(/^[A-Z]{2}$/, 'an ISO 3166-1 country code such as DE')
  .meta({ title: 'ISO country' })

export const isoDate = z.iso.date('a date such as 2026-11-22').meta({ title: 'date' })

export const operationName = z
  .string()
  .regex(/^[a-z]+\.[a-z][a-z0-9._]*$/, 'an operation as vendor.operation, such as openai.chat.completions')
  .meta({ title: 'vendor.operation' })

/** Goes into a header or a body of ours: no spaces, quotes or controls. */
export const token = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/, 'a name of letters, digits and . _ : / @ -, at most 128')

/** Of an upstream key, as the list of pins has it. */
export const fingerprint = z.string().regex(/^[0-9a-f]{16}$/, 'a fingerprint of 16 hex digits')

export const filePath = z.string().min(1).max(4096).meta({ title: 'path' })

/** Timers of Node overflow to "at once" beyond 24.8 days. */
const LONGEST_DURATION = 86_400_000

/** `5s`, `600s`, `30m`, `250ms`; parsed to milliseconds. */
export const duration = z
  .string()
  .regex(/^\d{1,7}(ms|s|m|h)$/, 'a duration such as 250ms, 5s, 30m or 1h')
  .meta({ title: 'duration' })
  .transform((text) => {
    const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[
      text.replace(/^\d+/, '') as 'ms' | 's' | 'm' | 'h'
    ]
    return Number.parseInt(text, 10) * unit
  })
  .refine((milliseconds) => milliseconds <= LONGEST_DURATION, 'is longer than 24h')

/** A duration that a timer waits for, so never zero. */
export const timeout = duration.refine((milliseconds) => milliseconds > 0, 'cannot be zero')

/** `64KB`, `16MB`, `1GB` (powers of 1024); parsed to bytes. */
export const size = z
  .string()
  .regex(/^\d{1,7}(B|KB|MB|GB)$/, 'a size such as 64KB, 16MB or 1GB')
  .meta({ title: 'size' })
  .transform((text) => {
    const unit = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }[
      text.replace(/^\d+/, '') as 'B' | 'KB' | 'MB' | 'GB'
    ]
    return Number.parseInt(text, 10) * unit
  })
  .refine((bytes) => bytes <= 1024 ** 4, 'is larger than 1024GB')

export const limit = size.refine((bytes) => bytes > 0, 'cannot be zero')

/** How a secret is written in the file, for editors; the value that is parsed here is the one it stands for. */
const REFERENCE = '^\\$\\{(env:[A-Za-z_][A-Za-z0-9_]*|file:[^${}]+)\\}$'

/** A secret after loading. In the file it is written `${env:NAME}` or `${file:/path}` and nothing else. */
export const secret = z.string().min(1).meta({ title: 'secret', pattern: REFERENCE })

export const host = z
  .string()
  .regex(/^[A-Za-z0-9:.-]{1,253}$/, 'an address such as 127.0.0.1 or ::1')
  .meta({ title: 'address' })

/** A host that somebody else may call or fetch from. */
export const publicHost = z
  .string()
  .refine(isPublicName, 'should be a public host name in lower case: no address, port or private suffix')
  .meta({ title: 'host name' })

export const port = z.int().min(0).max(65_535)

/** Lets a rule between fields run even when another field of the object is wrong, so that all errors come at once. */
export const onObjects = ({ value }: { readonly value: unknown }): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
