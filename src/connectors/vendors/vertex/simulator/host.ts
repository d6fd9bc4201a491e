/** What Google's host says of every call: whether the caller may, and the headers of each answer. */
import type { Scene } from '../../../simulator/answers.ts'
import { between } from '../../../simulator/chance.ts'
import type { Random, SimulatedHeaders } from '../../../simulator/contract.ts'
import { SimulatedFault } from './fault.ts'

/** Throws `SimulatedFault`. */
export function checkCaller({ request: { headers }, behaviour }: Scene): void {
  const key = headers['x-goog-api-key'] ?? /^Bearer (\S+)$/.exec(headers['authorization'] ?? '')?.[1]
  if (key === undefined || !(behaviour.keys?.includes(key) ?? true)) {
    throw new SimulatedFault(
      401,
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
    )
  }
  if (headers['x-goog-user-project'] !== undefined)
    throw new SimulatedFault(400, 'simulator: the caller chose the project that pays.')
}

export function vendorHeaders(random: Random): SimulatedHeaders {
  return {
    vary: 'Origin, X-Origin, Referer',
    server: 'scaffolding on HTTPServer2',
    'server-timing': `gfet4t7; dur=${between(random, 90, 4000)}`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'x-xss-protection': '0',
  }
}
