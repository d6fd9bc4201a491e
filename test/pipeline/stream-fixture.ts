/** What stream tests share: a vault with known tokens, vendor streams written by hand, and a reader that is none of ours. */
import { compileOperation, type CompiledStream } from '../../src/connectors/compiled.ts'
import type { VendorId } from '../../src/connectors/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { SseWire } from '../../src/connectors/wire/sse-wire.ts'
import type { StreamWire } from '../../src/connectors/wire/stream-wire.ts'
import type { AnswerScreen } from '../../src/gateway/pipeline/answer/answer-screen.ts'
import { EventStream } from '../../src/gateway/pipeline/answer/event-stream.ts'
import { compilePolicy, Vault } from '../../src/redaction/index.ts'

export const EMAIL = 'anna.nowak@example.pl'
/** A tenant's word with everything that JSON has to escape. */
export const WORD = 'Blue "Star" \\ Co\n\tż'
export const OPERATOR = 'boss@example.pl'

/** Tokens: [EMAIL_1], [WORD_1] of the caller and [EMAIL_S1] of the operator. */
export function vaultWithTokens(): Vault {
  const vault = new Vault({ style: 'bracket' })
  const policy = compilePolicy({ words: [WORD] })
  vault.redact(policy, `${EMAIL} ${WORD}`, 'caller')
  vault.redact(policy, OPERATOR, 'operator')
  return vault
}

export function streamOf(vendor: VendorId, operation: string): CompiledStream {
  const connector = connectors.get(vendor)
  const found = connector?.operations.find(({ id }) => id === operation)
  const stream = connector && found && compileOperation(connector, found).stream
  if (stream === undefined) throw new Error('the operation has no stream')
  return stream
}

export interface Outcome {
  readonly bytes: Buffer
  readonly complete: boolean
  readonly facts: EventStream['facts']
}

/** Runs chunks through a fresh stream body. */
export function restore(
  stream: CompiledStream,
  vault: Vault,
  chunks: readonly Buffer[],
  structured = false,
  wire: StreamWire = new SseWire(8 * 1024 * 1024),
  screen?: AnswerScreen,
): Outcome {
  const body = new EventStream(stream, wire, vault, 'upstream-key', structured, screen)
  const output: Buffer[] = []
  for (const chunk of chunks) {
    const bytes = body.push(chunk)
    if (bytes !== undefined) output.push(bytes)
  }
  const rest = body.end()
  if (rest !== undefined) output.push(rest)
  return { bytes: Buffer.concat(output), complete: body.complete, facts: body.facts }
}

/** Cuts bytes at places, in any order and beyond any end. */
export function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (one, other) => one - other,
  )
  return [0, ...sorted].map((start, index) => bytes.subarray(start, sorted[index] ?? bytes.length))
}

/** A text one character at a time. */
export function characters(said: string): readonly string[] {
  return Array.from(said)
}

export function singleBytes(bytes: Buffer): readonly Buffer[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
}

export interface ReadEvent {
  readonly name: string | undefined
  readonly data: string
}

/** Reads a stream as the specification says (WHATWG HTML 9.2.6). */
export function readEvents(bytes: Buffer): readonly ReadEvent[] {
  const events: ReadEvent[] = []
  let name: string | undefined
  let data: string[] = []
  for (const line of bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)) {
    if (line === '') {
      if (data.length > 0) events.push({ name, data: data.join('\n') })
      name = undefined
      data = []
    } else if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5))
    else if (line.startsWith('event:')) name = line.slice(line[6] === ' ' ? 7 : 6)
  }
  return events
}

type Json = Readonly<Record<string, unknown>>

export function fields(value: unknown): Json {
  return (typeof value === 'object' && value !== null ? value : {}) as Json
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** One chunk of a chat stream. */
export function chatChunk(choices: readonly object[], more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-4o-mini',
    choices,
    ...more,
  }
}

export function chatDelta(index: number, delta: object, finish: string | null = null): object {
  return { index, delta, logprobs: null, finish_reason: finish }
}

/** `data:` frames and the end mark. */
export function chatFrames(chunks: readonly object[]): Buffer {
  return Buffer.from(
    [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join(''),
  )
}

/** Frames with the event's name, as responses have them. */
export function typedFrames(events: readonly { readonly type: string }[]): Buffer {
  return Buffer.from(
    events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''),
  )
}

/** What a client of a chat stream has put together: per choice its text, refusal, tool inputs and when it ended. */
export interface ReadChoice {
  content: string
  refusal: string
  readonly inputs: Map<number, string>
  finished: boolean
  /** Text that came after the choice had ended, which a client may never read. */
  late: string
}

export function readChat(bytes: Buffer): ReadonlyMap<number, ReadChoice> {
  const choices = new Map<number, ReadChoice>()
  for (const { data } of readEvents(bytes)) {
    if (data === '[DONE]') continue
    for (const each of items(fields(JSON.parse(data))['choices'])) {
      const { index, delta, finish_reason: finish } = fields(each)
      const choice = choices.get(Number(index)) ?? { content: '', refusal: '', inputs: new Map<number, string>(), finished: false, late: '' }
      choices.set(Number(index), choice)
      const { content, refusal, tool_calls: calls } = fields(delta)
      if (choice.finished) choice.late += text(content)
      choice.content += text(content)
      choice.refusal += text(refusal)
      for (const call of items(calls)) {
        const { index: at, function: called, custom } = fields(call)
        const piece = text(fields(called)['arguments']) + text(fields(custom)['input'])
        if (choice.finished) choice.late += piece
        choice.inputs.set(Number(at), (choice.inputs.get(Number(at)) ?? '') + piece)
      }
      if (finish !== null && finish !== undefined) choice.finished = true
    }
  }
  return choices
} // prettier-ignore
