/** The caller's headers that a list lets out, with what is personal taken out of their values. */
import type { Connector } from '../../connectors/contract.ts'
import type { RequestHeaderRules } from '../egress/headers.ts'
import type { BodyRedactor } from './body/body-redactor.ts'

/**
 * A flat list of the allowed headers and of `Connection`, whose tokens egress still has to apply. A value that is free text
 * (a request id of the caller's own making) is text like any other.
 */
export function redactHeaders(
  raw: readonly string[],
  rules: RequestHeaderRules,
  connector: Pick<Connector, 'pseudonymHeaders'>,
  redactor: BodyRedactor,
): readonly string[] {
  const headers: string[] = []
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase()
    const value = raw[index + 1] ?? ''
    if (name === 'connection') headers.push(name, value)
    else if (rules.allowed(name)) {
      const identifier = connector.pseudonymHeaders?.includes(name) === true
      headers.push(name, identifier ? redactor.pseudonym(value) : redactor.header(name, value))
    }
  }
  return headers
}
