/** Server-sent events as bytes, in every form that the specification allows. */
// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
import { chance, pick } from './chance.ts'
import type { Random } from './contract.ts'

export interface ServerEvent {
  readonly name?: string
  /** Several lines become several `data` fields. */
  readonly data: string
}

const encoder = new TextEncoder()

/** One piece of bytes for each event, with the comments and keep-alives that stand before it. */
export function* encodeEvents(
  events: Iterable<ServerEvent>,
  random: Random,
  hostile: boolean,
): Generator<Uint8Array> {
  if (!hostile) {
    for (const event of events) {
      const name = event.name === undefined ? '' : `event: ${event.name}\n`
      yield encoder.encode(`${name}data: ${event.data.replaceAll('\n', '\ndata: ')}\n\n`)
    }
    return
  }
  const eol = pick(random, ['\n', '\r\n'])
  const gap = pick(random, [' ', ' ', ''])
  const dataFirst = chance(random, 0.15)
  if (chance(random, 0.2)) yield encoder.encode(`retry:${gap}3000${eol}${eol}`)
  for (const event of events) {
    const data = event.data
      .split('\n')
      .map((line) => `data:${gap}${line}${eol}`)
      .join('')
    const name = event.name === undefined ? '' : `event:${gap}${event.name}${eol}`
    const comment = chance(random, 0.15)
      ? pick(random, [`: keep-alive${eol}${eol}`, `:${eol}`, `: ping [EMAIL_${eol}`])
      : ''
    yield encoder.encode(comment + (dataFirst ? data + name : name + data) + eol)
  }
}
