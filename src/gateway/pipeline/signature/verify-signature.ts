/** Signature Version 4 over the request exactly as it was sent, compared in constant time. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { CallerRequest } from '../../ingress/contract.ts'
import type { SignedHead } from './signed-head.ts'

/** `bodyHash` is the SHA-256 of the body in hex. */
export function isSignedBy(
  secret: string,
  head: SignedHead,
  request: CallerRequest,
  bodyHash: string,
): boolean {
  const scope = [head.day, head.region, head.service, 'aws4_request']
  const canonical = hash('sha256', canonicalRequest(head, request, bodyHash))
  const key = scope.reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part, 'utf8').digest(),
    `AWS4${secret}`,
  )
  const expected = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${head.date}\n${scope.join('/')}\n${canonical}`, 'utf8')
    .digest()
  return timingSafeEqual(expected, Buffer.from(head.signature, 'hex'))
}

/** The request as every signer of AWS's writes it down (but for S3, which does not escape the path twice). */
function canonicalRequest(head: SignedHead, request: CallerRequest, bodyHash: string): string {
  const url = request.url ?? ''
  const question = url.indexOf('?')
  const path = question < 0 ? url : url.slice(0, question)
  const values = headerValues(request)
  return [
    request.method ?? '',
    path.split('/').map(escaped).join('/'),
    canonicalQuery(question < 0 ? '' : url.slice(question + 1)),
    ...head.signed.map((name) => `${name}:${values.get(name === ':authority' ? 'host' : name) ?? ''}`),
    '',
    head.signed.join(';'),
    bodyHash,
  ].join('\n')
}

/** Trimmed, runs of spaces made one, repeated headers joined; over HTTP/2 the host is the authority. */
function headerValues({ rawHeaders }: CallerRequest): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const raw = (rawHeaders[index] ?? '').toLowerCase()
    const name = raw === ':authority' ? 'host' : raw
    const value = (rawHeaders[index + 1] ?? '').replace(/[ \t]+/g, ' ').trim()
    // An authority and a Host that came together are the same, or the message was refused.
    const before = name === 'host' ? undefined : values.get(name)
    values.set(name, before === undefined ? value : `${before},${value}`)
  }
  return values
}

/** Pairs sorted by escaped name, then by escaped value. A plus is a plus. */
function canonicalQuery(query: string): string {
  if (query === '') return ''
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const name = equals < 0 ? pair : pair.slice(0, equals)
      return [reescaped(name), reescaped(equals < 0 ? '' : pair.slice(equals + 1))] as const
    })
    .toSorted(([one, first], [other, second]) => order(one, other) || order(first, second))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function order(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** RFC 3986: all but the unreserved characters. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function reescaped(text: string): string {
  try {
    return escaped(decodeURIComponent(text))
  } catch {
    // A broken escape is refused as such when the query is read.
    return escaped(text)
  }
}
