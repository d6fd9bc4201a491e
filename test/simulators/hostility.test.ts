/** Hostile answers over many seeds: odd on the wire in every way that is promised, and yet what the protocol allows. */
import { readFile } from 'node:fs/promises'
import { parseEvents } from './event-parser.ts'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/connectors/simulator/chance.ts'
import type {
  Behaviour,
  Simulate,
  SimulatedAnswer,
  SimulatedRequest,
} from '../../src/connectors/simulator/contract.ts'
import { COMMANDS, readScript } from '../../src/connectors/simulator/script.ts'
import { RAW_MESSAGES } from '../../src/connectors/simulator/trouble.ts'
import { simulateAzure } from '../../src/connectors/vendors/azure/simulator.ts'
import { simulateDeepL } from '../../src/connectors/vendors/deepl/simulator.ts'
import { simulateOpenAI } from '../../src/connectors/vendors/openai/simulator.ts'
import { HOSTILE, TIDY } from './running.ts'

const SEEDS = Array.from({ length: 150 }, (_none, seed) => seed)

function request(path: string, body: unknown): SimulatedRequest {
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      authorization: path.startsWith('/v2') ? 'DeepL-Auth-Key k' : 'Bearer k',
      'x-deepl-reporting-tag': 't',
    },
    body: new TextEncoder().encode(JSON.stringify(body)),
  }
}

const MESSAGES = [{ role: 'user', content: 'Jestem [EMAIL_1] – ąęß 👩‍💻' }]
const CHAT = { model: 'gpt-4.1-mini', store: false, messages: MESSAGES }
const WHOLE_CHAT = request('/v1/chat/completions', CHAT)
const CHAT_STREAM = request('/v1/chat/completions', { ...CHAT, stream: true })

function chunksOf({ body }: SimulatedAnswer): Uint8Array[] {
  if (body instanceof Uint8Array) return [body]
  return [...body].flatMap((event) => (event.kind === 'bytes' ? [event.bytes] : []))
}

function textOf(answer: SimulatedAnswer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunksOf(answer)))
}

function answers(simulate: Simulate, to: SimulatedRequest, behaviour: Behaviour = HOSTILE) {
  return SEEDS.map((seed) => simulate(to, seededRandom(seed), behaviour))
}

