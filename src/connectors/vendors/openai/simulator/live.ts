/** OpenAI's live sessions: the handshake as the vendor checks it. */
import type { Scene } from '../../../simulator/answers.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from '../../../simulator/contract.ts'
import type { SimulatedSession } from '../../../simulator/live.ts'
import { faultAnswer } from '../../../simulator/openai-api/fault.ts'
import { familyOf } from '../../../simulator/openai-api/models.ts'
import { closedSession } from '../../../simulator/openai-api/realtime/closed-session.ts'
import { realtimeSession } from '../../../simulator/openai-api/realtime/session.ts'
import { responsesSession } from '../../../simulator/openai-api/responses-session.ts'
import { FLAVOUR, refuseKey, vendorHeaders } from './host.ts'

/** Sessions as `wss://eu.api.openai.com/v1/realtime` would hold them. */
export function simulateOpenAILive(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedSession | SimulatedAnswer {
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
  const [path = '', query = ''] = request.path.split('?')
  if (path === '/v1/responses') return responsesSession(scene, FLAVOUR)
  if (path !== '/v1/realtime')
    return faultAnswer(scene, { status: 404, message: `Invalid URL (GET ${request.path})` })
  const parameters = new URLSearchParams(query)
  const model = parameters.get('model') ?? undefined
  const kind = parameters.get('intent') === 'transcription' ? 'transcription' : 'realtime'
  if (kind === 'realtime' && (model === undefined || familyOf(model) !== 'realtime'))
    return closedSession(scene, {
      code: model === undefined ? 'missing_model' : 'model_not_found',
      message:
        model === undefined
          ? 'You must provide a model parameter.'
          : `The model \`${model}\` does not exist or you do not have access to it.`,
      param: 'model',
    })
  return realtimeSession({
    scene,
    api: request.headers['openai-beta']?.includes('realtime=v1') === true ? 'before' : 'today',
    kind,
    model,
    transcribes: (name) => familyOf(name) === 'transcription',
  })
}
