/** Chat streams: values come back at any cut, each in its own choice and call, before the choice ends, and nothing else changes. */
import * as fc from '../harness/fast-check.ts'
import { describe, expect, it } from 'vitest'
import { characters, chatChunk, chatDelta, chatFrames, cut, EMAIL, OPERATOR, readChat, readEvents, restore, singleBytes, streamOf, vaultWithTokens, WORD } from './stream-fixture.ts' // prettier-ignore

const CHAT = streamOf('openai', 'chat.completions')

/** The same text, restored in one piece. */
function restored(said: string): string {
  return vaultWithTokens().restore(said, 'text')
}

/** Text in pieces that fall into every part of a token. */
const saying = fc
  .array(fc.constantFrom('[EMAIL_1]', '[WORD_1]', '[EMAIL_S1]', '[EMAIL_77]', '[', '[[', 'EMA', '[EMA', ']', '_1', ' ', 'ż', '😀', '"', '\\', '\n', 'Hi ', '[1]', '[EMAIL_1', '\ud83d'), { maxLength: 10 })
  // A token right behind an open bracket of the text is the engine's own business and has its own tests.
  .map((parts) => parts.join(' ')) // prettier-ignore

/** Cuts a text into deltas at code units, as models do not; half a surrogate pair in a delta is possible too. */
function pieces(said: string, places: readonly number[]): readonly string[] {
  const sorted = [...new Set(places.map((place) => place % (said.length + 1)))].sort(
    (one, other) => one - other,
  )
  return [0, ...sorted].map((start, index) => said.slice(start, sorted[index] ?? said.length))
}

