/** The status and the headers with which an answer goes to the caller. */
import type { AnswerHeaders } from '../../../connectors/contract.ts'
import { buildAnswerHeaders } from '../../egress/answer-headers.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { RecordedCall } from '../calls.ts'

/** Names, each followed by its value: the vendor's that may pass, and what the gateway says of the call. */
export function answerHead(
  { id, proof, runtime }: RecordedCall,
  vendorHeaders: AnswerHeaders,
  length: number | undefined,
): string[] {
  const headers = buildAnswerHeaders(proof.endpoint.answerHeaders, vendorHeaders)
  headers.push('x-limen-call', id, 'x-limen-region', proof.place.region)
  if (proof.evaluation && runtime.evaluationUntil !== undefined)
    headers.push('x-limen-evaluation', new Date(runtime.evaluationUntil - 1).toISOString().slice(0, 10))
  if (length !== undefined) headers.push('content-length', String(length))
  return headers
}

/** The length that the vendor declared, which a body that passes untouched keeps. */
export function declaredLength(headers: AnswerHeaders): number | undefined {
  const declared = headers['content-length']
  return typeof declared === 'string' ? Number(declared) : undefined
}

/** An error that the vendor sent in a shape that no SDK reads keeps its status, so that the SDK raises the right class. */
export function withVendorStatus(refusal: Refusal, status = 0): Refusal {
  if (refusal.code !== 'vendor_malformed' || status < 400) return refusal
  return new Refusal('vendor_malformed', { ...refusal.detail, because: `It answered ${status}.`, status })
}
