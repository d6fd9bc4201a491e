/** Step 4: the body is read within its bound and scanned once; the routing fields are typed out. */
import { isUtf8 } from 'node:buffer'
import type { RequestShape } from '../../connectors/contract.ts'
import type { LiveOperation, Opening } from '../../connectors/live-shape.ts'
import type { KnownValue } from '../../redaction/index.ts'
import { NO_PARAMETERS } from '../config/operation-router.ts'
import { Refusal } from '../errors/refusal.ts'
import { compileKnown, KNOWN_MEMBER, misplacedKnown, readKnownHeader } from '../detection/known-values.ts'
import { contentKind, outgoingContentType, readBoundary, type BodyKind } from './body/content-type.ts'
import { FormBody } from './body/form-body.ts'
import type { InspectedBody } from './body/inspected-body.ts'
import { JsonBody } from './body/json-body.ts'
import { takeKnownMember } from './body/known-member.ts'
import type { ReadCall, RecognisedCall } from './calls.ts'
import { MadeObjects } from './live/made-objects.ts'
import { openingFrame } from './live/opening-frame.ts'

export async function read(call: RecognisedCall): Promise<ReadCall> {
  const { compiled, exchange } = call
  if (compiled.live !== undefined) {
    const opened = await readSession(call, compiled.live.operation)
    return { ...opened, contentType: undefined }
  }
  const { request: shape } = compiled.operation
  const contentType = exchange.request.headers['content-type']
  checkEncoding(exchange.request.headers['content-encoding'])
  const kind = bodyKind(call, contentType)
  if (kind === 'none') return withModel(call, { kind: 'none' }, call.pathModel, false)
  if (kind === 'multipart' || kind === 'binary') {
    if (call.signedBody !== undefined)
      throw new Refusal('content_type_unsupported', { because: 'A signed call sends JSON.' })
    if ((exchange.declaredLength ?? 0) > call.runtime.limits.streamed_body)
      throw new Refusal('body_too_large')
    const body: InspectedBody =
      kind === 'binary' ? { kind } : { kind, boundary: readBoundary(contentType ?? '') }
    return withModel(call, body, call.pathModel, false)
  }
  const raw = call.signedBody ?? (await exchange.readBody(call.runtime.limits.inspected_body))
  checkText(raw)
  if (kind === 'form') {
    const body = FormBody.read(raw.toString('utf8'), compiled.request)
    if (body.has(KNOWN_MEMBER)) throw misplacedKnown()
    return withModel(call, { kind, body, raw }, modelOf(call, shape, body), false)
  }
  const { body, known } = takeKnownMember(JsonBody.read(raw, compiled.request), compiled.request)
  // Where no member asks for a stream, an operation that has one always streams.
  const streamed =
    shape?.stream === undefined ? compiled.operation.answer.stream !== undefined : body.isTrue(shape.stream)
  const structured = compiled.structured.some((place) => body.hasValue(place))
  return withModel(call, { kind, body }, modelOf(call, shape, body), streamed, structured, known)
}

/** What an upgrade says of its session: in the query, or in the caller's first frame, for which it is opened. */
async function readSession(call: RecognisedCall, live: LiveOperation): Promise<ReadCall> {
  const { compiled } = call
  if (live.opening === undefined) {
    const body = readQuery(call)
    const raw = Buffer.from(call.query, 'utf8')
    return withModel(call, { kind: 'form', body, raw }, modelOf(call, live.query, body), true)
  }
  const raw = await openingFrame(call, live)
  checkText(raw)
  const { body, known } = takeKnownMember(JsonBody.read(raw, compiled.request), compiled.request)
  // There is nothing yet that a session could have made.
  new MadeObjects(live.objects).check(body)
  const { model } = live.opening
  const structured = compiled.structured.some((place) => body.hasValue(place))
  if (model === undefined)
    return withModel(call, { kind: 'json', body }, call.pathModel, true, structured, known)
  const { name, parameters } = openedModel(model, body)
  return withModel({ ...call, parameters }, { kind: 'json', body }, name, true, structured, known)
}

