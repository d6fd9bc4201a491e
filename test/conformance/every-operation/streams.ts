/** A stream for every operation that has one, written from its table alone: each lane says a text that is cut into frames. */
import type { Lane, LaneEnd, Path, StreamShape } from '../../../src/connectors/contract.ts'
import { encodeAwsFrame, encodeAwsHeaders } from '../../../src/connectors/wire/aws-event-stream.ts'

export type Wire = StreamShape['wire']

export const CONTENT_TYPE: Readonly<Record<Wire, string>> = {
  sse: 'text/event-stream',
  event_stream: 'application/vnd.amazon.eventstream',
  json_array: 'application/json',
  message: '',
}

/** The wires that an operation answers with: a JSON array can be asked for as events too. */
export function wiresOf({ wire }: StreamShape): readonly Wire[] {
  return wire === 'json_array' ? ['json_array', 'sse'] : [wire]
}

type Json = Record<string, unknown>

interface FrameToWrite {
  readonly type: string | undefined
  readonly fields: Json
}

/** Puts a value at a path: the first item of each list, the key `any` for a free one. */
export function put(root: Json, path: Path, value: unknown): Json {
  const steps = path.split('.').flatMap((step) => {
    const lists = step.match(/\[\]/g)?.length ?? 0
    return [step.replaceAll('[]', ''), ...Array.from({ length: lists }, () => 0)]
  })
  let at: object = root
  for (const [index, step] of steps.entries()) {
    const key = step === '*' || step === '**' ? 'any' : String(step)
    const next = steps[index + 1]
    if (next === undefined) Reflect.set(at, key, value)
    else {
      if (Reflect.get(at, key) === undefined) Reflect.set(at, key, next === 0 ? [] : {})
      at = Reflect.get(at, key) as object
    }
  }
  return root
}

/** What stands at a path, as `put` writes it. */
function at(root: unknown, path: Path): unknown {
  return path
    .replaceAll('[]', '.0')
    .split('.')
    .reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined), root)
} // prettier-ignore

/** What a lane says: JSON source where the lane is one. */
function saidOn({ source }: Lane, text: string): string {
  return source === 'json' ? JSON.stringify({ note: text }) : text
}

/** Cut in the middle of the token, and on both sides of it. */
function piecesOf(said: string): readonly string[] {
  const cut = Math.floor(said.length / 2)
  return [said.slice(0, cut - 2), said.slice(cut - 2, cut), said.slice(cut, cut + 1), said.slice(cut + 1)]
}

function keysOf(fields: Json, keys: readonly Path[] = []): Json {
  // A lane told apart by its own kind of text (a thought) is not that kind.
  for (const key of keys) put(fields, key, key.endsWith('thought') ? false : 0)
  return fields
}

function framesOf(lane: Lane, text: string): readonly FrameToWrite[] {
  return piecesOf(saidOn(lane, text)).map((piece) => ({
    type: lane.type,
    fields: put(keysOf({}, lane.keys), lane.path, piece),
  }))
}

function endFrame({ type, when, keys }: LaneEnd): FrameToWrite {
  const fields = keysOf({}, keys)
  return { type, fields: when === undefined ? fields : put(fields, when, 'stop') }
}

/** The frames of a whole stream, as the vendor would send them. */
export function writeStream(shape: StreamShape, wire: Wire, text: string): Buffer {
  const [end] = shape.ends
  const frames = [
    ...shape.lanes.flatMap((lane) => framesOf(lane, text)),
    { type: 'something_new', fields: { whole: text, deep: [{ text }] } },
    ...(end === undefined ? [] : [endFrame(end)]),
    ...(shape.done.types ?? []).slice(0, 1).map((type) => ({ type, fields: { whole: text } })),
    ...(shape.done.member === undefined ? [] : [{ type: undefined, fields: { [shape.done.member]: {} } }]),
  ]
  const sources = frames.map(({ type, fields }) => ({
    type,
    json: JSON.stringify(
      shape.discriminator === undefined || type === undefined
        ? fields
        : { [shape.discriminator]: type, ...fields },
    ),
  }))
  if (wire === 'json_array') return Buffer.from(`[${sources.map(({ json }) => json).join(',\r\n')}]`)
  if (wire === 'event_stream')
    return Buffer.concat(sources.map(({ type, json }) => awsFrame(shape, type, json)))
  const done = shape.done.data === undefined ? '' : `data: ${shape.done.data}\n\n`
  return Buffer.from(
    sources
      .map(({ type, json }) => `${type === undefined ? '' : `event: ${type}\n`}data: ${json}\n\n`)
      .join('') + done,
  )
}

function awsFrame({ envelope }: StreamShape, type: string | undefined, json: string): Buffer {
  const payload =
    envelope === undefined
      ? json
      : JSON.stringify({ [envelope]: Buffer.from(json).toString('base64'), p: 'ab' })
  const headers = { ':event-type': type ?? 'chunk', ':content-type': 'application/json', ':message-type': 'event' }
  return encodeAwsFrame(encodeAwsHeaders(headers), Buffer.from(payload))
} // prettier-ignore

/** The JSON of each frame, by a reader that is none of ours. */
export function readStream(shape: StreamShape, wire: Wire, bytes: Buffer): readonly Json[] {
  if (wire === 'json_array') return JSON.parse(bytes.toString('utf8')) as Json[]
  if (wire === 'event_stream') return readAws(shape, bytes)
  return [...bytes.toString('utf8').matchAll(/^data: (\{.*)$/gm)].map(
    ([, source = '']) => JSON.parse(source) as Json,
  )
}

function readAws({ envelope }: StreamShape, bytes: Buffer): readonly Json[] {
  const found: Json[] = []
  for (let start = 0; start < bytes.length;) {
    const length = bytes.readUInt32BE(start)
    const headers = bytes.readUInt32BE(start + 4)
    const payload = JSON.parse(
      bytes.subarray(start + 12 + headers, start + length - 4).toString('utf8'),
    ) as Json
    const inner = envelope === undefined ? undefined : payload[envelope]
    found.push(
      typeof inner === 'string'
        ? (JSON.parse(Buffer.from(inner, 'base64').toString('utf8')) as Json)
        : payload,
    )
    start += length
  }
  return found
}

/** What each lane of the stream said to the caller, and what stands in no lane. */
export function heard(shape: StreamShape, frames: readonly Json[]): readonly (readonly [string, string])[] {
  const typed = (lane: Lane, frame: Json): boolean =>
    shape.discriminator === undefined || lane.type === undefined || frame[shape.discriminator] === lane.type
  const lanes = shape.lanes.map((lane) => {
    const pieces = frames.filter((frame) => typed(lane, frame)).map((frame) => at(frame, lane.path))
    return [`${lane.type ?? ''} ${lane.path}`, pieces.filter((piece) => typeof piece === 'string').join('')] as const
  }) // prettier-ignore
  const rest = frames.flatMap((frame) => [at(frame, 'whole'), at(frame, 'deep.0.text')])
  return [...lanes, ['no lane', rest.filter((each) => typeof each === 'string').join(' ')]]
}

/** What the lanes have to have said. */
export function expected(shape: StreamShape, text: string): readonly (readonly [string, string])[] {
  const ended = (shape.done.types ?? []).length > 0 ? 1 : 0
  return [
    ...shape.lanes.map((lane) => [`${lane.type ?? ''} ${lane.path}`, saidOn(lane, text)] as const),
    ['no lane', Array.from({ length: 2 + ended }, () => text).join(' ')],
  ]
}
