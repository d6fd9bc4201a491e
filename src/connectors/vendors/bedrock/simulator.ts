/** A stand-in for Bedrock Runtime, written from the service's model and from the SDK's types. */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { jsonAnswer, opening, type Scene } from '../../simulator/answers.ts'
import { alphanumeric, between, chance, uuid } from '../../simulator/chance.ts'
import type {
  Behaviour,
  Random,
  SimulatedAnswer,
  SimulatedHeaders,
  SimulatedRequest,
} from '../../simulator/contract.ts'
import { addUnknownMembers } from '../../simulator/extend.ts'
import { hostileStyle, TIDY, writeJson } from '../../simulator/json-writer.ts'
import { checkRequest } from '../../simulator/request-check.ts'
import { readScript } from '../../simulator/script.ts'
import { readStrictJson } from '../../simulator/strict-json.ts'
import { troubleInstead } from '../../simulator/trouble.ts'
import { sendPieces } from '../../simulator/wire.ts'
import { claudeAnswer, claudeConversation, claudeEvents, claudeRequest } from './simulator/claude.ts'
import { answerEvents, speak, wholeAnswer } from './simulator/converse-answer.ts'
import { conversationOf, converseRequest, countRequest, novaRequest } from './simulator/converse-request.ts'
import { faultAnswer, invalid, SimulatedFault, statusFault } from './simulator/fault.ts'
import { eventFrame, exceptionFrame } from './simulator/frames.ts'
import { TEXT_MODELS } from './simulator/text-models.ts'

/** A request that was understood: what the caller said, and how it is answered once troubles are out of the way. */
interface Understood {
  readonly text: string
  readonly answer: (scene: Scene) => SimulatedAnswer
}

const PATH = /^\/model\/([^/]+)\/(converse|converse-stream|invoke|invoke-with-response-stream|count-tokens)$/
const ESCAPED = /^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+$/

