/** One realtime session: what the caller says changes its state, and what the vendor says back follows from it. */
import { alphanumeric } from '../../chance.ts'
import type { Behaviour, Random } from '../../contract.ts'
import { simulatedNow } from '../../contract.ts'
import { addUnknownMembers } from '../../extend.ts'
import { hostileStyle, TIDY, writeJson } from '../../json-writer.ts'
import { type LiveEvent, type LiveMessage, liveTurn, type SimulatedSession } from '../../live.ts'
import { checkRequest } from '../../request-check.ts'
import { readScript, type Script } from '../../script.ts'
import { readStrictJson } from '../../strict-json.ts'
import type { Scene } from '../../answers.ts'
import { tokensOf } from '../conversation.ts'
import { plainCallId, reply } from '../model.ts'
import {
  betaClientEvent,
  clientEvent,
  type ClientEvent,
  type Item,
  type ResponseParameters,
} from './client-events.ts'
import { Heard, heardEvents } from './heard.ts'
import { BEFORE, type Names, TODAY } from './names.ts'
import { type KeptItem, type RealtimeEvent, responseEvents } from './response-events.ts'
import {
  bytesPerSecond,
  merged,
  type Settings,
  settingsAtFirst,
  speaks,
  transcriptionOf,
  turnDetectionOf,
} from './settings.ts'
import { conversationFor } from './spoken.ts'

export interface RealtimeOptions {
  readonly scene: Scene
  readonly api: 'today' | 'before'
  readonly kind: 'realtime' | 'transcription'
  /** Model or deployment of the URL; a transcription session names it later. */
  readonly model: string | undefined
  /** Models that a transcription may name; any when absent. */
  readonly transcribes?: (model: string) => boolean
}

/** Milliseconds of audio that voice detection takes for a turn. */
const TURN_MILLISECONDS = 1000

export function realtimeSession(options: RealtimeOptions): SimulatedSession {
  const session = new Session(options)
  return { opening: session.open(), receive: (message) => session.receive(message) }
}

class Session {
  readonly #options: RealtimeOptions
  readonly #names: Names
  readonly #random: Random
  readonly #behaviour: Behaviour
  readonly #id: string
  readonly #conversation: string
  readonly #items: KeptItem[] = []
  readonly #heard: Heard
  #settings: Settings
  #script: Script = {}
  /** Id of the response that is being made. */
  #response: string | undefined = undefined

  constructor(options: RealtimeOptions) {
    const { scene, api } = options
    this.#options = options
    this.#names = api === 'today' ? TODAY : BEFORE
    this.#random = scene.random
    this.#behaviour = scene.behaviour
    this.#id = `sess_${alphanumeric(scene.random, 21)}`
    this.#conversation = `conv_${alphanumeric(scene.random, 21)}`
    this.#settings = settingsAtFirst(options)
    this.#heard = new Heard(scene.behaviour.spoken)
  }

  *open(): Generator<LiveEvent> {
    const { kind } = this.#options
    yield this.#say({ type: this.#names.created[kind], session: this.#shown() })
    if (kind === 'realtime' && (this.#options.api === 'before' || this.#behaviour.hostile)) {
      yield this.#say({
        type: 'conversation.created',
        conversation: { id: this.#conversation, object: 'realtime.conversation' },
      })
    }
  }

