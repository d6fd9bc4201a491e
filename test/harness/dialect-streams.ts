/** The three event streams of the OpenAI dialect: how each is asked for with the official SDK, its events and its end mark. */
import OpenAI from 'openai'

export interface DialectStream {
  readonly name: string
  /** One event that says `text`. */
  readonly event: (text: string) => string
  /** The events that end the stream well. */
  readonly end: string
  /** Reads a stream to its end with the SDK; the text so far goes to `heard`. */
  readonly read: (client: OpenAI, heard: (text: string) => void) => Promise<void>
  readonly path: string
}

const chunk = (delta: object, finish: string | null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-5.4-mini',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
  })}\n\n`

const typed = (type: string, fields: object): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: 1, ...fields })}\n\n`

export const DIALECT_STREAMS: readonly DialectStream[] = [
  {
    name: 'chat',
    path: '/openai/v1/chat/completions',
    event: (text) => chunk({ content: text }, null),
    end: `${chunk({}, 'stop')}data: [DONE]\n\n`,
    read: async (client, heard) => {
      const stream = await client.chat.completions.create({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'user', content: 'Write to jan.kowalski@example.com' }],
        stream: true,
      })
      for await (const each of stream) heard(each.choices[0]?.delta.content ?? '')
    },
  },
  {
    name: 'responses',
    path: '/openai/v1/responses',
    event: (text) =>
      typed('response.output_text.delta', {
        item_id: 'msg_1',
        output_index: 0,
        content_index: 0,
        delta: text,
        logprobs: [],
      }),
    end: typed('response.completed', {
      response: { id: 'resp_1', object: 'response', status: 'completed', output: [] },
    }),
    read: async (client, heard) => {
      const stream = await client.responses.create({
        model: 'gpt-5.4',
        input: 'Write to jan.kowalski@example.com',
        stream: true,
      })
      for await (const each of stream) if (each.type === 'response.output_text.delta') heard(each.delta)
    },
  },
  {
    name: 'transcript',
    path: '/openai/v1/audio/transcriptions',
    event: (text) => `data: ${JSON.stringify({ type: 'transcript.text.delta', delta: text })}\n\n`,
    end: `data: ${JSON.stringify({ type: 'transcript.text.done', text: 'all' })}\n\n`,
    read: async (client, heard) => {
      const stream = await client.audio.transcriptions.create({
        model: 'gpt-4o-transcribe',
        file: new File([Buffer.alloc(1000)], 'audio.wav'),
        stream: true,
      })
      for await (const each of stream) if (each.type === 'transcript.text.delta') heard(each.delta)
    },
  },
]

/** An SDK client of the default test tenant. Retries stay as the SDK has them, so that a needless one is seen. */
export function openaiClient(origin: string, key = 'test-key-of-acme'): OpenAI {
  return new OpenAI({ apiKey: key, baseURL: `${origin}/openai/v1` })
}

/** What an SDK call raised. */
export async function raisedBy(call: Promise<unknown>): Promise<unknown> {
  try {
    await call
  } catch (error) {
    return error
  }
  throw new Error('the SDK took a broken answer for a good one')
}

/** Events of a body of server-sent events, chunked framing taken off; the last one may be cut. */
export function eventsOf(received: string): {
  readonly events: readonly string[]
  readonly terminated: boolean
} {
  const start = received.indexOf('\r\n\r\n') + 4
  let rest = received.slice(start)
  let body = ''
  let terminated = false
  for (let match = /^([0-9a-f]+)\r\n/.exec(rest); match !== null; match = /^([0-9a-f]+)\r\n/.exec(rest)) {
    const size = Number.parseInt(match[1] ?? '0', 16)
    const from = match[0].length
    if (size === 0) terminated = true
    body += rest.slice(from, from + size)
    rest = rest.slice(from + size + 2)
  }
  return { events: body.split(/(?<=\n\n)/).filter((event) => event !== ''), terminated }
}
