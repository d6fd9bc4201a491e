/** What a caller's Signature Version 4 says of itself, read from the head of the request. */
import type { CallerRequest } from '../../ingress/contract.ts'
import { Refusal } from '../../errors/refusal.ts'

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([A-Za-z0-9_-]{1,128})\/(\d{8})\/([a-z0-9-]{1,63})\/([a-z0-9-]{1,63})\/aws4_request, ?SignedHeaders=([a-z0-9:;_-]{1,4096}), ?Signature=([0-9a-f]{64})$/
const DATE = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/
const SHA256 = /^[0-9a-f]{64}$/

/** Milliseconds by which the caller's clock may differ from ours, as AWS has it. */
const SKEW_MILLISECONDS = 5 * 60_000

export interface SignedHead {
  readonly accessKeyId: string
  /** `20261122`, as in the scope. */
  readonly day: string
  /** `20261122T093000Z`. */
  readonly date: string
  readonly region: string
  readonly service: string
  /** Names in lower case, in the order in which they were signed. */
  readonly signed: readonly string[]
  /** 64 hex digits. */
  readonly signature: string
  /** SHA-256 of the body as the caller declares it, in hex; undefined when it only went into the signature. */
  readonly bodyHash: string | undefined
}

/** Whether this Authorization value is a signature of any version of AWS's. */
export function isSignature(authorization: string): boolean {
  return authorization.startsWith('AWS4-')
}

/**
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html. Throws `Refusal` 403 for
 * a signature that cannot be verified, or whose time is not now. `now` in Unix ms.
 */
export function readSignedHead(request: CallerRequest, authorization: string, now: number): SignedHead {
  const [, accessKeyId = '', day = '', region = '', service = '', list = '', signature = ''] =
    AUTHORIZATION.exec(authorization) ?? []
  if (accessKeyId === '')
    throw signatureRefusal('The Authorization header is not one of AWS4-HMAC-SHA256.', 'malformed')
  const signed = list.split(';')
  if (signed.some((name, index) => index > 0 && name <= (signed[index - 1] ?? '')))
    throw signatureRefusal('SignedHeaders has to be sorted, each name once.', 'malformed')
  const date = single(request, 'x-amz-date')
  if (date?.startsWith(day) !== true)
    throw signatureRefusal('There has to be one x-amz-date, of the day in the credential.', 'malformed')
  // Over HTTP/2 AWS's clients sign the authority under its own name.
  const names = signed.map((name) => (name === ':authority' ? 'host' : name))
  for (const name of coveredNames(request)) {
    if (!names.includes(name))
      throw signatureRefusal(
        'Host and every header that begins with x-amz- have to be signed.',
        'unsigned_header',
      )
  }
  checkTime(date, now)
  return { accessKeyId, day, date, region, service, signed, signature, bodyHash: declaredHash(request) }
}

/** Host, and every header of AWS's own that was sent: one that is not signed could be changed on the way. */
function coveredNames({ rawHeaders }: CallerRequest): ReadonlySet<string> {
  const names = new Set(['host', 'x-amz-date'])
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase()
    if (name.startsWith('x-amz-')) names.add(name)
  }
  return names
}

function checkTime(date: string, now: number): void {
  const [, year, month, day, hour, minute, second] = DATE.exec(date) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  // Written so that a date that cannot be read is stale.
  if (!(Math.abs(now - at) <= SKEW_MILLISECONDS)) throw new Refusal('signature_stale', { rule: 'stale' })
}

/** Throws for a body that is not covered as a whole: its chunks are signed one by one, or nothing of it is. */
function declaredHash(request: CallerRequest): string | undefined {
  const declared = single(request, 'x-amz-content-sha256')
  if (declared === undefined || SHA256.test(declared)) return declared
  if (declared === 'UNSIGNED-PAYLOAD')
    throw signatureRefusal('The body is not signed (UNSIGNED-PAYLOAD).', 'unsigned_payload')
  if (declared.startsWith('STREAMING-'))
    throw signatureRefusal('Chunks that are signed one by one are not read.', 'chunked_signature')
  throw signatureRefusal('x-amz-content-sha256 is no SHA-256 in hex.', 'malformed')
}

/** The value of a header that may come once; undefined without it. Throws for two. */
function single({ rawHeaders }: CallerRequest, name: string): string | undefined {
  let found: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if ((rawHeaders[index] ?? '').toLowerCase() !== name) continue
    if (found !== undefined) throw signatureRefusal(`The header ${name} comes twice.`, 'malformed')
    found = rawHeaders[index + 1] ?? ''
  }
  return found
}

/** `because` is a sentence of ours and quotes nothing of the request. */
export function signatureRefusal(because: string, rule: string): Refusal {
  return new Refusal('signature_invalid', { because, rule })
}
