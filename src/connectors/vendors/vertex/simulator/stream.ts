/** A streamed generation on the wire: server-sent events with `alt=sse`, otherwise one JSON array. */
import { opening } from '../../../simulator/answers.ts'
import { chance } from '../../../simulator/chance.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'
import { addUnknownMembers } from '../../../simulator/extend.ts'
import { hostileStyle, TIDY, writeJson } from '../../../simulator/json-writer.ts'
import { sendPieces } from '../../../simulator/wire.ts'
import { faultBody, statusFault } from './fault.ts'
import { chunksOf, type Generation } from './generate.ts'

const encoder = new TextEncoder()
const bytes = (text: string): Uint8Array => encoder.encode(text)

export function streamedGeneration(generation: Generation, sse: boolean): SimulatedAnswer {
  const { scene } = generation
  const { random, behaviour, quote } = scene
  const style = behaviour.hostile ? hostileStyle(random) : TIDY
  // An event is one line: neither SDK reads another.
  const flat = sse && style.space === 'pretty' ? { ...style, space: 'spaced' as const } : style
  const written = (value: unknown): string =>
    writeJson(behaviour.hostile ? addUnknownMembers(value, quote, random) : value, flat, random)
  const eol = behaviour.hostile && chance(random, 0.5) ? '\n' : '\r\n'
  const event = (value: unknown): Uint8Array => bytes(`data: ${written(value)}${eol}${eol}`)
  const failure = faultBody(scene, statusFault(500))
  const errorEvent = (): Uint8Array =>
    sse ? event(failure) : bytes(`${eol},${eol}${written(failure)}${eol}]${eol}`)
  const chunks = chunksOf(generation)
  return {
    status: 200,
    headers: {
      ...scene.headers,
      'content-type': sse ? 'text/event-stream' : 'application/json; charset=UTF-8',
      'content-disposition': 'attachment',
    },
    opening: opening(scene),
    body: sendPieces(sse ? events(chunks, event) : elements(chunks, written, eol), { ...scene, errorEvent }),
  }
}

function* events(chunks: Iterable<object>, event: (value: unknown) => Uint8Array): Generator<Uint8Array> {
  for (const chunk of chunks) yield event(chunk)
}

/** `[{…}`, `,⏎{…}`, `]`: one piece an element, and the bracket on its own. */
function* elements(
  chunks: Iterable<object>,
  written: (value: unknown) => string,
  eol: string,
): Generator<Uint8Array> {
  let before = '['
  for (const chunk of chunks) {
    yield bytes(before + written(chunk))
    before = `${eol},${eol}`
  }
  yield bytes(before === '[' ? '[]' : `${eol}]${eol}`)
}