  /** State changes at once; what is returned is read later. */
  receive(message: LiveMessage): Iterable<LiveEvent> {
    if (message.kind === 'binary') return [this.#error('invalid_message', 'Expected a text message.')]
    const reading = readStrictJson(new TextEncoder().encode(message.text))
    if (reading.kind === 'problem')
      return [this.#error('invalid_json', `The message could not be read (simulator: ${reading.problem}).`)]
    const schema = this.#options.api === 'today' ? clientEvent : betaClientEvent
    const checked = checkRequest(schema, reading.value)
    if (checked.kind === 'complaint') {
      const { message: words, param, code } = checked.complaint
      return [this.#error(code, words, param, eventId(reading.value))]
    }
    return this.#take(checked.value)
  }

  #take(event: ClientEvent): Iterable<LiveEvent> {
    switch (event.type) {
      case 'session.update':
      case 'transcription_session.update':
        return this.#update(event)
      case 'conversation.item.create':
        return this.#messages(this.#add(event.item, event.previous_item_id ?? this.#items.at(-1)?.id ?? null))
      case 'conversation.item.retrieve':
        return this.#onItem(event, (item) => ({ type: 'conversation.item.retrieved', item }))
      case 'conversation.item.delete':
        return this.#onItem(event, (item) => {
          this.#items.splice(this.#items.indexOf(item), 1)
          return { type: 'conversation.item.deleted', item_id: item.id }
        })
      case 'conversation.item.truncate':
        return this.#onItem(event, (item) => ({
          type: 'conversation.item.truncated',
          item_id: item.id,
          content_index: event.content_index,
          audio_end_ms: event.audio_end_ms,
        }))
      case 'input_audio_buffer.append':
        return this.#hear(event.audio)
      case 'input_audio_buffer.commit':
        if (this.#heard.bytes === 0)
          return [
            this.#error(
              'input_audio_buffer_commit_empty',
              'Error committing input audio buffer: the buffer is empty.',
            ),
          ]
        return this.#messages(this.#commit())
      case 'input_audio_buffer.clear':
        this.#heard.clear()
        return [this.#say({ type: 'input_audio_buffer.cleared' })]
      case 'response.create':
        return this.#respond(event.response ?? {})
      case 'response.cancel':
        return this.#cancel()
      default:
        return event satisfies never
    }
  }

  #update(event: Extract<ClientEvent, { session: unknown }>): Iterable<LiveEvent> {
    const { kind, model, transcribes } = this.#options
    const session: Settings = event.session
    const meant =
      event.type === 'transcription_session.update' || session['type'] === 'transcription'
        ? 'transcription'
        : 'realtime'
    if (meant !== kind)
      return [
        this.#error(
          'invalid_value',
          `Passing a ${meant} session update event to a ${kind} session is not allowed.`,
          'session.type',
          event.event_id,
        ),
      ]
    const named = session['model']
    if (typeof named === 'string' && named !== model)
      return [
        this.#error(
          'cannot_update_model',
          'A session cannot change its model.',
          'session.model',
          event.event_id,
        ),
      ]
    const hears = transcriptionOf({ ...this.#settings, ...session })?.['model']
    if (typeof hears === 'string' && transcribes?.(hears) === false)
      return [
        this.#error(
          'model_not_found',
          `The model \`${hears}\` does not exist or you do not have access to it.`,
          'session.audio.input.transcription.model',
          event.event_id,
        ),
      ]
    this.#settings = merged(this.#settings, session)
    return [this.#say({ type: this.#names.updated[kind], session: this.#shown() })]
  }

  /** Adds an item at once; the events that say so come later. */
  #add(item: Item, previous_item_id: string | null): readonly RealtimeEvent[] {
    const kept: KeptItem = {
      ...item,
      id: item.id ?? `item_${alphanumeric(this.#random, 21)}`,
      object: 'realtime.item',
      status: 'completed',
    }
    this.#items.push(kept)
    return this.#announced(kept, previous_item_id)
  }

  #announced(item: KeptItem, previous_item_id: string | null): readonly RealtimeEvent[] {
    const { added, done } = this.#names.items
    return [added, ...(done === undefined ? [] : [done])].map((type) => ({ type, previous_item_id, item }))
  }

  #onItem(
    event: { readonly item_id: string; readonly event_id?: string | undefined },
    say: (item: KeptItem) => RealtimeEvent,
  ): Iterable<LiveEvent> {
    const item = this.#items.find(({ id }) => id === event.item_id)
    if (item === undefined)
      return [
        this.#error(
          'item_not_found',
          `Item with item_id not found: ${event.item_id}`,
          'item_id',
          event.event_id,
        ),
      ]
    return [this.#say(say(item))]
  }

  #hear(audio: string): Iterable<LiveEvent> {
    const begins = this.#heard.bytes === 0
    this.#heard.add(Buffer.byteLength(audio, 'base64'))
    const detection = turnDetectionOf(this.#settings)
    if (detection === undefined) return []
    const events: RealtimeEvent[] = begins
      ? [
          {
            type: 'input_audio_buffer.speech_started',
            audio_start_ms: 0,
            item_id: this.#heard.item(this.#random),
          },
        ]
      : []
    if (this.#heard.milliseconds(bytesPerSecond(this.#settings)) < TURN_MILLISECONDS)
      return this.#messages(events)
    events.push({
      type: 'input_audio_buffer.speech_stopped',
      audio_end_ms: TURN_MILLISECONDS,
      item_id: this.#heard.item(this.#random),
    })
    const said = this.#messages([...events, ...this.#commit()])
    const answers = this.#options.kind === 'realtime' && detection['create_response'] !== false
    return answers ? chained(said, this.#respond({})) : said
  }

  /** The audio heard so far becomes a turn of the conversation. */
  #commit(): readonly RealtimeEvent[] {
    const id = this.#heard.item(this.#random)
    const previous = this.#items.at(-1)?.id ?? null
    const words = this.#heard.turn()
    const item: KeptItem = {
      id,
      object: 'realtime.item',
      type: 'message',
      status: 'completed',
      role: 'user',
      content: [{ type: 'input_audio', transcript: null }],
    }
    this.#items.push({ ...item, content: [{ type: 'input_audio', transcript: words }] })
    const wanted = transcriptionOf(this.#settings)
    return [
      { type: 'input_audio_buffer.committed', previous_item_id: previous, item_id: id },
      ...this.#announced(item, previous),
      ...(wanted === undefined
        ? []
        : heardEvents({ words, item_id: id, random: this.#random, hostile: this.#behaviour.hostile })),
    ]
  }

  #respond(parameters: ResponseParameters): Iterable<LiveEvent> {
    if (this.#response !== undefined)
      return [
        this.#error(
          'conversation_already_has_active_response',
          `Conversation already has an active response in progress: ${this.#response}.`,
        ),
      ]
    if (this.#options.kind === 'transcription')
      return [this.#error('invalid_value', 'A transcription session makes no responses.')]
    const conversation = conversationFor(this.#items, this.#settings, parameters)
    const words = conversation.turns.findLast(({ role }) => role === 'user')?.text ?? ''
    const reading = readScript(words)
    if (reading.kind === 'unknown')
      return [this.#error('invalid_value', `simulator: unknown command '${reading.word}'`)]
    this.#script = { ...reading.script, ...this.#options.scene.script }
    const instead = this.#insteadOf()
    if (instead !== undefined) return instead
    const scene: Scene = { ...this.#options.scene, script: this.#script, quote: words }
    const id = `resp_${alphanumeric(this.#random, 21)}`
    this.#response = id
    const outOfBand = parameters.conversation === 'none'
    return this.#turn(
      responseEvents({
        names: this.#names,
        random: this.#random,
        hostile: this.#behaviour.hostile,
        id,
        conversation: outOfBand ? null : this.#conversation,
        spoken: speaks(this.#settings, parameters),
        metadata: parameters.metadata,
        made: reply(conversation, scene, () => plainCallId(this.#random)),
        heard: tokensOf(conversation.turns.map(({ text }) => text).join('\n')),
        cancelled: () => this.#response !== id,
        over: () => (this.#response = undefined),
        kept: (item) => (outOfBand ? undefined : this.#items.push(item)),
      }),
      id,
    )
  }

  /** Troubles that take the place of a response. */
  #insteadOf(): Iterable<LiveEvent> | undefined {
    if (this.#script.silent === true) return [{ kind: 'stall' }]
    if (this.#script.drop === true) return [{ kind: 'reset' }]
    if (this.#script.status === undefined) return undefined
    return [this.#fault(this.#script.status)]
  }

  *#turn(events: Iterable<RealtimeEvent>, id: string): Generator<LiveEvent> {
    try {
      yield* liveTurn(this.#messages(events), {
        random: this.#random,
        behaviour: this.#behaviour,
        script: this.#script,
        errorEvent: () => this.#fault(500),
      })
    } finally {
      if (this.#response === id) this.#response = undefined
    }
  }

  #cancel(): Iterable<LiveEvent> {
    if (this.#response === undefined)
      return [this.#error('response_cancel_not_active', 'Cancellation failed: no active response found')]
    this.#response = undefined
    return []
  }

  *#messages(events: Iterable<RealtimeEvent>): Generator<LiveMessage> {
    for (const event of events) yield this.#say(event)
  }

  #say(event: RealtimeEvent): LiveMessage {
    const { hostile } = this.#behaviour
    const whole = { event_id: `event_${alphanumeric(this.#random, 21)}`, ...event }
    const value = hostile ? addUnknownMembers(whole, this.#options.scene.quote, this.#random) : whole
    return {
      kind: 'text',
      text: writeJson(value, hostile ? { ...hostileStyle(this.#random), space: 'none' } : TIDY, this.#random),
    }
  }

  #error(code: string | null, message: string, param: string | null = null, event_id?: string): LiveMessage {
    return this.#say({
      type: 'error',
      error: { type: 'invalid_request_error', code, message, param, event_id: event_id ?? null },
    })
  }

  #fault(status: number): LiveMessage {
    const type =
      status === 429 ? 'rate_limit_exceeded' : status >= 500 ? 'server_error' : 'invalid_request_error'
    return this.#say({
      type: 'error',
      error: {
        type,
        code: type,
        message: `The session met an error (${status}).`,
        param: null,
        event_id: null,
      },
    })
  }

  #shown(): object {
    const { kind, api } = this.#options
    return {
      ...(api === 'today' ? { type: kind } : {}),
      id: this.#id,
      object: kind === 'realtime' ? 'realtime.session' : 'realtime.transcription_session',
      expires_at: simulatedNow(this.#behaviour) + 3600,
      ...this.#settings,
    }
  }
}

function* chained(first: Iterable<LiveEvent>, second: Iterable<LiveEvent>): Generator<LiveEvent> {
  yield* first
  yield* second
}

function eventId(value: unknown): string | undefined {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'event_id') : undefined
  return typeof id === 'string' ? id : undefined
}
