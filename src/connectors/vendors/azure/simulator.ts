/** A stand-in for Azure OpenAI: deployment paths and the v1 API, written from its specification. */
import { jsonAnswer, type Scene } from '../../simulator/answers.ts'
import { between, hex, uuid } from '../../simulator/chance.ts'
import {
  type Behaviour,
  type Random,
  type SimulatedAnswer,
  type SimulatedHeaders,
  type SimulatedRequest,
  simulatedNow,
} from '../../simulator/contract.ts'
import { filteredPrompt } from '../../simulator/openai-api/content-filters.ts'
import type { Flavour } from '../../simulator/openai-api/flavour.ts'
import { familyOf, LISTED_MODELS } from '../../simulator/openai-api/models.ts'
import { keepObjects } from '../../simulator/openai-api/objects.ts'
import { type Host, operate } from '../../simulator/openai-api/operations.ts'
import { type AzureTarget, readTarget } from './simulator/target.ts'

/** Answers as `https://<resource>.openai.azure.com` would. */
export function simulateAzure(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedAnswer {
  const script = behaviour.script?.(request) ?? {}
  const scene: Scene = { request, random, behaviour, script, quote: '', headers: vendorHeaders(random) }
  const refused = refuseKey(scene)
  if (refused !== undefined) return refused
  const target = readTarget(request)
  if (target === undefined) return azureError(scene, 404, '404', 'Resource not found')
  if (target.operation === 'models') return listModels(scene)
  const kept = keepObjects(target.operation, scene, { trainingType: true })
  if (kept !== undefined) return kept
  const { deployment } = target
  if (deployment !== undefined && modelBehind(deployment, behaviour) === undefined) {
    return azureError(scene, 404, 'DeploymentNotFound', MISSING_DEPLOYMENT)
  }
  const answer = operate(target.operation, scene, flavourOf(target, behaviour), deployment, HOST)
  return answer ?? azureError(scene, 404, '404', 'Resource not found')
}

const MISSING_DEPLOYMENT =
  'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.'

function refuseKey(scene: Scene): SimulatedAnswer | undefined {
  const { headers } = scene.request
  const key = headers['api-key'] ?? /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1]
  if (key !== undefined && (scene.behaviour.keys?.includes(key) ?? true)) return undefined
  return azureError(
    scene,
    401,
    '401',
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
  )
}

function azureError(scene: Scene, status: number, code: string, message: string): SimulatedAnswer {
  return jsonAnswer(scene, status, { error: { code, message } })
}

/** A deployment's model: as configured, or its own name when a model has that name, or a small chat model. */
function modelBehind(deployment: string, { deployments }: Behaviour): string | undefined {
  if (deployments !== undefined) return deployments[deployment]
  if (deployment.startsWith('missing')) return undefined
  return familyOf(deployment) === undefined ? 'gpt-4.1-mini' : deployment
}

function flavourOf(target: AzureTarget, behaviour: Behaviour): Flavour {
  return {
    chatStore: chatStore(target, behaviour),
    filters: true,
    modelOf: (name) => modelBehind(name, behaviour),
    missingModel: () => ({ message: MISSING_DEPLOYMENT, code: 'DeploymentNotFound' }),
  }
}

/**
 * The schema of the dated stable versions has no `store` in chat, the v1 API and the previews have.
 * Source: azure-rest-api-specs, AzureOpenAI/inference/stable/2024-10-21
 */
function chatStore({ version }: AzureTarget, { strictApiVersion }: Behaviour): Flavour['chatStore'] {
  if (version === undefined || version.endsWith('preview')) return 'required'
  return strictApiVersion === true ? 'unknown' : 'optional'
}

const HOST: Host = { headers: placeHeaders, trouble: filtered }

function filtered(scene: Scene): SimulatedAnswer | undefined {
  if (scene.script['content-filter'] !== true) return undefined
  const echo = scene.behaviour.hostile ? ` Prompt: "${scene.quote.slice(0, 300)}"` : ''
  return jsonAnswer(
    scene,
    400,
    filteredPrompt(
      `The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.${echo}`,
    ),
  )
}

function vendorHeaders(random: Random): SimulatedHeaders {
  const id = uuid(random)
  return {
    'apim-request-id': id,
    'x-request-id': uuid(random),
    'x-ms-client-request-id': id,
    'x-envoy-upstream-service-time': String(between(random, 5, 900)),
    'x-ratelimit-limit-requests': '1000',
    'x-ratelimit-limit-tokens': '100000',
    'x-ratelimit-remaining-requests': String(between(random, 1, 999)),
    'x-ratelimit-remaining-tokens': String(between(random, 1000, 99_999)),
    'azureml-model-session': `d${hex(random, 6)}-simulated`,
    'x-ms-rai-invoked': 'true',
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
  }
}

/** Where the call was served, as the vendor says it. */
function placeHeaders({ behaviour, script }: Scene, named: string): SimulatedHeaders {
  const drifted = script['region-drift'] === true ? 'East US' : undefined
  const unknown = script['region-unknown'] === true ? 'Atlantis Central' : undefined
  return {
    'x-ms-region': drifted ?? unknown ?? behaviour.region ?? 'Sweden Central',
    'x-ms-deployment-name': script['deployment-drift'] === true ? `${named}-global` : named,
    ...(script.spillover === true ? { 'x-ms-spillover-from-deployment': named } : {}),
  }
}

/** Base models that the resource could deploy, those of other customers among them. */
function listModels(scene: Scene): SimulatedAnswer {
  const data = LISTED_MODELS.map(({ id }) => ({
    id,
    object: 'model',
    status: 'succeeded',
    created_at: simulatedNow(scene.behaviour) - 40_000_000,
    lifecycle_status: 'generally-available',
    capabilities: { chat_completion: familyOf(id) === 'chat', embeddings: familyOf(id) === 'embedding' },
  }))
  return jsonAnswer(scene, 200, { object: 'list', data })
}
