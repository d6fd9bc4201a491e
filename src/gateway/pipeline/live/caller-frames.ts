/** JSON frames on their way to the vendor: each is a body of its own, inspected, redacted and refused like one. */
import { isUtf8 } from 'node:buffer'
import { performance } from 'node:perf_hooks'
import type { CompiledFrame, CompiledLive } from '../../../connectors/compiled.ts'
import type { Media } from '../../../connectors/contract.ts'
import { type Finder, SpreadFinder, Vault } from '../../../redaction/index.ts'
import type { Entity } from '../../../redaction/types.ts'
import { LONG, LongTexts } from '../../detection/long-texts.ts'
import { KNOWN_MEMBER, misplacedKnown } from '../../detection/known-values.ts'
import { Refusal } from '../../errors/refusal.ts'
import { NamesAhead } from '../../names-tier/names-ahead.ts'
import { holds } from '../../policy/attestation.ts'
import { ResidencyProof } from '../../policy/residency.ts'
import { BodyRedactor } from '../body/body-redactor.ts'
import { JsonBody } from '../body/json-body.ts'
import { RedactedBody } from '../body/redacted-body.ts'
import { saysAgain } from '../body/says-again.ts'
import type { RecordedCall } from '../calls.ts'
import type { Line } from '../line.ts'
import { unlistedLink } from '../route.ts'
import type { MadeObjects } from './made-objects.ts'

type Counts = Partial<Record<Entity, number>>

/** What a frame became. */
export interface OutgoingFrame {
  readonly data: Buffer
  /** It carries sound or a picture in base64, which passed unread. */
  readonly media: boolean
  /** Whether it asks for answers that are JSON; undefined where it asks for none. */
  readonly structured: boolean | undefined
  /** Those of the settings asked for that it makes, and whether it turns them on. */
  readonly settings: readonly (readonly [name: string, on: boolean])[]
}

const NO_SETTINGS: readonly string[] = []
/** Values that are taken out in one session, repeated ones as often as they are said. */
const MOST_VALUES = 100_000

/** How far into a frame its kind is looked for before the frame is read as one of no known kind. */
const KIND_WITHIN = 400

export class CallerFrames {
  /** Kinds of media that passed unread, beside those of the record. */
  readonly media = new Set<Media>()
  readonly #call: RecordedCall
  readonly #live: CompiledLive
  readonly #line: Line
  readonly #made: MadeObjects
  readonly #redactor: BodyRedactor
  /** What asks a tier for names outside the engine; undefined without one. */
  readonly #names: NamesAhead | undefined
  readonly #kind: RegExp | undefined
  /** Counted before the vault began anew. */
  readonly #counted: Counts = {}
  readonly #intended: Counts