describe('hostile whole answers', () => {
  it('are valid JSON with the same content whatever the form', () => {
    for (const answer of answers(simulateOpenAI, WHOLE_CHAT)) {
      const parsed = JSON.parse(textOf(answer)) as { choices: { message: { content: string } }[] }
      expect(parsed.choices[0]?.message.content).toContain('You wrote: "Jestem [EMAIL_1] – ąęß 👩‍💻".')
    }
  })

  it('come in every form that is promised', () => {
    const texts = answers(simulateOpenAI, WHOLE_CHAT).map(textOf)
    expect(texts.some((text) => text.includes('\\u005bEMAIL_1]'))).toBe(true)
    expect(texts.some((text) => text.includes('\\u0105'))).toBe(true)
    expect(texts.some((text) => text.includes('ą'))).toBe(true)
    expect(texts.some((text) => text.includes('\n  "'))).toBe(true)
    expect(texts.some((text) => !text.startsWith('{"id"'))).toBe(true)
    expect(
      texts.some((text) =>
        /"(input_excerpt|served_by|preview_annotations|debug|flags|confidence)"/.test(text),
      ),
    ).toBe(true)
  })

  it('are cut in the middle of a character', () => {
    const chunks = answers(simulateOpenAI, WHOLE_CHAT).flatMap(chunksOf)
    // A chunk that starts with a continuation byte of UTF-8.
    expect(chunks.some((chunk) => (chunk[0] ?? 0) >> 6 === 0b10)).toBe(true)
  })

  it('are the same for the same seed, and tidy ones are plain', () => {
    const once = answers(simulateOpenAI, WHOLE_CHAT).map(chunksOf)
    expect(answers(simulateOpenAI, WHOLE_CHAT).map(chunksOf)).toEqual(once)
    expect(new Set(once.map((chunks) => Buffer.concat(chunks).toString())).size).toBeGreaterThan(140)
    const tidy = simulateOpenAI(WHOLE_CHAT, seededRandom(1), TIDY)
    expect(tidy.body).toBeInstanceOf(Uint8Array)
    expect(textOf(tidy)).toMatch(/^\{"id":"chatcmpl-/)
  })
})

describe('hostile streams', () => {
  it('hold the same text whatever the form, read by the rules of the specification', () => {
    for (const answer of answers(simulateOpenAI, CHAT_STREAM)) {
      const events = parseEvents(textOf(answer))
      expect(events.at(-1)?.data).toBe('[DONE]')
      const text = events
        .slice(0, -1)
        .map(
          (event) =>
            (JSON.parse(event.data) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta
              .content ?? '',
        )
        .join('')
      expect(text).toContain('You wrote: "Jestem [EMAIL_1] – ąęß 👩‍💻".')
    }
  })

  it('come in every form that is promised', () => {
    const texts = answers(simulateOpenAI, CHAT_STREAM).map(textOf)
    expect(texts.some((text) => text.includes('\r\n\r\n'))).toBe(true)
    expect(texts.some((text) => text.includes('\n\n') && !text.includes('\r'))).toBe(true)
    expect(texts.some((text) => text.includes('\ndata:{'))).toBe(true)
    expect(texts.some((text) => text.includes(': keep-alive'))).toBe(true)
    expect(texts.some((text) => text.startsWith('retry:'))).toBe(true)
    expect(texts.some((text) => /data: ?\{\r?\ndata: ?  /.test(text))).toBe(true)
    expect(texts.some((text) => text.includes('"usage":null'))).toBe(true)
  })

  it('put the data of a named event before its name now and then', () => {
    const body = { model: 'gpt-4.1-mini', store: false, stream: true, input: 'Hello' }
    const texts = answers(simulateOpenAI, request('/v1/responses', body)).map(textOf)
    expect(texts.some((text) => /\}\r?\nevent:/.test(text))).toBe(true)
    for (const text of texts) {
      const names = parseEvents(text).map((event) => [
        event.name,
        (JSON.parse(event.data) as { type: string }).type,
      ])
      for (const [name, type] of names) expect(name).toBe(type)
      expect(names.at(-1)?.[0]).toBe('response.completed')
    }
  })

  it('end on the beginning of a placeholder now and then', () => {
    const endings = answers(simulateOpenAI, WHOLE_CHAT).map((answer) => {
      const parsed = JSON.parse(textOf(answer)) as { choices: { message: { content: string } }[] }
      return parsed.choices[0]?.message.content ?? ''
    })
    expect(endings.some((text) => text.endsWith('[EMAIL_'))).toBe(true)
    expect(endings.some((text) => text.endsWith('['))).toBe(true)
    expect(endings.some((text) => text.endsWith('[EMAIL_9999]'))).toBe(true)
  })
})

describe('every simulator', () => {
  it.each<[string, Simulate, SimulatedRequest]>([
    ['OpenAI', simulateOpenAI, request('/v1/chat/completions', { ...CHAT, x: 1 })],
    ['Azure', simulateAzure, request('/openai/v1/chat/completions', { ...CHAT, model: 'm', x: 1 })],
    ['DeepL', simulateDeepL, request('/v2/translate', { text: ['a'], target_lang: 'DE', x: 1 })],
  ])('%s refuses an unknown member under every seed', (_name, simulate, to) => {
    for (const answer of answers(simulate, to)) expect(answer.status).toBe(400)
  })
})

describe('commands', () => {
  it('are read up to the first word that is none, and taken out of the text', () => {
    expect(readScript('Hello simulate: status=429 retry-after=7, then tell me more.')).toEqual({
      kind: 'script',
      script: { status: 429, 'retry-after': 7 },
      rest: 'Hello then tell me more.',
    })
    expect(readScript('a simulate: html')).toEqual({ kind: 'script', script: { html: true }, rest: 'a ' })
    expect(readScript('"simulate: drop"')).toMatchObject({ script: { drop: true }, rest: '""' })
    expect(readScript('nothing to simulate')).toMatchObject({ script: {} })
  })

  it.each([
    'simulate: status',
    'simulate: html=1',
    'simulate: status=x',
    'simulate: constructor',
    'simulate:',
  ])('are refused when malformed: %s', (text) => {
    expect(readScript(text).kind).toBe('unknown')
  })

  it('stand in the documentation, all of them and no others', async () => {
    const page = await readFile(new URL('../../docs/simulators.md', import.meta.url), 'utf8')
    const documented = [
      ...page.slice(page.indexOf('## Commands')).matchAll(/^\| `([a-z0-9-]+)(?:=[a-z]+)?` \|/gm),
    ].map((match) => match[1])
    const known = [...Object.keys(COMMANDS), ...Object.keys(RAW_MESSAGES)]
    expect(new Set(documented)).toEqual(new Set(known))
    expect(documented).toHaveLength(known.length)
  })
})
