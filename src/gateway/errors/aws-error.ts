/** Errors as AWS writes them: a class of the service's model in a header or in an exception frame, and a message. */

/** Class by status, as the model of Bedrock Runtime has them; the SDK raises it by its name. */
const CLASSES: Readonly<Record<number, string>> = {
  401: 'AccessDeniedException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  429: 'ThrottlingException',
  503: 'ServiceUnavailableException',
}

/** For the header `x-amzn-errortype`. */
export function awsErrorType(status: number): string {
  return CLASSES[status] ?? (status < 500 ? 'ValidationException' : 'InternalServerException')
}

/** AWS knows no 401: a caller without a valid key is forbidden. */
export function awsStatus(status: number): number {
  return status === 401 ? 403 : status
}

/** For the header `:exception-type`: those that an answer's stream can end with. */
export function awsStreamException(status: number): string {
  if (status === 429) return 'throttlingException'
  if (status === 503) return 'serviceUnavailableException'
  if (status < 500) return 'validationException'
  return status === 500 ? 'internalServerException' : 'modelStreamErrorException'
}
