/** What a vendor is shown as proof of who calls: a fixed key, or a token that is fetched and kept while it lives. */
import type { Connector } from '../../connectors/contract.ts'
import { EgressError } from './failure.ts'

export type HeaderPair = readonly [name: string, value: string]

/** What leaves, as a signature covers it. */
export interface SignableRequest {
  readonly method: string
  /** Scheme, host and port. */
  readonly origin: string
  /** As it stands on the request line, without the query. */
  readonly path: string
  readonly query: string
  readonly contentType: string | undefined
  readonly body: Buffer | undefined
}

export interface Credential {
  /** Name of the header, in lower case; a caller's header of this name is dropped. */
  readonly name: string
  /** Names of the headers that go with it, dropped likewise. */
  readonly beside?: readonly string[]
  /** Where the credential depends on all that leaves: its headers, in place of `header`. Rejects with an `EgressError`. */
  readonly sign?: (request: SignableRequest) => Promise<readonly HeaderPair[]>
  /**
   * The header of the next call; a promise only when a token has to be waited for, so that a call with a key or a known
   * token does not leave the tick. Rejects with an `EgressError`.
   */
  header(): HeaderPair | Promise<HeaderPair>
}

/** A key that config holds. */
export function keyCredential(connector: Pick<Connector, 'credential'>, key: string): Credential {
  const [name, value] = connector.credential(key, 'key')
  const pair: HeaderPair = [name.toLowerCase(), value]
  return { name: pair[0], header: () => pair }
}

/** What `@azure/identity` gives, and what a test stands in for. */
export interface TokenSource {
  getToken(
    scope: string,
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number } | null>
}

export interface TokenOptions {
  readonly scope: string
  /** Made at the first call, so that an identity library is only loaded where it is used. */
  readonly source: () => Promise<TokenSource>
  /** Milliseconds that one request for a token may take. */
  readonly fetchMilliseconds?: number
  /** Unix time in milliseconds: tokens say on the wall clock when they expire. */
  readonly wallClock?: () => number
}

/** A token is replaced from five minutes before it expires, and never used in its last half minute. */
const REFRESH_MILLISECONDS = 5 * 60_000
const UNUSABLE_MILLISECONDS = 30_000
/** After a failed refresh the provider is left alone for this long while the old token still serves. */
const RETRY_MILLISECONDS = 10_000

interface Token {
  readonly pair: HeaderPair
  readonly expires: number
}

/**
 * A bearer token with one request under way at most. While the known token lives, calls go on with it and the refresh runs
 * beside them; when none is usable, they wait for the same one request. The token is in no log, error or metric.
 */
export function tokenCredential(connector: Pick<Connector, 'credential'>, options: TokenOptions): Credential {
  const clock = options.wallClock ?? Date.now
  let source: Promise<TokenSource> | undefined
  let token: Token | undefined
  let pending: Promise<HeaderPair> | undefined
  let notBefore = 0

  const fetch = (): Promise<HeaderPair> => {
    pending ??= request()
      .then((fresh) => {
        token = fresh
        return fresh.pair
      })
      .catch((error: unknown) => {
        notBefore = clock() + RETRY_MILLISECONDS
        throw error
      })
      .finally(() => {
        pending = undefined
      })
    return pending
  }
  const request = async (): Promise<Token> => {
    try {
      source ??= options.source()
      const answer = await bounded(await source, options.scope, options.fetchMilliseconds ?? 10_000)
      if (answer === null) throw new EgressError('token_unavailable')
      const [name, value] = connector.credential(answer.token, 'bearer')
      return { pair: [name.toLowerCase(), value], expires: answer.expiresOnTimestamp }
    } catch (error) {
      source = undefined
      // The provider's own error may quote its request: only the fact goes on.
      throw error instanceof EgressError ? error : new EgressError('token_unavailable')
    }
  }

  return {
    name: connector.credential('', 'bearer')[0].toLowerCase(),
    header: () => {
      if (token === undefined) return fetch()
      const left = token.expires - clock()
      if (left <= UNUSABLE_MILLISECONDS) return fetch()
      if (left <= REFRESH_MILLISECONDS && clock() >= notBefore) fetch().catch(() => undefined)
      return token.pair
    },
  }
}

async function bounded(
  source: TokenSource,
  scope: string,
  milliseconds: number,
): ReturnType<TokenSource['getToken']> {
  const abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new EgressError('token_timeout'))
      abort.abort()
    }, milliseconds)
  })
  try {
    return await Promise.race([source.getToken(scope, { abortSignal: abort.signal }), late])
  } finally {
    clearTimeout(timer)
  }
}
