/** The values of one call: replaced by tokens on the way out, put back on the way in, dropped with the call. */
import {
  addressToken,
  compareElements,
  type ElementCheck,
  elementToken,
  escapeXml,
  idsIn,
  MarkupCursor,
  restoreElements,
} from './element.ts'
import { find } from './find.ts'
import { TokenSieve } from './might-hold.ts'
import { entityKey, tokenName } from './placeholder.ts'
import type { Policy } from './policy.ts'
import { literalKeys } from './reserve.ts'
import { RestoreLane, type Tally } from './restore-stream.ts'
import { ShortMap } from './short-map.ts'
import { TokenTable } from './token-table.ts'
import {
  type Context,
  type Entity,
  type Finding,
  IRREVERSIBLE,
  type Provenance,
  type RestoreSource,
  type TokenStyle,
} from './types.ts'

const NOTHING: readonly Replacement[] = []

/** What styles with ids keep; a vault of bracket style has none. */
class Ids {
  /** What to put back by id. */
  readonly values = new Map<string, string>()
  readonly issued = new Set<string>()
  readonly taken = new Set<string>()
}

/** Tokens of one entity and one provenance, which are numbered for themselves. */
interface Series {
  readonly entity: Entity
  readonly provenance: Provenance
  /** Names or ids of issued tokens by value. */
  readonly issued: ShortMap<string>
  next: number
}

/** A part of a text and what stands there instead. */
export interface Replacement {
  /** UTF-16 units of the text. */
  readonly start: number
  readonly end: number
  readonly token: string
}

export interface VaultOptions {
  readonly style: TokenStyle
  /** Told of every bracket token that may be put back, for tools that keep a list of their own; the gateway keeps none. */
  readonly onIssue?: (name: string, value: string) => void
}

/** One call's tokens and values. Never shared between calls, never written anywhere. */
export class Vault {
  readonly #style: TokenStyle
  readonly #onIssue: VaultOptions['onIssue']
  readonly #table = new TokenTable()
  readonly #series: Series[] = []
  /** Keys that were issued or that stood in the request. */
  readonly #known = new ShortMap<true>()
  readonly #ids: Ids | undefined
  readonly #counts: Partial<Record<Entity, number>> = {}
  readonly #tally: Tally = { restored: 0, invented: 0, isKnown: (key) => this.#known.get(key) === true }
  #sieve: TokenSieve | undefined
  #nextId = 1

  constructor(options: VaultOptions) {
    this.#style = options.style
    this.#onIssue = options.onIssue
    this.#ids = options.style === 'bracket' ? undefined : new Ids()
  }

