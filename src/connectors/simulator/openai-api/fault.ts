/** Errors in the shape of OpenAI's API; hostile ones repeat what the caller wrote. */
import { jsonAnswer, type Scene } from '../answers.ts'
import type { SimulatedAnswer } from '../contract.ts'

export interface Fault {
  readonly status: number
  readonly message: string
  readonly type?: string
  readonly param?: string | null
  readonly code?: string | null
}

/** Raised by the checks of an operation and caught where the operation is called. */
export class SimulatedFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

export function badRequest(
  message: string,
  param: string | null = null,
  code: string | null = null,
): SimulatedFault {
  return new SimulatedFault({ status: 400, message, param, code })
}

export function faultAnswer(scene: Scene, fault: Fault): SimulatedAnswer {
  return jsonAnswer(scene, fault.status, { error: faultBody(scene, fault) })
}

export function faultBody(scene: Scene, fault: Fault): Record<string, unknown> {
  const echo =
    scene.behaviour.hostile && scene.quote !== '' ? ` Your input was: "${scene.quote.slice(0, 500)}"` : ''
  return {
    message: fault.message + echo,
    type: fault.type ?? typeOf(fault.status),
    param: fault.param ?? null,
    code: fault.code ?? null,
  }
}

function typeOf(status: number): string {
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

/** What the vendor says for a bare status. */
export function statusFault(status: number): Fault {
  const known: Readonly<Record<number, Fault>> = {
    401: { status, message: 'Incorrect API key provided.', code: 'invalid_api_key' },
    403: { status, message: 'Your project does not have access to this model.', code: 'model_not_found' },
    404: { status, message: 'The resource was not found.', code: 'not_found' },
    429: {
      status,
      message: 'Rate limit reached for requests per minute. Please try again later.',
      type: 'requests',
      code: 'rate_limit_exceeded',
    },
    500: { status, message: 'The server had an error while processing your request. Sorry about that!' },
    503: {
      status,
      message: 'The engine is currently overloaded, please try again later.',
      code: 'overloaded',
    },
  }
  return known[status] ?? { status, message: `The request failed with status ${status}.` }
}
