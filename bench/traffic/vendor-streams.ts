/** The same streamed text as Bedrock's converse-stream and as Gemini write it: as many chunks, with the same pieces. */
import { PIECES } from './answers.ts'
import { eventFrame } from './event-frames.ts'
import type { Manner } from './manners.ts'

/** Bedrock pads its deltas, so that their sizes say nothing of the text. */
const PADDING = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ'

const CONVERSE: readonly Buffer[] = [
  eventFrame('messageStart', { p: PADDING.slice(0, 12), role: 'assistant' }),
  ...PIECES.map((text, index) =>
    eventFrame('contentBlockDelta', {
      contentBlockIndex: 0,
      delta: { text },
      p: PADDING.slice(0, (index * 7) % PADDING.length),
    }),
  ),
  eventFrame('contentBlockStop', { contentBlockIndex: 0, p: PADDING.slice(0, 9) }),
  eventFrame('messageStop', { p: PADDING.slice(0, 20), stopReason: 'end_turn' }),
  eventFrame('metadata', {
    metrics: { latencyMs: 812 },
    p: PADDING.slice(0, 5),
    usage: { inputTokens: 412, outputTokens: 131, totalTokens: 543 },
  }),
]

const USAGE = { promptTokenCount: 412, trafficType: 'ON_DEMAND' }

function geminiChunk(text: string, more: object = {}): Buffer {
  const chunk = {
    candidates: [{ content: { role: 'model', parts: [{ text }] }, ...more }],
    usageMetadata: USAGE,
    modelVersion: 'gemini-2.5-flash',
    createTime: '2026-11-22T08:00:00.000000Z',
    responseId: 'bench0000000000000000000',
  }
  return Buffer.from(`data: ${JSON.stringify(chunk)}\r\n\r\n`)
}

const GEMINI: readonly Buffer[] = [
  geminiChunk(''),
  ...PIECES.map((text) => geminiChunk(text)),
  geminiChunk('', { finishReason: 'STOP' }),
]

/** What the stand-in answers a path with, and how its type is called. */
export function vendorStream(
  url: string,
): { readonly type: string; readonly chunks: readonly Buffer[] } | undefined {
  if (url.endsWith('/converse-stream'))
    return { type: 'application/vnd.amazon.eventstream', chunks: CONVERSE }
  if (url.includes(':streamGenerateContent')) return { type: 'text/event-stream', chunks: GEMINI }
  return undefined
}

/** What has to stand in a stream that is whole, and the member that its text is in. */
export const MARKS: Readonly<
  Record<Exclude<Manner, 'whole'>, { readonly end: string; readonly text: string }>
> = {
  stream: { end: 'data: [DONE]', text: '"content":"' },
  hold: { end: 'data: [DONE]', text: '"content":"' },
  converse: { end: '"totalTokens":543', text: '"delta":{"text":"' },
  gemini: { end: '"finishReason":"STOP"', text: '"text":"' },
}
