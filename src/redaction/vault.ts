/** The values of one call: replaced by tokens on the way out, put back on the way in, dropped with the call. */
import { ElementIds } from './element-ids.ts'
import {
  addressToken,
  compareElements,
  type ElementCheck,
  elementToken,
  escapeXml,
  MarkupCursor,
} from './element.ts'
import { find } from './find.ts'
import { NameMemory } from './known/name-memory.ts'
import type { Person } from './known/person.ts'
import { TokenSieve } from './might-hold.ts'
import { entityKey, tokenName } from './placeholder.ts'
import { type Span, spansOf } from './own-tokens.ts'
import type { Policy } from './policy.ts'
import { literalKeys } from './reserve.ts'
import { generalised } from './generalise.ts'
import { keyedToken } from './keyed-token.ts'
import { type Put, restoreInPlace } from './restore-in-place.ts'
import { RestoreLane, type Tally } from './restore-stream.ts'
import type { Finder } from './found-ahead.ts'
import { ShortMap } from './short-map.ts'
import type { TakenValue } from './spread-finder.ts'
import { SurrogateIssuer } from './surrogate-issuer.ts'
import { TakenValues } from './taken-values.ts'
import { baseOf } from './token-match.ts'
import { TokenTable, type TokenValue } from './token-table.ts'
import { type NamedPerson, RefusedEntityError, type Replacement, type VaultOptions } from './vault-options.ts'
import {
  type Context,
  type Entity,
  type Finding,
  IRREVERSIBLE,
  type Provenance,
  type RestoreSource,
  type TokenStyle,
} from './types.ts'

/** Each provenance numbers each entity for itself. */
function seriesOf(entity: Entity, provenance: Provenance): string {
  return provenance === 'caller' ? entity : `S ${entity}`
}

const NOTHING: readonly Replacement[] = []

/** One call's tokens and values. Never shared between calls, never written anywhere. */
export class Vault {
  readonly #style: TokenStyle
  readonly #onIssue: VaultOptions['onIssue']
  readonly #keyed: VaultOptions['keyed']
  readonly #fits: VaultOptions['fits']
  /** Made with the first name, or for what the caller knows. */
  #names: NameMemory | undefined
  #finder: Finder | undefined
  readonly #table = new TokenTable()
  /** Names of issued tokens by value, within entity and provenance. */
  readonly #issued = new ShortMap<ShortMap<string>>()
  /** Next index within entity and provenance. */
  readonly #next = new ShortMap<number>()
  /** Keys that were issued or that stood in the request. */
  readonly #known = new ShortMap<true>()
  readonly #ids: ElementIds | undefined
  #counts: Partial<Record<Entity, number>> = {}
  /** Values that were taken out, whatever stands in their place. */
  readonly #taken = new TakenValues()
  readonly #tally: Tally = { restored: 0, invented: 0, isKnown: (key) => this.#known.get(key) === true }
  readonly #surrogates: SurrogateIssuer | undefined
  #sieve: TokenSieve | undefined

  constructor(options: VaultOptions) {
    this.#style = options.style
    this.#onIssue = options.onIssue
    this.#keyed = options.keyed
    this.#fits = options.fits
    this.#finder = options.finder
    this.#names = options.known === undefined ? undefined : new NameMemory(options.known)
    this.#surrogates = options.surrogates === true ? new SurrogateIssuer() : undefined
    this.#ids = options.style === 'element' || options.style === 'address' ? new ElementIds() : undefined
  }

  /**
   * Keeps tokens in our shape that the caller wrote apart from ours: numbering skips them, so they are neither restored
   * nor issued. Takes the raw text of a JSON body or a decoded text (form fields, query), before the first `redact`.
   */
  reserve(text: string): void {
    this.#surrogates?.reserve(text)
    for (const key of literalKeys(text)) this.#known.set(key, true)
    this.#ids?.reserve(text)
  }

  /** `reserve` has to be told every text, and not only those that may hold a token. */
  get reservesAll(): boolean {
    return this.#surrogates !== undefined || this.#ids !== undefined
  }

