/** Paths that no connector lists, read strictly: none may be a listed operation in another spelling, or name a model unseen. */
import { Refusal } from '../errors/refusal.ts'
import type { AuthenticatedCall } from './calls.ts'

/** Escapes and marks that one parser takes for structure and another for text: slashes, percent signs, controls, parameters. */
const AMBIGUOUS = /%(?:2f|5c|25|[01][0-9a-f]|7f)|;/i
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * The model or deployment that the path names, which has to be on the endpoint's list like any other. Throws `Refusal` for
 * a path that a vendor could route to a listed operation, whose flags and refusals it would then go round.
 */
export function readUnlistedPath(call: AuthenticatedCall): string | undefined {
  const { connector, path, runtime } = call
  const method = call.exchange.request.method ?? ''
  if (!METHODS.has(method))
    throw new Refusal('operation_unknown', { because: 'The method is not one that passes.' })
  if (AMBIGUOUS.test(path))
    throw new Refusal('request_malformed', {
      because: 'The path holds an escape or parameter that servers read differently.',
    })
  // Lower case finds a path in other letters, the letters as sent one that only has escapes.
  const spellings = [plainPath(path), decode(path).replace(/\/+$/, '')]
  const listed = (verb: string): boolean =>
    spellings.some((each) => runtime.matchOperation(call, verb, each) !== undefined)
  if (listed(method)) {
    throw new Refusal('operation_unknown', {
      because: 'The path is a listed operation in another spelling.',
      remedy: 'spell it as the vendor documents it: lower case, no escapes, no slash at the end.',
      rule: 'spelling',
    })
  }
  // Of a path that takes requests, reading shows what the account has sent there.
  if (method === 'GET' && listed('POST')) {
    throw new Refusal('operation_unknown', {
      because: 'It lists what the whole account has left at the vendor.',
      rule: 'account_list',
    })
  }
  const [named, ...more] =
    connector.modelInPath === undefined ? [] : [...path.matchAll(connector.modelInPath)]
  if (more.length > 0)
    throw new Refusal('request_malformed', { because: 'The path names more than one model.' })
  return named?.[1] === undefined ? undefined : decode(named[1])
}

/** Decoded, in lower case, without slashes at its end. Throws `Refusal` for a broken escape. */
export function plainPath(path: string): string {
  return decode(path).toLowerCase().replace(/\/+$/, '')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Refusal('request_malformed', { because: 'The path holds a broken escape.' })
  }
}
