/** Errors in Google's shape (google.rpc.Status); hostile ones repeat what the caller wrote. */
import type { Scene } from '../../../simulator/answers.ts'

export interface Fault {
  readonly status: number
  readonly message: string
}

/** Raised while a request is read, and answered where the operation is called. */
export class SimulatedFault extends Error {
  readonly fault: Fault
  constructor(status: number, message: string) {
    super(message)
    this.fault = { status, message }
  }
}

const NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

export function faultBody({ behaviour, quote }: Scene, { status, message }: Fault): object {
  const echo = behaviour.hostile && quote !== '' ? ` Request contained: "${quote.slice(0, 500)}"` : ''
  const name = NAMES[status] ?? 'UNKNOWN'
  return {
    error: {
      code: status,
      message: message + echo,
      status: name,
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.DebugInfo',
          detail: `[ORIGINAL ERROR] generic::${name.toLowerCase()}${echo}`,
        },
      ],
    },
  }
}

export function statusFault(status: number): Fault {
  const known: Readonly<Record<number, string>> = {
    429: 'Resource exhausted. Please try again later.',
    500: 'Internal error encountered.',
    503: 'The service is currently unavailable.',
  }
  return { status, message: known[status] ?? `The request failed with status ${status}.` }
}
