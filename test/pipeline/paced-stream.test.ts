/** A stream that waits for a tier for names: masked as if it had come whole, wherever it is cut, and each text asked about once. */
import { describe, expect, it } from 'vitest'
import { SseWire } from '../../src/connectors/wire/sse-wire.ts'
import { type NamesDetector, TierError, type TierText } from '../../src/gateway/names-tier/contract.ts'
import { NamesAhead } from '../../src/gateway/names-tier/names-ahead.ts'
import { NamesRules } from '../../src/gateway/names-tier/names-rules.ts'
import { TierMemory } from '../../src/gateway/names-tier/tier-memory.ts'
import { AnswerFaultError } from '../../src/gateway/pipeline/answer/answer-body.ts'
import { AnswerScreen } from '../../src/gateway/pipeline/answer/answer-screen.ts'
import { EventStream } from '../../src/gateway/pipeline/answer/event-stream.ts'
import { PacedStream } from '../../src/gateway/pipeline/answer/paced-stream.ts'
import { compilePolicy, Vault } from '../../src/redaction/index.ts'
import * as fc from '../harness/fast-check.ts'
import {
  chatChunk,
  chatDelta,
  chatFrames,
  cut,
  EMAIL,
  readChat,
  streamOf,
  vaultWithTokens,
} from './stream-fixture.ts'

const policy = compilePolicy({})
const NAME = 'teapot kettle'
const stream = streamOf('openai', 'chat.completions')

/** Finds the name, and keeps what it was asked. */
function detector(asked: string[], fails = false): NamesDetector {
  return {
    id: 'd',
    tier: 'onnx',
    languages: undefined,
    unready: undefined,
    start: () => {},
    look: async (texts: readonly TierText[]) => {
      if (fails && asked.length > 0) throw new TierError('names_timeout')
      asked.push(...texts.map(({ text }) => text))
      return await Promise.resolve(
        texts.map(({ text }) =>
          [...text.matchAll(new RegExp(NAME, 'g'))].map(({ index }) => {
            return { entity: 'PERSON', start: index, end: index + NAME.length, score: 1 } as const
          }),
        ),
      )
    },
    close: async () => await Promise.resolve(),
  }
}

function open(by: Vault, seen: AnswerScreen): EventStream {
  return new EventStream(stream, new SseWire(1 << 22), by, 'upstream-key', false, seen)
}

function paced(own: NamesDetector, vault: Vault, limit = 1 << 22): PacedStream {
  const rules = new NamesRules({
    tier: 'onnx', detector: own, limit: 1000, fallsBack: false, languages: ['en'], minimum: {}, memory: new TierMemory(new Uint8Array(32)),
  }) // prettier-ignore
  const screen = new AnswerScreen(policy, 'apply', vault, limit, undefined, (next) => {
    return new NamesAhead({ rules, policy, report: () => {}, next })
  })
  const pace = screen.pace()
  if (pace === undefined) throw new Error('a screen with a tier has a pace')
  return new PacedStream({
    scout: () => open(new Vault({ style: 'bracket' }), pace.scout()),
    stream: open(vault, screen),
    ahead: pace.ahead,
    limit,
  })
}

async function run(body: PacedStream, chunks: readonly Buffer[]): Promise<Buffer> {
  const output: (Buffer | undefined)[] = []
  for (const chunk of chunks) output.push(await body.pushDurably(chunk))
  output.push(await body.endDurably())
  return Buffer.concat(output.filter((each) => each !== undefined))
}

const words = fc.array(fc.constantFrom(NAME, 'and', 'so on,', '[EMAIL_1]', 'eva.own@example.org', 'x'.repeat(40), '\n', 'ż😀'), { maxLength: 160 }) // prettier-ignore
const places = fc.array(fc.nat(60_000), { maxLength: 30 })

describe('a paced stream', () => {
  it('is masked and restored as if it had come whole, at any cut', async () => {
    await fc.assert(
      fc.asyncProperty(words, places, fc.integer({ min: 1, max: 40 }), async (said, cuts, length) => {
        const text = said.join(' ')
        const units = text.match(new RegExp(`[^]{1,${length}}`, 'gu')) ?? []
        const frames = chatFrames([
          ...units.map((unit) => chatChunk([chatDelta(0, { content: unit })])),
          chatChunk([chatDelta(0, {}, 'stop')]),
        ])
        const body = paced(detector([]), vaultWithTokens())
        const bytes = await run(body, cut(frames, cuts))
        const heard = text
          .replaceAll(NAME, '[PERSON]')
          .replaceAll('eva.own@example.org', '[EMAIL]')
          .replaceAll('[EMAIL_1]', EMAIL)
        expect(readChat(bytes).get(0)?.content ?? '').toBe(heard)
        expect(body.complete).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('asks about each text once, in pieces that grow', async () => {
    const asked: string[] = []
    const text = `there is ${NAME} and more of it, `.repeat(400)
    const frames = chatFrames([
      ...Array.from(text.match(/[^]{1,4}/gu) ?? [], (unit) => chatChunk([chatDelta(0, { content: unit })])),
      chatChunk([chatDelta(0, {}, 'stop')]),
    ])
    const body = paced(detector(asked), vaultWithTokens())
    await run(
      body,
      cut(
        frames,
        Array.from({ length: 200 }, (_, index) => index * 3001),
      ),
    )
    expect(new Set(asked).size).toBe(asked.length)
    const read = asked.reduce((sum, each) => sum + each.length, 0)
    expect(read).toBeLessThan(text.length * 2.5)
    expect(body.facts.found).toEqual({ PERSON: 1 })
  })

  it('goes on before its end', async () => {
    const body = paced(detector([]), vaultWithTokens())
    const part = chatFrames([chatChunk([chatDelta(0, { content: `so ${NAME} it goes on, `.repeat(40) })])])
    const [frame = ''] = part.toString('utf8').split('data: [DONE]')
    const output = await body.pushDurably(Buffer.from(frame))
    expect(output?.toString('utf8')).toContain('so [PERSON] it goes on, so [PERSON] it')
    expect(body.complete).toBe(false)
  })

  it('ends when the tier fails, or when it grows beyond the limit', async () => {
    const frames = chatFrames([chatChunk([chatDelta(0, { content: 'and so it goes on '.repeat(200) })])])
    const failing = paced(detector(['asked before'], true), vaultWithTokens())
    await expect(run(failing, [frames])).rejects.toThrow(new AnswerFaultError('answer_uninspectable'))
    const small = paced(detector([]), vaultWithTokens(), 1000)
    await expect(run(small, [frames])).rejects.toThrow(new AnswerFaultError('answer_too_large'))
  })
})
