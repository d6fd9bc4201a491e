/** A multipart upload on its way to the vendor: text parts are redacted, files pass, and a violation ends it before its last byte. */
import { isUtf8 } from 'node:buffer'
import type { MultipartShape, NamedObject } from '../../../connectors/contract.ts'
import type { Entity } from '../../../redaction/types.ts'
import { decodeByteText } from '../../../connectors/wire/byte-text.ts'
import { GatheredBytes } from '../../../connectors/wire/gathered-bytes.ts'
import {
  MultipartDecoder,
  MultipartFaultError,
  readPartHeader,
  writePartHeader,
  type MultipartEvent,
  type PartHeader,
} from '../../../connectors/wire/multipart.ts'
import { Refusal } from '../../errors/refusal.ts'
import { holds } from '../../policy/attestation.ts'
import { KNOWN_HEADER, KNOWN_MEMBER } from '../../detection/known-values.ts'
import { countUploaded } from '../../ingress/upload-memory.ts'
import type { RoutedCall } from '../calls.ts'
import type { BodyRedactor } from './body-redactor.ts'
import { JsonBody } from './json-body.ts'
import { redactMembers } from './json-strings.ts'
import { namesIn } from './named-object.ts'
import type { PassingBody } from './passing-body.ts'
import { ByteSplice } from './splice.ts'

const MAX_TEXT_BYTES = 1024 * 1024
/** File names that say nothing of anybody; any other name is replaced. */
const NEUTRAL_NAME =
  /^(?:audio|speech|file|recording|sample|input|output|blob|upload|test|hello|voice|clip|image|document)[-_]?\d{0,3}(?:\.[A-Za-z0-9]{1,5})?$/i

interface OpenPart {
  readonly header: PartHeader
  readonly file: boolean
  readonly bytes: Buffer
  readonly delimiter: Buffer
  readonly text: GatheredBytes
}

export class MultipartPass implements PassingBody {
  private readonly call: RoutedCall
  private readonly shape: MultipartShape
  private readonly redactor: BodyRedactor
  private readonly decoder: MultipartDecoder
  private before: Readonly<Partial<Record<Entity, number>>>
  private part: OpenPart | undefined = undefined
  private modelSeen: boolean
  private passed = 0
  complete = false

  constructor(call: RoutedCall, shape: MultipartShape, boundary: string, redactor: BodyRedactor) {
    this.call = call
    this.shape = shape
    this.redactor = redactor
    this.decoder = new MultipartDecoder(boundary)
    this.before = { ...redactor.vault.counts }
    this.modelSeen = call.pathModel !== undefined || shape.model === undefined
  }

  lateCounts(): Readonly<Partial<Record<Entity, number>>> {
    const late: Partial<Record<Entity, number>> = {}
    for (const [entity, count] of Object.entries(this.redactor.vault.counts) as [Entity, number][]) {
      const found = count - (this.before[entity] ?? 0)
      if (found > 0) late[entity] = found
    }
    return late
  }

  async *start(): AsyncGenerator<Buffer> {
    const { exchange, runtime } = this.call
    // The intent is written by now: what the query and the headers held is in it.
    this.before = { ...this.redactor.vault.counts }
    const limit = runtime.limits.streamed_body
    exchange.continueIfAsked()
    for await (const chunk of exchange.bodyParts()) {
      this.passed += chunk.length
      this.redactor.restartDeadline(runtime.timeouts.redaction)
      countUploaded(chunk.length)
      if (this.passed > limit) throw new Refusal('body_too_large')
      for (const event of this.decode(chunk)) {
        if (event.kind === 'end_of_part') await this.checkObject()
        if (this.redactor.looksAhead) await this.lookAhead(event)
        const bytes = this.take(event)
        if (bytes !== undefined) yield bytes
      }
    }
    if (!this.decoder.complete)
      throw refusedMidstream('body', 'The upload ended before its last delimiter.', 'multipart')
    this.complete = true
  }

