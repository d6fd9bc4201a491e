/** Signature Version 4 of what leaves for AWS: its own credential chain and signer, loaded where they are used. */
import type { AwsSigner } from './aws-signer.ts'
import type { Credential, HeaderPair, SignableRequest } from './credentials.ts'
import { EgressError } from './failure.ts'

/** As config writes it. */
export interface AwsOptions {
  /** Of the shared config files; the chain's own choice when absent. */
  readonly profile?: string | undefined
}

/** Signs with credentials of the chain; a test stands in for it. */
export interface RequestSigner {
  sign(request: SignableRequest): Promise<readonly HeaderPair[]>
}

/** Milliseconds that the chain and the signature may take. */
const SIGNING_MILLISECONDS = 10_000

/**
 * A credential that signs the body first and the rest after it, so that what was redacted is what is signed. The chain
 * reaches the metadata service, STS or SSO by its own connections, with nothing of any call; it keeps credentials while
 * they live. They are in no log, error or metric.
 */
export function awsCredential(
  options: AwsOptions,
  region: string,
  make: () => Promise<RequestSigner> = () => chainSigner(options, region),
): Credential {
  let signer: Promise<RequestSigner> | undefined
  return {
    name: 'authorization',
    beside: ['x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'],
    header: () => Promise.reject(new EgressError('token_unavailable')),
    sign: async (request) => {
      try {
        signer ??= make()
        return await bounded((await signer).sign(request))
      } catch (error) {
        signer = undefined
        // The chain's own error may quote what it asked for: only the fact goes on.
        throw error instanceof EgressError ? error : new EgressError('token_unavailable')
      }
    },
  }
}

async function chainSigner(options: AwsOptions, region: string): Promise<AwsSigner> {
  const [{ AwsSigner: Signer }, { defaultProvider }] = await Promise.all([
    import('./aws-signer.ts'),
    import('@aws-sdk/credential-provider-node'),
  ])
  return new Signer(
    defaultProvider(options.profile === undefined ? {} : { profile: options.profile }),
    region,
  )
}

async function bounded<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new EgressError('token_timeout')), SIGNING_MILLISECONDS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
