/** Azure OpenAI's live sessions: the preview's path with a deployment, and the v1 API's. */
import type { Scene } from '../../../simulator/answers.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from '../../../simulator/contract.ts'
import type { SimulatedSession } from '../../../simulator/live.ts'
import { realtimeSession } from '../../../simulator/openai-api/realtime/session.ts'
import { responsesSession } from '../../../simulator/openai-api/responses-session.ts'
import { azureError, flavourOf, MISSING_DEPLOYMENT, modelBehind, refuseKey, vendorHeaders } from './host.ts'

/** Sessions as `wss://<resource>.openai.azure.com` would hold them. */
export function simulateAzureLive(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedSession | SimulatedAnswer {
  const script = behaviour.script?.(request) ?? {}
  const scene: Scene = { request, random, behaviour, script, quote: '', headers: vendorHeaders(random) }
  const refused = refuseKey(scene)
  if (refused !== undefined) return refused
  const [path = '', query = ''] = request.path.split('?')
  const parameters = new URLSearchParams(query)
  const version = parameters.get('api-version') ?? undefined
  if (path === '/openai/v1/responses') return responsesSession(scene, flavourOf({ version }, behaviour))
  const preview = path === '/openai/realtime'
  if ((!preview && path !== '/openai/v1/realtime') || preview !== (version !== undefined))
    return azureError(scene, 404, '404', 'Resource not found')
  const kind = parameters.get('intent') === 'transcription' ? 'transcription' : 'realtime'
  const deployment = parameters.get(preview ? 'deployment' : 'model') ?? undefined
  const known = (name: string): boolean => modelBehind(name, behaviour) !== undefined
  if (kind === 'realtime' && (deployment === undefined || !known(deployment)))
    return azureError(scene, 404, 'DeploymentNotFound', MISSING_DEPLOYMENT)
  return realtimeSession({
    scene,
    api: preview ? 'before' : 'today',
    kind,
    model: deployment,
    transcribes: known,
  })
}
