/** The straight line. Read this first: every byte that leaves for a vendor has passed these steps in this order. */
import type { Runtime } from '../config/runtime.ts'
import { dialectAnswer } from '../errors/dialect.ts'
import { Refusal } from '../errors/refusal.ts'
import { CallerGoneError, type Exchange } from '../ingress/contract.ts'
import { accept } from './accept.ts'
import { admit } from './admit.ts'
import { authenticate } from './authenticate.ts'
import type { AcceptedCall, AuthenticatedCall, RecognisedCall, RecordedCall, RoutedCall } from './calls.ts'
import { CAPABILITIES_PATH, runCapabilitiesRequest } from './capabilities-request.ts'
import { closeBooks, type Conclusion, unanswered } from './close-books.ts'
import { mintingOf, mintKey } from './live/mint-key.ts'
import { converse } from './live/converse.ts'
import { refuseSession } from './live/refuse-session.ts'
import { followUp } from './follow-up.ts'
import { forbidTraining } from './forbid-training.ts'
import type { Line } from './line.ts'
import { locate } from './locate.ts'
import { read } from './read.ts'
import { recognise } from './recognise.ts'
import { recordIntent } from './record-intent.ts'
import { REDACT_PATH, runRedactRequest } from './redact-request.ts'
import { redact } from './redact.ts'
import { route } from './route.ts'
import { send } from './send.ts'

/** Runs one call to its end. Never rejects for anything that a caller or a vendor can do. */
export async function runCall(exchange: Exchange, runtime: Runtime, line: Line): Promise<void> {
  if (exchange.request.url === REDACT_PATH) {
    await runRedactRequest(exchange, runtime, line)
    return
  }
  if (exchange.request.url === CAPABILITIES_PATH) {
    await runCapabilitiesRequest(exchange, runtime, line)
    return
  }
  const progress: Progress = {}
  const { live } = exchange
  line.meter.opened()
  if (live !== undefined) line.sessions.count += 1
  try {
    await runSteps(exchange, runtime, line, progress)
  } catch (error) {
    refuse(exchange, error, runtime, line, progress)
  } finally {
    line.meter.closed()
    if (live !== undefined) line.sessions.count -= 1
  }
}

/** How far the call got, for the refusal's dialect and row. */
interface Progress {
  accepted?: AcceptedCall
  authenticated?: AuthenticatedCall
  recognised?: RecognisedCall
  /** The attempt under way has its intent row; a refusal before that is a row of its own. */
  attempted?: boolean
}

async function runSteps(exchange: Exchange, runtime: Runtime, line: Line, progress: Progress): Promise<void> {
  const accepted = (progress.accepted = accept(exchange, runtime, line))
  // A call with a key goes on in this turn; only a signature has to see the body first.
  const known = authenticate(accepted, line.now(), line.temporaryKeys)
  const authenticated = (progress.authenticated = known instanceof Promise ? await known : known)
  const minting = mintingOf(authenticated)
  if (minting !== undefined) {
    await mintKey(authenticated, minting, line)
    return
  }
  const recognised = (progress.recognised = recognise(authenticated))
  if (exchange.live !== undefined && line.sessions.count > runtime.limits.live_sessions)
    throw new Refusal('overloaded', { because: 'limits.live_sessions is reached.', retryAfterSeconds: 5 })
  if (!line.ledger.ready) throw new Refusal('ledger_unavailable', { retryAfterSeconds: 5 })
  const admitted = admit(await read(recognised))
  const found = locate(admitted, line.ledger.pins)
  const located = found instanceof Promise ? await found : found
  const first = await attempt(route(located, line.now()), line, progress, 1)
  // Machine translation may lose or double a tag; tokens shaped like addresses survive where tags do not. The first
  // attempt may have taken minutes, in which an endpoint can close: each attempt has a proof of its own.
  if (first.retry === true) await attempt(route(located, line.now()), line, progress, 2)
}

