/** Google by its own auth library, loaded when it is used: a key file, workload identity, or the machine's own identity. */
import type { Connector } from '../../connectors/contract.ts'
import { type Credential, tokenCredential, type TokenSource } from './credentials.ts'

/** As config writes it, one of the two. */
export type GoogleOptions =
  | { readonly credentials_file: string; readonly application_default?: undefined }
  | { readonly application_default: true; readonly credentials_file?: undefined }

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
/** The library hands out a token that it has until so long before its end: longer than ours is used, so that we never get it back. */
const RENEW_MILLISECONDS = 10 * 60_000
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

async function identity(options: GoogleOptions): Promise<TokenSource> {
  const { GoogleAuth } = await import('google-auth-library')
  const auth = new GoogleAuth({
    scopes: [SCOPE],
    clientOptions: { eagerRefreshThresholdMillis: RENEW_MILLISECONDS },
    ...(options.credentials_file === undefined ? {} : { keyFilename: options.credentials_file }),
  })
  const client = await auth.getClient()
  return {
    getToken: async () => {
      const { token } = await client.getAccessToken()
      if (typeof token !== 'string' || token === '') return null
      const expires = client.credentials.expiry_date ?? Date.now() + SHORTEST_LIFE_MILLISECONDS
      return { token, expiresOnTimestamp: expires }
    },
  }
}