  /** Has a tier outside the engine look at the name and the text of a part before they are redacted. */
  private async lookAhead(event: MultipartEvent): Promise<void> {
    if (event.kind === 'part') {
      const { name } = readHeader(event.header)
      await this.redactor.lookAhead((scout) => void scout.text(name, 'operator', () => undefined))
    }
    const { part } = this
    if (event.kind !== 'end_of_part' || part === undefined || part.file) return
    const raw = part.text.whole()
    if (!isUtf8(raw)) return
    await this.redactor.lookAhead(
      (scout) => void this.redactPart(part.header.name, raw.toString('utf8'), scout),
    )
    this.redactor.restartDeadline(this.call.runtime.timeouts.redaction)
  }

  private decode(chunk: Buffer): readonly MultipartEvent[] {
    try {
      return this.decoder.push(chunk)
    } catch (error) {
      if (error instanceof MultipartFaultError)
        throw refusedMidstream('body', 'The multipart body is malformed.', 'multipart')
      throw error
    }
  }

  private take(event: MultipartEvent): Buffer | undefined {
    switch (event.kind) {
      case 'part':
        return this.openPart(event.header, event.bytes, event.delimiter)
      case 'data':
        return this.takeData(event.bytes)
      case 'end_of_part':
        return this.closePart()
      case 'end':
        this.checkModel(event.bytes)
        return event.bytes
    }
  }

  private openPart(header: string, bytes: Buffer, delimiter: Buffer): Buffer | undefined {
    const read = readHeader(header)
    const { name, filename } = read
    if (name === KNOWN_MEMBER)
      throw refusedMidstream('part', `Known values of an upload go into the header ${KNOWN_HEADER}.`, 'known')
    const refused = this.shape.refused.find((each) => each.part === name)
    if (refused !== undefined && refused.values === undefined) throw refusedPart(refused)
    const { listed, tenant, openedAt } = this.call
    const file = this.shape.files[name] !== undefined
    const opaque = file || filename !== undefined
    // Files that an operation lists were consented to before the attempt; of any other, only this look can tell.
    if (opaque && !(file && listed) && !holds(tenant.opaque(openedAt))) throw this.fileWithoutConsent()
    const walked = name === this.shape.model || this.shape.json?.[name] !== undefined
    if ((walked || this.objectRule(name) !== undefined) && filename !== undefined) {
      throw refusedMidstream('part', 'A part that is no file of this operation has a file name.', 'media')
    }
    this.part = { header: read, file: opaque, bytes, delimiter, text: new GatheredBytes() }
    if (!opaque) return undefined
    this.checkName(name)
    return Buffer.concat([delimiter, this.neutralName(read, bytes)])
  }

  private fileWithoutConsent(): Refusal {
    const { listed, tenant } = this.call
    if (listed) {
      return refusedMidstream('part', 'A part that is no file of this operation has a file name.', 'media')
    }
    return new Refusal('refused_midstream', {
      path: 'part',
      because: 'It holds a file, and no config line consents to it.',
      remedy: `set opaque: {mode: allow, attestation: ...} for tenant ${tenant.id}.`,
      rule: 'media',
    })
  }

  /** A file name is the caller's text: unless it says nothing, only its ending goes on. */
  private neutralName(header: PartHeader, bytes: Buffer): Buffer {
    const { filename } = header
    if (this.redactor.mode !== 'apply' || filename === undefined) return bytes
    if (NEUTRAL_NAME.test(filename) && !header.encodedFilename) return bytes
    return writePartHeader(header, `file${endingOf(filename)}`)
  }

  private takeData(bytes: Buffer): Buffer | undefined {
    const { part } = this
    if (part === undefined || part.file) return bytes
    if (part.text.size + bytes.length > MAX_TEXT_BYTES)
      throw refusedMidstream('part', 'A text part is larger than 1 MiB.', 'multipart')
    part.text.append(bytes)
    return undefined
  }

  private closePart(): Buffer | undefined {
    const { part } = this
    this.part = undefined
    if (part === undefined || part.file) return undefined
    const raw = part.text.whole()
    if (!isUtf8(raw))
      throw refusedMidstream(this.knownName(part.header.name), 'A text part is not UTF-8.', 'multipart')
    const { name } = part.header
    const text = raw.toString('utf8')
    this.checkName(name)
    const refused = this.shape.refused.find((each) => each.part === name && each.values?.test(text) === true)
    if (refused !== undefined) throw refusedPart(refused)
    if (name === this.shape.model) this.admitModel(text)
    const redacted = this.redactPart(name, text, this.redactor)
    if (redacted === text) return Buffer.concat([part.delimiter, part.bytes, raw])
    // Written again without its length, which was that of the text that came.
    return Buffer.concat([
      part.delimiter,
      writePartHeader(part.header, undefined),
      Buffer.from(redacted, 'utf8'),
    ])
  }

