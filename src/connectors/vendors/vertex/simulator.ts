/** A stand-in for Vertex AI: Gemini's content, streams in both framings and embeddings, written from its protocol buffers. */
import { jsonAnswer, type Scene } from '../../simulator/answers.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from '../../simulator/contract.ts'
import { checkRequest } from '../../simulator/request-check.ts'
import { readScript } from '../../simulator/script.ts'
import { readStrictJson } from '../../simulator/strict-json.ts'
import { troubleInstead } from '../../simulator/trouble.ts'
import type { z } from 'zod'
import { tokensOf } from '../../simulator/openai-api/conversation.ts'
import {
  answerClaude,
  claudeCountRequest,
  claudeRequest,
  claudeText,
  claudeWords,
} from './simulator/claude.ts'
import { textOf } from './simulator/conversation.ts'
import { countAnswer, embedAnswer, predictAnswer } from './simulator/embeddings.ts'
import { type Fault, faultBody, SimulatedFault, statusFault } from './simulator/fault.ts'
import { checkCaller, vendorHeaders } from './simulator/host.ts'
import { generate, wholeGeneration } from './simulator/generate.ts'
import { countRequest, embedRequest, generateRequest, predictRequest } from './simulator/request.ts'
import { readProtobuf } from './simulator/spelling.ts'
import { streamedGeneration } from './simulator/stream.ts'

const PATH =
  /^\/(?:v1|v1beta1)\/projects\/([^/]+)\/locations\/([^/]+)\/publishers\/([^/]+)\/models\/([^/:]+):([A-Za-z]+)$/
/** Dimensions of a vector when the caller asks for none. */
const DIMENSIONS = 768

interface Target {
  readonly model: string
  readonly verb: string
  readonly sse: boolean
}

/** Answers as `https://<location>-aiplatform.googleapis.com` would. */
export function simulateVertex(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedAnswer {
  const script = behaviour.script?.(request) ?? {}
  const quote = new TextDecoder().decode(request.body.subarray(0, 500))
  const scene: Scene = { request, random, behaviour, script, quote, headers: vendorHeaders(random) }
  try {
    checkCaller(scene)
    return answer(scene, readTarget(scene))
  } catch (error) {
    if (error instanceof SimulatedFault) return failed(scene, error.fault)
    throw error
  }
}

function failed(scene: Scene, fault: Fault): SimulatedAnswer {
  return jsonAnswer(scene, fault.status, faultBody(scene, fault))
}

function readTarget({ request: { method, path }, behaviour }: Scene): Target {
  const [route = '', query = ''] = path.split('?')
  const [, project, location, publisher, model, verb] = PATH.exec(decodeURIComponent(route)) ?? []
  if (method !== 'POST' || verb === undefined || model === undefined)
    throw new SimulatedFault(404, `Requested entity was not found: ${route}`)
  const { place } = behaviour
  if (place !== undefined && (project !== place.project || location !== place.location))
    throw new SimulatedFault(
      403,
      `Permission denied on resource project ${project ?? ''} in ${location ?? ''}.`,
    )
  const publishes = publisher === (verb.includes('awPredict') ? 'anthropic' : 'google')
  if (!publishes || model.startsWith('missing'))
    throw new SimulatedFault(
      404,
      `Publisher Model \`publishers/${publisher ?? ''}/models/${model}\` was not found.`,
    )
  const parameters = new URLSearchParams(query)
  for (const name of parameters.keys())
    if (name !== 'alt') throw new SimulatedFault(400, `Invalid JSON payload received. Unknown name "${name}"`)
  return { model, verb, sse: parameters.get('alt') === 'sse' }
}

function answer(bare: Scene, { model, verb, sse }: Target): SimulatedAnswer {
  const hear = (text: string): Scene => heard(bare, text)
  switch (verb) {
    case 'generateContent':
    case 'streamGenerateContent': {
      const body = read(bare, generateRequest)
      const scene = hear(lastWords(body.contents))
      const generation = (): ReturnType<typeof generate> => generate(scene, body, model)
      return (
        instead(scene) ??
        (verb === 'generateContent' ? wholeGeneration(generation()) : streamedGeneration(generation(), sse))
      )
    }
    case 'countTokens': {
      const { contents = [] } = read(bare, countRequest)
      const scene = hear(lastWords(contents))
      return instead(scene) ?? countAnswer(scene, contents.map(textOf).join('\n'))
    }
    case 'embedContent': {
      const body = read(bare, embedRequest)
      const scene = hear(textOf(body.content))
      const size = body.outputDimensionality ?? body.embedContentConfig?.outputDimensionality ?? DIMENSIONS
      return instead(scene) ?? embedAnswer(scene, textOf(body.content), size)
    }
    case 'predict': {
      const body = read(bare, predictRequest)
      const texts = body.instances.map(({ content }) => content)
      const scene = hear(texts.join('\n'))
      return (
        instead(scene) ?? predictAnswer(scene, texts, body.parameters?.outputDimensionality ?? DIMENSIONS)
      )
    }
    case 'rawPredict':
    case 'streamRawPredict': {
      if (model === 'count-tokens') {
        const body = read(bare, claudeCountRequest)
        const scene = hear(claudeWords(body.messages))
        return instead(scene) ?? jsonAnswer(scene, 200, { input_tokens: tokensOf(claudeText(body)) })
      }
      const body = read(bare, claudeRequest)
      const scene = hear(claudeWords(body.messages))
      return instead(scene) ?? answerClaude(scene, body, model.replace('@', '-'))
    }
    default:
      throw new SimulatedFault(404, `The requested URL was not found: ${verb}`)
  }
}

function read<Schema extends z.ZodType>({ request }: Scene, schema: Schema): z.output<Schema> {
  if (!/^application\/json(?:;|$)/.test(request.headers['content-type'] ?? ''))
    throw new SimulatedFault(400, 'Invalid content type.')
  const reading = readStrictJson(request.body)
  if (reading.kind === 'problem')
    throw new SimulatedFault(400, `Invalid JSON payload received. ${reading.problem}`)
  // Raw bodies are the model's own, and no protocol buffers.
  const raw = /[rR]awPredict(?:\?|$)/.test(request.path)
  const checked = checkRequest(schema, raw ? reading.value : readProtobuf(reading.value))
  if (checked.kind === 'complaint')
    throw new SimulatedFault(400, `Invalid JSON payload received. ${checked.complaint.message}`)
  return checked.value
}

/** Commands stand in the caller's own words. */
function lastWords(contents: readonly Parameters<typeof textOf>[0][]): string {
  const spoken = contents.findLast(
    ({ role, parts }) =>
      role !== 'model' && parts.some(({ functionResponse }) => functionResponse === undefined),
  )
  return spoken === undefined ? '' : textOf(spoken)
}

function heard(scene: Scene, text: string): Scene {
  const reading = readScript(text)
  if (reading.kind === 'unknown')
    throw new SimulatedFault(400, `simulator: unknown command '${reading.word}'`)
  return { ...scene, quote: text, script: { ...reading.script, ...scene.script } }
}

function instead(scene: Scene): SimulatedAnswer | undefined {
  return troubleInstead(scene, (own, status) => failed(own, statusFault(status)))
}