/** Answers as `https://bedrock-runtime.eu-central-1.amazonaws.com` would. */
export function simulateBedrock(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedAnswer {
  const bare: Scene = {
    request,
    random,
    behaviour,
    script: behaviour.script?.(request) ?? {},
    quote: '',
    headers: vendorHeaders(random),
  }
  let scene = bare
  try {
    refuseCaller(bare)
    const understood = understand(request)
    const reading = readScript(understood.text)
    if (reading.kind === 'unknown') throw invalid(`simulator: unknown command '${reading.word}'`)
    scene = { ...bare, quote: understood.text, script: { ...reading.script, ...bare.script } }
    return (
      troubleInstead(scene, (own, status) => faultAnswer(own, statusFault(status))) ??
      understood.answer(scene)
    )
  } catch (error) {
    if (error instanceof SimulatedFault) return faultAnswer(scene, error.fault)
    throw error
  }
}

/** A Bedrock API key, or Signature Version 4 as far as it can be judged without the secret: scope, headers and the body's hash. */
function refuseCaller({ request, behaviour }: Scene): void {
  const { headers } = request
  const authorization = headers['authorization'] ?? ''
  const key = /^Bearer (\S+)$/.exec(authorization)?.[1]
  if (key !== undefined) {
    if (behaviour.keys === undefined || behaviour.keys.includes(key)) return
    throw denied('AccessDeniedException', 'Authentication failed: Please make sure your API Key is valid.')
  }
  const signed =
    /^AWS4-HMAC-SHA256 Credential=[A-Za-z0-9]+\/(\d{8})\/([a-z0-9-]+)\/bedrock\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/.exec(
      authorization,
    )
  if (signed === null) throw denied('AccessDeniedException', 'Missing Authentication Token')
  const names = (signed[3] ?? '').split(';')
  for (const name of ['host', 'x-amz-date']) {
    if (!names.includes(name))
      throw denied('InvalidSignatureException', `'${name}' must be a 'SignedHeader'.`)
  }
  if (!(headers['x-amz-date'] ?? '').startsWith(signed[1] ?? '-'))
    throw denied(
      'InvalidSignatureException',
      'Date in Credential scope does not match the date of the request.',
    )
  const declared = headers['x-amz-content-sha256']
  const actual = createHash('sha256').update(request.body).digest('hex')
  if (declared !== undefined && declared !== actual)
    throw denied('InvalidSignatureException', 'The body is not the one that was signed.')
}

const denied = (type: string, message: string): SimulatedFault =>
  new SimulatedFault({ status: 403, type, message })

function understand(request: SimulatedRequest): Understood {
  const [path = '', query] = request.path.split('?')
  const match = PATH.exec(path)
  if (match === null || request.method !== 'POST' || query !== undefined) {
    throw new SimulatedFault({ status: 404, type: 'UnknownOperationException', message: '' })
  }
  const [, escaped = '', operation] = match
  if (!ESCAPED.test(escaped)) throw invalid('simulator: the model id is not escaped as the SDK does it.')
  const model = decodeURIComponent(escaped)
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw invalid('simulator: Content-Type must be application/json.')
  const reading = readStrictJson(request.body)
  if (reading.kind === 'problem') throw invalid(`Malformed input request: ${reading.problem}.`)
  const body = reading.value
  if (operation === 'count-tokens') {
    const { converse } = checked(countRequest, body).input
    const conversation = conversationOf(converse)
    const text = spoken(conversation)
    return { text, answer: (scene) => jsonAnswer(scene, 200, { inputTokens: Math.ceil(text.length / 4) }) }
  }
  return operation === 'converse' || operation === 'converse-stream'
    ? understandConverse(body, operation === 'converse-stream')
    : understandInvoke(body, model, operation === 'invoke-with-response-stream')
}

function understandConverse(raw: unknown, streams: boolean): Understood {
  const body = checked(converseRequest, raw)
  const format = body.outputConfig?.textFormat?.structure.jsonSchema.schema
  const conversation = conversationOf(
    body,
    format === undefined ? undefined : (JSON.parse(format) as unknown),
    body.inferenceConfig?.maxTokens,
  )
  return {
    text: spoken(conversation),
    answer: (scene) => {
      const said = speak(scene, conversation)
      if (!streams) return jsonAnswer(scene, 200, wholeAnswer(said))
      return framesAnswer(scene, named(scene, answerEvents(said)))
    },
  }
}

function understandInvoke(raw: unknown, model: string, streams: boolean): Understood {
  if (/anthropic\./.test(model)) {
    const conversation = claudeConversation(checked(claudeRequest, raw))
    return {
      text: spoken(conversation),
      answer: (scene) =>
        streams
          ? framesAnswer(scene, chunks(scene, claudeEvents(scene, conversation)))
          : jsonAnswer(counted(scene), 200, claudeAnswer(scene, conversation)),
    }
  }
  if (/amazon\.nova-/.test(model)) {
    const conversation = conversationOf(checked(novaRequest, raw))
    return {
      text: spoken(conversation),
      answer: (scene) => {
        const said = speak(scene, conversation)
        if (!streams) return jsonAnswer(counted(scene), 200, wholeAnswer(said))
        const events = [...answerEvents(said)].map(({ name, json }) => ({ [name]: json }))
        return framesAnswer(scene, chunks(scene, events))
      },
    }
  }
  const found = TEXT_MODELS.find(({ models }) => models.test(model))
  if (found === undefined) throw invalid('The provided model identifier is invalid.')
  const body = checked(found.schema, raw) as never
  const { events } = found
  if (streams && events === undefined) throw invalid('The model is unsupported for streaming.')
  return {
    text: found.texts(body).join('\n'),
    answer: (scene) =>
      streams && events !== undefined
        ? framesAnswer(scene, chunks(scene, events(scene, body)))
        : jsonAnswer(counted(scene), 200, found.answer(scene, body)),
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = checkRequest(schema, body)
  if (result.kind === 'value') return result.value
  throw invalid(`Malformed input request: ${result.complaint.message}`)
}

function spoken({
  turns,
}: {
  readonly turns: readonly { readonly role: string; readonly text: string }[]
}): string {
  return turns.flatMap(({ role, text }) => (role === 'instructions' ? [] : [text])).join('\n')
}

function written(scene: Scene, value: unknown): string {
  const { random, behaviour, quote } = scene
  if (!behaviour.hostile) return writeJson(value, TIDY, random)
  return writeJson(addUnknownMembers(value, quote, random), hostileStyle(random), random)
}

/** Random filling that hides how long the text of an event is. */
function padding(random: Random): string {
  return alphanumeric(random, between(random, 1, 40))
}

function* named(
  scene: Scene,
  events: Iterable<{ readonly name: string; readonly json: object }>,
): Generator<Uint8Array> {
  for (const { name, json } of events)
    yield eventFrame(name, written(scene, { ...json, p: padding(scene.random) }))
}

/** Model JSON as base64 in the member `bytes`; the last one carries the counts. */
function* chunks(scene: Scene, events: Iterable<object>): Generator<Uint8Array> {
  const all = [...events]
  for (const [index, event] of all.entries()) {
    const metrics = {
      inputTokenCount: 10,
      outputTokenCount: 5,
      invocationLatency: 300,
      firstByteLatency: 100,
    }
    const last = index === all.length - 1
    const inner = written(scene, last ? { ...event, 'amazon-bedrock-invocationMetrics': metrics } : event)
    const envelope = { bytes: Buffer.from(inner).toString('base64'), p: padding(scene.random) }
    yield eventFrame('chunk', writeJson(envelope, TIDY, scene.random))
  }
}

function framesAnswer(scene: Scene, frames: Iterable<Uint8Array>): SimulatedAnswer {
  const { message } = statusFault(500)
  return {
    status: 200,
    opening: opening(scene),
    headers: {
      ...scene.headers,
      'content-type': 'application/vnd.amazon.eventstream',
      'x-amzn-bedrock-content-type': 'application/json',
    },
    body: sendPieces(frames, {
      ...scene,
      errorEvent: () => exceptionFrame('internalServerException', message),
    }),
  }
}

function counted(scene: Scene): Scene {
  const counts = {
    'x-amzn-bedrock-input-token-count': '10',
    'x-amzn-bedrock-output-token-count': '5',
    'x-amzn-bedrock-invocation-latency': '300',
  }
  return { ...scene, headers: { ...scene.headers, ...counts } }
}

function vendorHeaders(random: Random): SimulatedHeaders {
  return {
    'x-amzn-requestid': uuid(random),
    date: 'Sun, 22 Nov 2026 00:00:00 GMT',
    ...(chance(random, 0.3) ? { 'x-amz-cf-id': alphanumeric(random, 24) } : {}),
  }
}