describe('the text of a chat stream', () => {
  it('comes back whole in each of two interleaved choices, wherever text and bytes are cut', () => {
    const choice = fc.tuple(saying, fc.array(fc.nat(), { maxLength: 12 }))
    fc.assert(
      fc.property(choice, choice, fc.array(fc.boolean(), { maxLength: 40 }), fc.array(fc.nat()), (one, two, turns, places) => {
        const queues = [one, two].map(([said, cuts], index) => [
          ...pieces(said, cuts).map((content) => chatDelta(index, { content })),
          chatDelta(index, {}, 'stop'),
        ])
        const chunks: object[] = []
        for (let turn = 0; queues.some((queue) => queue.length > 0); turn += 1) {
          const next = queues[turns[turn % Math.max(1, turns.length)] === true ? 1 : 0]?.shift() ?? queues.find((queue) => queue.length > 0)?.shift()
          if (next !== undefined) chunks.push(chatChunk([next]))
        }
        const bytes = chatFrames(chunks)
        for (const input of [[bytes], cut(bytes, places), singleBytes(bytes)]) {
          const { bytes: output, complete } = restore(CHAT, vaultWithTokens(), input)
          const read = readChat(output)
          expect(complete).toBe(true)
          expect([read.get(0)?.content, read.get(1)?.content]).toEqual([restored(one[0]), restored(two[0])].map((text) => text.toWellFormed() === text ? text : expect.anything()))
          expect([read.get(0)?.late, read.get(1)?.late]).toEqual(['', ''])
        }
      }),
      { numRuns: 150 },
    )
  }) // prettier-ignore

  it('comes back at every single place at which the bytes can be cut in two', () => {
    const said = `Dear [EMAIL_1], "[WORD_1]" ż 😀`
    const bytes = chatFrames([
      ...characters(said).map((content) => chatChunk([chatDelta(0, { content })])),
      chatChunk([chatDelta(0, {}, 'stop')]),
    ])
    for (let at = 0; at <= bytes.length; at += 1) {
      const read = readChat(
        restore(CHAT, vaultWithTokens(), [bytes.subarray(0, at), bytes.subarray(at)]).bytes,
      )
      expect(read.get(0)?.content).toBe(restored(said))
    }
  })

  it.each(['[EMA', '[', 'see [1] and [', '[EMAIL_1', 'EMAIL_', '\\['])('that ends in %j arrives complete, before the choice ends', (said) => {
    const bytes = chatFrames([
      ...characters(said).map((content) => chatChunk([chatDelta(0, { content })])),
      chatChunk([chatDelta(0, {}, 'stop')]),
      chatChunk([], { usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 } }),
    ])
    const read = readChat(restore(CHAT, vaultWithTokens(), [bytes]).bytes)
    expect(read.get(0)).toMatchObject({ content: said, finished: true, late: '' })
  }) // prettier-ignore

  it('arrives complete when the choice ends in the very chunk that holds its last piece', () => {
    const bytes = chatFrames([
      chatChunk([chatDelta(0, { content: 'to [EMA' })]),
      chatChunk([chatDelta(0, { content: 'IL_1] and [EMA' }, 'length')]),
    ])
    expect(readChat(restore(CHAT, vaultWithTokens(), [bytes]).bytes).get(0)?.content).toBe(
      `to ${EMAIL} and [EMA`,
    )
  })

  it('arrives complete when the stream ends without saying that the choice did', () => {
    const bytes = chatFrames([chatChunk([chatDelta(0, { content: 'to [EMA' })])])
    const { bytes: output } = restore(CHAT, vaultWithTokens(), [bytes])
    expect(readChat(output).get(0)?.content).toBe('to [EMA')
    expect(readEvents(output).at(-1)?.data).toBe('[DONE]')
  })

  it('goes on at once: nothing is held that cannot become a token', () => {
    const said = 'Hello, a long answer with [brackets] and [1] notes, but without any value. '
    const chunks = characters(said).map((content) => chatFrames([chatChunk([chatDelta(0, { content })])]))
    const vault = vaultWithTokens()
    let behind = 0
    for (let count = 1; count <= chunks.length; count += 1) {
      const so = chunks.slice(0, count).map((chunk) => chunk.subarray(0, chunk.indexOf('data: [DONE]')))
      const output = restore(CHAT, vault, so.slice(0, -1)).bytes
      behind = Math.max(behind, count - 1 - (readChat(output).get(0)?.content.length ?? 0))
    }
    expect(behind).toBe(0)
  })

  it('gets no value of the operator and none that nobody issued, and the invented are counted', () => {
    const said = '[EMAIL_S1] [EMAIL_9] [WORD_3] [EMAIL_1]'
    const vault = vaultWithTokens()
    const pieced = chatFrames(characters(said).map((content) => chatChunk([chatDelta(0, { content })])))
    for (const bytes of [pieced, chatFrames([chatChunk([chatDelta(0, { content: said })])])]) {
      const read = readChat(restore(CHAT, vault, singleBytes(bytes)).bytes)
      expect(read.get(0)?.content).toBe(`[EMAIL_S1] [EMAIL_9] [WORD_3] ${EMAIL}`)
      expect(JSON.stringify([...read.values()])).not.toContain(OPERATOR)
    }
    expect(vault.restored).toBe(2)
    // Counted in the text that came in one piece; a name cut into pieces may pass uncounted.
    expect(vault.invented).toBeGreaterThanOrEqual(2)
  })

  it('comes back in a refusal too, and a delta of nothing changes nothing', () => {
    const bytes = chatFrames([
      chatChunk([chatDelta(0, { role: 'assistant', content: null, refusal: null })]),
      ...characters('no, [EMAIL_1]').map((refusal) => chatChunk([chatDelta(0, { refusal })])),
      chatChunk([chatDelta(0, { content: '' }, 'stop')]),
    ])
    expect(readChat(restore(CHAT, vaultWithTokens(), [bytes]).bytes).get(0)).toMatchObject({
      content: '',
      refusal: `no, ${EMAIL}`,
      late: '',
    })
  })
})

const source = (token: string): string => `{"to": "${token}", "${token}" : [1.0e5, "x ${token}"]}`

