/** What Azure's host says of every call: whether the key is one, what a deployment is, and the headers of each answer. */
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import { between, hex, uuid } from '../../../simulator/chance.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedHeaders } from '../../../simulator/contract.ts'
import type { Flavour } from '../../../simulator/openai-api/flavour.ts'
import { familyOf } from '../../../simulator/openai-api/models.ts'
import type { AzureTarget } from './target.ts'

export const MISSING_DEPLOYMENT =
  'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.'

/** The answer to a call without a key that is accepted. */
export function refuseKey(scene: Scene): SimulatedAnswer | undefined {
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

export function azureError(scene: Scene, status: number, code: string, message: string): SimulatedAnswer {
  return jsonAnswer(scene, status, { error: { code, message } })
}

/** A deployment's model: as configured, or its own name when a model has that name, or a small chat model. */
export function modelBehind(deployment: string, { deployments }: Behaviour): string | undefined {
  if (deployments !== undefined) return deployments[deployment]
  if (deployment.startsWith('missing')) return undefined
  return familyOf(deployment) === undefined ? 'gpt-4.1-mini' : deployment
}

export function flavourOf(target: Pick<AzureTarget, 'version'>, behaviour: Behaviour): Flavour {
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
function chatStore(
  { version }: Pick<AzureTarget, 'version'>,
  { strictApiVersion }: Behaviour,
): Flavour['chatStore'] {
  if (version === undefined || version.endsWith('preview')) return 'required'
  return strictApiVersion === true ? 'unknown' : 'optional'
}

export function vendorHeaders(random: Random): SimulatedHeaders {
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
