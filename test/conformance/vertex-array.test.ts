/** Gemini's stream without `alt=sse`: one JSON array through the gateway, restored element by element, cut anywhere, broken anyhow. */
import { afterEach, describe, expect, test } from 'vitest'
import { simulateVertex } from '../../src/connectors/vendors/vertex/simulator.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const EMAIL = 'jan.kowalski@example.com'
const IBAN = 'PL61109010140000071219812874'
const PATH =
  '/vertex/v1/projects/test-project/locations/europe-west4/publishers/google/models/gemini-2.5-flash:streamGenerateContent'

let gateway: TestGateway | undefined
let vendor: RunningSimulator | ScriptedVendor | undefined

afterEach(async () => {
  await gateway?.stop()
  await vendor?.close()
  gateway = vendor = undefined
})

interface Chunk {
  readonly error?: { readonly code: number; readonly message: string; readonly details?: readonly object[] }
  readonly candidates?: readonly {
    readonly index?: number
    readonly finishReason?: string
    readonly content?: {
      readonly parts?: readonly { readonly text?: string; readonly functionCall?: object }[]
    }
  }[]
}

async function simulated(seed: number, hostile: boolean): Promise<void> {
  const simulator = await startSimulator(simulateVertex, { seed, behaviour: { hostile } })
  vendor = simulator
  gateway = await startTestGateway({ vendors: { vertex: simulator.origin }, sandbox: false })
}

