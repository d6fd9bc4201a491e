/** Step 12: the vendor's answer on its way to the caller, restored, with back-pressure both ways and one end. */
import type { AnswerHeaders } from '../../../connectors/contract.ts'
import type { EgressCall, EgressListener } from '../../egress/send.ts'
import type { Outcome } from '../../errors/codes.ts'
import { dialectAnswer, dialectStreamError } from '../../errors/dialect.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { RecordedCall } from '../calls.ts'
import type { Conclusion } from '../close-books.ts'
import type { Line } from '../line.ts'
import { AnswerFaultError, type AnswerBody, type AnswerCounts } from './answer-body.ts'
import { answerHead, declaredLength, withVendorStatus } from './answer-head.ts'
import { chooseBody } from './choose-body.ts'
import { Inflater } from './inflater.ts'
import { inspectRegion, type RegionReport } from './region-report.ts'

const NO_REPORT: RegionReport = { region: undefined, observed: false, marks: [] }

export class RelayedAnswer implements EgressListener {
  private readonly call: RecordedCall
  private readonly line: Line
  private readonly conclude: (conclusion: Conclusion) => void
  /** The credential that this attempt was sent with: an error that quotes it stays here. */
  private readonly secret: string
  private readonly sentAt: number
  private egress: EgressCall | undefined = undefined
  private body: AnswerBody | undefined = undefined
  private inflater: Inflater | undefined = undefined
  private report: RegionReport = NO_REPORT
  private vendorStatus: number | undefined = undefined
  private vendorHeaders: AnswerHeaders = {}
  private firstByteAt: number | undefined = undefined
  private headWritten = false
  private over = false
  private blocked = false
  private wroteToNobody = false
  /** Chunks whose look has not ended, and the end of the last one's. */
  private looks = 0
  private looked: Promise<void> = Promise.resolve()

  constructor(call: RecordedCall, line: Line, conclude: (conclusion: Conclusion) => void, secret: string) {
    this.call = call
    this.line = line
    this.conclude = conclude
    this.secret = secret
    this.sentAt = line.tick()
    call.exchange.onGone(() => this.callerGone())
    call.exchange.onCut(() => this.fail(new Refusal('shutting_down')))
  }

  attach(egress: EgressCall): void {
    this.egress = egress
    if (this.over) egress.abort()
  }

  onHead(status: number, headers: AnswerHeaders): void {
    if (this.over) return
    this.firstByteAt = this.line.tick()
    this.vendorStatus = status
    this.vendorHeaders = headers
    this.guarded(() => {
      this.report = inspectRegion(this.call, headers, this.line)
      if (status >= 300 && status < 400 && status !== 304) {
        this.fail(new Refusal('vendor_redirect'))
        return
      }
      this.body = chooseBody(this.call, status, headers, this.secret, this.line)
      this.openInflater(headers['content-encoding'])
      if (this.body.whole || this.inflater !== undefined) return
      const untouched = !this.call.vault.restorable && this.body.errorFrame === undefined
      this.writeHead(untouched ? declaredLength(headers) : undefined)
      // A model may think for minutes before its first event; SDKs time the wait for the head.
      if (this.body.errorFrame !== undefined) this.call.exchange.flushHead()
    })
  }

  onData(chunk: Buffer): void {
    if (this.over) return
    if (this.inflater === undefined) this.take(chunk)
    else if (!this.inflater.write(chunk)) {
      this.egress?.pause()
      this.inflater.onDrain(() => this.egress?.resume())
    }
  }

  onEnd(): void {
    if (this.over) return
    if (this.inflater === undefined) this.finish()
    else this.inflater.end()
  }

  onError(failure: Refusal): void {
    this.fail(failure)
  }

  /** The exchange broke, or a step on the way refused it. */
  fail(refusal: Refusal): void {
    if (this.over) return
    this.over = true
    this.release()
    const { exchange, connector } = this.call
    if (!this.headWritten) {
      const answer = dialectAnswer(
        withVendorStatus(refusal, this.vendorStatus),
        connector.dialect,
        this.call.id,
      )
      exchange.refuse(answer.status, answer.headers, answer.body)
    } else if (this.body?.errorFrame !== undefined) {
      const typed = this.call.compiled.stream?.shape.discriminator !== undefined
      const error = dialectStreamError(refusal, connector.dialect, typed)
      exchange.destroy(error === undefined ? undefined : this.body.errorFrame(error))
    } else exchange.destroy()
    this.settle(refusal.outcome, refusal)
  }

