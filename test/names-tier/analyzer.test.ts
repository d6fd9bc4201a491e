/** An analyser over HTTP: what it is asked, how its code points become UTF-16, and every answer that is not believed. */
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EgressError } from '../../src/gateway/egress/failure.ts'
import { readAnswer } from '../../src/gateway/names-tier/analyzer/analyzer-answer.ts'
import { Analyzer, type AnalyzerOptions } from '../../src/gateway/names-tier/analyzer/analyzer.ts'
import { TierError } from '../../src/gateway/names-tier/contract.ts'
import { type AnalyzerRequest, say, startAnalyzer, type StandIn } from '../harness/analyzer.ts'

let standIn: StandIn
const open: Analyzer[] = []

beforeAll(async () => void (standIn = await startAnalyzer(['kettle'], ['en', 'de'])))
beforeEach(() => void (standIn.answer = undefined))
afterAll(async () => {
  for (const analyzer of open) await analyzer.close()
  await standIn.close()
})

function analyzer(options: Partial<AnalyzerOptions> = {}): Analyzer {
  const made = new Analyzer({
    id: 'presidio',
    url: standIn.origin,
    languages: new Set(['en', 'de']),
    entities: new Map([['PERSON', 'PERSON'], ['LOCATION', 'ADDRESS']]),
    threshold: 0.5,
    connections: 4,
    connectMilliseconds: 2000,
    privateNetwork: [],
    ca: undefined,
    attestedUntil: Date.now() + 86_400_000,
    ...options,
  }) // prettier-ignore
  open.push(made)
  return made
}

async function fault(look: Promise<unknown>): Promise<string> {
  try {
    await look
  } catch (error) {
    if (error instanceof TierError) return error.fault
    throw error
  }
  return 'none'
}

const text = (said: string, ...languages: string[]): { text: string; languages: string[] } => ({
  text: said,
  languages: languages.length === 0 ? ['en'] : languages,
})

