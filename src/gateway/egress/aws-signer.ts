/** AWS's own signer over a request as egress writes it. */
import { Hash } from '@smithy/hash-node'
import { SignatureV4 } from '@smithy/signature-v4'
import type { HeaderPair, SignableRequest } from './credentials.ts'

interface Identity {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Service name in the scope of every signature for Bedrock Runtime. */
const SERVICE = 'bedrock'

/** The headers that are signed; egress may add others, which are not. */
const SIGNED = ['host', 'content-type'] as const

export class AwsSigner {
  private readonly signer: SignatureV4

  constructor(credentials: () => Promise<Identity>, region: string) {
    this.signer = new SignatureV4({
      credentials,
      region,
      service: SERVICE,
      sha256: Hash.bind(undefined, 'sha256'),
    })
  }

  /** The headers that the signature adds, in pairs. */
  async sign(request: SignableRequest): Promise<readonly HeaderPair[]> {
    const { protocol, host, hostname } = new URL(request.origin)
    const sent: Record<string, string> = { host }
    if (request.contentType !== undefined) sent['content-type'] = request.contentType
    const { headers } = await this.signer.sign({
      method: request.method,
      protocol,
      hostname,
      // As sent, escapes and all: the signer escapes it once more, as AWS does when it verifies.
      path: request.path,
      query: queryOf(request.query),
      headers: sent,
      body: request.body ?? '',
    })
    return Object.entries(headers).filter(([name]) => !SIGNED.some((own) => own === name))
  }
}

function queryOf(query: string): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = {}
  const pairs = new URLSearchParams(query)
  for (const name of new Set(pairs.keys())) {
    const values = pairs.getAll(name)
    parameters[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return parameters
}