  /**
   * Keeps tokens in our shape that the caller wrote apart from ours: numbering skips them, so they are neither restored
   * nor issued. Takes the raw text of a JSON body or a decoded text (form fields, query), before the first `redact`.
   */
  reserve(text: string): void {
    for (const key of literalKeys(text)) this.#known.set(key, true)
    if (this.#ids === undefined || !(text.includes('<') || text.includes('@'))) return
    for (const id of idsIn(text)) this.#ids.taken.add(id)
  }

  /** Replaces what the policy finds by tokens; the same reference when there was nothing to replace or escape. */
  redact(policy: Policy, text: string, provenance: Provenance, context?: Context): string {
    const findings = find(policy, text, context)
    const escape = context?.escape === true
    if (findings.length === 0) return escape ? escapeXml(text) : text
    const markup = this.#style === 'element' && !escape ? new MarkupCursor(text) : undefined
    let output = ''
    let from = 0
    for (const finding of findings) {
      const between = text.slice(from, finding.start)
      const token = this.#token(finding, text.slice(finding.start, finding.end), provenance, markup)
      output += (escape ? escapeXml(between) : between) + token
      from = finding.end
      this.#count(finding)
    }
    const rest = text.slice(from)
    return output + (escape ? escapeXml(rest) : rest)
  }

  /** Like `redact` for a text that is no markup, but tells what to replace, in order, for a text in another spelling. */
  replacements(
    policy: Policy,
    text: string,
    provenance: Provenance,
    context?: Context,
  ): readonly Replacement[] {
    const findings = find(policy, text, context)
    if (findings.length === 0) return NOTHING
    return findings.map((finding): Replacement => {
      const { start, end } = finding
      this.#count(finding)
      return { start, end, token: this.#token(finding, text.slice(start, end), provenance, undefined) }
    })
  }

  /** Counts what the policy finds and changes nothing. */
  inspect(policy: Policy, text: string, context?: Context): void {
    for (const finding of find(policy, text, context)) this.#count(finding)
  }

  /** Found values by entity, repeated ones as often as they were found. */
  get counts(): Readonly<Partial<Record<Entity, number>>> {
    return this.#counts
  }

  /** True when an answer may hold a token that is to be put back. */
  get restorable(): boolean {
    return !this.#table.empty || (this.#ids?.values.size ?? 0) > 0
  }

  /** Values put back so far. */
  get restored(): number {
    return this.#tally.restored
  }

  /** Tokens in our shape in answers that this call never issued and the request did not hold. */
  get invented(): number {
    return this.#tally.invented
  }

  /** Puts values back into a complete text; the same reference when nothing changed. */
  restore(text: string, source: RestoreSource): string {
    if (this.#style !== 'bracket') return this.#restoreElements(text, source)
    return new RestoreLane(this.#table, this.#tally, source === 'json').whole(text)
  }

  /** A lane for one text that arrives in pieces. Element and address tokens are restored in complete texts only. */
  lane(source: 'text' | 'json'): RestoreLane {
    return new RestoreLane(this.#table, this.#tally, source === 'json')
  }

  /**
   * A cheap test of an answer's raw bytes, read as latin1: false means that restoration could change nothing in them.
   * It does not know what a lane is holding back from earlier bytes: ask `lane.holding` too.
   */
  mightHold(bytes: string): boolean {
    if (!this.restorable) return false
    if (this.#style !== 'bracket') return true
    this.#sieve ??= new TokenSieve(this.#table.stems)
    return this.#sieve.mayHold(bytes)
  }

  /** Compares the ids in a text that came back with those in the redacted text that left. */
  verifyElements(sent: string, returned: string): ElementCheck {
    return compareElements(sent, returned, (id) => this.#ids?.issued.has(id) === true)
  }

  #count({ entity }: Finding): void {
    this.#counts[entity] = (this.#counts[entity] ?? 0) + 1
  }

  #token(finding: Finding, value: string, provenance: Provenance, markup: MarkupCursor | undefined): string {
    const series = this.#seriesOf(finding.entity, provenance)
    let name = series.issued.get(value)
    if (name === undefined) {
      name =
        this.#ids === undefined ? this.#issueName(series, value) : this.#issueId(this.#ids, series, value)
      series.issued.set(value, name)
    }
    if (this.#style === 'bracket') return `[${name}]`
    // An element inside a tag or an attribute would break the markup; an address does not.
    const inTag = markup !== undefined && markup.isInTag(finding.start)
    return this.#style === 'element' && !inTag ? elementToken(name) : addressToken(name)
  }

  #seriesOf(entity: Entity, provenance: Provenance): Series {
    for (const series of this.#series) {
      if (series.entity === entity && series.provenance === provenance) return series
    }
    const series: Series = { entity, provenance, issued: new ShortMap(), next: 1 }
    this.#series.push(series)
    return series
  }

  #issueName(series: Series, value: string): string {
    const name = this.#freeName(series)
    if (series.provenance === 'caller' && !IRREVERSIBLE.has(series.entity)) {
      this.#table.add(name, value)
      this.#onIssue?.(name, value)
      this.#sieve = undefined
    }
    return name
  }

  #freeName(series: Series): string {
    const { entity, provenance } = series
    for (;;) {
      const index = series.next++
      const key = entityKey(entity, provenance, index)
      if (this.#known.get(key) === true) continue
      this.#known.set(key, true)
      return tokenName(entity, provenance, index)
    }
  }

  #issueId(ids: Ids, series: Series, value: string): string {
    const { entity, provenance } = series
    while (ids.taken.has(String(this.#nextId)) || ids.taken.has(`s${this.#nextId}`)) this.#nextId++
    const id = provenance === 'caller' ? String(this.#nextId) : `s${this.#nextId}`
    this.#nextId++
    ids.issued.add(id)
    // Nobody can read an id: what must not come back is named instead.
    const readable = provenance === 'operator' || IRREVERSIBLE.has(entity)
    ids.values.set(id, readable ? `[${this.#freeName(series)}]` : value)
    return id
  }

  #restoreElements(text: string, source: RestoreSource): string {
    if ((this.#ids?.values.size ?? 0) === 0 && source !== 'escaped') return text
    return restoreElements(
      text,
      (id) => {
        const value = this.#ids?.values.get(id)
        if (value !== undefined) this.#tally.restored++
        return value
      },
      source === 'escaped',
    )
  }
}
