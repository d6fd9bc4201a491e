/** Redacts the strings of one body with one vault: the mode, the deadline and the shape of ids are decided here. */
import { performance } from 'node:perf_hooks'
import {
  LANGUAGES,
  mayBeSaid,
  mayBeSaidInSource,
  mayHoldSomething,
  type Context,
  type Policy,
  type Provenance,
  type Replacement,
  type SpokenEdges,
  spokenEdges,
  type TokenStyle,
  type Vault,
} from '../../../redaction/index.ts'
import { JsonFaultError } from '../../../connectors/wire/json-fault.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { scanJson } from '../../../connectors/wire/json-text.ts'
import { PathNode } from '../../../connectors/wire/path-table.ts'
import type { ExactString } from '../../../connectors/contract.ts'
import type { Entity } from '../../../redaction/types.ts'
import type { RedactionMode } from '../../config/runtime.ts'
import type { NamesAhead } from '../../names-tier/names-ahead.ts'
import { deadlineRefusal, redactionRefusal } from '../../detection/redaction-refusal.ts'
import { Refusal } from '../../errors/refusal.ts'
import { SLICED } from './slices.ts'
import { Splice } from './splice.ts'

/** Ids, enums and signatures start with a letter; a number of a person does not. */
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_.:/+=,~-]{0,511}$/
/** A short number, or a date such as an API version. */
const SHORT = /^(?:[0-9.]{1,5}|\d{4}-\d{2}-\d{2}(?:-preview)?)$/
/** Base64 in lines or in one piece: no spaces, so that no sentence passes for it. */
const BASE64 = /^[A-Za-z0-9+/_-]*(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}(?:\r?\n)?$/
/** Shorter ones can be a number or an account, so they are looked at. */
const SEALED = 64
const DATA_URL = /^data:[a-z0-9.+/;=-]{0,127};base64,/i
const HAS_DIGIT = /\d/
const HAS_NUMBER = /\d{3}|\d[ .-]\d|\d \p{L}/u
/** JSON in JSON in JSON: deeper source is read as plain text. */
const MOST_LEVELS = 4
/** What a place for credentials may hold. */
const NO_REPLACEMENTS: readonly Replacement[] = []
const KEYS_AND_TOKENS: ReadonlySet<Entity> = new Set<Entity>(['SECRET', 'URL_CREDENTIAL'])
const NOTHING: ReadonlySet<Entity> = new Set<Entity>()
const IDENTIFIER_CONTEXT: Context = { identifier: true }
const noCue = (): undefined => undefined
const SILENT: SpokenEdges = { head: '', tail: '' }
/** No number of a person has fewer digits. */
export const SHORTEST_NUMBER = 7
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
  /** A tier for names outside the engine: the finder of the vault, and a vault like it for walks that are thrown away. */
  readonly names?: { readonly ahead: NamesAhead; readonly vault: () => Vault }
}

export class BodyRedactor {
  readonly mode: RedactionMode
  readonly vault: Vault
  readonly style: TokenStyle
  readonly pseudonym: (identifier: string) => string
  private readonly policy: Policy
  private deadline: number
  private readonly options: BodyRedactorOptions

  constructor(options: BodyRedactorOptions) {
    this.options = options
    this.mode = options.mode
    this.policy = options.policy
    this.vault = options.vault
    this.style = options.style
    this.pseudonym = options.pseudonym
    this.deadline = options.deadline
  }

  /** Begins a limit anew: the parts of an upload come when the caller sends them, and that is not redaction's time. */
  restartDeadline(milliseconds: number): void {
    this.deadline = performance.now() + milliseconds
  }

  /** A tier outside the engine has to look at texts before they are redacted. */
  get looksAhead(): boolean {
    return this.options.names !== undefined && this.mode !== 'off'
  }

  /** Has it look at what `walk` asks for. `walk` is given a redactor of its own and made until nothing new is asked. */
  async lookAhead(walk: (scout: BodyRedactor) => void | Promise<unknown>): Promise<void> {
    const { names } = this.options
    if (names === undefined || this.mode === 'off') return
    try {
      await names.ahead.untilSeen(
        async () =>
          await walk(new BodyRedactor({ ...this.options, vault: names.vault(), deadline: this.deadline })),
      )
    } catch (error) {
      throw error instanceof Refusal ? error : redactionRefusal(error)
    }
  }