/** Steps 7 to 13 against one endpoint. */
async function attempt(
  routed: RoutedCall,
  line: Line,
  progress: Progress,
  number: 1 | 2,
): Promise<Conclusion> {
  const redacted = await redact(routed, line, number === 1 ? undefined : 'address')
  const untrainable = forbidTraining(redacted, routed.proofs[0], number)
  const recorded = await recordIntent(untrainable, line)
  progress.attempted = true
  const conclusion = await sendAndSettle(recorded, line)
  closeBooks(recorded, conclusion, line)
  forgetEnded(recorded, conclusion, line)
  if (conclusion.followUp === true) await followUp(recorded, line)
  progress.attempted = false
  return conclusion
}

/** What the vendor deleted, or has no more, is nobody's any longer. */
function forgetEnded(call: RecordedCall, { vendorStatus = 0, outcome }: Conclusion, line: Line): void {
  if (call.kept === undefined || call.kept.ends.length === 0) return
  // Half a download is none: the caller may fetch it again.
  if (vendorStatus !== 404 && !(vendorStatus >= 200 && vendorStatus < 300 && outcome === 'ok')) return
  const { ends: names } = call.kept
  const ended = {
    tenant: call.tenant.id,
    vendor: call.connector.vendor,
    endpoint: call.proof.endpoint.id,
    names,
    at: line.now(),
  }
  // A pin that stays leads to the vendor's own 404.
  line.ledger.pins.end(ended).catch(() => {})
}

/** From here on there is an intent row, so a failure of any kind is a conclusion and not an exception. */
async function sendAndSettle(call: RecordedCall, line: Line): Promise<Conclusion> {
  const sentAt = line.tick()
  try {
    const { live } = call.compiled
    return live === undefined ? await send(call, line) : await converse(call, live, line)
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('internal')
    if (!(error instanceof Refusal)) line.fault(error)
    answerRefusal(call.exchange, refusal, call)
    return unanswered({
      outcome: refusal.outcome,
      code: refusal.code,
      sentAt,
      endedAt: line.tick(),
      marks: [],
    })
  }
}

function refuse(exchange: Exchange, error: unknown, runtime: Runtime, line: Line, progress: Progress): void {
  if (error instanceof CallerGoneError || exchange.gone) {
    line.meter.refusal(vendorOf(progress), operationOf(progress), 'request_malformed', 'client_disconnect')
    exchange.destroy()
    return
  }
  const refusal = error instanceof Refusal ? error : new Refusal('internal')
  if (!(error instanceof Refusal)) line.fault(error)
  const rule = refusal.detail.rule
  line.meter.refusal(vendorOf(progress), operationOf(progress), refusal.code, rule)
  const { authenticated } = progress
  if (authenticated !== undefined && progress.attempted !== true) {
    line.ledger.refusal({
      id: authenticated.id,
      at: line.now(),
      tenant: authenticated.tenant.id,
      keyId: authenticated.keyId,
      vendor: authenticated.connector.vendor,
      operation: operationOf(progress),
      code: refusal.code,
      rule,
      config: runtime.hash,
      marks: runtime.sandbox ? ['sandbox'] : [],
    })
  }
  answerRefusal(exchange, refusal, progress.recognised ?? progress.accepted)
}

function answerRefusal(
  exchange: Exchange,
  refusal: Refusal,
  call: (Pick<AcceptedCall, 'connector' | 'id'> & Partial<Pick<RecognisedCall, 'compiled'>>) | undefined,
): void {
  if (refuseSession(exchange, refusal, call?.compiled?.live)) return
  if (exchange.headWritten) {
    exchange.destroy()
    return
  }
  const answer = dialectAnswer(refusal, call?.connector.dialect, call?.id)
  exchange.refuse(answer.status, answer.headers, answer.body)
}

function vendorOf(progress: Progress): string {
  return progress.accepted?.connector.vendor ?? 'none'
}

function operationOf(progress: Progress): string {
  return progress.recognised?.compiled.operation.id ?? 'none'
}