describe('the arguments of tool calls', () => {
  const SPELLINGS: readonly string[] = [
    '[WORD_1]',
    String.raw`\u005bWORD_1\u005d`,
    '[word_1]',
    '[WORD_1',
    'WORD_1]',
    'WORD_1',
  ]

  it.each(SPELLINGS)('stay JSON when a value with quotes, backslashes and line breaks comes back for %s', (token) => {
    const bytes = chatFrames([
      ...characters(source(token)).map((piece) => chatChunk([chatDelta(0, { tool_calls: [{ index: 0, function: { arguments: piece } }] })])),
      chatChunk([chatDelta(0, {}, 'tool_calls')]),
    ])
    for (const chunks of [[bytes], singleBytes(bytes)]) {
      const choice = readChat(restore(CHAT, vaultWithTokens(), chunks).bytes).get(0)
      expect(JSON.parse(choice?.inputs.get(0) ?? '')).toEqual({ to: WORD, [WORD]: [1.0e5, `x ${WORD}`] })
      expect(choice?.inputs.get(0)).toContain('1.0e5')
      expect(choice?.late).toBe('')
    }
  }) // prettier-ignore

  it('of two calls that arrive mixed stay each their own, however they are cut', () => {
    const calls = [source('[WORD_1]'), source('[EMAIL_1]')]
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 7 })), { minLength: 1, maxLength: 60 }), fc.array(fc.nat()), (turns, places) => {
        const at = [0, 0]
        const chunks: object[] = []
        for (let turn = 0; at.some((position, index) => position < (calls[index]?.length ?? 0)); turn += 1) {
          const [second, length] = turns[turn % turns.length] ?? [false, 1]
          const index = (at[second ? 1 : 0] ?? 0) < (calls[second ? 1 : 0]?.length ?? 0) === second ? 1 : 0
          const from = at[index] ?? 0
          at[index] = from + length
          chunks.push(chatChunk([chatDelta(0, { tool_calls: [{ index, function: { arguments: calls[index]?.slice(from, from + length) ?? '' } }] })]))
        }
        const bytes = chatFrames([...chunks, chatChunk([chatDelta(0, {}, 'tool_calls')])])
        const choice = readChat(restore(CHAT, vaultWithTokens(), cut(bytes, places)).bytes).get(0)
        expect([0, 1].map((index) => JSON.parse(choice?.inputs.get(index) ?? '') as unknown)).toEqual([WORD, EMAIL].map((value) => ({ to: value, [value]: [1.0e5, `x ${value}`] })))
      }),
      { numRuns: 60 },
    )
  }) // prettier-ignore

  it('of a custom tool are text and not JSON', () => {
    const bytes = chatFrames([
      ...characters('call "[WORD_1]" now').map((piece) => chatChunk([chatDelta(0, { tool_calls: [{ index: 0, custom: { input: piece } }] })])),
      chatChunk([chatDelta(0, {}, 'tool_calls')]),
    ])
    expect(readChat(restore(CHAT, vaultWithTokens(), [bytes]).bytes).get(0)?.inputs.get(0)).toBe(`call "${WORD}" now`)
  }) // prettier-ignore
})

