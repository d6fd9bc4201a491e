/** The kinds of call that are measured: what each is to a proxy, to the vendor and in the table. */

/** `whole` and `stream` are OpenAI chats answered so; `hold` is a stream that goes on slowly until its caller leaves. */
export type Manner = 'whole' | 'stream' | 'hold' | 'converse' | 'gemini'

/** Those whose calls come to an end. */
export type MeasuredManner = Exclude<Manner, 'hold'>

interface Wire {
  /** As the sandbox names it, and its mount in Limen. */
  readonly vendor: 'openai' | 'bedrock' | 'vertex'
  readonly path: string
  /** HTTP/2 with prior knowledge between the caller and the proxy, as AWS's SDK speaks. */
  readonly http2: boolean
}

const CHAT = { vendor: 'openai', path: '/v1/chat/completions', http2: false } as const

export const WIRES: Readonly<Record<Manner, Wire>> = {
  whole: CHAT,
  stream: CHAT,
  hold: CHAT,
  converse: { vendor: 'bedrock', path: '/model/eu.amazon.nova-lite-v1%3A0/converse-stream', http2: true },
  gemini: {
    vendor: 'vertex',
    path: '/v1/projects/sandbox/locations/europe-west4/publishers/google/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    http2: false,
  },
}