async function scripted(pieces: readonly (string | Buffer)[], end = true): Promise<void> {
  const script = await startVendor(async (_call, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
    for (const piece of pieces) {
      response.write(piece)
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (end) response.end()
    else response.destroy()
  })
  vendor = script
  gateway = await startTestGateway({ vendors: { vertex: script.origin }, sandbox: false })
}

async function ask(
  text: string,
  more: object = {},
): Promise<{ status: number; text: string; broken: boolean }> {
  const answer = await fetch(`${gateway?.origin ?? ''}${PATH}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-goog-api-key': 'test-key-of-acme' },
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text }] }], ...more }),
  })
  const decoder = new TextDecoder()
  let received = ''
  try {
    for await (const chunk of answer.body ?? [])
      received += decoder.decode(chunk as Uint8Array, { stream: true })
    return { status: answer.status, text: received, broken: false }
  } catch {
    return { status: answer.status, text: received, broken: true }
  }
}

function spoken(chunks: readonly Chunk[]): Map<number, string> {
  const texts = new Map<number, string>()
  for (const { candidates = [] } of chunks) {
    for (const { index = 0, content } of candidates) {
      const said = (content?.parts ?? []).map(({ text = '' }) => text).join('')
      texts.set(index, (texts.get(index) ?? '') + said)
    }
  }
  return texts
}

describe('a stream of elements', () => {
  test.each(Array.from({ length: 10 }, (_, seed) => [seed] as const))('seed %i', async (seed) => {
    await simulated(seed, seed % 4 !== 0)
    const answer = await ask(`Please write to ${EMAIL} about ${IBAN}.`, {
      generationConfig: { candidateCount: 1 + (seed % 2) },
    })
    expect([answer.status, answer.broken]).toEqual([200, false])
    const chunks = JSON.parse(answer.text) as Chunk[]
    expect(chunks.length).toBeGreaterThan(3)
    const texts = [...spoken(chunks).values()]
    expect(texts).toHaveLength(1 + (seed % 2))
    for (const text of texts) {
      expect(text).toContain(EMAIL)
      expect(text).toContain(IBAN)
    }
    const [record] = (await gateway?.records(1)) ?? []
    expect(record).toMatchObject({ outcome: 'ok', streamed: true })
    expect(record?.outputTokens).toBeGreaterThan(0)
  })

  test('what needs no change passes byte for byte', async () => {
    const text =
      '[{"candidates": [{"content": {"parts": [{"text": "é [1] \\u00e9"}]}}]}\r\n,\r\n{"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":2}}\n]\n'
    await scripted([...Buffer.from(text)].map((byte) => Buffer.from([byte])))
    const answer = await ask(`Mail ${EMAIL}.`)
    expect(answer.text).toBe(text)
    const [record] = (await gateway?.records(1)) ?? []
    expect(record).toMatchObject({ inputTokens: 3, outputTokens: 2, outcome: 'ok' })
  })

  const CUT = ['[{"candidates":[{"content":{"parts":[{"text":"Write to [EMA"}]}}]}', '\n,\n{"candidates":[{"content":{"parts":[{"text":"IL_1"}]}}]}', ',{"candidates":[{"content":{"parts":[{"text":"] soon [EMAIL_"}]}}]}', ',{"candidates":[{"finishReason":"STOP","content":{"parts":[{"functionCall":{"name":"f","args":{"to":"[EMAIL_1]"}}}]}}]}]'] // prettier-ignore

  test('a placeholder over three elements, text that is held before a call, and values in the call', async () => {
    await scripted(CUT)
    const answer = await ask(`Mail ${EMAIL}.`)
    const chunks = JSON.parse(answer.text) as Chunk[]
    expect(spoken(chunks).get(0)).toBe(`Write to ${EMAIL} soon [EMAIL_`)
    const calls = chunks.flatMap(({ candidates = [] }) =>
      candidates.flatMap(({ content }) =>
        (content?.parts ?? []).flatMap(({ functionCall }) => functionCall ?? []),
      ),
    )
    // Once, although what was held left in a copy of a frame.
    expect(calls).toEqual([{ name: 'f', args: { to: EMAIL } }])
    expect(
      chunks.filter(({ candidates }) => candidates?.some(({ finishReason }) => finishReason)),
    ).toHaveLength(1)
  })

  test('the same at every single cut', async () => {
    const whole = Buffer.from(CUT.join(''))
    const cuts = Array.from({ length: whole.length - 1 }, (_, index) => index + 1)
    // One vendor and one gateway for all of them: each call says which cut it wants.
    const script = await startVendor(async ({ body }, response) => {
      const at = Number(/cut at (\d+)/.exec(body.toString('utf8'))?.[1])
      response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
      response.write(whole.subarray(0, at))
      await new Promise((resolve) => setImmediate(resolve))
      response.end(whole.subarray(at))
    })
    vendor = script
    gateway = await startTestGateway({ vendors: { vertex: script.origin }, sandbox: false })
    for (let from = 0; from < cuts.length; from += 16) {
      const some = cuts.slice(from, from + 16)
      const answers = await Promise.all(some.map(async (at) => await ask(`Mail ${EMAIL}, cut at ${at}.`)))
      const heard = answers.map(({ text }) => spoken(JSON.parse(text) as Chunk[]).get(0))
      expect(heard, `cuts from ${from + 1}`).toEqual(some.map(() => `Write to ${EMAIL} soon [EMAIL_`))
    }
    expect(script.seen).toHaveLength(whole.length - 1)
  })
})

describe('a stream that breaks', () => {
  test.each([
    [
      'is cut off',
      ['[{"candidates":[{"content":{"parts":[{"text":"Half"}]}}]}\n'],
      false,
      'vendor_truncated',
    ],
    [
      'ends without its bracket',
      ['[{"candidates":[{"content":{"parts":[{"text":"Half"}]}}]}\n'],
      true,
      'vendor_truncated',
    ],
    [
      'ends in an element',
      ['[{"candidates":[{"content":{"parts":[{"text":"Half"}]}}]},{"candi'],
      true,
      'vendor_truncated',
    ],
    [
      'goes on with HTML',
      ['[{"candidates":[{"content":{"parts":[{"text":"Half"}]}}]}', '<html>'],
      true,
      'vendor_malformed',
    ],
  ])('when it %s, ends in an error element and a broken connection', async (_what, pieces, end, code) => {
    await scripted(pieces, end)
    const answer = await ask(`Mail ${EMAIL}.`)
    expect(answer.broken).toBe(true)
    const [first, last] = JSON.parse(`${answer.text}]`) as Chunk[]
    expect(spoken(first === undefined ? [] : [first]).get(0)).toBe('Half')
    expect(last?.error?.details).toEqual([
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code, domain: 'limen' },
    ])
    const [record] = (await gateway?.records(1)) ?? []
    expect(record?.outcome).toBe(code)
  })

  test('the vendor’s own error element passes, with the values back in it', async () => {
    await simulated(3, true)
    const answer = await ask(`Mail ${EMAIL}. simulate: error-event-after=3`)
    expect(answer.broken).toBe(false)
    const last = (JSON.parse(answer.text) as Chunk[]).at(-1)
    expect(last?.error).toMatchObject({ code: 500 })
    expect(last?.error?.message).toContain(EMAIL)
    const [record] = (await gateway?.records(1)) ?? []
    expect(record?.outcome).toBe('vendor_status')
  })

  test('an error before the stream keeps its status and Google’s shape', async () => {
    await simulated(3, true)
    const answer = await ask(`Mail ${EMAIL}. simulate: status=429 retry-after=7`)
    expect(answer.status).toBe(429)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 429, status: 'RESOURCE_EXHAUSTED' } })
    expect(answer.text).toContain(EMAIL)
  })
})
