/** Responses over a WebSocket: each `response.create` is a turn, and what the connection remembers is kept by no one else. */
import type { Scene } from '../answers.ts'
import { addUnknownMembers } from '../extend.ts'
import { hostileStyle, TIDY, writeJson } from '../json-writer.ts'
import { type LiveEvent, type LiveMessage, liveTurn, type SimulatedSession } from '../live.ts'
import { checkRequest } from '../request-check.ts'
import { readScript, type Script } from '../script.ts'
import { readStrictJson } from '../strict-json.ts'
import { z } from 'zod'
import { lastText } from './conversation.ts'
import { badRequest, type Fault, faultBody, SimulatedFault, statusFault } from './fault.ts'
import type { Flavour } from './flavour.ts'
import { familyOf } from './models.ts'
import { type MadeResponse, makeResponse, type OutputItem } from './responses-answer.ts'
import { type InputItem, responsesRequest, type ResponsesRequest } from './responses-request.ts'
import { refuseUnsimulated, responsesConversation } from './responses-rules.ts'
import { responseEvents } from './responses-stream.ts'

const SEALED = 'reasoning.encrypted_content'

/** Members of the body of POST /v1/responses, but for those of its transport, and two of the socket's own. */
const createEvent = responsesRequest.omit({ stream: true, background: true, stream_options: true }).extend({
  type: z.literal('response.create'),
  stream_id: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,256}$/)
    .optional(),
  generate: z.boolean().optional(),
})

type CreateEvent = z.output<typeof createEvent>

export function responsesSession(scene: Scene, flavour: Flavour): SimulatedSession {
  const session = new Session(scene, flavour)
  return { opening: [], receive: (message) => session.receive(message) }
}

class Session {
  readonly #scene: Scene
  readonly #flavour: Flavour
  /** Everything said up to a response of this connection, by its id. */
  readonly #chains = new Map<string, readonly InputItem[]>()

  constructor(scene: Scene, flavour: Flavour) {
    this.#scene = scene
    this.#flavour = flavour
  }

  receive(message: LiveMessage): Iterable<LiveEvent> {
    let stream: string | undefined
    try {
      const event = readEvent(message)
      stream = event.stream_id
      return this.#turn(event)
    } catch (error) {
      if (!(error instanceof SimulatedFault)) throw error
      return [this.#error(this.#scene, error.fault, stream)]
    }
  }

  #turn(event: CreateEvent): Iterable<LiveEvent> {
    const { type: _type, stream_id: stream, generate, previous_response_id: previous, ...rest } = event
    const said = typeof rest.input === 'string' ? [user(rest.input)] : rest.input
    const history = [...this.#historyOf(previous), ...said]
    const model = this.#modelOf(rest.model)
    const reasons = familyOf(model) === 'reasoning'
    const asked = rest.include?.includes(SEALED) === true
    const body: ResponsesRequest = {
      ...rest,
      input: history,
      // What the connection remembers is whole, whatever the caller wants to see of it.
      ...(reasons && !asked ? { include: [...(rest.include ?? []), SEALED] } : {}),
    }
    const scene = this.#heard(body)
    const instead = insteadOf(scene, (status) => this.#error(scene, statusFault(status), stream))
    if (instead !== undefined) return instead
    const made = makeResponse(scene, body, model)
    this.#chains.set(made.response.id, [
      ...history,
      ...(generate === false ? [] : made.output.map(remembered)),
    ])
    return this.#events(scene, shown(made, reasons && !asked, generate !== false), stream)
  }

  *#events(scene: Scene, made: MadeResponse, stream: string | undefined): Generator<LiveEvent> {
    const { random, behaviour } = scene
    const { hostile } = behaviour
    const messages = responseEvents(made.response, made.output, { random, hostile, hides: true })
    const say = (json: unknown): LiveMessage => this.#say(scene, json, stream)
    const texts = (function* () {
      for (const event of messages) if ('json' in event) yield say(event.json)
    })()
    yield* liveTurn(texts, {
      random,
      behaviour,
      script: scene.script,
      errorEvent: () => this.#error(scene, statusFault(500), stream),
    })
  }

  #historyOf(previous: string | null | undefined): readonly InputItem[] {
    if (previous === undefined || previous === null) return []
    const history = this.#chains.get(previous)
    if (history !== undefined) return history
    throw badRequest(
      `Previous response with id '${previous}' not found.`,
      'previous_response_id',
      'previous_response_not_found',
    )
  }

  #modelOf(name: string): string {
    const model = this.#flavour.modelOf(name)
    if (model === undefined) throw new SimulatedFault({ status: 404, ...this.#flavour.missingModel(name) })
    return model
  }

  #heard(body: ResponsesRequest): Scene {
    const quote = lastText(responsesConversation(body), 'user')
    const reading = readScript(quote)
    if (reading.kind === 'unknown') throw badRequest(`simulator: unknown command '${reading.word}'`)
    const script: Script = { ...reading.script, ...this.#scene.script }
    return { ...this.#scene, quote, script }
  }

  #error(scene: Scene, fault: Fault, stream: string | undefined): LiveMessage {
    return this.#say(scene, { type: 'error', status: fault.status, error: faultBody(scene, fault) }, stream)
  }

  #say(
    { behaviour: { hostile }, quote, random }: Scene,
    json: unknown,
    stream: string | undefined,
  ): LiveMessage {
    const whole = stream === undefined ? json : { ...Object(json), stream_id: stream }
    const value = hostile ? addUnknownMembers(whole, quote, random) : whole
    return { kind: 'text', text: writeJson(value, hostile ? hostileStyle(random) : TIDY, random) }
  }
}

/** Throws `SimulatedFault`. */
function readEvent(message: LiveMessage): CreateEvent {
  if (message.kind === 'binary') throw badRequest('Expected a text message.')
  const reading = readStrictJson(new TextEncoder().encode(message.text))
  if (reading.kind === 'problem')
    throw badRequest(`The message could not be read (simulator: ${reading.problem}).`)
  refuseUnsimulated(reading.value)
  const checked = checkRequest(createEvent, reading.value)
  if (checked.kind === 'value') return checked.value
  const { message: words, param, code } = checked.complaint
  throw badRequest(words, param, code)
}

function insteadOf(
  { script }: Scene,
  fail: (status: number) => LiveMessage,
): readonly LiveEvent[] | undefined {
  if (script.silent === true) return [{ kind: 'stall' }]
  if (script.drop === true) return [{ kind: 'reset' }]
  return script.status === undefined ? undefined : [fail(script.status)]
}

function user(content: string): InputItem {
  return { role: 'user', content }
}

/** An item as it stands in the next turn: without the id that only a stored one has. */
function remembered({ id: _id, ...item }: OutputItem): InputItem {
  return item as InputItem
}

/** What the caller gets to see of it. */
function shown({ response, output }: MadeResponse, sealed: boolean, generated: boolean): MadeResponse {
  const items = (generated ? output : []).map((item) => {
    if (!sealed || item.type !== 'reasoning') return item
    const { encrypted_content: _sealed, ...open } = item
    return open
  })
  return { response: { ...response, output: items }, output: items }
}
