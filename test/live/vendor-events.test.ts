/** Every string of every event that OpenAI documents for a session: restored where it is a text, left alone where it is a name. */
import { describe, expect, it } from 'vitest'
import { compileLive } from '../../src/connectors/compiled-live.ts'
import type { CompiledStream } from '../../src/connectors/compiled.ts'
import { openai } from '../../src/connectors/vendors/openai/connector.ts'
import { MessageWire } from '../../src/connectors/wire/message-wire.ts'
import { EventStream } from '../../src/gateway/pipeline/answer/event-stream.ts'
import {
  KEY,
  nameOf,
  placesOfSchema,
  readSpecification,
  typeOfEvent,
  variantsOf,
  type Place,
} from '../conformance/spec-places.ts'
import { EMAIL, fields, vaultWithTokens } from '../pipeline/stream-fixture.ts'

const document = readSpecification('openai.openapi.json')

function streamOf(id: string): CompiledStream {
  const operation = openai.live?.operations.find((each) => each.id === id)
  const stream = operation && compileLive(openai, operation).live?.stream
  if (stream === undefined) throw new Error(`no ${id}`)
  return stream
}

/** Last steps of places that hold what people or models said. */
const TEXTS = /(?:^|\.)(?:text|transcript|instructions|arguments|output|message|description|refusal|reason|keywords\[\]|prompt|server_description|title|input|code|query|queries\[\]|url|variables\.\*|metadata\.\*|authorization)$/ // prettier-ignore

/** Names that are no text, and sound. */
const NAMES: Readonly<Record<string, RegExp>> = {
  realtime:
    /(?:^|\.)(?:type|event_id|(?:previous_)?item_id|response_id|call_id|id|object|status|role|name|model|param|code|speaker|obfuscation|conversation_id|voice|language|languages\[\]|delay|effort|eagerness|truncation|tool_choice|max_(?:response_)?output_tokens|detail|image_url|audio|(?:in|out)put_audio_format|output_modalities\[\]|modalities\[\]|include\[\]|reason)$|(?:^|\.)usage\b|logprobs/,
  'responses.socket':
    /(?:^|\.)(?:type|item_id|call_id|id|object|status|role|phase|name|model|param|code|stream_id|encrypted_content|result|service_tier|user|safety_identifier|prompt_cache_key|obfuscation)$|logprobs/,
}

/** An enumeration of the vendor's that has a text's name. */
const ENUMERATIONS = /status_details|error\.code|languages\[\]\.code/

function nested([first, ...rest]: Place, value: string): unknown {
  if (first === undefined) return value
  if (first === 0) return [nested(rest, value)]
  return { [first === KEY ? 'any' : first]: nested(rest, value) }
}

/** What a stream makes of one event, with what it held back. */
function restored(stream: CompiledStream, event: object): string {
  const body = new EventStream(stream, new MessageWire(), vaultWithTokens(), 'upstream-key', false)
  const frames = [...body.message(Buffer.from(JSON.stringify(event))), ...body.rest()]
  return frames.map((frame) => frame.toString('utf8')).join('\n')
}

function eventsOf(union: string, pattern: RegExp): readonly { type: string; places: readonly Place[] }[] {
  if (document === undefined) return []
  const named = Object.keys(fields(fields(document['components'])['schemas'])).filter((name) =>
    pattern.test(name),
  )
  return [...new Set([...variantsOf(document, union), ...named])].map((name) => ({
    type: typeOfEvent(document, name) ?? '',
    places: placesOfSchema(document, name, 6),
  }))
}

const SESSIONS = [
  ['realtime', eventsOf('RealtimeServerEvent', /^RealtimeBetaServerEvent/)],
  ['responses.socket', eventsOf('ResponseStreamEvent', /^ResponseWsError$/)],
] as const

describe.skipIf(document === undefined)(
  'an event of the vendor (../shared/specs/openai.openapi.json)',
  () => {
    it.each(SESSIONS)('of %s is restored in every text', (id, events) => {
      const stream = streamOf(id)
      const names = NAMES[id] ?? /^$/
      expect(events.length).toBeGreaterThan(40)
      const wrong: string[] = []
      for (const { type, places } of events) {
        expect(type).not.toBe('')
        for (const place of places) {
          const name = nameOf(place)
          const output = restored(stream, {
            ...fields(nested(place, 'for [EMAIL_1] now')),
            ...(name === 'type' ? {} : { type }),
          })
          const isRestored = output.includes(EMAIL)
          const isSound = type.endsWith('audio.delta') && name === 'delta'
          const isText = TEXTS.test(name) && !ENUMERATIONS.test(name) && !isSound
          if (isText && !isRestored) wrong.push(`${type} ${name} is a text`)
          if (!isRestored && !isSound && !names.test(name)) wrong.push(`${type} ${name} is left alone`)
        }
      }
      expect(wrong).toEqual([])
    })

    it.each(SESSIONS)(
      'of %s goes on where another of its kind ended, and ends where the whole text comes',
      (id, events) => {
        const stream = streamOf(id)
        const ids = {
          response_id: 'resp_1',
          item_id: 'item_1',
          output_index: 0,
          content_index: 0,
          summary_index: 0,
        }
        const lanes = events.filter(({ type, places }) => type.endsWith('.delta') && !type.endsWith('audio.delta') && places.some((place) => nameOf(place) === 'delta')) // prettier-ignore
        expect(lanes.length).toBeGreaterThan(4)
        for (const { type } of lanes) {
          const body = new EventStream(stream, new MessageWire(), vaultWithTokens(), 'upstream-key', false)
          const json = /arguments/.test(type)
          const said = json ? '{"a":"[EMAIL_1]"}' : 'write to [EMAIL_1], [EMA'
          let output = ''
          for (const unit of said)
            output += deltaOf(body.message(Buffer.from(JSON.stringify({ type, ...ids, delta: unit }))))
          const whole = {
            type: type.replace(/delta$/, type.includes('transcription') ? 'completed' : 'done'),
            ...ids,
          }
          const flushed = body.message(Buffer.from(JSON.stringify(whole)))
          output += deltaOf(flushed.slice(0, -1))
          expect(`${type}: ${output}`).toBe(`${type}: ${said.replace('[EMAIL_1]', EMAIL)}`)
          expect(body.rest()).toEqual([])
        }
      },
    )
  },
)

function deltaOf(frames: readonly Buffer[]): string {
  return frames
    .map((frame) => (JSON.parse(frame.toString('utf8')) as { delta?: string }).delta ?? '')
    .join('')
}
