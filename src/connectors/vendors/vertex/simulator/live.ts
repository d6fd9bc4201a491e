/** A live session of Gemini on Vertex AI: set up once, then turns of words and sound both ways. */
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { alphanumeric, chance } from '../../../simulator/chance.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from '../../../simulator/contract.ts'
import { addUnknownMembers } from '../../../simulator/extend.ts'
import { hostileStyle, TIDY, writeJson } from '../../../simulator/json-writer.ts'
import { type LiveEvent, type LiveMessage, liveTurn, type SimulatedSession } from '../../../simulator/live.ts'
import { reply } from '../../../simulator/openai-api/model.ts'
import { checkRequest } from '../../../simulator/request-check.ts'
import { readScript } from '../../../simulator/script.ts'
import { readStrictJson } from '../../../simulator/strict-json.ts'
import { conversationOf, textOf } from './conversation.ts'
import { faultBody, SimulatedFault } from './fault.ts'
import { checkCaller, vendorHeaders } from './host.ts'
import { answerMessages, transcriptMessages, type ServerMessage } from './live-answer.ts'
import { clientMessage, type ClientMessage, type Setup } from './live-request.ts'
import type { Content } from './request.ts'
import { readProtobuf } from './spelling.ts'

// A base URL without a path of its own leaves the SDK two slashes.
const PATH = /^\/{1,2}ws\/google\.cloud\.aiplatform\.v1(?:beta1)?\.LlmBidiService\/BidiGenerateContent$/
const MODEL = /^projects\/([^/]+)\/locations\/([^/]+)\/publishers\/google\/models\/([^/]+)$/
/** Bytes of 16 kHz PCM that voice detection takes for a turn: one second. */
const TURN_BYTES = 32_000
const GREETING = 'Good morning, I would like to change my appointment.'

