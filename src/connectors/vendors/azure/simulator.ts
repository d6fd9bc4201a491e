/** A stand-in for Azure OpenAI: deployment paths and the v1 API, written from its specification. */
import { jsonAnswer, type Scene } from '../../simulator/answers.ts'
import {
  type Behaviour,
  type Random,
  type SimulatedAnswer,
  type SimulatedHeaders,
  type SimulatedRequest,
  simulatedNow,
} from '../../simulator/contract.ts'
import { filteredPrompt } from '../../simulator/openai-api/content-filters.ts'
import { familyOf, LISTED_MODELS } from '../../simulator/openai-api/models.ts'
import { keepObjects } from '../../simulator/openai-api/objects.ts'
import { type Host, operate } from '../../simulator/openai-api/operations.ts'
import {
  azureError,
  flavourOf,
  MISSING_DEPLOYMENT,
  modelBehind,
  refuseKey,
  vendorHeaders,
} from './simulator/host.ts'
import { readTarget } from './simulator/target.ts'

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
