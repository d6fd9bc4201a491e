/** One exchange whose small answer is read whole: for services beside the vendors. */
import { Refusal } from '../errors/refusal.ts'
import { EgressError } from './failure.ts'
import type { EgressPool } from './pool.ts'
import { dispatch, type EgressRequest } from './send.ts'

export interface Collected {
  readonly status: number
  readonly bytes: Buffer
}

/**
 * Status and body. Rejects with a `Refusal` for every failure, for a body of more than `most` bytes, and when `signal` aborts.
 * Redirects are not followed: their status is the answer's.
 */
export async function collect(
  pool: EgressPool,
  request: EgressRequest,
  most: number,
  signal: AbortSignal,
): Promise<Collected> {
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let status = 0
    const done = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    const call = dispatch(pool, request, {
      onHead: (answered, headers) => {
        status = answered
        const { 'content-encoding': encoding } = headers
        if (encoding !== undefined && encoding !== 'identity') throw new Refusal('vendor_malformed')
      },
      onData: (chunk) => {
        size += chunk.length
        if (size > most) throw new Refusal('answer_too_large')
        chunks.push(chunk)
      },
      onEnd: () => done(() => resolve({ status, bytes: Buffer.concat(chunks) })),
      onError: (failure) => done(() => reject(failure)),
    })
    const onAbort = (): void => {
      call.abort()
      done(() => reject(new EgressError('connect_aborted')))
    }
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