  /** Waits for work that is done once for all calls, such as reading a vocabulary: it is not this call's time. */
  async outsideDeadline<T>(work: Promise<T>): Promise<T> {
    const from = performance.now()
    const result = await work
    this.deadline += performance.now() - from
    return result
  }

  /** The same reference when nothing changes. Throws `Refusal` when a detector throws or the deadline has passed. */
  text(text: string, provenance: Provenance, cue: () => string | undefined, escape = false): string {
    if (this.mode === 'off') return text
    return this.bounded(() => {
      const context = contextOf(this.wantsCue(text) ? cue() : undefined, escape)
      if (this.mode === 'apply') return this.vault.redact(this.policy, text, provenance, context)
      this.vault.inspect(this.policy, text, context)
      return text
    })
  }

  /** Like `text`, but tells what to replace, in order, and with what. */
  replacements(text: string, provenance: Provenance, context: Context | undefined): readonly Replacement[] {
    if (this.mode !== 'apply') {
      this.text(text, provenance, () => context?.cue)
      return NO_REPLACEMENTS
    }
    this.checkDeadline()
    try {
      return this.vault.replacements(this.policy, text, provenance, context)
    } catch (error) {
      throw redactionRefusal(error)
    }
  }

  /** `replacements` one by one, each within the deadline, so that a long text need not be one piece of work. */
  *replacing(
    text: string,
    provenance: Provenance,
    context: Context | undefined,
  ): Generator<Replacement, void> {
    if (this.mode !== 'apply') {
      this.text(text, provenance, () => context?.cue)
      return
    }
    try {
      for (const replacement of this.vault.replacing(this.policy, text, provenance, context)) {
        this.checkDeadline()
        yield replacement
      }
    } catch (error) {
      throw error instanceof Refusal ? error : redactionRefusal(error)
    }
  }

  /** False when no detector could find anything in bytes that `lookAt` saw. */
  mayFind(seen: number): boolean {
    return this.policy.everywhere || this.vault.everywhere || mayHoldSomething(seen)
  }

  /** False when nothing is said in words in the source of a body, UTF-8 read one byte a unit. */
  mayBeSaidIn(source: string): boolean {
    // A look at all of a large body would stop the thread: its strings are looked at one by one, the long ones elsewhere.
    if (source.length >= SLICED) return this.policy.spoken !== undefined
    return mayBeSaidInSource(this.policy, source)
  }

  /** False when nothing is said in words in a text. */
  mayBeSaid(text: string): boolean {
    return mayBeSaid(this.policy, text)
  }

  /** Digits that are said at the edges of a text; `before` are those at the end of the turn before. */
  edgesOf(text: string, before: string): SpokenEdges {
    const { spoken, options } = this.policy
    return spoken === undefined ? SILENT : spokenEdges(text, options.languages ?? LANGUAGES, before)
  }

  /** True when the key above a text, or the question before it, may say what stands in it. */
  wantsCue(text: string): boolean {
    return wantsCue(this.policy, text)
  }

  /** True when the text holds something that would be taken out. Throws like `text`. */
  finds(text: string): boolean {
    return this.bounded(() => this.vault.findings(this.policy, text).length > 0)
  }

  /** The same for an id or a word of an API, which may look like a part of somebody's name. */
  findsInIdentifier(text: string): boolean {
    return this.bounded(() => this.vault.findings(this.policy, text, IDENTIFIER_CONTEXT).length > 0)
  }

  /** A header of the caller's: most are ids, and the words of an API. */
  header(name: string, value: string): string {
    if (this.mode === 'off') return value
    return this.bounded(() => {
      const context = { cue: name, identifier: true }
      if (this.mode === 'apply') return this.vault.redact(this.policy, value, 'operator', context)
      this.vault.inspect(this.policy, value, context)
      return value
    })
  }

  /** Throws `Refusal` 422 for a string that has to arrive as sent and holds something that would be taken out. */
  demandExact(text: string, { path, shape, credentials }: ExactString): void {
    if (this.mode !== 'apply') {
      this.text(text, 'operator', noCue)
      return
    }
    if (shape?.test(text) === true) return
    const found = this.bounded(() => this.vault.findings(this.policy, text))
    const meant = credentials ? KEYS_AND_TOKENS : NOTHING
    if (found.every(({ entity }) => meant.has(entity))) return
    throw new Refusal('unredactable', {
      path,
      because:
        'It holds personal data, and the vendor needs it exactly as sent: a placeholder there would stay.',
      remedy: 'take the personal data out.',
      rule: 'exact',
    })
  }

