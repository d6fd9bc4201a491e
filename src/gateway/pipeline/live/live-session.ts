/** Two pumps between a caller and a vendor, in order and with back-pressure, and one end with one conclusion. */
import type { CompiledLive } from '../../../connectors/compiled.ts'
import { Refusal } from '../../errors/refusal.ts'
import { carriedCode, fittingReason, isBroken, isGoodEnd } from '../../live/close-code.ts'
import type { FrameFault } from '../../live/frame-socket.ts'
import type { SessionMeter } from '../../observe/live-metrics.ts'
import { AnswerFaultError } from '../answer/answer-body.ts'
import type { RecordedCall } from '../calls.ts'
import type { Conclusion } from '../close-books.ts'
import type { Line } from '../line.ts'
import { CallerFrames } from './caller-frames.ts'
import { faultOf } from './live-fault.ts'
import { MadeObjects } from './made-objects.ts'
import { SessionClock } from './session-clock.ts'
import { SessionCount } from './session-count.ts'
import {
  closedEndpoint,
  conclusionOf,
  type Ending,
  endingOutcome,
  type OpenedSession,
  revokedKey,
  wrongKind,
} from './session-end.ts'
import { VendorFrames } from './vendor-frames.ts'

/** Frames of a caller, and their bytes, that may wait for an earlier one to be redacted before no more are read. */
const MOST_WAITING = 64
const MOST_WAITING_BYTES = 64 * 1024
/** How long both sides may take to close. */
const LAST_MS = 3000

type Waiting = { readonly data: Buffer; readonly binary: boolean } | 'closed'

export class LiveSession {
  readonly #call: RecordedCall
  readonly #live: CompiledLive
  readonly #line: Line
  readonly #opened: OpenedSession
  readonly #conclude: (conclusion: Conclusion) => void
  readonly #out: CallerFrames
  readonly #in: VendorFrames
  readonly #count: SessionCount
  readonly #clock: SessionClock
  readonly #meter: SessionMeter
  readonly #waiting: Waiting[] = []
  #waitingBytes = 0
  #busy = false
  /** The side takes frames more slowly than they come. */
  #callerSlow = false
  #vendorSlow = false
  #callerCode = 1005
  /** Whether the vendor's last frame was binary: some send their JSON as bytes, and what is put between is sent likewise. */
  #binary = false
  #ending: Ending | undefined
  #callerClosed = false
  #vendorClosed = false
  #settled = false
  #refused = 0
  #lastTimer: NodeJS.Timeout | undefined