  constructor(call: RecordedCall, live: CompiledLive, line: Line, made: MadeObjects) {
    this.#made = made
    this.#call = call
    this.#live = live
    this.#line = line
    const rules = call.redactionMode === 'off' ? undefined : call.tenant.names(call.compiled.name)
    const report = line.meter.namesLook.bind(line.meter)
    if (rules !== undefined)
      this.#names = new NamesAhead({
        rules,
        policy: call.tenant.policy(call.compiled.name),
        report,
        onlyCounts: call.redactionMode === 'report',
      })
    this.#redactor = this.#redactorOf(call.vault)
    this.#intended = { ...call.vault.counts }
    const { discriminator } = live.operation.client
    if (discriminator !== undefined) this.#kind = new RegExp(`"${discriminator}"\\s*:\\s*"([^"\\\\]{1,100})"`)
  }

  /**
   * Rejects with a `Refusal` that is about this frame. `data` may be what is no JSON and no UTF-8; `settings` are top-level
   * members that somebody has to know of.
   */
  async redact(data: Buffer, settings: readonly string[] = NO_SETTINGS): Promise<OutgoingFrame> {
    if (!isUtf8(data)) throw new Refusal('body_not_utf8')
    const { frame, body } = this.#read(data)
    const { closed } = frame
    if (closed !== undefined)
      throw new Refusal('feature_refused', {
        rule: closed.rule,
        because: closed.because,
        remedy: closed.remedy,
      })
    const [refusal] = body.refusals
    if (refusal !== undefined) throw refusal
    // Nobody would read them there, so they would leave.
    if (body.member(KNOWN_MEMBER) !== undefined) throw misplacedKnown()
    this.#made.check(body)
    this.#checkMedia(body)
    const named = this.#checkModels(body, frame.models ?? [])
    const link = unlistedLink(body, this.#call.proof.endpoint)
    if (link !== undefined) throw link
    const redacted = await this.#redact(body)
    this.#checkValues()
    redacted.force(frame.shape.forced, this.#modelBehind(named))
    const outgoing = redacted.finish()
    if (outgoing.kind !== 'bytes') throw new Refusal('internal')
    const { structured } = frame.shape
    return {
      data: outgoing.bytes,
      media: body.media.length > 0,
      structured: structured === undefined ? undefined : body.hasValue(structured),
      settings: settings.filter((name) => body.has(name)).map((name) => [name, body.isTrue(name)] as const),
    }
  }

  /** What was found after the intent was written, and in all. */
  get counts(): { readonly late: Counts; readonly total: Counts } {
    const total: Counts = { ...this.#counted }
    addTo(total, this.#call.vault.counts)
    const late: Counts = {}
    for (const [entity, count] of Object.entries(total) as [Entity, number][]) {
      const more = count - (this.#intended[entity] ?? 0)
      if (more > 0) late[entity] = more
    }
    return { late, total }
  }

  /** The kind is guessed by the first place that names one, and read again when the frame says otherwise. */
  #read(data: Buffer): { readonly frame: CompiledFrame['frame']; readonly body: JsonBody } {
    const { kinds, others, operation } = this.#live
    const { discriminator } = operation.client
    if (discriminator === undefined) return { frame: others.frame, body: JsonBody.read(data, others.request) }
    const guess = this.#kind?.exec(data.toString('latin1', 0, KIND_WITHIN))?.[1] ?? ''
    const guessed = kinds.get(guess) ?? others
    const body = JsonBody.read(data, guessed.request)
    const named = kinds.get(body.stringMember(discriminator) ?? '') ?? others
    if (named === guessed) return { frame: guessed.frame, body }
    return { frame: named.frame, body: JsonBody.read(data, named.request) }
  }

  /** A vault lives as long as its session, and must not grow without end. */
  #checkValues(): void {
    let values = 0
    for (const count of Object.values(this.counts.total)) values += count
    if (values > MOST_VALUES)
      throw new Refusal('overloaded', {
        because: 'One session holds too many values.',
        rule: 'session_values',
      })
  }

  /** What the session's record does not say yet: a picture in a session of sound, a file in one of texts. */
  #checkMedia(body: JsonBody): void {
    const { uninspected, tenant, compiled, openedAt } = this.#call
    const carried = body.media.find(({ media }) => !uninspected.includes(media))
    if (carried === undefined) return
    if (tenant.media.has(compiled.name) || holds(tenant.opaque(openedAt))) {
      for (const { media } of body.media) if (!uninspected.includes(media)) this.media.add(media)
      return
    }
    throw new Refusal('media_not_allowed', {
      path: carried.path,
      rule: 'media',
      remedy: `add ${compiled.name} to tenants.${tenant.id}.media.`,
    })
  }

  /** A model that a frame names is one of the endpoint's, and processed inside the zone: the first that it names. */
  #checkModels(body: JsonBody, paths: readonly string[]): string | undefined {
    const { proof, tenant, compiled } = this.#call
    const { endpoint } = proof
    let first: string | undefined
    for (const path of paths) {
      const model = body.stringIn(path)
      if (model === undefined) continue
      first ??= model
      if (endpoint.models !== undefined && !endpoint.models.has(model)) {
        throw new Refusal('model_not_allowed', {
          path,
          rule: 'model',
          remedy: `add it under endpoints.${endpoint.id}.${endpoint.connector.modelField ?? 'models'}.`,
        })
      }
      const outcome = ResidencyProof.prove(
        endpoint,
        model,
        tenant.zone,
        this.#line.now(),
        compiled.operation.place,
      )
      if (!(outcome instanceof ResidencyProof)) throw outcome
    }
    return first
  }

  async #redact(body: JsonBody): Promise<RedactedBody> {
    const { tenant, compiled, vault, redactionMode, runtime } = this.#call
    const policy = tenant.policy(compiled.name)
    const model = this.#modelBehind()
    const limit = runtime.timeouts.redaction
    this.#redactor.restartDeadline(limit)
    let finder: Finder | undefined
    if (redactionMode !== 'off' && body.strings.some(({ start, end }) => end - start >= LONG)) {
      const until = performance.now() + limit
      const long = new LongTexts(policy, undefined)
      await RedactedBody.json(body, this.#redactorOf(this.#vaultWith(long)), model, undefined)
      finder = await long.lookedAt(this.#line.detection, until - performance.now())
    }
    const names = this.#names
    if (names !== undefined) {
      names.begin(finder)
      await this.#redactor.lookAhead(async (scout) => await RedactedBody.json(body, scout, model, undefined))
      this.#redactor.restartDeadline(limit)
      finder = names
    }
    // What was said once is known in every later frame.
    if (finder !== undefined || vault.taken.length > 0) {
      addTo(this.#counted, vault.counts)
      vault.restart(new SpreadFinder(policy, vault.taken, finder))
    }
    const redacted = await RedactedBody.json(body, this.#redactor, model, undefined)
    if (!(await saysAgain(body, vault))) return redacted
    vault.restart(new SpreadFinder(policy, vault.taken, finder))
    return await RedactedBody.json(body, this.#redactor, model, undefined)
  }

  #redactorOf(vault: Vault): BodyRedactor {
    const { tenant, compiled, redactionMode } = this.#call
    const names = this.#names
    return new BodyRedactor({
      mode: redactionMode,
      policy: tenant.policy(compiled.name),
      vault,
      style: 'bracket',
      pseudonym: tenant.pseudonym,
      deadline: performance.now() + this.#call.runtime.timeouts.redaction,
      ...(names === undefined ? {} : { names: { ahead: names, vault: () => this.#vaultWith(names) } }),
    })
  }

  #vaultWith(finder: Finder): Vault {
    const { tenant, compiled } = this.#call
    const { surrogates } = tenant.policy(compiled.name)
    return new Vault({ style: 'bracket', keyed: tenant.keyed, surrogates, finder })
  }

  /** @param named the model that a frame names; without one the session's */
  #modelBehind(named?: string): string | undefined {
    const { proof } = this.#call
    const model = named ?? this.#call.model
    return model === undefined ? undefined : proof.endpoint.underlying(model)
  }
}

function addTo(total: Counts, counts: Readonly<Counts>): void {
  for (const [entity, count] of Object.entries(counts) as [Entity, number][])
    total[entity] = (total[entity] ?? 0) + count
}
