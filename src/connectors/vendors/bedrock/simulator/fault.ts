/** Errors in the shape of AWS: a class in a header and a message; hostile ones repeat what the caller wrote. */
import { jsonAnswer, type Scene } from '../../../simulator/answers.ts'
import type { SimulatedAnswer } from '../../../simulator/contract.ts'

interface Fault {
  readonly status: number
  readonly type: string
  readonly message: string
}

/** Raised by the checks of an operation and caught where the operation is called. */
export class SimulatedFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

export function invalid(message: string): SimulatedFault {
  return new SimulatedFault({ status: 400, type: 'ValidationException', message })
}

export function faultAnswer(scene: Scene, { status, type, message }: Fault): SimulatedAnswer {
  const echo =
    scene.behaviour.hostile && scene.quote !== '' ? ` Input was: "${scene.quote.slice(0, 500)}"` : ''
  const headers = {
    ...scene.headers,
    // AWS may write a URL behind the class.
    'x-amzn-errortype': scene.behaviour.hostile ? `${type}:http://internal.amazon.com/coral/` : type,
  }
  return jsonAnswer({ ...scene, headers }, status, { message: message + echo })
}

/** What AWS says for a bare status. */
export function statusFault(status: number): Fault {
  const known: Readonly<Record<number, readonly [string, string]>> = {
    400: ['ValidationException', 'Malformed input request, please reformat your input and try again.'],
    403: ['AccessDeniedException', "You don't have access to the model with the specified model ID."],
    404: [
      'ResourceNotFoundException',
      'Could not resolve the foundation model from the provided identifier.',
    ],
    408: ['ModelTimeoutException', 'The model timed out.'],
    424: ['ModelErrorException', 'The model returned an error.'],
    429: ['ThrottlingException', 'Too many requests, please wait before trying again.'],
    500: ['InternalServerException', 'The system encountered an unexpected error during processing.'],
    503: ['ServiceUnavailableException', 'Bedrock is unable to process your request.'],
  }
  const [type, message] = known[status] ?? [
    'InternalServerException',
    `The request failed with status ${status}.`,
  ]
  return { status, type, message }
}