  constructor(
    call: RecordedCall,
    live: CompiledLive,
    line: Line,
    opened: OpenedSession,
    conclude: (conclusion: Conclusion) => void,
  ) {
    this.#call = call
    this.#live = live
    this.#line = line
    this.#opened = opened
    this.#conclude = conclude
    this.#meter = line.meter.session(call.connector.vendor)
    this.#count = new SessionCount(this.#meter)
    const made = new MadeObjects(live.operation.objects)
    this.#out = new CallerFrames(call, live, line, made)
    this.#in = new VendorFrames(call, live, opened.secret, line, made, (frames) => this.#late(frames))
    const { live_idle: idle, live_total } = call.runtime.timeouts
    const total = Math.min(live_total, call.temporary?.sessionMilliseconds ?? live_total)
    const { endpoint } = call.proof
    this.#clock = new SessionClock(
      { idle, total },
      line.tick,
      () => closedEndpoint(endpoint) ?? revokedKey(call, line.runtime()),
      (refusal) => this.#fail(refusal),
    )
    call.exchange.onGone(undefined)
    call.exchange.onCut(() => this.#fail(new Refusal('shutting_down')))
    call.exchange.live?.onCrowded(() => this.#fail(new Refusal('overloaded', { rule: 'frames' })))
    call.exchange.live?.onDrain((milliseconds) => this.#sayGoodbye(milliseconds))
  }

  /** Begins to read both sides. What the caller's configuration became goes first. */
  run(): void {
    const { caller, vendor } = this.#opened
    const { body } = this.#call
    if (body.kind === 'bytes') this.#toVendor(body.bytes, false, false)
    vendor.listen({
      onFrame: (data, binary) => this.#fromVendor(data, binary),
      onClosed: (code, reason, fault) => this.#vendorEnded(code, reason, fault),
    })
    caller.listen({
      onFrame: (data, binary) => this.#fromCaller(data, binary),
      onClosed: (code, _reason, fault) => this.#callerEnded(code, fault),
    })
  }

  #fromCaller(data: Buffer, binary: boolean): void {
    if (this.#ending !== undefined) return
    this.#clock.touch()
    const { client } = this.#live.operation
    if (binary && client.binary === 'audio' && !this.#busy) {
      this.#toVendor(data, true, true)
      return
    }
    if (this.#call.exchange.live?.hold(data.length) !== true) {
      this.#fail(new Refusal('overloaded'))
      return
    }
    this.#waiting.push({ data, binary })
    this.#waitingBytes += data.length
    if (!this.#busy) void this.#work()
    this.#steer()
  }

  /** The caller is read as long as the vendor takes frames and few wait here. */
  #steer(): void {
    const { caller } = this.#opened
    const full = this.#waiting.length >= MOST_WAITING || this.#waitingBytes >= MOST_WAITING_BYTES
    if (this.#ending === undefined && (full || this.#vendorSlow)) caller.pause()
    else caller.resume()
  }

  /** One frame after the other: a later one may not overtake one that is still being looked at. */
  async #work(): Promise<void> {
    this.#busy = true
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      if (next === 'closed') {
        // A caller who left without a word went away.
        this.#opened.vendor.close(isBroken(this.#callerCode) ? 1001 : carriedCode(this.#callerCode))
        this.#settle()
        continue
      }
      if (this.#ending === undefined || this.#ending.by === 'caller')
        await this.#passOn(next.data, next.binary)
      this.#waitingBytes -= next.data.length
      this.#call.exchange.live?.release(next.data.length)
      this.#steer()
    }
    this.#busy = false
  }

  async #passOn(data: Buffer, binary: boolean): Promise<void> {
    const { client } = this.#live.operation
    const kind = binary ? client.binary : client.text
    if (kind === 'audio') {
      this.#toVendor(data, true, true)
      return
    }
    try {
      if (kind === 'refused') throw wrongKind(binary)
      const outgoing = await this.#out.redact(data, this.#in.settings)
      if (outgoing.structured !== undefined) this.#in.structured = outgoing.structured
      for (const [setting, on] of outgoing.settings) this.#in.set(setting, on)
      this.#toVendor(outgoing.data, binary, outgoing.media)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal')
      if (!(error instanceof Refusal)) this.#line.fault(error)
      this.#refuse(refusal)
    }
  }

  /** A frame stays here, and the caller is told in its dialect, which may end the session with it. */
  #refuse(refusal: Refusal): void {
    if (this.#ending !== undefined) return
    this.#refused += 1
    this.#line.meter.refusal(
      this.#call.connector.vendor,
      this.#call.compiled.operation.id,
      refusal.code,
      refusal.detail.rule,
    )
    const ends = refusal.code === 'internal'
    const { frame, close, reason } = this.#live.operation.says(faultOf(refusal, ends))
    if (frame !== undefined) this.#opened.caller.send(frame, false)
    if (ends || close !== undefined)
      this.#end(
        { outcome: endingOutcome(refusal), refusal, by: 'gateway' },
        close ?? 1011,
        fittingReason(reason),
      )
  }

  #toVendor(data: Buffer, binary: boolean, audio: boolean): void {
    const { vendor } = this.#opened
    this.#count.out(data.length, audio)
    if (vendor.send(data, binary) || this.#vendorSlow) return
    this.#vendorSlow = true
    this.#steer()
    vendor.whenTaken(this.#call.runtime.timeouts.slow_reader, {
      taken: () => {
        this.#vendorSlow = false
        this.#steer()
      },
      stalled: () => this.#fail(new Refusal('vendor_timeout_idle', { rule: 'slow_vendor' })),
    })
  }

  #fromVendor(data: Buffer, binary: boolean): void {
    if (this.#ending !== undefined) return
    this.#clock.touch()
    this.#binary = binary && this.#live.operation.vendor.binary === 'json'
    this.#count.in(data.length, this.#in.isAudio(data, binary))
    this.#guarded(() => {
      for (const frame of this.#in.take(data, binary)) this.#toCaller(frame, binary)
    })
  }

  /** What was held back until it was known how it goes on. */
  #late(frames: readonly Buffer[]): void {
    if (this.#ending === undefined) for (const frame of frames) this.#toCaller(frame, this.#binary)
  }

  #toCaller(data: Buffer, binary: boolean): void {
    const { vendor, caller } = this.#opened
    if (caller.send(data, binary) || this.#callerSlow) return
    this.#callerSlow = true
    vendor.pause()
    caller.whenTaken(this.#call.runtime.timeouts.slow_reader, {
      taken: () => {
        this.#callerSlow = false
        vendor.resume()
      },
      stalled: () => this.#callerStalled(),
    })
  }

  /** A frame that cannot be read or restored ends the session, and so does a fault of ours. */
  #guarded(step: () => void): void {
    try {
      step()
    } catch (error) {
      if (!(error instanceof AnswerFaultError)) this.#line.fault(error)
      this.#fail(new Refusal(error instanceof AnswerFaultError ? error.fault : 'internal'))
    }
  }

  #callerStalled(): void {
    this.#end({ outcome: 'client_disconnect', refusal: undefined, by: 'gateway', mark: 'slow_reader' }, 1008)
    this.#opened.caller.destroy()
  }

  #sayGoodbye(milliseconds: number): void {
    const words = this.#live.operation.goodbye?.(milliseconds)
    if (words !== undefined && this.#ending === undefined) this.#opened.caller.send(words, false)
  }

  /** The session ends with a failure, which the caller is told in its dialect. */
  #fail(refusal: Refusal): void {
    if (this.#ending !== undefined) return
    const { frame, close, reason } = this.#live.operation.says(faultOf(refusal, true))
    if (frame !== undefined) this.#opened.caller.send(frame, false)
    this.#end(
      { outcome: endingOutcome(refusal), refusal, by: 'gateway' },
      close ?? 1011,
      fittingReason(reason),
    )
  }

  #vendorEnded(code: number, reason: string, fault: FrameFault | undefined): void {
    this.#vendorClosed = true
    if (this.#ending !== undefined) {
      this.#released()
      return
    }
    if (fault !== undefined) {
      this.#fail(new Refusal(fault.close === 1009 ? 'answer_too_large' : 'vendor_malformed'))
      return
    }
    if (isBroken(code)) {
      this.#fail(new Refusal('vendor_reset'))
      return
    }
    this.#guarded(() => {
      for (const frame of this.#in.rest()) this.#toCaller(frame, this.#binary)
    })
    const outcome = isGoodEnd(code) ? 'ok' : 'vendor_status'
    this.#end({ outcome, refusal: undefined, by: 'vendor', code }, carriedCode(code), this.#in.reason(reason))
  }

  #callerEnded(code: number, fault: FrameFault | undefined): void {
    this.#callerClosed = true
    this.#callerCode = code
    if (this.#ending !== undefined) {
      this.#released()
      return
    }
    if (fault !== undefined) {
      const refusal = new Refusal('frame_refused', { rule: `close_${fault.close}` })
      this.#end({ outcome: refusal.outcome, refusal, by: 'gateway', code: fault.close }, undefined)
      return
    }
    const outcome = isBroken(code) ? 'client_disconnect' : 'ok'
    this.#ending = { outcome, refusal: undefined, by: 'caller', code }
    // Behind what is still being looked at, so that the vendor has all that was said before.
    this.#waiting.push('closed')
    this.#bound()
    if (!this.#busy) void this.#work()
  }

  /** Closes what is still open, once. The caller's code and reason are the vendor's, or ours. Nothing is counted from here on. */
  #end(ending: Ending, code: number | undefined, reason = ''): void {
    if (this.#ending !== undefined) return
    this.#ending = ending
    const { caller, vendor } = this.#opened
    if (!this.#callerClosed) caller.close(code, reason)
    if (!this.#vendorClosed) vendor.close(1000)
    this.#bound()
    this.#settle()
  }

  /** Whoever does not close in time is cut off. */
  #bound(): void {
    this.#clock.stop()
    this.#lastTimer = setTimeout(() => {
      this.#opened.caller.destroy()
      this.#opened.vendor.destroy()
      this.#settle()
    }, LAST_MS)
    this.#released()
  }

  #released(): void {
    if (this.#callerClosed && this.#vendorClosed) clearTimeout(this.#lastTimer)
  }

  #settle(): void {
    if (this.#settled || this.#ending === undefined) return
    this.#settled = true
    this.#meter.closed()
    this.#in.stop()
    const { exchange } = this.#call
    exchange.onCut(undefined)
    exchange.live?.onDrain(undefined)
    exchange.live?.onCrowded(undefined)
    const { late, total } = this.#out.counts
    this.#count.unread(this.#out.media)
    this.#conclude({
      ...conclusionOf(this.#ending, this.#opened, this.#count, this.#refused, this.#in.found),
      inputTokens: this.#in.inputTokens,
      outputTokens: this.#in.outputTokens,
      endedAt: this.#line.tick(),
      late,
      total,
    })
  }
}
