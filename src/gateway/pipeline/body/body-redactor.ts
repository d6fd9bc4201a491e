/** Redacts the strings of one body with one vault: the mode, the deadline and the shape of ids are decided here. */
import { performance } from 'node:perf_hooks'
import {
  find,
  type Context,
  type Policy,
  type Provenance,
  type TokenStyle,
  type Vault,
} from '../../../redaction/index.ts'
import {
  JsonFaultError,
  decodeJsonString,
  encodeJsonString,
  scanJson,
} from '../../../connectors/wire/json-text.ts'
import { PathNode } from '../../../connectors/wire/path-table.ts'
import type { RedactionMode } from '../../config/runtime.ts'
import { Refusal } from '../../errors/refusal.ts'
import { Splice } from './splice.ts'

/** Ids, enums and signatures start with a letter; a number of a person does not. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_.:/+=,~-]{0,511}$/
/** A short number, or a date such as an API version. */
const SHORT = /^(?:[0-9.]{1,5}|\d{4}-\d{2}-\d{2}(?:-preview)?)$/
const BASE64 = /^[A-Za-z0-9+/=_\s-]*$/
const DATA_URL = /^data:[a-z0-9.+/;=-]{0,127};base64,/i
const HAS_NUMBER = /\d{4}|\d[ .-]\d/
const NO_TABLE = new PathNode<never>()

export interface BodyRedactorOptions {
  readonly mode: RedactionMode
  readonly policy: Policy
  readonly vault: Vault
  /** How the vault writes tokens. */
  readonly style: TokenStyle
  readonly pseudonym: (identifier: string) => string
  /** Monotonic ms after which the call is refused. */
  readonly deadline: number
}

export class BodyRedactor {
  readonly mode: RedactionMode
  readonly vault: Vault
  readonly style: TokenStyle
  readonly pseudonym: (identifier: string) => string
  private readonly policy: Policy
  private readonly deadline: number

  constructor(options: BodyRedactorOptions) {
    this.mode = options.mode
    this.policy = options.policy
    this.vault = options.vault
    this.style = options.style
    this.pseudonym = options.pseudonym
    this.deadline = options.deadline
  }

  /** The same reference when nothing changes. Throws `Refusal` when a detector throws or the deadline has passed. */
  text(text: string, provenance: Provenance, cue: () => string | undefined, escape = false): string {
    if (this.mode === 'off') return text
    if (performance.now() > this.deadline) {
      throw new Refusal('redaction_failed', {
        because: 'The deadline for redaction passed.',
        rule: 'redaction_deadline',
      })
    }
    const context = contextOf(HAS_NUMBER.test(text) ? cue() : undefined, escape)
    try {
      if (this.mode === 'apply') return this.vault.redact(this.policy, text, provenance, context)
      this.vault.inspect(this.policy, text, context)
      return text
    } catch {
      throw new Refusal('redaction_failed', { because: 'A detector failed.', rule: 'redaction_failed' })
    }
  }

  /** True when the text holds something that would be taken out. */
  finds(text: string): boolean {
    return find(this.policy, text).length > 0
  }

  /** JSON source inside a string (tool arguments): its strings are redacted with JSON escapes. Other text is plain text. */
  json(source: string, provenance: Provenance): string {
    const splice = new Splice()
    const take = (start: number, end: number, escaped: boolean): void => {
      if (end === start) return
      const raw = source.slice(start, end)
      const text = escaped ? decodeJsonString(raw) : raw
      const redacted = this.text(text, provenance, () => keyBefore(source, start - 1))
      if (redacted !== text) splice.replace(start, end, encodeJsonString(redacted))
    }
    try {
      scanJson(
        source,
        NO_TABLE,
        { onString: take, onUnknownKey: take, onMember: () => {} },
        { refuseDuplicates: false },
      )
    } catch (error) {
      if (!(error instanceof JsonFaultError)) throw error
      return this.text(source, provenance, () => undefined)
    }
    return splice.apply(source)
  }
}

function contextOf(cue: string | undefined, escape: boolean): Context | undefined {
  if (cue === undefined) return escape ? { escape } : undefined
  return escape ? { cue, escape } : { cue }
}

/** True when a string at a verbatim place may stay as sent: it looks like an id and not like text. */
export function looksLikeIdentifier(text: string): boolean {
  return IDENTIFIER.test(text) || SHORT.test(text) || (text.length > 64 && BASE64.test(text))
}

/** True when a string at an opaque place is base64 that nobody can scan; anything else there is text. */
export function looksOpaque(text: string): boolean {
  const data = DATA_URL.exec(text.slice(0, 160))
  return BASE64.test(data === null ? text : text.slice(data[0].length))
}

/** The key of the member whose value's quote is at `quote`, or undefined in an array. */
export function keyBefore(source: string, quote: number): string | undefined {
  let position = quote - 1
  while (position >= 0 && source.charCodeAt(position) <= 0x20) position -= 1
  if (source[position] !== ':') return undefined
  position -= 1
  while (position >= 0 && source.charCodeAt(position) <= 0x20) position -= 1
  if (source[position] !== '"') return undefined
  const start = source.lastIndexOf('"', position - 1)
  return start < 0 ? undefined : source.slice(start + 1, position)
}
