/** The headers of a vendor request: built from nothing, out of a list, the gateway's own and no others. */
import type { Connector } from '../../connectors/contract.ts'
import { compileHeaderList, type HeaderList } from './header-list.ts'
import { isNeverSent } from './header-names.ts'

/** Compiled once per tenant and connector. */
export interface RequestHeaderRules {
  readonly allowed: HeaderList
  readonly refused: ReadonlyMap<string, RefusedHeader>
}

export type RefusedHeader = Connector['refusedHeaders'][number]

/** A list of pairs, as connectors and endpoints write theirs. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[]

/**
 * Compiles the connector's list and the tenant's `forward_headers`. `own` are names that the gateway writes itself for this
 * endpoint (credential, forced headers, project): a caller's header of that name is dropped, listed or not.
 */
export function compileRequestHeaders(
  connector: Pick<Connector, 'requestHeaders' | 'refusedHeaders'>,
  extra: readonly string[],
  own: readonly string[],
): RequestHeaderRules {
  const refused = new Map(connector.refusedHeaders.map((entry) => [entry.name.toLowerCase(), entry]))
  const ours = new Set(own.map((name) => name.toLowerCase()))
  const never = (name: string): boolean => ours.has(name) || refused.has(name) || isNeverSent(name)
  return { allowed: compileHeaderList([...connector.requestHeaders, ...extra], never), refused }
}

/** The first header of the caller that would choose a host, region or deployment, if any. `raw` is Node's flat list. */
export function findRefusedHeader(
  rules: RequestHeaderRules,
  raw: readonly string[],
): RefusedHeader | undefined {
  if (rules.refused.size === 0) return undefined
  for (let index = 0; index < raw.length; index += 2) {
    const entry = rules.refused.get((raw[index] ?? '').toLowerCase())
    if (entry !== undefined) return entry
  }
  return undefined
}

/**
 * One pass over the caller's raw headers, then ours. The caller's Connection tokens are applied to the caller's headers
 * only, before ours are there, so that `Connection: authorization` cannot take ours away. Host, connection and, for a
 * buffer, content-length are written by the connection itself.
 *
 * @param own credential and forced headers; names that are never the caller's
 * @param contentType of the body that is sent, undefined without one
 * @param contentLength of a streamed body in bytes, when it is known
 */
export function buildRequestHeaders(
  rules: RequestHeaderRules,
  raw: readonly string[],
  own: HeaderPairs,
  contentType: string | undefined,
  contentLength?: number,
): string[] {
  let headers: string[] = []
  let tokens: Set<string> | undefined
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    if (rules.allowed(name)) headers.push(name, value)
    else if (name === 'connection') tokens = addTokens(tokens, value)
  }
  if (tokens !== undefined) headers = withoutNamed(headers, tokens)
  for (const [name, value] of own) headers.push(name, value)
  // A compressed answer could not be restored without inflating it first.
  headers.push('accept-encoding', 'identity')
  if (contentType !== undefined) headers.push('content-type', contentType)
  if (contentLength !== undefined) headers.push('content-length', String(contentLength))
  return headers
}

/** Adds the header names that a Connection value lists; `close` and `keep-alive` name none. */
export function addTokens(tokens: Set<string> | undefined, value: string): Set<string> | undefined {
  if (value === 'keep-alive' || value === 'close') return tokens
  let named = tokens
  for (const part of value.toLowerCase().split(',')) {
    const token = part.trim()
    if (token === '' || token === 'keep-alive' || token === 'close') continue
    named ??= new Set()
    named.add(token)
  }
  return named
}

function withoutNamed(headers: readonly string[], tokens: ReadonlySet<string>): string[] {
  const kept: string[] = []
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index] ?? ''
    if (!tokens.has(name)) kept.push(name, headers[index + 1] ?? '')
  }
  return kept
}