/** The model that a first frame names, and what else of the path a longer name says. */
function openedModel(
  { path, name: pattern }: NonNullable<Opening['model']>,
  body: JsonBody,
): { readonly name: string; readonly parameters: RecognisedCall['parameters'] } {
  const named = body.stringIn(path)
  if (named !== undefined && pattern === undefined) return { name: named, parameters: NO_PARAMETERS }
  const { model, ...others } = (named === undefined ? undefined : pattern?.exec(named)?.groups) ?? {}
  if (model === undefined) throw new Refusal('model_missing', { path })
  const parameters = new Map(Object.entries(others).map(([key, value]) => [key, { sent: value, value }]))
  return { name: model, parameters }
}

function readQuery({ query, compiled }: RecognisedCall): FormBody {
  try {
    return FormBody.read(query, compiled.request)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'form_malformed')
      throw new Refusal('request_malformed', {
        because: 'The query holds a broken escape, or a parameter twice.',
      })
    throw error
  }
}

function withModel(
  call: RecognisedCall,
  body: InspectedBody,
  model: string | undefined,
  streamed: boolean,
  structured = false,
  inBody: readonly KnownValue[] = [],
): ReadCall {
  const { tenant, compiled, exchange } = call
  const inHeader = readKnownHeader(exchange.request.rawHeaders)
  const known =
    inHeader.length + inBody.length === 0
      ? undefined
      : compileKnown([...inHeader, ...inBody], tenant.policy(compiled.name).options.languages)
  const contentType = outgoingContentType(body.kind, call.exchange.request.headers['content-type'])
  return { ...call, body, model, streamed, contentType, structured, known }
}

/** Which reader the operation and the content type agree on. Throws `Refusal` 415 when they do not. */
function bodyKind(call: RecognisedCall, contentType: string | undefined): BodyKind {
  const expected = call.compiled.operation.body
  const sent = contentKind(contentType)
  if (expected === 'none') {
    if (call.exchange.hasBody)
      throw new Refusal('content_type_unsupported', { because: 'This operation takes no body.' })
    return 'none'
  }
  if (expected === 'any') {
    if (!call.exchange.hasBody) return 'none'
    if (sent === 'json' || sent === 'multipart') return sent
  } else if (sent === expected || (expected === 'json_or_form' && (sent === 'json' || sent === 'form'))) {
    return sent
  } else if (expected === 'json_or_bytes' && (sent === 'json' || isBytes(contentType))) return 'json'
  throw new Refusal('content_type_unsupported', { remedy: REMEDIES[expected] })
}

/** What SDKs call a body whose type nobody gave. */
function isBytes(contentType: string | undefined): boolean {
  return contentType === undefined || /^application\/octet-stream$/i.test(contentType)
}

const REMEDIES = {
  json: 'send Content-Type: application/json.',
  json_or_bytes: 'send Content-Type: application/json.',
  json_or_form: 'send Content-Type: application/json or application/x-www-form-urlencoded.',
  multipart: 'send Content-Type: multipart/form-data.',
  binary: 'send Content-Type: application/octet-stream.',
  any: 'send Content-Type: application/json or multipart/form-data.',
} as const

function checkEncoding(encoding: string | undefined): void {
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return
  throw new Refusal('content_encoding_unsupported', { remedy: 'send the body without Content-Encoding.' })
}

function checkText(raw: Buffer): void {
  if (raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) throw new Refusal('body_byte_order_mark')
  if ((raw[0] === 0xfe && raw[1] === 0xff) || (raw[0] === 0xff && raw[1] === 0xfe))
    throw new Refusal('body_byte_order_mark')
  if (!isUtf8(raw)) throw new Refusal('body_not_utf8')
}

/** The model that the path or the body names; where the path names one, the body's own has no say and is not trusted. */
function modelOf(
  call: RecognisedCall,
  shape: RequestShape | undefined,
  body: JsonBody | FormBody,
): string | undefined {
  if (call.pathModel !== undefined) return call.pathModel
  if (shape?.model === undefined) return undefined
  const named = body.stringMember(shape.model)
  const model = named ?? shape.modelDefault
  // An operation that is not listed may have no model, but not one that only the vendor can read.
  const unread = named === undefined && body.has(shape.model)
  if (model === undefined && shape.modelUnless !== undefined && body.has(shape.modelUnless)) return undefined
  if (unread || (model === undefined && call.listed))
    throw new Refusal('model_missing', { path: shape.model })
  return model
}