  callerGone(): void {
    if (this.over) return
    if (this.hasHeardTheEnd()) return
    if (!this.mayHaveMade) this.leave()
  }

  /** An SDK hangs up at the end mark and does not wait for the end of the body. */
  private hasHeardTheEnd(): boolean {
    const { body } = this
    if (body?.ended !== true || this.blocked || this.wroteToNobody) return false
    this.delivered(this.outcomeOf(body))
    return true
  }

  /**
   * The vendor has the whole request and may have made an object by now: its answer is still read, so that the object is
   * pinned to somebody who can delete it.
   */
  private get mayHaveMade(): boolean {
    const { compiled, body } = this.call
    if (compiled.operation.creates === undefined) return false
    return body.kind === 'pass' ? body.pass.complete : this.egress !== undefined
  }

  private leave(): void {
    this.over = true
    this.release()
    this.settle('client_disconnect', undefined)
  }

  /** Runs a step over the answer's bytes; what it cannot read or restore ends the answer, and so does a fault of ours. */
  private guarded(step: () => void): void {
    try {
      step()
    } catch (error) {
      if (!(error instanceof AnswerFaultError)) {
        // Thrown on, it would end the process where a stream calls us, and one answer must not do that.
        this.line.fault(error)
        this.fail(new Refusal('internal'))
        return
      }
      if (error.fault === 'restoration_failed' && this.call.attempt === 1 && !this.headWritten)
        this.giveUpForRetry()
      else this.fail(new Refusal(error.fault))
    }
  }

  private take(chunk: Buffer): void {
    this.guarded(() => {
      const { body } = this
      if ((body?.whole === true || body?.keeps === true) && !this.call.exchange.hold(chunk.length)) {
        this.fail(new Refusal('overloaded', { retryAfterSeconds: 1 }))
        return
      }
      if (body?.pushDurably !== undefined) {
        this.takeDurably(body.pushDurably, chunk)
        return
      }
      const output = body?.push(chunk)
      if (output !== undefined) this.write(output)
    })
  }

  /** The vendor is not read while a chunk waits for its look; what comes all the same waits behind it. */
  private takeDurably(push: NonNullable<AnswerBody['pushDurably']>, chunk: Buffer): void {
    this.looks += 1
    this.egress?.pause()
    this.inflater?.pause()
    this.looked = this.looked.then(async () => {
      let output: Buffer | undefined
      try {
        if (!this.over) output = await push(chunk)
      } catch (error) {
        this.looks -= 1
        if (!this.over) this.failWith(error)
        return
      }
      this.looks -= 1
      if (this.over) return
      this.guarded(() => {
        if (output !== undefined) this.write(output)
        this.readOn()
      })
    })
  }

  /** Nothing that came waits any longer, neither for a look nor for the caller. */
  private readOn(): void {
    if (this.looks > 0 || this.blocked) return
    this.egress?.resume()
    this.inflater?.resume()
  }

  private finish(): void {
    if (this.looks > 0) {
      this.looked = this.looked.then(() => {
        if (!this.over) this.finish()
      })
      return
    }
    this.guarded(() => {
      const { body } = this
      if (body === undefined) return
      if (body.endDurably !== undefined) {
        this.finishDurably(body, body.endDurably)
        return
      }
      this.complete(body, body.end())
    })
  }

  private finishDurably(body: AnswerBody, end: () => Promise<Buffer | undefined>): void {
    end().then(
      (rest) => {
        if (!this.over) this.guarded(() => this.complete(body, rest))
      },
      (error: unknown) => {
        if (!this.over) this.failWith(error)
      },
    )
  }

  private failWith(error: unknown): void {
    if (error instanceof Refusal) this.fail(error)
    else
      this.guarded(() => {
        throw error
      })
  }

