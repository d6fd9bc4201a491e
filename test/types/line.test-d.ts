/** The line as types: no step can be left out or moved, and neither proof can be written down. Checked by `npm run types` alone. */
import type { Readable } from 'node:stream'
import type { CompiledLive } from '../../src/connectors/compiled.ts'
import type {
  AcceptedCall,
  AdmittedCall,
  AuthenticatedCall,
  LocatedCall,
  ReadCall,
  RecognisedCall,
  RecordedCall,
  RedactedCall,
  RoutedCall,
  UntrainableCall,
} from '../../src/gateway/pipeline/calls.ts'
import { admit } from '../../src/gateway/pipeline/admit.ts'
import { authenticate } from '../../src/gateway/pipeline/authenticate.ts'
import type { BodyRedactor } from '../../src/gateway/pipeline/body/body-redactor.ts'
import type { JsonBody } from '../../src/gateway/pipeline/body/json-body.ts'
import { RedactedBody, type OutgoingBody } from '../../src/gateway/pipeline/body/redacted-body.ts'
import { closeBooks, type Conclusion } from '../../src/gateway/pipeline/close-books.ts'
import { forbidTraining } from '../../src/gateway/pipeline/forbid-training.ts'
import type { Line } from '../../src/gateway/pipeline/line.ts'
import { converse } from '../../src/gateway/pipeline/live/converse.ts'
import { locate } from '../../src/gateway/pipeline/locate.ts'
import { read } from '../../src/gateway/pipeline/read.ts'
import { recognise } from '../../src/gateway/pipeline/recognise.ts'
import { recordIntent } from '../../src/gateway/pipeline/record-intent.ts'
import { redact } from '../../src/gateway/pipeline/redact.ts'
import { route } from '../../src/gateway/pipeline/route.ts'
import { send } from '../../src/gateway/pipeline/send.ts'
import { Refusal } from '../../src/gateway/errors/refusal.ts'
import { ResidencyProof } from '../../src/gateway/policy/residency.ts'

declare const line: Line
declare const now: number
declare const raw: Buffer

declare const accepted: AcceptedCall
declare const authenticated: AuthenticatedCall
declare const recognised: RecognisedCall
declare const readCall: ReadCall
declare const admitted: AdmittedCall
declare const located: LocatedCall
declare const routed: RoutedCall
declare const redacted: RedactedCall
declare const untrainable: UntrainableCall
declare const recorded: RecordedCall
declare const proof: ResidencyProof
declare const conclusion: Conclusion
declare const live: CompiledLive

/** The one order that compiles. */
export async function theLine(): Promise<void> {
  const admittedCall = admit(await read(recognise(await authenticate(accepted, 0, line.temporaryKeys))))
  const routedCall = route(await locate(admittedCall, line.ledger.pins), now)
  const ready = forbidTraining(await redact(routedCall, line), routedCall.proofs[0], 1)
  const written = await recordIntent(ready, line)
  closeBooks(written, await send(written, line), line)
  closeBooks(written, await converse(written, live, line), line)
}

export async function noStepIsLeftOut(): Promise<void> {
  // @ts-expect-error nobody is known before the key was read: no tenant
  recognise(accepted)
  // @ts-expect-error no operation is recognised, so nobody knows how to read the body
  await read(authenticated)
  // @ts-expect-error the body is not read, so policy has nothing to decide on
  admit(recognised)
  // @ts-expect-error policy has not decided: no mode of redaction, no consent to media
  await locate(readCall, line.ledger.pins)
  // @ts-expect-error nobody knows yet where the objects are kept that the call names
  route(admitted, now)
  // @ts-expect-error no endpoint is chosen: there is no proof of residency
  await redact(located)
  // @ts-expect-error the body is not redacted, and cannot be finished
  forbidTraining(routed, proof, 1)
  // @ts-expect-error no flag is forced: the body is a proof and not yet bytes
  await recordIntent(redacted, line)
  // @ts-expect-error no intent is durable: there is no attempt to send
  await send(untrainable, line)
  // @ts-expect-error nor is there one to begin a session with
  await converse(untrainable, live, line)
  // @ts-expect-error nothing was sent, so there are no books to close
  closeBooks(untrainable, conclusion, line)
}