  /** Every look at a text goes through here, so that none goes on beyond the deadline or around a broken detector. */
  private bounded<T>(look: () => T): T {
    this.checkDeadline()
    try {
      return look()
    } catch (error) {
      throw redactionRefusal(error)
    }
  }

  /** Throws `Refusal` when the deadline has passed. */
  checkDeadline(): void {
    if (performance.now() <= this.deadline) return
    throw deadlineRefusal()
  }

  /** True when a string at a verbatim place may stay as sent: it looks like an id, and nothing is found in it. */
  isIdentifier(text: string): boolean {
    if (isSealed(text)) return true
    if (!IDENTIFIER.test(text) && !SHORT.test(text)) return false
    return (!HAS_DIGIT.test(text) && !this.vault.everywhere) || !this.findsInIdentifier(text)
  }

  /** True when a string at an opaque place is base64 that nobody can scan; anything else there is text. */
  isOpaque(text: string): boolean {
    const head = DATA_URL.exec(text.slice(0, 160))?.[0] ?? ''
    const data = head === '' ? text : text.slice(head.length)
    if (!BASE64.test(data) || this.findsInIdentifier(head)) return false
    return data.length > SEALED || !this.findsInIdentifier(data)
  }

  /**
   * JSON source inside a string (tool arguments): its strings are redacted with JSON escapes, JSON inside them likewise.
   * Other text is plain text.
   */
  json(source: string, provenance: Provenance, cue: () => string | undefined = noCue, level = 1): string {
    const places = readPlaces(source)
    if (places === undefined) return this.text(source, provenance, cue)
    const splice = new Splice()
    for (const { start, end, escaped, number } of places) {
      const raw = source.slice(start, end)
      const text = escaped ? decodeJsonString(raw) : raw
      const key = (): string | undefined => keyBefore(source, number ? start : start - 1)
      const redacted =
        level < MOST_LEVELS && mayBeJson(text)
          ? this.json(text, provenance, key, level + 1)
          : this.text(text, provenance, key)
      // A person's number without its quotes is still one. The token is a string, and so is what comes back for it.
      if (redacted !== text)
        splice.replace(start, end, number ? JSON.stringify(redacted) : encodeJsonString(redacted))
    }
    return splice.apply(source)
  }
}

/** UTF-16 units: who answers a question with a number or a name says little else. */
export const LONGEST_ANSWER = 160

/** True when the key above a text may say what a number in it is, or that a person's name stands there. */
export function wantsCue(policy: Policy, text: string): boolean {
  if (text.length >= SLICED || HAS_NUMBER.test(text) || mayBeSaid(policy, text)) return true
  return policy.names !== undefined && text.length <= LONGEST_ANSWER
}

interface SourcePlace {
  readonly start: number
  readonly end: number
  readonly escaped: boolean
  readonly number: boolean
}

/** Strings, keys and long numbers of JSON source; undefined when it is none. */
function readPlaces(source: string): readonly SourcePlace[] | undefined {
  const places: SourcePlace[] = []
  const take = (start: number, end: number, escaped: boolean): void => {
    if (end > start) places.push({ start, end, escaped, number: false })
  }
  const onNumber = (start: number, end: number): void => {
    if (end - start >= SHORTEST_NUMBER) places.push({ start, end, escaped: false, number: true })
  }
  const sink = { onString: take, onUnknownKey: take, onNumber, onMember: () => {} }
  try {
    scanJson(source, NO_TABLE, sink, { refuseDuplicates: false })
    return places
  } catch (error) {
    if (error instanceof JsonFaultError) return undefined
    throw error
  }
}

/** An object or a list from end to end, as far as its ends tell: as the outputs of most tools are. Its escapes hide values. */
export function mayBeJson(text: string): boolean {
  const first = text.charCodeAt(0) <= 0x20 ? text.search(/\S/) : 0
  const opening = text[first]
  if (opening !== '{' && opening !== '[') return false
  return text.trimEnd().endsWith(opening === '{' ? '}' : ']')
}

function contextOf(cue: string | undefined, escape: boolean): Context | undefined {
  if (cue === undefined) return escape ? { escape } : undefined
  return escape ? { cue, escape } : { cue }
}

/** Sealed reasoning and signatures: long, without a space, and worthless when a character is changed. */
function isSealed(text: string): boolean {
  return text.length > SEALED && BASE64.test(text)
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
