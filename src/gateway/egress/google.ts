/** Google by its own auth library, loaded when it is used: a key file, workload identity, or the machine's own identity. */
import { readFile } from 'node:fs/promises'
import type { AuthClient, AwsClientOptions, IdentityPoolClientOptions } from 'google-auth-library'
import { z } from 'zod'
import type { Connector } from '../../connectors/contract.ts'
import { type Credential, tokenCredential, type TokenSource } from './credentials.ts'

/** As config writes it, one of the two. */
export type GoogleOptions =
  | { readonly credentials_file: string; readonly application_default?: undefined }
  | { readonly application_default: true; readonly credentials_file?: undefined }

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
/** The library hands out a token that it has until so long before its end: longer than ours is used, so that we never get it back. */
const RENEWAL = { eagerRefreshThresholdMillis: 10 * 60_000 }
/** A token that does not say when it ends is used no longer than the shortest that Google makes. */
const SHORTEST_LIFE_MILLISECONDS = 10 * 60_000

/**
 * The library reaches oauth2.googleapis.com, sts.googleapis.com, iamcredentials.googleapis.com or the metadata service by its
 * own connections, with the identity's assertion and nothing of any call; docs/egress.md lists the hosts.
 */
export function googleCredential(
  connector: Pick<Connector, 'credential'>,
  options: GoogleOptions,
  source: () => Promise<TokenSource> = () => identity(options),
): Credential {
  return tokenCredential(connector, { scope: SCOPE, source })
}

/** The kinds of file that identify a machine, as far as they are told apart here; the library reads the rest. */
const credentialsFile = z.union([
  z.looseObject({
    type: z.literal('service_account'),
    client_email: z.string(),
    private_key: z.string(),
    private_key_id: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal('external_account'),
    audience: z.string(),
    subject_token_type: z.string(),
    token_url: z.string(),
    credential_source: z.looseObject({ environment_id: z.string().optional() }),
  }),
])

async function identity(options: GoogleOptions): Promise<TokenSource> {
  const client =
    options.credentials_file === undefined
      ? await ownIdentity()
      : await identityOf(JSON.parse(await readFile(options.credentials_file, 'utf8')))
  return {
    getToken: async () => {
      const { token } = await client.getAccessToken()
      if (typeof token !== 'string' || token === '') return null
      const expires = client.credentials.expiry_date ?? Date.now() + SHORTEST_LIFE_MILLISECONDS
      return { token, expiresOnTimestamp: expires }
    },
  }
}

/** GOOGLE_APPLICATION_CREDENTIALS, or the metadata service of the machine or pod. */
async function ownIdentity(): Promise<AuthClient> {
  const { GoogleAuth } = await import('google-auth-library')
  return await new GoogleAuth({ scopes: [SCOPE], clientOptions: RENEWAL }).getClient()
}

/** By the class that the file's type asks for: the library's own choice among them prints warnings. */
async function identityOf(file: unknown): Promise<AuthClient> {
  const { AwsClient, IdentityPoolClient, JWT } = await import('google-auth-library')
  const read = credentialsFile.parse(file)
  if (read.type === 'service_account') {
    const { client_email: email, private_key: key, private_key_id: keyId } = read
    return new JWT({ email, key, scopes: [SCOPE], ...(keyId === undefined ? {} : { keyId }), ...RENEWAL })
  }
  const federated = { ...read, scopes: [SCOPE], ...RENEWAL }
  return read.credential_source.environment_id === undefined
    ? new IdentityPoolClient(federated as unknown as IdentityPoolClientOptions)
    : new AwsClient(federated as unknown as AwsClientOptions)
}
