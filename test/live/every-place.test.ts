/** A canary at every place of every frame that callers can send: what the tables name, what the vendor documents, and what neither does. */
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { VendorId } from '../../src/connectors/contract.ts'
import type { LiveOperation } from '../../src/connectors/live-shape.ts'
import { connectors } from '../../src/connectors/registry.ts'
import type { SimulateLive } from '../../src/connectors/simulator/live.ts'
import { protobufPaths } from '../../src/connectors/wire/protobuf-paths.ts'
import {
  KEY,
  placeNamed,
  placesOfSchema,
  readSpecification,
  typeOfEvent,
  variantsOf,
  type Place,
} from '../conformance/spec-places.ts'
import { startTestGateway } from '../harness/gateway.ts'
import type { SeenSession } from '../../src/gateway/sandbox/live-delivery.ts'
import { startSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { fields } from '../pipeline/stream-fixture.ts'

const EMAIL = 'canary.nowak@example.pl'
const PESEL = '44051401359'
const CANARIES = [
  EMAIL,
  `call_${PESEL}`,
  `write to ${EMAIL}, my number is ${PESEL}, and answer soon`,
] as const
const FORBIDDEN = ['canary', PESEL]
const NEXT_MONTH = ['next', 'next.*', 'next.a[].b', '*', 'session.next', 'item.next', 'item.content[].next.*', 'response.next', 'setup.next.a[]', 'metadata.*'] // prettier-ignore

interface Session {
  readonly vendor: VendorId
  readonly path: string
  readonly operation: LiveOperation
  /** The first frame, where the operation waits for one. */
  readonly opening?: object
  /** Schemas of the vendor's document that say what callers may send. */
  readonly documented: readonly string[]
}

function operationOf(vendor: VendorId, id: string): LiveOperation {
  const found = connectors.get(vendor)?.live?.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${vendor}.${id}`)
  return found
}

const SETUP = {
  setup: { model: 'projects/test-project/locations/europe-west4/publishers/google/models/gemini-live' },
}

const SESSIONS: readonly Session[] = [
  {
    vendor: 'openai',
    path: '/openai/v1/realtime?model=gpt-realtime',
    operation: operationOf('openai', 'realtime'),
    documented: ['RealtimeClientEvent', 'RealtimeBetaClientEventSessionUpdate', 'RealtimeBetaClientEventResponseCreate', 'RealtimeBetaClientEventConversationItemCreate', 'RealtimeBetaClientEventTranscriptionSessionUpdate'], // prettier-ignore
  },
  {
    vendor: 'openai',
    path: '/openai/v1/responses',
    operation: operationOf('openai', 'responses.socket'),
    opening: { type: 'response.create', model: 'gpt-5.4', input: 'Hello' },
    documented: ['ResponsesClientEventResponseCreate'],
  },
  {
    vendor: 'vertex',
    path: '/vertex/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent',
    operation: operationOf('vertex', 'live'),
    opening: SETUP,
    documented: [],
  },
]

/** A vendor that hears everything and says nothing. */
const deaf: SimulateLive = () => ({ opening: [], receive: () => [] })

function nested([first, ...rest]: Place, value: string): unknown {
  if (first === undefined) return value
  if (first === 0) return [nested(rest, value)]
  return { [first === KEY ? value : first]: nested(rest, value) }
}

function tablePlaces({ client }: LiveOperation, type: string | undefined): readonly string[] {
  const { shape } = client.kinds.find((kind) => kind.type === type) ?? client.others
  const read = [
    ...shape.verbatim,
    ...shape.json,
    ...shape.dropped,
    ...(shape.numbers ?? []),
    ...[shape.opaque, shape.turns].flatMap((entries) => entries.map(({ path }) => path)),
  ].flatMap((path) => (shape.fields === 'protobuf' ? protobufPaths(path) : [path]))
  // A session of Gemini ends with each of these, so one spelling has to do.
  return [...read, ...shape.refused.map(({ path }) => path)].flatMap((path) =>
    path.includes('**') ? [path.replace('**', '*'), path.replace('**', 'a[].b')] : [path],
  )
}

/** Places of each kind of frame. */
function placesByType({ operation, documented }: Session): Map<string | undefined, readonly Place[]> {
  const document = readSpecification('openai.openapi.json')
  const found = new Map<string | undefined, Place[]>()
  const add = (type: string | undefined, places: readonly Place[]): void => {
    found.set(type, [...(found.get(type) ?? []), ...places])
  }
  const { discriminator, kinds } = operation.client
  const types = discriminator === undefined ? [undefined] : [...kinds.map(({ type }) => type), 'unheard.of']
  for (const type of types) add(type, [...tablePlaces(operation, type), ...NEXT_MONTH].map(placeNamed))
  if (document === undefined) return found
  for (const name of documented) {
    const variants = variantsOf(document, name)
    for (const each of variants.length > 0 ? variants : [name])
      add(typeOfEvent(document, each), placesOfSchema(document, each, 7))
  }
  return found
}

function framesOf(session: Session): readonly string[] {
  const base = session.operation.opening === undefined ? {} : { model: 'gpt-5.4' }
  const frames = [...placesByType(session)].flatMap(([type, places]) =>
    places.flatMap((place) =>
      CANARIES.map((canary) =>
        JSON.stringify({
          ...(type === undefined ? {} : { ...base, type }),
          ...fields(nested(place, canary)),
        }),
      ),
    ),
  )
  return [...new Set(frames)]
}

/** What became of each frame: heard by the vendor, or refused here. */
async function say(
  session: Session,
): Promise<{ readonly heard: readonly string[]; readonly refused: number }> {
  const simulator = await startSimulator(() => ({ status: 404, headers: {}, body: new Uint8Array(0) }), {
    live: deaf,
    seed: 7,
    behaviour: { hostile: false },
  })
  const gateway = await startTestGateway({ vendors: { [session.vendor]: simulator.origin } })
  const heard: string[] = []
  let refused = 0
  const open = async (): Promise<Line> => {
    const ordinal = simulator.sessions.length + 1
    const socket = new WebSocket(gateway.origin.replace('http', 'ws') + session.path, {
      headers: { authorization: `Bearer ${gateway.keys['acme'] ?? ''}` },
    })
    await new Promise<void>((resolve) => socket.once('open', () => resolve()))
    if (session.opening !== undefined) socket.send(JSON.stringify(session.opening))
    const seen = await simulator.whenSession(ordinal)
    return { socket, seen, next: session.opening === undefined ? 1 : 2 }
  }
  try {
    let line = await open()
    for (const frame of framesOf(session)) {
      const answered = new Promise<'refused'>((resolve) => {
        line.socket.once('message', () => resolve('refused'))
        line.socket.once('close', () => resolve('refused'))
      })
      line.socket.send(frame)
      const outcome = await Promise.race([line.seen.whenReceived(line.next), answered])
      line.socket.removeAllListeners('message').removeAllListeners('close')
      if (outcome === 'refused') {
        refused += 1
        if (session.operation.client.discriminator === undefined) line = await open()
      } else {
        heard.push('text' in outcome ? outcome.text : '')
        line = { ...line, next: line.next + 1 }
      }
    }
    line.socket.terminate()
  } finally {
    await gateway.stop()
    await simulator.close()
  }
  return { heard, refused }
}

interface Line {
  readonly socket: WebSocket
  readonly seen: SeenSession
  /** Ordinal of the message that the vendor hears next. */
  readonly next: number
}

describe('a frame of a caller', () => {
  it.each(
    SESSIONS.map((session): [string, Session] => [`${session.vendor}.${session.operation.id}`, session]),
  )(
    'of %s brings nothing of the caller’s to the vendor, wherever it stands',
    async (_name, session) => {
      const { heard, refused } = await say(session)
      expect(heard.length).toBeGreaterThan(200)
      expect(refused).toBeGreaterThan(10)
      for (const word of FORBIDDEN) {
        const leaked = heard.find((text) => text.includes(word))
        expect(leaked, leaked).toBeUndefined()
      }
      expect(heard.some((text) => text.includes('[EMAIL_'))).toBe(true)
    },
    120_000,
  )
})
