/** A stand-in for AssemblyAI, written from its SDK's types; its services stand below `/sync`, `/dictation` and `/llm-gateway`. */
import type { Scene } from '../../simulator/answers.ts'
import { jsonAnswer } from '../../simulator/answers.ts'
import { uuid } from '../../simulator/chance.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedRequest } from '../../simulator/contract.ts'
import type { SimulatedSession } from '../../simulator/live.ts'
import { type Family, fault } from './simulator/fault.ts'
import { transcribeLive } from './simulator/live.ts'
import { chat, models } from './simulator/llm-gateway.ts'
import { stream } from './simulator/streaming.ts'
import { create, followUp, upload } from './simulator/transcripts.ts'

/** Answers as the hosts of one region would. */
export function simulateAssemblyAI(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedAnswer {
  const script = behaviour.script?.(request) ?? {}
  const headers = { 'x-request-id': uuid(random), server: 'nginx', vary: 'Accept-Encoding' }
  const scene: Scene = { request, random, behaviour, script, quote: '', headers }
  const [whole = '', query = ''] = request.path.split('?')
  const [, family, path] = /^\/(sync|dictation|llm-gateway)(\/.*)$/.exec(whole) ?? [
    undefined,
    'transcripts',
    whole,
  ]
  const key = request.headers['authorization'] ?? ''
  const known = behaviour.keys?.includes(key) ?? /^[\w.-]+$/.test(key)
  if (!known) return fault(scene, isFamily(family) ? family : 'transcripts', 401)
  switch (family) {
    case 'sync':
    case 'dictation':
      return live(scene, family, path ?? '')
    case 'llm-gateway':
      return gateway(scene, path ?? '')
    default:
      return transcripts(scene, key, path ?? '', query)
  }
}

/** Its session: below `/streaming`. */
export function simulateAssemblyAILive(
  request: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
): SimulatedSession | SimulatedAnswer {
  const key = request.headers['authorization'] ?? ''
  const known = behaviour.keys?.includes(key) ?? /^[\w.-]+$/.test(key)
  if (request.path.startsWith('/streaming/v3/ws')) return stream(request, random, behaviour, known)
  return { status: 404, headers: {}, body: new Uint8Array(0) }
}

function isFamily(name: string | undefined): name is Family {
  return name === 'sync' || name === 'dictation' || name === 'llm-gateway'
}

function live(scene: Scene, service: 'sync' | 'dictation', path: string): SimulatedAnswer {
  const { method } = scene.request
  if (path === '/v1/warm' && method === 'GET') return jsonAnswer(scene, 200, { status: 'ok' })
  if ((path === '/v1/transcribe/live' || path === '/v1/transcribe/stream') && method === 'POST')
    return transcribeLive(scene, service)
  return fault(scene, service, 404)
}

function gateway(scene: Scene, path: string): SimulatedAnswer {
  const { method } = scene.request
  if (path === '/v1/chat/completions' && method === 'POST') return chat(scene)
  if (path === '/v1/models' && method === 'GET') return models(scene)
  return fault(scene, 'llm-gateway', 404)
}

function transcripts(scene: Scene, key: string, path: string, query: string): SimulatedAnswer {
  const { method } = scene.request
  if (path === '/v2/upload' && method === 'POST') return upload(scene, key)
  if (path === '/v2/transcript' && method === 'POST') return create(scene, key)
  const match = /^\/v2\/transcript\/([A-Za-z0-9-]+)(\/.*)?$/.exec(path)
  if (match?.[1] !== undefined) return followUp(scene, key, match[1], match[2] ?? '', query)
  return fault(scene, 'transcripts', 404)
}
