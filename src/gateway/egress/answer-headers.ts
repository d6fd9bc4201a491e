/** The headers of an answer that may reach a caller: the connector's list and nothing else. */
import type { AnswerHeaders, Connector } from '../../connectors/contract.ts'
import { compileHeaderList, type HeaderList } from './header-list.ts'
import { isNeverAnswered } from './header-names.ts'
import { addTokens } from './headers.ts'

/** Compiled once per connector. */
export function compileAnswerHeaders(connector: Pick<Connector, 'answerHeaders'>): HeaderList {
  return compileHeaderList(['content-type', ...connector.answerHeaders], isNeverAnswered)
}

/**
 * A flat list for `writeHead`. Hop-by-hop headers and those that the vendor's Connection header names are left out;
 * content-length is the writer's, who knows whether the body was changed.
 */
export function buildAnswerHeaders(allowed: HeaderList, headers: AnswerHeaders): string[] {
  const connection = headers['connection']
  const tokens =
    connection === undefined
      ? undefined
      : addTokens(undefined, typeof connection === 'string' ? connection : connection.join(','))
  const flat: string[] = []
  for (const name in headers) {
    if (!allowed(name) || tokens?.has(name) === true) continue
    const value = headers[name]
    if (typeof value === 'string') flat.push(name, value)
    else if (value !== undefined) for (const each of value) flat.push(name, each)
  }
  return flat
}