export async function noStepIsMoved(): Promise<void> {
  // @ts-expect-error a body is redacted once: what it became cannot be read again
  await redact(redacted)
  // @ts-expect-error what is ready to leave cannot go back to be redacted
  await redact(untrainable)
  // @ts-expect-error flags are forced before the bytes are made, never after
  forbidTraining(untrainable, proof, 1)
  // @ts-expect-error policy decides on the body as it came, not on what was made of it
  admit(redacted)
  // @ts-expect-error an endpoint is chosen before the body is redacted for it
  route(redacted, now)
}

export async function noStepIsForged(): Promise<void> {
  // @ts-expect-error an id of one's own is not an attempt that the ledger knows
  await send({ ...untrainable, attemptId: '01890000-0000-7000-8000-000000000000' }, line)
  // @ts-expect-error bytes of one's own are not a body that was redacted
  await recordIntent({ ...untrainable, body: { kind: 'bytes', bytes: raw } }, line)
  // @ts-expect-error nor are they behind a durable intent
  await send({ ...recorded, body: { kind: 'bytes', bytes: raw } }, line)
  // @ts-expect-error nor is the raw body itself
  forbidTraining({ ...redacted, body: routed.body }, proof, 1)
}

export function aBodyIsRedactedOrThereIsNone(body: JsonBody, redactor: BodyRedactor, stream: Readable): void {
  // @ts-expect-error the constructor is private: only redacting makes one
  void new RedactedBody({ kind: 'json', body, raw })
  // @ts-expect-error a look-alike is not one
  const alike: RedactedBody = { elements: undefined, force: () => [], finish: () => redacted.body.finish() }
  // @ts-expect-error a copy of its public members is not one
  // oxlint-disable-next-line typescript/no-misused-spread -- losing the prototype is what is tried here
  const copied: RedactedBody = { ...redacted.body }
  // @ts-expect-error a class of one's own cannot stand in for it
  class Forged extends RedactedBody {}
  // @ts-expect-error what leaves is made by a redacted body, not written down
  const bytes: OutgoingBody = { kind: 'bytes', bytes: raw }
  // @ts-expect-error a stream of one's own does not leave either
  const pass: OutgoingBody = { kind: 'pass', pass: stream }
  void [alike, copied, Forged, bytes, pass, redactor]
}

export function aPlaceIsProvenOrThereIsNone(): void {
  const { endpoint, place, zone } = proof
  // @ts-expect-error the constructor is private: only proving makes one
  void new ResidencyProof(endpoint, place, zone, false)
  // @ts-expect-error a look-alike is not one
  const alike: ResidencyProof = { endpoint, place, zone, attestations: [], evaluation: false }
  // @ts-expect-error a copy with another endpoint is not one
  // oxlint-disable-next-line typescript/no-misused-spread -- losing the prototype is what is tried here
  const copied: ResidencyProof = { ...proof, endpoint }
  // @ts-expect-error a class of one's own cannot stand in for it
  class Forged extends ResidencyProof {}
  // @ts-expect-error a routed call has at least one proof
  const routedNowhere: RoutedCall = { ...routed, proofs: [] }
  // @ts-expect-error an endpoint is no proof of where it is
  forbidTraining(redacted, endpoint, 1)
  const proven = ResidencyProof.prove(endpoint, undefined, zone, now)
  // @ts-expect-error proving can end in a refusal, which has to be looked at
  forbidTraining(redacted, proven, 1)
  if (!(proven instanceof Refusal)) forbidTraining(redacted, proven, 1)
  void [alike, copied, Forged, routedNowhere]
}