describe('an analyser', () => {
  it('is asked as its API says, for each text and language, and its places become UTF-16', async () => {
    const before = standIn.asked.length
    const spans = await analyzer().look([text('😀 kettle 👨‍👩‍👧 kettle'), text('nobody', 'en', 'de')], 5000)
    expect(spans).toEqual([
      [
        { entity: 'PERSON', start: 3, end: 9, score: 0.85 },
        { entity: 'PERSON', start: 19, end: 25, score: 0.85 },
      ],
      [],
    ])
    const asked = standIn.asked.slice(before).map(({ language }) => language)
    expect(asked.toSorted()).toEqual(['de', 'en', 'en'])
    expect(standIn.asked.at(-1)).toEqual({
      text: 'nobody',
      language: expect.any(String),
      entities: ['PERSON', 'LOCATION'],
      score_threshold: 0.5,
    } satisfies AnalyzerRequest)
  })

  it('below a path is asked there', async () => {
    const look = analyzer({ url: `${standIn.origin}/pii/` }).look([text('x')], 5000)
    expect(await fault(look)).toBe('names_status')
    expect(standIn.vendor.seen.at(-1)?.url).toBe('/pii/analyze')
  })

  it.each<[string, (response: Parameters<NonNullable<StandIn['answer']>>[1]) => void, string]>([
    ['500', (response) => say(response, 500, { error: 'canary' }), 'names_status'],
    ['a redirect', (response) => response.writeHead(307, { location: `${standIn.origin}/analyze` }).end(), 'names_status'],
    ['a page', (response) => response.end('<html>canary</html>'), 'names_malformed'],
    ['an object', (response) => say(response, 200, { entity_type: 'PERSON' }), 'names_malformed'],
    ['a list of lists', (response) => say(response, 200, [[]]), 'names_malformed'],
    ['places that are no numbers', (response) => say(response, 200, [{ entity_type: 'PERSON', start: '0', end: 1, score: 1 }]), 'names_malformed'],
    ['places without a score', (response) => say(response, 200, [{ entity_type: 'PERSON', start: 0, end: 1 }]), 'names_malformed'],
    ['places before the text', (response) => say(response, 200, [{ entity_type: 'PERSON', start: -1, end: 1, score: 1 }]), 'names_malformed'],
    ['places behind the text', (response) => say(response, 200, [{ entity_type: 'PERSON', start: 0, end: 9, score: 1 }]), 'names_span'],
    ['empty places', (response) => say(response, 200, [{ entity_type: 'PERSON', start: 2, end: 2, score: 1 }]), 'names_span'],
    ['places that overlap', (response) => say(response, 200, [{ entity_type: 'PERSON', start: 0, end: 3, score: 1 }, { entity_type: 'PERSON', start: 2, end: 5, score: 1 }]), 'names_span'],
    ['an answer without an end', (response) => { response.writeHead(200, { 'content-length': '9' }); response.write('['); setImmediate(() => response.destroy()) }, 'names_malformed'],
    ['three megabytes', (response) => response.end(' '.repeat(3 * 1024 * 1024)), 'names_malformed'],
    ['something compressed', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('[]'), 'names_malformed'],
    ['a closed connection', (response) => { response.destroy() }, 'names_unreachable'],
  ])('that answers with %s has not answered', async (_name, answer, expected) => {
    const own = analyzer()
    standIn.answer = (_request, response) => answer(response)
    expect(await fault(own.look([text('hello')], 5000))).toBe(expected)
    expect(own.unready).toBe(expected)
    standIn.answer = undefined
    await own.look([text('hello')], 5000)
    expect(own.unready).toBeUndefined()
  }) // prettier-ignore

  it('leaves out what it was not asked for, and lets different kinds overlap', async () => {
    standIn.answer = (_request, response) =>
      say(response, 200, [
        { entity_type: 'NRP', start: 0, end: 99, score: 1 },
        { entity_type: 'LOCATION', start: 2, end: 8, score: 0.6 },
        { entity_type: 'PERSON', start: 0, end: 4, score: 1 },
      ])
    expect(await analyzer().look([text('Bern Bern')], 5000)).toEqual([
      [
        { entity: 'PERSON', start: 0, end: 4, score: 1 },
        { entity: 'ADDRESS', start: 2, end: 8, score: 0.6 },
      ],
    ])
  })

  it('that is slow is given up in time, with every text of the call', async () => {
    standIn.answer = () => {}
    const own = analyzer()
    const from = performance.now()
    expect(await fault(own.look([text('a b'), text('c d'), text('e f')], 150))).toBe('names_timeout')
    expect(performance.now() - from).toBeLessThan(3000)
  })

  it('that is not there, or not attested any more, or closed, is not asked', async () => {
    expect(await fault(analyzer({ url: 'http://127.0.0.1:9' }).look([text('x')], 5000))).toBe(
      'names_unreachable',
    )
    const before = standIn.asked.length
    expect(await fault(analyzer({ attestedUntil: Date.now() - 1 }).look([text('x')], 5000))).toBe(
      'names_attestation',
    )
    const closed = analyzer()
    await closed.close()
    expect(await fault(closed.look([text('x')], 5000))).toBe('names_closed')
    expect(standIn.asked.length).toBe(before)
  })

  it('by https is a host like those of vendors: a name, and addresses that are let through', async () => {
    for (const url of ['https://127.0.0.1:9', 'https://localhost', 'http://10.0.0.1:9'])
      expect(() => analyzer({ url })).toThrow(EgressError)
    expect(await fault(analyzer({ url: 'https://no-such-host.invalid' }).look([text('x')], 2000))).toBe('names_unreachable')
  }) // prettier-ignore
})

describe('places in code points', () => {
  const characters = fc.constantFrom('a', 'Ż', 'é', '😀', '👨‍👩‍👧', '\u202e', '山', '\ud83d', '\n')

  it('become the same text in UTF-16, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(characters),
        fc.array(characters, { minLength: 1 }),
        fc.array(characters),
        (...parts) => {
          const [before, name, after] = parts.map((part) => part.join('')) as [string, string, string]
          const all = before + name + after
          // A lone surrogate before its other half would be one character with it.
          const start = Array.from(before).length
          const end = start + Array.from(name).length
          fc.pre(Array.from(all).length === end + Array.from(after).length)
          const body = Buffer.from(JSON.stringify([{ entity_type: 'PERSON', start, end, score: 1 }]))
          const [span] = readAnswer(body, all, new Map([['PERSON', 'PERSON']]))
          expect(all.slice(span?.start, span?.end)).toBe(name)
        },
      ),
    )
  })
})
