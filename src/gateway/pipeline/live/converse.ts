/** Steps 11 and 12 of a session: the handshake with the vendor within its limit, then the caller is switched over and both are pumped. */
import type { CompiledLive } from '../../../connectors/compiled.ts'
import type { AnswerHeaders } from '../../../connectors/contract.ts'
import { buildRequestHeaders, type HeaderPairs } from '../../egress/headers.ts'
import { dialLive } from '../../egress/live.ts'
import { Refusal } from '../../errors/refusal.ts'
import { CallerGoneError, type LiveCaller } from '../../ingress/contract.ts'
import type { FrameSocket } from '../../live/frame-socket.ts'
import { inspectRegion } from '../answer/region-report.ts'
import type { RecordedCall } from '../calls.ts'
import { type Conclusion, unanswered } from '../close-books.ts'
import type { Line } from '../line.ts'
import { LiveSession } from './live-session.ts'
import { closedEndpoint } from './session-end.ts'

/** Resolves when the session is over on both sides. Rejects with a `Refusal` while there is none. */
export async function converse(call: RecordedCall, live: CompiledLive, line: Line): Promise<Conclusion> {
  const { exchange, runtime, proof } = call
  const caller = exchange.live
  if (caller === undefined) throw new Refusal('internal', { because: 'No session without an upgrade.' })
  // What a tier outside the engine has to see would have to be held to its end, and a session has none.
  if (
    call.tenant.answerRedaction(call.compiled.name) === 'apply' &&
    call.tenant.names(call.compiled.name) !== undefined
  )
    throw new Refusal('answer_uninspectable', {
      because: 'A session cannot wait for the tier for names.',
      remedy: `response: flag, or names: builtin, for ${call.compiled.name} under redaction.routes.`,
    })
  const credential = proof.endpoint.credential(call.path)
  if (credential.sign !== undefined)
    throw new Refusal('internal', { because: 'A session is not opened with a signature.' })
  const pair = await credential.header()
  const sentAt = line.tick()
  if (exchange.gone) return gone(sentAt, line)
  return await new Promise<Conclusion>((resolve, reject) => {
    const giveUp = dialLive(
      proof.endpoint.pool,
      {
        path: call.query === '' ? call.path : `${call.path}?${call.query}`,
        headers: headersOf(call, [pair, ...proof.endpoint.ownHeaders, ...call.forcedHeaders]),
        protocols: caller.protocols.filter((name) => live.operation.protocols?.includes(name) === true),
        handshakeMilliseconds: Math.min(
          runtime.timeouts.live_connect,
          live.operation.handshakeMilliseconds ?? Number.POSITIVE_INFINITY,
        ),
        frameBytes: runtime.limits.live_frame,
      },
      {
        onOpen: (vendor, headers, protocol) => {
          const report = inspectRegion(call, headers, line)
          const closed = closedEndpoint(proof.endpoint)
          if (closed !== undefined) {
            // It answered from another place than it was said to be in: nothing is said to it.
            vendor.destroy()
            reject(closed)
            return
          }
          const own = switchOver(call, caller, protocol)
          if (own === undefined) {
            vendor.destroy()
            resolve(gone(sentAt, line))
            return
          }
          const secret = pair[1].slice(pair[1].lastIndexOf(' ') + 1)
          const opened = { caller: own, vendor, report, secret, sentAt, openedAt: line.tick() }
          new LiveSession(call, live, line, opened, resolve).run()
        },
        onRefused: (status, headers) => reject(vendorRefusal(status, headers)),
        onError: reject,
      },
    )
    exchange.onGone(() => {
      giveUp()
      resolve(gone(sentAt, line))
    })
    exchange.onCut(() => {
      giveUp()
      reject(new Refusal('shutting_down'))
    })
  })
}

/** Undefined when the caller has left. */
function switchOver(
  call: RecordedCall,
  caller: LiveCaller,
  protocol: string | undefined,
): FrameSocket | undefined {
  if (caller.socket !== undefined) return caller.socket
  try {
    return caller.open({
      protocol,
      frameBytes: call.runtime.limits.live_frame,
      headers: [
        ['x-limen-call', call.id],
        ['x-limen-region', call.proof.place.region],
      ],
    })
  } catch (error) {
    if (error instanceof CallerGoneError) return undefined
    throw error
  }
}

function headersOf(call: RecordedCall, own: HeaderPairs): readonly string[] {
  const rules = call.tenant.headerRules.get(call.proof.endpoint)
  if (rules === undefined) throw new Refusal('internal', { because: 'The endpoint has no header rules.' })
  return buildRequestHeaders(rules, call.callerHeaders, own, undefined)
}

/** The vendor's own status, so that an SDK raises the right class; its words stay here. */
function vendorRefusal(status: number, headers: AnswerHeaders): Refusal {
  if (status >= 300 && status < 400) return new Refusal('vendor_redirect')
  const after = Number(headers['retry-after'])
  return new Refusal('vendor_refused', {
    because: `It answered ${status}.`,
    rule: 'handshake',
    ...(status >= 400 ? { status } : {}),
    ...(Number.isInteger(after) && after >= 0 ? { retryAfterSeconds: after } : {}),
  })
}

/** The caller left before there was a session. */
function gone(sentAt: number, line: Line): Conclusion {
  return unanswered({
    outcome: 'client_disconnect',
    code: undefined,
    sentAt,
    endedAt: line.tick(),
    marks: ['live'],
  })
}