  /** Replaces what the policy finds by tokens; the same reference when there was nothing to replace or escape. */
  redact(policy: Policy, text: string, provenance: Provenance, context?: Context): string {
    const findings = this.#find(policy, text, context)
    const escape = context?.escape === true
    if (findings.length === 0) return escape ? escapeXml(text) : text
    const markup = this.#style === 'element' && !escape ? new MarkupCursor(text) : undefined
    let output = ''
    let from = 0
    for (const finding of findings) {
      const between = text.slice(from, finding.start)
      const token = this.#replacement(policy, text, finding, provenance, markup)
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
    const findings = this.#find(policy, text, context)
    if (findings.length === 0) return NOTHING
    return findings.map((finding) => this.#replace(policy, text, finding, provenance))
  }

  /** `replacements` one by one: a long text with many values need not be one piece of work. */
  *replacing(
    policy: Policy,
    text: string,
    provenance: Provenance,
    context?: Context,
  ): Generator<Replacement, void> {
    for (const finding of this.#find(policy, text, context))
      yield this.#replace(policy, text, finding, provenance)
  }

  /** Counts what the policy finds and changes nothing. */
  inspect(policy: Policy, text: string, context?: Context): void {
    for (const finding of this.#find(policy, text, context)) this.#count(finding)
  }

  /** Found values by entity, repeated ones as often as they were found. */
  get counts(): Readonly<Partial<Record<Entity, number>>> {
    return this.#counts
  }

  /** Where something is found in a text, in order; nothing is counted or replaced. */
  findings(policy: Policy, text: string, context?: Context): readonly Finding[] {
    return this.#find(policy, text, context)
  }

  /** Its finder finds what has no digit or sign too, so that every text has to be looked at. */
  get everywhere(): boolean {
    return this.#names?.everywhere === true
  }

  /** True when a text that holds all texts of the call, and no more, says a name more often than it was taken out. */
  saysNameAgain(text: string): boolean {
    return this.#names?.isSaidAgain(text) === true
  }

  /** True when the caller told what stands in a text. */
  isTold(text: string): boolean {
    return this.#names?.isTold(text) === true
  }

  /** People whose names are to be put back, by their placeholders' names, and what is known of their gender. */
  get people(): readonly NamedPerson[] {
    const names = this.#issued.get('PERSON')
    return (this.#names?.people ?? []).flatMap(({ key, gender }) => {
      const name = names?.get(key)
      return name === undefined ? [] : [{ name, gender }]
    })
  }

  /** Distinct values that were taken out so far. */
  get taken(): readonly TakenValue[] {
    return this.#taken.list
  }

  /** Texts are redacted anew from here on, by another finder: tokens keep their values, nothing is counted yet. */
  restart(finder: Finder): void {
    this.#finder = finder
    this.#counts = {}
    this.#taken.restart()
    this.#names?.restart()
  }

  /** True when an answer may hold a token that is to be put back. */
  get restorable(): boolean {
    return !this.#table.empty || this.#ids?.empty === false || this.hasSurrogates
  }

  /** Some values left as surrogates: what is to be put back need not stand in brackets. */
  get hasSurrogates(): boolean {
    return this.#surrogates?.table !== undefined
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
    if (this.#ids !== undefined)
      return this.#ids.restore(text, source === 'escaped', () => void this.#tally.restored++)
    return this.lane(source === 'json' ? 'json' : 'text').whole(text)
  }

  /** Tokens in brackets are all that is to be put back, so that prose can be restored where it stands. */
  get inBrackets(): boolean {
    return this.#ids === undefined && !this.hasSurrogates
  }

  /** `restoreInPlace` with the tokens of this call, which has to be `inBrackets`. */
  restoreInPlace(text: string, start: number, end: number, escaped: boolean, put: Put): boolean {
    return restoreInPlace(text, start, end, escaped, this.#table, this.#tally, put)
  }

  /** A lane for one text that arrives in pieces. Element and address tokens are restored in complete texts only. */
  lane(source: 'text' | 'json'): RestoreLane {
    return new RestoreLane(this.#table, this.#tally, source === 'json', this.#surrogates?.table)
  }

  /**
   * A cheap test of an answer's raw bytes, read as latin1: false means that restoration could change nothing in them.
   * It does not know what a lane is holding back from earlier bytes: ask `lane.holding` too.
   */
  mightHold(bytes: string): boolean {
    if (!this.restorable) return false
    if (this.#ids !== undefined || this.hasSurrogates) return true
    this.#sieve ??= new TokenSieve(this.#table.stems)
    return this.#sieve.mayHold(bytes)
  }

  /** Where tokens that this call knows and its stand-ins stand in a text that came back, in order. */
  spansOf(text: string): readonly Span[] {
    return spansOf(text, this.#tally.isKnown, this.#surrogates?.table)
  }

  /** Compares the ids in a text that came back with those in the redacted text that left. */
  verifyElements(sent: string, returned: string): ElementCheck {
    return this.#ids?.compare(sent, returned) ?? compareElements(sent, returned, () => false)
  }

  #find(policy: Policy, text: string, context: Context | undefined): readonly Finding[] {
    const own =
      this.#finder?.isOf(policy) === true ? this.#finder.find(text, context) : find(policy, text, context)
    return this.#names?.everywhere === true ? this.#names.add(policy, text, own, context) : own
  }

  #replace(policy: Policy, text: string, finding: Finding, provenance: Provenance): Replacement {
    const { start, end } = finding
    const by = this.#replacement(policy, text, finding, provenance, undefined)
    this.#count(finding)
    return { start, end, by }
  }

  #count({ entity }: Finding): void {
    this.#counts[entity] = (this.#counts[entity] ?? 0) + 1
  }

  /** What stands in the text in place of a value. Throws `RefusedEntityError` where the policy says so. */
  #replacement(
    policy: Policy,
    text: string,
    finding: Finding,
    provenance: Provenance,
    markup: MarkupCursor | undefined,
  ): string {
    const { entity, start } = finding
    const value = text.slice(start, finding.end)
    // What the caller declared is the caller's, wherever it stands.
    const whose = finding.detector === 'known' ? 'caller' : provenance
    this.#taken.add(entity, value)
    let person: Person | undefined
    if (entity === 'PERSON') {
      this.#names ??= new NameMemory(undefined)
      person = this.#names.personOf(policy, text, finding, value, whose)
    }
    const inTag = markup !== undefined && markup.isInTag(start)
    const mode = policy.modes?.get(entity) ?? (this.#fits?.(entity) === true ? 'surrogate' : 'placeholder')
    switch (mode) {
      case 'refuse':
        throw new RefusedEntityError(entity)
      case 'drop':
        return ''
      case 'mask':
        return value.replaceAll(/[\p{L}\p{N}]/gu, '*')
      case 'hash':
        return keyedToken(entity, finding.of ?? value, this.#keyed)
      case 'generalise':
        return generalised(value) ?? this.#token(entity, value, whose, inTag, person)
      case 'surrogate':
        return (
          (this.#style === 'bracket' ? this.#surrogate(policy, entity, value, whose) : undefined) ??
          this.#token(entity, value, whose, inTag, person)
        )
      case 'placeholder':
        return this.#style === 'keyed'
          ? keyedToken(entity, finding.of ?? value, this.#keyed)
          : this.#token(entity, value, whose, inTag, person)
    }
  }

  /** One stand-in a value; undefined where the format has no room, and for what nothing may bring back. */
  #surrogate(policy: Policy, entity: Entity, value: string, provenance: Provenance): string | undefined {
    if (this.#surrogates === undefined || IRREVERSIBLE.has(entity)) return undefined
    const names = this.#namesOf(`surrogate ${seriesOf(entity, provenance)}`)
    let surrogate = names.get(value)
    if (surrogate !== undefined) return surrogate
    surrogate = this.#surrogates.free(policy, entity, value)
    if (surrogate === undefined) return undefined
    names.set(value, surrogate)
    // An operator's is known, so that nobody else gets it, and stays as it is.
    this.#surrogates.add(surrogate, provenance === 'caller' ? value : surrogate)
    return surrogate
  }

  #namesOf(series: string): ShortMap<string> {
    let names = this.#issued.get(series)
    if (names === undefined) this.#issued.set(series, (names = new ShortMap()))
    return names
  }

  #token(
    entity: Entity,
    value: string,
    provenance: Provenance,
    inTag: boolean,
    person: Person | undefined,
  ): string {
    if (this.#style === 'keyed') return keyedToken(entity, value, this.#keyed)
    const names = this.#namesOf(seriesOf(entity, provenance))
    if (this.#ids === undefined) {
      // All forms of a name have one placeholder.
      const key = person?.key ?? value
      let name = names.get(key)
      if (name === undefined) names.set(key, (name = this.#issueName(entity, provenance, person ?? value)))
      else if (person !== undefined && provenance === 'caller') this.#onIssue?.(name, person.base)
      return `[${name}]`
    }
    let id = names.get(value)
    if (id === undefined) names.set(value, (id = this.#issueId(this.#ids, entity, provenance, value)))
    // An element inside a tag or an attribute would break the markup; an address does not.
    return this.#style === 'element' && !inTag ? elementToken(id) : addressToken(id)
  }

  #issueName(entity: Entity, provenance: Provenance, value: TokenValue): string {
    const name = this.#freeName(entity, provenance)
    if (provenance === 'caller' && !IRREVERSIBLE.has(entity)) {
      this.#table.add(name, value)
      this.#onIssue?.(name, baseOf(value))
      this.#sieve = undefined
    }
    return name
  }

  #freeName(entity: Entity, provenance: Provenance): string {
    const series = seriesOf(entity, provenance)
    for (let index = this.#next.get(series) ?? 1; ; index++) {
      const key = entityKey(entity, provenance, index)
      if (this.#known.get(key) === true) continue
      this.#known.set(key, true)
      this.#next.set(series, index + 1)
      return tokenName(entity, provenance, index)
    }
  }

  #issueId(ids: ElementIds, entity: Entity, provenance: Provenance, value: string): string {
    const operator = provenance === 'operator'
    // Nobody can read an id: what must not come back is named instead.
    const readable = operator || IRREVERSIBLE.has(entity)
    return ids.issue(operator, readable ? `[${this.#freeName(entity, provenance)}]` : value)
  }
}
