/** What a path of Azure OpenAI asks for. */
import type { SimulatedRequest } from '../../../simulator/contract.ts'

export interface AzureTarget {
  /** As OpenAI calls it: `chat/completions`. */
  readonly operation: string
  /** Deployment that the path names; without one the body's `model` is the deployment. */
  readonly deployment: string | undefined
  /** `api-version`, undefined on the v1 API. */
  readonly version: string | undefined
}

const DEPLOYED: ReadonlySet<string> = new Set([
  'chat/completions',
  'completions',
  'embeddings',
  'audio/speech',
  'audio/transcriptions',
  'audio/translations',
  'images/edits',
  'images/generations',
])

const VERSION = /^\d{4}-\d{2}-\d{2}(-preview)?$|^preview$/

/** Undefined for what the resource does not have, which Azure answers with 404 whatever the reason. */
export function readTarget({ method, path }: SimulatedRequest): AzureTarget | undefined {
  const [route = '', query = ''] = path.split('?')
  const version = new URLSearchParams(query).get('api-version') ?? undefined
  if (version !== undefined && !VERSION.test(version)) return undefined
  const v1 = /^\/openai\/v1\/(.+)$/.exec(route)?.[1]
  if (v1 !== undefined) return target(method, v1, undefined, undefined)
  if (version === undefined) return undefined
  const [, deployment, operation] = /^\/openai\/deployments\/([^/]+)\/(.+)$/.exec(route) ?? []
  if (deployment !== undefined && operation !== undefined) {
    const deployed = DEPLOYED.has(operation)
    return deployed ? target(method, operation, decodeURIComponent(deployment), version) : undefined
  }
  const plain = /^\/openai\/(responses|models|(?:files|batches|fine_tuning\/jobs)(?:\/.+)?)$/.exec(route)?.[1]
  return plain === undefined ? undefined : target(method, plain, undefined, version)
}

function target(
  method: string,
  operation: string,
  deployment: string | undefined,
  version: string | undefined,
): AzureTarget | undefined {
  // Azure has no moderations.
  if (operation === 'moderations') return undefined
  if (/^(?:files|batches|fine_tuning)(?:\/|$)/.test(operation)) return { operation, deployment, version }
  const wanted = operation === 'models' ? 'GET' : 'POST'
  return method === wanted ? { operation, deployment, version } : undefined
}
