/** Step 1: a request that every parser reads alike becomes a call; anything else is refused before a key is looked at. */
import type { Connector } from '../../connectors/contract.ts'
import { connectors } from '../../connectors/registry.ts'
import type { Runtime } from '../config/runtime.ts'
import { Refusal } from '../errors/refusal.ts'
import type { Exchange } from '../ingress/contract.ts'
import type { AcceptedCall } from './calls.ts'
import type { Line } from './line.ts'

export interface Target {
  readonly connector: Connector
  /** Undefined for the one at the connector's own mount. */
  readonly service: string | undefined
  readonly path: string
  readonly query: string
}

const mounts = [...connectors.values()].flatMap((connector) =>
  [{ mount: connector.mount, id: undefined }, ...(connector.services ?? [])].map(({ mount, id }) => ({
    prefix: `${mount}/`,
    connector,
    service: id,
  })),
)

const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i
/** RFC 3986 path and query characters: no backslash, control, fragment or raw non-ASCII. */
const TARGET = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/?[\]]*$/

/** Throws `Refusal` 400 or 404; the body is not read yet. */
export function accept(exchange: Exchange, runtime: Runtime, line: Line): AcceptedCall {
  const flaw = exchange.flaw()
  if (flaw !== undefined) throw malformed(flaw)
  const target = readTarget(exchange.request.url ?? '')
  return { ...target, id: line.newId(), openedAt: line.now(), startedAt: line.tick(), exchange, runtime }
}

function malformed(because: string): Refusal {
  return new Refusal('request_malformed', { because })
}

/** Splits the request target into vendor, path and query. The caller never chooses a host. */
function readTarget(url: string): Target {
  if (!url.startsWith('/')) throw malformed('The target has to be a path, without a scheme or host.')
  if (!TARGET.test(url)) throw malformed('The target holds characters that a path cannot hold.')
  const question = url.indexOf('?')
  const whole = question < 0 ? url : url.slice(0, question)
  if (whole.includes('//') || DOT_SEGMENT.test(whole))
    throw malformed('The path holds an empty or dot segment.')
  for (const { prefix, connector, service } of mounts) {
    if (whole.startsWith(prefix)) {
      return {
        connector,
        service,
        path: whole.slice(prefix.length - 1),
        query: question < 0 ? '' : url.slice(question + 1),
      }
    }
  }
  throw new Refusal('route_unknown', {
    remedy: `start the path with one of ${mounts.map((mount) => mount.prefix).join(', ')}.`,
  })
}
