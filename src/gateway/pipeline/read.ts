/** Step 4: the body is read within its bound and scanned once; the routing fields are typed out. */
import { isUtf8 } from 'node:buffer'
import type { RequestShape } from '../../connectors/contract.ts'
import { Refusal } from '../errors/refusal.ts'
import { FormBody } from './body/form-body.ts'
import type { InspectedBody } from './body/inspected-body.ts'
import { JsonBody } from './body/json-body.ts'
import type { ReadCall, RecognisedCall } from './calls.ts'

type BodyKind = 'json' | 'form' | 'multipart' | 'none'

export async function read(call: RecognisedCall): Promise<ReadCall> {
  const { compiled, exchange } = call
  const { request: shape } = compiled.operation
  const contentType = exchange.request.headers['content-type']
  checkEncoding(exchange.request.headers['content-encoding'])
  const kind = bodyKind(call, contentType)
  if (kind === 'none') return withModel(call, { kind: 'none' }, call.pathModel, false)
  if (kind === 'multipart') {
    const body: InspectedBody = { kind: 'multipart', boundary: readBoundary(contentType ?? '') }
    return withModel(call, body, call.pathModel, false)
  }
  const raw = await exchange.readBody(call.runtime.limits.inspected_body)
  const text = decode(raw)
  if (kind === 'form') {
    const body = FormBody.read(text, compiled.request)
    return withModel(call, { kind, body, raw }, modelOf(call, shape, body), false)
  }
  const body = JsonBody.read(text, compiled.request)
  const streamed = shape?.stream !== undefined && body.isTrue(shape.stream)
  return withModel(call, { kind, body, raw }, modelOf(call, shape, body), streamed)
}

function withModel(
  call: RecognisedCall,
  body: InspectedBody,
  model: string | undefined,
  streamed: boolean,
): ReadCall {
  return { ...call, body, model, streamed }
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
  }
  throw new Refusal('content_type_unsupported', { remedy: REMEDIES[expected] })
}

const REMEDIES = {
  json: 'send Content-Type: application/json.',
  json_or_form: 'send Content-Type: application/json or application/x-www-form-urlencoded.',
  multipart: 'send Content-Type: multipart/form-data.',
  any: 'send Content-Type: application/json or multipart/form-data.',
} as const

function contentKind(contentType: string | undefined): BodyKind | undefined {
  if (contentType === undefined) return undefined
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  for (const parameter of parameters) {
    if (parameter.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(parameter)) {
      throw new Refusal('content_encoding_unsupported', { remedy: 'send the body as UTF-8.' })
    }
  }
  if (type === 'application/json') return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  return type === 'multipart/form-data' ? 'multipart' : undefined
}

function checkEncoding(encoding: string | undefined): void {
  if (encoding === undefined || encoding.toLowerCase() === 'identity') return
  throw new Refusal('content_encoding_unsupported', { remedy: 'send the body without Content-Encoding.' })
}

/** RFC 2046, section 5.1.1: 1 to 70 characters of a small set. */
function readBoundary(contentType: string): string {
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i.exec(contentType)
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined || !/^[A-Za-z0-9'()+_,\-./:=? ]{0,69}[A-Za-z0-9'()+_,\-./:=?]$/.test(boundary)) {
    throw new Refusal('multipart_malformed', { because: 'The boundary parameter is missing or not allowed.' })
  }
  return boundary
}

function decode(raw: Buffer): string {
  if (raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) throw new Refusal('body_byte_order_mark')
  if ((raw[0] === 0xfe && raw[1] === 0xff) || (raw[0] === 0xff && raw[1] === 0xfe))
    throw new Refusal('body_byte_order_mark')
  if (!isUtf8(raw)) throw new Refusal('body_not_utf8')
  return raw.toString('utf8')
}

/** The model that the path or the body names; where the path names one, the body's own has no say and is not trusted. */
function modelOf(
  call: RecognisedCall,
  shape: RequestShape | undefined,
  body: JsonBody | FormBody,
): string | undefined {
  if (call.pathModel !== undefined) return call.pathModel
  if (shape?.model === undefined) return undefined
  const model = body.stringMember(shape.model) ?? shape.modelDefault
  // An operation that is not listed may have no model, but not one that only the vendor can read.
  const unread = body.stringMember(shape.model) === undefined && body.has(shape.model)
  if (unread || (model === undefined && call.listed))
    throw new Refusal('model_missing', { path: shape.model })
  return model
}