/** Sessions as `wss://<location>-aiplatform.googleapis.com` would hold them. */
export function simulateVertexLive(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedSession | SimulatedAnswer {
  const script = behaviour.script?.(request) ?? {}
  const scene: Scene = { request, random, behaviour, script, quote: '', headers: vendorHeaders(random) }
  try {
    checkCaller(scene)
    if (!PATH.test(request.path)) throw new SimulatedFault(404, 'The requested URL was not found.')
  } catch (error) {
    if (!(error instanceof SimulatedFault)) throw error
    return jsonAnswer(scene, error.fault.status, faultBody(scene, error.fault))
  }
  const session = new Session(scene)
  return { opening: [], receive: (message) => session.receive(message) }
}

class Session {
  readonly #scene: Scene
  readonly #contents: Content[] = []
  #setup: Setup | undefined = undefined
  #heard = 0
  #turns = 0
  /** Counts answers, so that one that was interrupted knows it. */
  #answer = 0

  constructor(scene: Scene) {
    this.#scene = scene
  }

  receive(message: LiveMessage): Iterable<LiveEvent> {
    const bytes = message.kind === 'binary' ? message.bytes : new TextEncoder().encode(message.text)
    const reading = readStrictJson(bytes)
    if (reading.kind === 'problem') return refused(`Invalid JSON payload received. ${reading.problem}`)
    const checked = checkRequest(clientMessage, readProtobuf(reading.value))
    if (checked.kind === 'complaint')
      return refused(`Invalid JSON payload received. ${checked.complaint.message}`)
    try {
      return this.#take(checked.value)
    } catch (error) {
      if (!(error instanceof SimulatedFault)) throw error
      return refused(error.fault.message)
    }
  }

  #take({
    setup,
    clientContent,
    realtimeInput,
    toolResponse,
    contextUpdate,
  }: ClientMessage): Iterable<LiveEvent> {
    if (setup !== undefined) return this.#begin(setup)
    const begun = this.#setup
    if (begun === undefined) return refused('The first message of a session has to be its setup.')
    if (contextUpdate !== undefined) {
      const { systemInstruction, tools } = contextUpdate
      this.#setup = {
        ...begun,
        ...(systemInstruction === undefined ? {} : { systemInstruction }),
        ...(tools?.tools === undefined ? {} : { tools: tools.tools }),
      }
      return []
    }
    if (toolResponse !== undefined) {
      const parts = toolResponse.functionResponses.map((functionResponse) => ({ functionResponse }))
      this.#contents.push({ role: 'user', parts })
      return this.#respond()
    }
    if (clientContent !== undefined) {
      this.#contents.push(...(clientContent.turns ?? []))
      return clientContent.turnComplete === true ? this.#respond() : []
    }
    return realtimeInput === undefined ? [] : this.#hear(realtimeInput)
  }

  #begin(setup: Setup): Iterable<LiveEvent> {
    if (this.#setup !== undefined) return refused('A session is set up once.')
    const [, project, location, model = ''] = MODEL.exec(setup.model) ?? []
    const { place } = this.#scene.behaviour
    if (project === undefined || model.startsWith('missing'))
      return refused(`Publisher Model \`${setup.model}\` was not found.`, 1008)
    if (place !== undefined && (project !== place.project || location !== place.location))
      return refused(`Permission denied on resource project ${project} in ${location ?? ''}.`, 1008)
    this.#setup = setup
    return [this.#say({ setupComplete: { sessionId: alphanumeric(this.#scene.random, 24) } })]
  }

  #hear(input: NonNullable<ClientMessage['realtimeInput']>): Iterable<LiveEvent> {
    if (input.text !== undefined) {
      this.#contents.push({ role: 'user', parts: [{ text: input.text }] })
      return this.#respond()
    }
    const sound = [...(input.audio === undefined ? [] : [input.audio]), ...(input.mediaChunks ?? [])]
    for (const { data } of sound) this.#heard += Buffer.byteLength(data, 'base64')
    const manual = this.#setup?.realtimeInputConfig?.automaticActivityDetection?.disabled === true
    const over =
      input.activityEnd !== undefined ||
      input.audioStreamEnd === true ||
      (!manual && this.#heard >= TURN_BYTES)
    if (!over || this.#heard === 0) return []
    this.#heard = 0
    const words = this.#spoken()
    this.#contents.push({ role: 'user', parts: [{ text: words }] })
    const wanted = this.#setup?.inputAudioTranscription !== undefined
    const heard = wanted ? transcriptMessages('inputTranscription', words, this.#scene) : []
    return chained(this.#sayAll(heard), this.#respond())
  }

  #spoken(): string {
    const { spoken = [GREETING] } = this.#scene.behaviour
    const words = spoken[Math.min(this.#turns, spoken.length - 1)] ?? GREETING
    this.#turns += 1
    return words
  }

  /** Whoever speaks while an answer goes out interrupts it. */
  #respond(): Iterable<LiveEvent> {
    const setup = this.#setup
    if (setup === undefined) return []
    const conversation = conversationOf({
      contents: this.#contents,
      ...(setup.systemInstruction === undefined ? {} : { systemInstruction: setup.systemInstruction }),
      ...(setup.tools === undefined ? {} : { tools: setup.tools }),
      ...(setup.generationConfig === undefined ? {} : { generationConfig: setup.generationConfig }),
    })
    const said = this.#contents.findLast(
      ({ role, parts }) => role !== 'model' && parts.some(({ text }) => text !== undefined),
    )
    const quote = said === undefined ? '' : textOf(said)
    const reading = readScript(quote)
    if (reading.kind === 'unknown') return refused(`simulator: unknown command '${reading.word}'`)
    const script = { ...reading.script, ...this.#scene.script }
    const scene: Scene = { ...this.#scene, script, quote }
    if (script.silent === true) return [{ kind: 'stall' }]
    if (script.drop === true) return [{ kind: 'reset' }]
    if (script.status !== undefined) return refused('Internal error encountered.', 1011)
    const { random } = scene
    const made = reply(conversation, scene, () => `function-call-${alphanumeric(random, 18)}`)
    this.#contents.push({
      role: 'model',
      parts: [
        { text: made.text },
        ...made.calls.map(({ id, tool, input }) => ({
          functionCall: { id, name: tool.name, args: JSON.parse(input) as Record<string, unknown> },
        })),
      ],
    })
    this.#answer += 1
    const answer = this.#answer
    const messages = answerMessages({ scene, setup, made, stopped: () => this.#answer !== answer })
    return this.#turn(messages, scene)
  }

  *#turn(messages: Iterable<ServerMessage>, scene: Scene): Generator<LiveEvent> {
    yield* liveTurn(this.#sayAll(messages), {
      random: scene.random,
      behaviour: scene.behaviour,
      script: scene.script,
      errorEvent: () =>
        this.#say({ error: { code: 500, message: 'Internal error encountered.', status: 'INTERNAL' } }),
    })
    if (scene.behaviour.hostile && chance(scene.random, 0.2)) yield this.#say({ goAway: { timeLeft: '10s' } })
  }

  *#sayAll(messages: Iterable<ServerMessage>): Generator<LiveMessage> {
    for (const message of messages) yield this.#say(message)
  }

  /** Google writes JSON into binary messages; a text message is read all the same. */
  #say(message: ServerMessage): LiveMessage {
    const { random, behaviour, quote } = this.#scene
    const { hostile } = behaviour
    const value = hostile ? addUnknownMembers(message, quote, random) : message
    const text = writeJson(value, hostile ? hostileStyle(random) : TIDY, random)
    if (hostile && chance(random, 0.5)) return { kind: 'text', text }
    return { kind: 'binary', bytes: new TextEncoder().encode(text) }
  }
}

/** There is no error message: the session ends, and the reason is at most 123 bytes (RFC 6455, section 5.5.1). */
function refused(reason: string, code = 1007): readonly LiveEvent[] {
  return [{ kind: 'close', code, reason: Buffer.from(reason).subarray(0, 120).toString('latin1') }]
}

function* chained(first: Iterable<LiveEvent>, second: Iterable<LiveEvent>): Generator<LiveEvent> {
  yield* first
  yield* second
}
