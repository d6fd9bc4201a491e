/** A stand-in for OpenAI's API, written from its types and its specification. */
import type { Model } from 'openai/resources/models'
import { jsonAnswer, type Scene } from '../../simulator/answers.ts'
import {
  type Behaviour,
  type Random,
  type SimulatedAnswer,
  type SimulatedRequest,
  simulatedNow,
} from '../../simulator/contract.ts'
import { faultAnswer, statusFault } from '../../simulator/openai-api/fault.ts'
import { LISTED_MODELS } from '../../simulator/openai-api/models.ts'
import { type Host, operate } from '../../simulator/openai-api/operations.ts'
import { keepObjects } from '../../simulator/openai-api/objects.ts'
import { troubleInstead } from '../../simulator/trouble.ts'
import { FLAVOUR, refuseKey, vendorHeaders } from './simulator/host.ts'

/** Answers as `https://eu.api.openai.com` would. */
export function simulateOpenAI(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedAnswer {
  const scene: Scene = {
    request,
    random,
    behaviour,
    script: behaviour.script?.(request) ?? {},
    quote: '',
    headers: vendorHeaders(random, behaviour),
  }
  const refused = refuseKey(scene)
  if (refused !== undefined) return refused
  const [path = ''] = request.path.split('?')
  if (path === '/v1/models' && request.method === 'GET') return listModels(scene)
  const named = /^\/v1\/models\/([^/]+)$/.exec(path)?.[1]
  if (named !== undefined && request.method === 'GET') return oneModel(scene, decodeURIComponent(named))
  if (named !== undefined && request.method === 'DELETE')
    return jsonAnswer(scene, 200, { id: decodeURIComponent(named), object: 'model', deleted: true })
  const operation = /^\/v1\/(.+)$/.exec(path)?.[1] ?? ''
  const kept = keepObjects(operation, scene, { trainingType: false })
  if (kept !== undefined) return kept
  if (request.method === 'POST') {
    const answer = operate(operation, scene, FLAVOUR, undefined, HOST)
    if (answer !== undefined) return answer
  }
  return faultAnswer(scene, {
    status: 404,
    message: `Invalid URL (${request.method} ${request.path})`,
  })
}

const HOST: Host = { headers: () => ({}), trouble: wrongHost }

function wrongHost(scene: Scene): SimulatedAnswer | undefined {
  if (scene.script['incorrect-hostname'] !== true) return undefined
  return faultAnswer(scene, {
    status: 401,
    message:
      'Attempted to access resource with incorrect regional hostname. Please make your request to us.api.openai.com',
    type: 'invalid_request_error',
    code: 'incorrect_hostname',
  })
}

function listModels(scene: Scene): SimulatedAnswer {
  return (
    scripted(scene) ??
    jsonAnswer(scene, 200, {
      object: 'list',
      data: LISTED_MODELS.map((listed) => model(scene, listed.id, listed.owner)),
    })
  )
}

function oneModel(scene: Scene, id: string): SimulatedAnswer {
  const listed = LISTED_MODELS.find((one) => one.id === id)
  if (listed !== undefined) return scripted(scene) ?? jsonAnswer(scene, 200, model(scene, id, listed.owner))
  return faultAnswer(scene, {
    status: 404,
    message: `The model '${id}' does not exist`,
    param: 'model',
    code: 'model_not_found',
  })
}

/** Reads have no text, so their troubles come from the behaviour alone. */
function scripted(scene: Scene): SimulatedAnswer | undefined {
  return troubleInstead(scene, (own, status) => faultAnswer(own, statusFault(status)))
}

function model({ behaviour }: Scene, id: string, owned_by: string): Model {
  return { id, object: 'model', created: simulatedNow(behaviour) - 40_000_000, owned_by }
}
