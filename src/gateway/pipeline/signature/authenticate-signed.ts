/** A caller who signs in place of showing a key: the access key id is the key's id, and the signature covers the body. */
import { hash } from 'node:crypto'
import { Refusal } from '../../errors/refusal.ts'
import type { AcceptedCall, AuthenticatedCall } from '../calls.ts'
import { readSignedHead, signatureRefusal, type SignedHead } from './signed-head.ts'
import { isSignedBy } from './verify-signature.ts'

const EMPTY = hash('sha256', '')

/**
 * Resolves once the signature over head and body is verified. Where the body's hash is declared, the signature is verified
 * before the body is read and the body is held against the hash then; where it is not, only a known id has its body read.
 * Throws `Refusal` 403.
 */
export async function authenticateSigned(
  call: AcceptedCall,
  authorization: string,
  now: number,
): Promise<AuthenticatedCall> {
  const { connector, exchange, runtime } = call
  if (connector.signedFor === undefined)
    throw signatureRefusal(`${connector.title} does not take signatures of AWS.`, 'not_here')
  const head = readSignedHead(exchange.request, authorization, now)
  const { holder, secret } = runtime.findSigner(head.accessKeyId)
  if (head.bodyHash !== undefined) verify(call, head, secret, head.bodyHash)
  if (holder === undefined) throw new Refusal('key_unknown')
  const body = exchange.hasBody ? await exchange.readBody(runtime.limits.inspected_body) : undefined
  const bodyHash = body === undefined ? EMPTY : hash('sha256', body)
  if (head.bodyHash === undefined) verify(call, head, secret, bodyHash)
  else if (bodyHash !== head.bodyHash)
    throw signatureRefusal('The body is not the one that was signed.', 'body')
  if (holder.revoked) throw new Refusal('key_revoked')
  const known = { ...call, tenant: holder.tenant, keyId: holder.keyId }
  checkScope(head, known)
  return body === undefined ? known : { ...known, signedBody: body }
}

function verify(call: AcceptedCall, head: SignedHead, secret: string, bodyHash: string): void {
  if (isSignedBy(secret, head, call.exchange.request, bodyHash)) return
  throw signatureRefusal(
    'It is not the signature of this very request under the secret of this access key id.',
    'mismatch',
  )
}

/** The scope has to name the service, and a region that an endpoint of the tenant has. */
function checkScope(head: SignedHead, { connector, tenant }: AuthenticatedCall): void {
  if (head.service !== connector.signedFor)
    throw signatureRefusal(`It has to be made for the service ${connector.signedFor}.`, 'scope')
  const regions = tenant.endpoints.flatMap((each) => (each.connector === connector ? [each.region] : []))
  if (regions.includes(head.region)) return
  throw signatureRefusal(
    `It has to be made for a region of an endpoint: ${regions.join(', ') || 'none'}.`,
    'scope',
  )
}
