/** What OpenAI's host says of every call: whether the key is one, and the headers of each answer. */
import type { Scene } from '../../../simulator/answers.ts'
import { alphanumeric, between, hex, pick } from '../../../simulator/chance.ts'
import type { Behaviour, Random, SimulatedAnswer, SimulatedHeaders } from '../../../simulator/contract.ts'
import { faultAnswer } from '../../../simulator/openai-api/fault.ts'
import type { Flavour } from '../../../simulator/openai-api/flavour.ts'
import { familyOf } from '../../../simulator/openai-api/models.ts'

export const FLAVOUR: Flavour = {
  chatStore: 'required',
  filters: false,
  modelOf: (name) => (familyOf(name) === undefined ? undefined : name),
  missingModel: (name) => ({
    message: `The model \`${name}\` does not exist or you do not have access to it.`,
    code: 'model_not_found',
  }),
}

/** The answer to a call without a key that is accepted. */
export function refuseKey(scene: Scene): SimulatedAnswer | undefined {
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

/** What every answer of the real host carries, as recorded by others. */
// Source: envoyproxy/ai-gateway tests/internal/testopenai/cassettes
export function vendorHeaders(random: Random, { hostile }: Behaviour): SimulatedHeaders {
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