  /** A part that names an object at the vendor: it has to be kept where the upload goes. */
  private async checkObject(): Promise<void> {
    const { part, call } = this
    const rule = part === undefined ? undefined : this.objectRule(part.header.name)
    if (part === undefined || rule === undefined) return
    const { endpoint } = call.proofs[0]
    for (const name of namesIn(rule, part.text.whole().toString('utf8'))) {
      const places = (await call.lookUp?.(name)) ?? []
      const here = places.some(
        (place) => place.endpoint === endpoint.id && endpoint.upstream.accepts.has(place.upstream),
      )
      if (!here) throw new Refusal('objects_apart', { path: rule.at, rule: 'pin' })
    }
  }

  private objectRule(name: string): NamedObject | undefined {
    return this.call.compiled.names.find((each) => each.in === 'part' && each.at === name)
  }

  private redactPart(name: string, text: string, redactor: BodyRedactor): string {
    const rule = this.objectRule(name)
    if (rule !== undefined && namesIn(rule, text).length > 0) return text
    if (this.shape.pseudonyms?.includes(name) === true) return redactor.pseudonym(text)
    if (this.shape.verbatim.includes(name) && redactor.isIdentifier(text)) return text
    if (this.shape.fileNames?.includes(name) === true && redactor.mode === 'apply') return neutral(text)
    redactor.vault.reserve(text)
    const table = this.call.compiled.parts.get(name)
    if (table !== undefined) return this.redactJson(JsonBody.read(Buffer.from(text, 'utf8'), table), redactor)
    return redactor.text(text, 'caller', () => name)
  }

  private redactJson(body: JsonBody, redactor: BodyRedactor): string {
    const [refusal] = body.refusals
    if (refusal !== undefined) throw refusal
    const splice = new ByteSplice()
    redactMembers(body, redactor, splice)
    return decodeByteText(splice.apply(body.text))
  }

  /** A part's name is the caller's text too, unless our table knows it. */
  private checkName(name: string): void {
    if (this.knownName(name) === name) return
    if (this.redactor.text(name, 'operator', () => undefined) === name) return
    throw refusedMidstream('part', 'The name of a part holds personal data.', 'multipart')
  }

  private knownName(name: string): string {
    const { verbatim, files, json, fileNames, pseudonyms } = this.shape
    const known = [...verbatim, ...(fileNames ?? []), ...(pseudonyms ?? [])].includes(name)
    return known || files[name] !== undefined || json?.[name] !== undefined ? name : 'part'
  }

  private admitModel(model: string): void {
    this.modelSeen = true
    if (this.call.pathModel !== undefined) return
    const models = this.call.proofs[0].endpoint.models
    if (models !== undefined && !models.has(model)) {
      throw refusedMidstream('model', 'No endpoint of this tenant lists this model.', 'model')
    }
  }

  /** Before the close delimiter goes out: a call that named no model is not known to be allowed. */
  private checkModel(bytes: Buffer): void {
    if (this.modelSeen || bytes.length === 0 || !this.call.listed) return
    throw refusedMidstream('model', 'The upload names no model.', 'model')
  }
}

function refusedPart({ part, because, remedy, rule }: MultipartShape['refused'][number]): Refusal {
  return new Refusal('refused_midstream', { path: part, because, remedy, rule })
}

/** The name if it says nothing of anybody, else its ending alone. */
function neutral(name: string): string {
  return NEUTRAL_NAME.test(name) ? name : `file${endingOf(name)}`
}

function endingOf(name: string): string {
  return /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0] ?? ''
}

function readHeader(header: string): PartHeader {
  try {
    return readPartHeader(header)
  } catch (error) {
    if (error instanceof MultipartFaultError)
      throw refusedMidstream('part', 'The headers of a part are malformed.', 'multipart')
    throw error
  }
}

function refusedMidstream(path: string, because: string, rule: string): Refusal {
  return new Refusal('refused_midstream', { path, because, rule })
}