  private complete(body: AnswerBody, rest: Buffer | undefined): void {
    // The caller's connection is known to be closed before its close is announced.
    if (this.call.exchange.gone) {
      if (!this.hasHeardTheEnd()) this.leave()
      return
    }
    if (!body.complete) {
      // What is left is half an event: an SDK would choke on it before it reads the error.
      this.fail(new Refusal('vendor_truncated'))
      return
    }
    if (!this.headWritten) this.writeHead(rest?.length ?? 0)
    const outcome = this.outcomeOf(body)
    if (this.call.exchange.end(rest)) {
      this.delivered(outcome)
      return
    }
    // Behind an end mark that went out unhindered only the end of the body waits, for which an SDK does not.
    this.blocked ||= body.ended !== true || (rest?.length ?? 0) > 0
    this.waitForCaller(() => this.delivered(outcome))
  }

  private outcomeOf({ facts }: AnswerBody): Outcome {
    return facts.failed === true || (this.vendorStatus ?? 0) >= 400 ? 'vendor_status' : 'ok'
  }

  /** The vendor has answered, and the caller's connection has all of it. */
  private delivered(outcome: Outcome): void {
    this.over = true
    this.release()
    this.settle(outcome, undefined)
  }

  private write(output: Buffer): void {
    if (!this.headWritten) this.writeHead(undefined)
    this.wroteToNobody ||= this.call.exchange.gone
    if (this.call.exchange.write(output) || this.blocked) return
    this.blocked = true
    this.egress?.pause()
    this.inflater?.pause()
    this.waitForCaller(() => {
      this.blocked = false
      this.readOn()
    })
  }

  private waitForCaller(then: () => void): void {
    const { exchange, runtime } = this.call
    exchange.whenTaken(runtime.timeouts.slow_reader, {
      taken: () => {
        if (!this.over) then()
      },
      stalled: () => {
        if (!this.over) this.callerStalled()
      },
    })
  }

  private callerStalled(): void {
    this.report = { ...this.report, marks: [...this.report.marks, 'slow_reader'] }
    this.leave()
    this.call.exchange.destroy()
  }

  private writeHead(length: number | undefined): void {
    this.headWritten = true
    const headers = answerHead(this.call, this.vendorHeaders, length)
    this.call.exchange.writeHead(this.vendorStatus ?? 502, headers)
  }

  private openInflater(encoding: AnswerHeaders[string]): void {
    if (encoding === undefined || encoding === 'identity') return
    this.inflater =
      typeof encoding === 'string'
        ? Inflater.of(encoding, this.call.runtime.limits.answer, {
            onData: (chunk) => this.take(chunk),
            onEnd: () => this.finish(),
            onFault: (tooLarge) => this.fail(new Refusal(tooLarge ? 'answer_too_large' : 'vendor_malformed')),
          })
        : undefined
    if (this.inflater === undefined) throw new AnswerFaultError('vendor_malformed')
  }

  private giveUpForRetry(): void {
    this.over = true
    this.release()
    this.settle('restoration_failed', undefined, true)
  }

  private release(): void {
    this.call.exchange.onGone(undefined)
    this.call.exchange.onCut(undefined)
    this.inflater?.stop()
    this.egress?.abort()
  }

  private settle(outcome: Outcome, refusal: Refusal | undefined, retry = false): void {
    const { facts } = this.body ?? { facts: undefined }
    const found = facts?.found ?? {}
    this.conclude({
      outcome,
      code: refusal?.code,
      vendorStatus: this.vendorStatus,
      observedRegion: this.report.region,
      observed: this.report.observed,
      bytesOut: this.egress?.bytesSent ?? 0,
      bytesIn: this.egress?.bytesReceived ?? 0,
      inputTokens: facts?.inputTokens,
      outputTokens: facts?.outputTokens,
      firstByteAt: this.firstByteAt,
      sentAt: this.sentAt,
      endedAt: this.line.tick(),
      marks: [...this.report.marks, ...(facts?.pinned ?? []), ...marksOf(found)],
      found,
      retry,
      followUp: outcome === 'ok' && facts?.followUp === true,
    })
  }
}

/** Personal data of the answer's own as the record names it: `answer:PHONE=2`. */
function marksOf(found: AnswerCounts): readonly string[] {
  return Object.entries(found).map(([entity, count]) => `answer:${entity}=${count}`)
}
