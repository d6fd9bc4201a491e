/** A stand-in for OpenAI's API, written from its types and its specification. */
import type { Model } from 'openai/resources/models'
import { jsonAnswer, type Scene } from '../../simulator/answers.ts'
import { alphanumeric, between, hex, pick } from '../../simulator/chance.ts'
import {
  type Behaviour,
  type Random,
  type SimulatedAnswer,
  type SimulatedHeaders,
  type SimulatedRequest,
  simulatedNow,
} from '../../simulator/contract.ts'
import { faultAnswer, statusFault } from '../../simulator/openai-api/fault.ts'
import type { Flavour } from '../../simulator/openai-api/flavour.ts'
import { familyOf, LISTED_MODELS } from '../../simulator/openai-api/models.ts'
import { type Host, operate } from '../../simulator/openai-api/operations.ts'
import { keepObjects } from '../../simulator/openai-api/objects.ts'
import { troubleInstead } from '../../simulator/trouble.ts'

const FLAVOUR: Flavour = {
  chatStore: 'required',
  filters: false,
  modelOf: (name) => (familyOf(name) === undefined ? undefined : name),
  missingModel: (name) => ({
    message: `The model \`${name}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
  }),
}

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

function refuseKey(scene: Scene): SimulatedAnswer | undefined {
  const { headers } = scene.request
  const key = /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1]
  if (key === undefined) {
    return faultAnswer(scene, {
      status: 401,
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    })
  }
  if (scene.behaviour.keys === undefined || scene.behaviour.keys.includes(key)) return undefined
  return faultAnswer(scene, {
    status: 401,
    message: `Incorrect API key provided: ${key.slice(0, 3)}***${key.slice(-4)}. You can find your API key at https://platform.openai.com/account/api-keys.`,
    code: 'invalid_api_key',
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

/** What every answer of the real host carries, as recorded by others. */
// Source: envoyproxy/ai-gateway tests/internal/testopenai/cassettes
function vendorHeaders(random: Random, { hostile }: Behaviour): SimulatedHeaders {
  const remaining = between(random, 100, 9999)
  return {
    'x-request-id': `req_${hex(random, 32)}`,
    'openai-organization': 'simulated-org-9f3k2',
    'openai-project': 'proj_simulated',
    'openai-processing-ms': String(between(random, 5, 900)),
    'openai-version': '2020-10-01',
    'x-envoy-upstream-service-time': String(between(random, 5, 900)),
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-limit-tokens': '2000000',
    'x-ratelimit-remaining-requests': String(remaining),
    'x-ratelimit-remaining-tokens': String(remaining * 100),
    'x-ratelimit-reset-requests': `${between(random, 1, 900)}ms`,
    'x-ratelimit-reset-tokens': '1s',
    'cf-ray': `${hex(random, 16)}-${pick(random, ['ARN', 'FRA', 'WAW'])}`,
    'cf-cache-status': 'DYNAMIC',
    'set-cookie': [
      `__cf_bm=${alphanumeric(random, 24)}; path=/; HttpOnly`,
      `_cfuvid=${alphanumeric(random, 24)}; path=/`,
    ],
    server: 'cloudflare',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'alt-svc': 'h3=":443"; ma=86400',
    ...(hostile ? { 'x-internal-trace': `node-${alphanumeric(random, 8)}`, 'keep-alive': 'timeout=5' } : {}),
  }
}
