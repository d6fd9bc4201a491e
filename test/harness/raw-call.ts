/** One HTTP exchange with every byte in the test's hand: the target and headers as written, the answer as it came. */
import { request } from 'node:http'

export interface RawCall {
  readonly method?: string
  /** Request target as it stands on the request line. */
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  /** Pieces are written one after another. */
  readonly body?: Buffer | string | readonly Buffer[]
}

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
  readonly text: string
  /** The body came to its end as its framing says. */
  readonly complete: boolean
}

const LIMIT_MS = 15_000

/** Resolves when the answer has ended in whatever way; rejects when none came. */
export async function rawCall(origin: string, call: RawCall): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  return await new Promise<RawAnswer>((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        path: call.target,
        method: call.method ?? 'POST',
        headers: { ...call.headers },
        agent: false,
        timeout: LIMIT_MS,
      },
      (answer) => {
        const chunks: Buffer[] = []
        const finish = (): void => {
          const body = Buffer.concat(chunks)
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body,
            text: body.toString('utf8'),
            complete: answer.complete,
          })
        }
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', () => {})
        answer.on('close', finish)
      },
    )
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')))
    outgoing.on('error', reject)
    if (call.body === undefined) outgoing.end()
    else if (typeof call.body === 'string' || Buffer.isBuffer(call.body)) outgoing.end(call.body)
    else {
      for (const piece of call.body) outgoing.write(piece)
      outgoing.end()
    }
  })
}

/** A POST of JSON with a key, written as `source` stands. */
export async function postJson(
  origin: string,
  target: string,
  key: string,
  source: string | object,
  headers: Readonly<Record<string, string>> = {},
): Promise<RawAnswer> {
  return await rawCall(origin, {
    target,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: typeof source === 'string' ? source : JSON.stringify(source),
  })
}

/** Code, message and place of a refusal, in whichever dialect it came. */
export function refusalOf(answer: RawAnswer): {
  readonly status: number
  readonly code: string | undefined
  readonly message: string
  readonly path: string | undefined
} {
  const code = answer.headers['x-limen-code']
  const body: unknown = answer.text === '' ? {} : JSON.parse(answer.text)
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>
  const error = (typeof fields['error'] === 'object' ? fields['error'] : fields) as Readonly<
    Record<string, unknown>
  >
  const path = error['param'] ?? error['detail']
  return {
    status: answer.status,
    code: typeof code === 'string' ? code : undefined,
    message: typeof error['message'] === 'string' ? error['message'] : '',
    path: typeof path === 'string' ? path : undefined,
  }
}