describe('frames of a chat stream that need no change', () => {
  const ODD = [
    ': keep-alive\n\n',
    ':\r\n',
    'retry: 3000\r\n\r\n',
    'event: ping\ndata: {"x" : 1.0e5,\ndata:  "y":"\\u0068"}\n\n',
    'id: 7\r\ndata:{"choices":[{"index":0,"delta":{"content":"hi [1]"},"logprobs":{"content":[{"token":"[EMAIL_1]"}]}}]}\r\n\r\n',
    'data: {"choices":[],"prompt_filter_results":[{"prompt_index":0}]}\n\n',
    'data: not json\n\n',
    'data\n\n',
    'data: {"obfuscation":"[EMAIL_1]","id":"[EMAIL_1]","choices":[]}\r\r',
  ]
  const stream = Buffer.from(`\ufeff${ODD.join('')}data: [DONE]\n\n`)

  it('pass byte for byte, whatever stands in them', () => {
    for (const chunks of [[stream], singleBytes(stream)]) {
      expect(restore(CHAT, vaultWithTokens(), chunks).bytes.toString()).toBe(stream.toString())
    }
  })

  it('pass byte for byte beside frames that change', () => {
    const changed = chatFrames([chatChunk([chatDelta(0, { content: '[EMAIL_1]' })])]).toString()
    const bytes = Buffer.from(`${ODD.join(changed.replace('data: [DONE]\n\n', ''))}data: [DONE]\n\n`)
    fc.assert(
      fc.property(fc.array(fc.nat()), (places) => {
        expect(restore(CHAT, vaultWithTokens(), cut(bytes, places)).bytes.toString()).toBe(bytes.toString().replaceAll('"content":"[EMAIL_1]"', `"content":"${EMAIL}"`))
      }),
    )
  }) // prettier-ignore

  it('pass one by one: a changed frame keeps its event name, id, comments and line ends', () => {
    const frame = ': note\r\nevent: x\r\nid: 7\r\ndata: {"choices":[{"index":0,"delta":{"content":"[EMAIL_1]"}}] , "n":1.0e5}\r\n\r\n'
    const bytes = Buffer.from(`${frame}data: [DONE]\r\n\r\n`)
    expect(restore(CHAT, vaultWithTokens(), [bytes]).bytes.toString()).toBe(bytes.toString().replace('[EMAIL_1]', EMAIL))
  }) // prettier-ignore
})

describe('what the books need of a chat stream', () => {
  it.each(['{"prompt_tokens":3,"completion_tokens":5}', '{ "prompt_tokens" : 3 , "completion_tokens" : 5 }'])(
    'is read from usage %s, with a vault or without',
    (usage) => {
      const bytes = Buffer.from(`data: {"choices":[],"usage" : ${usage}}\n\ndata: [DONE]\n\n`)
      for (const chunks of [[bytes], singleBytes(bytes)]) {
        const { facts } = restore(CHAT, vaultWithTokens(), chunks)
        expect(facts).toEqual({ inputTokens: 3, outputTokens: 5 })
      }
    },
  )

  it.each([
    ['the end mark', 'data: [DONE]\n\n', true],
    ['the end mark without a space', 'data:[DONE]\r\n\r\n', true],
    ['the end mark without its blank line', 'data: [DONE]', true],
    ['no end mark', 'data: {"choices":[]}\n\n', false],
    ['the end mark as text', 'data: {"choices":[{"index":0,"delta":{"content":"[DONE]"}}]}\n\n', false],
    ['an error of the vendor', 'data: {"error":{"message":"no"}}\n\n', true],
    ['an error event of the vendor', 'event: error\ndata: {"message":"no"}\n\n', true],
    ['an event cut in the middle', 'data: {"choices":[{"ind', false],
    ['nothing', '', false],
  ])('tells %s apart', (_name, tail, complete) => {
    const bytes = Buffer.from(`data: {"choices":[]}\n\n${tail}`)
    for (const chunks of [[bytes], singleBytes(bytes)]) expect(restore(CHAT, vaultWithTokens(), chunks).complete).toBe(complete)
  }) // prettier-ignore

  it('leaves an event out that was cut in the middle, so that the reader meets the error and not half an event', () => {
    const whole = 'data: {"choices":[]}\n\n'
    const half = 'data: {"choices":[{"index":0,"delta":{"content":"abc'
    expect(restore(CHAT, vaultWithTokens(), [Buffer.from(whole + half)]).bytes.toString()).toBe(whole)
  })

  it('ends an event that lacks only its blank line, so that the error does not run into it', () => {
    const output = restore(CHAT, vaultWithTokens(), [Buffer.from('data: {"choices":[]}')]).bytes
    expect(readEvents(Buffer.concat([output, Buffer.from('data: x\n\n')])).map((event) => event.data)).toEqual(['{"choices":[]}', 'x'])
  }) // prettier-ignore
})
