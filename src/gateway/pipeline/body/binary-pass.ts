/** One file on its way to the vendor, unread by consent: counted against its bound, and whole or not at all. */
import { Refusal } from '../../errors/refusal.ts'
import type { Exchange } from '../../ingress/contract.ts'
import { countUploaded } from '../../ingress/upload-memory.ts'
import type { PassingBody } from './passing-body.ts'

export class BinaryPass implements PassingBody {
  private readonly exchange: Exchange
  private readonly limit: number
  complete = false

  /** `limit` in bytes. */
  constructor(exchange: Exchange, limit: number) {
    this.exchange = exchange
    this.limit = limit
  }

  /** A caller that leaves in mid-upload makes the reader throw: the vendor then sees a request that never ended. */
  async *start(): AsyncGenerator<Buffer> {
    this.exchange.continueIfAsked()
    let passed = 0
    for await (const chunk of this.exchange.bodyParts()) {
      passed += chunk.length
      countUploaded(chunk.length)
      if (passed > this.limit) throw new Refusal('body_too_large')
      yield chunk
    }
    this.complete = true
  }

  lateCounts(): Readonly<Record<string, never>> {
    return {}
  }
}
