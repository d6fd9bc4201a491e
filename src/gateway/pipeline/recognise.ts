/** Step 3: method and path become a known operation, or an unlisted one where the tenant's policy lets it pass redacted. */
import { UNLISTED_OPERATION } from '../../connectors/unlisted.ts'
import { UPGRADE } from '../../connectors/compiled-live.ts'
import { compileOperation, type CompiledOperation } from '../../connectors/compiled.ts'
import type { Closure, Connector } from '../../connectors/contract.ts'
import { NO_PARAMETERS } from '../config/operation-router.ts'
import { Refusal } from '../errors/refusal.ts'
import { holds } from '../policy/attestation.ts'
import { endedPolicy } from '../policy/ended-policy.ts'
import type { AuthenticatedCall, RecognisedCall } from './calls.ts'
import { checkQuery } from './query-check.ts'
import { plainPath, readUnlistedPath } from './unlisted-path.ts'

const unlisted = new Map<Connector, CompiledOperation>()

export function recognise(call: AuthenticatedCall): RecognisedCall {
  const live = call.exchange.live !== undefined
  const method = live ? UPGRADE : (call.exchange.request.method ?? '')
  const match = call.runtime.matchOperation(call, method, call.path)
  if (match !== undefined) {
    const { closed } = match.compiled.operation
    if (closed !== undefined) throw closedOperation(closed)
    const { closedQuery } = match.compiled.live?.operation ?? call.connector
    checkQuery(call.query, match.compiled.query, closedQuery)
    return { ...call, ...match, listed: true }
  }
  if (live) {
    throw new Refusal('operation_unknown', {
      because: `No session over WebSocket is listed at this path of ${call.connector.title}.`,
    })
  }
  refuseClosedPath(call)
  const parameters = placeInPath(call)
  const state = call.tenant.unlisted(call.openedAt)
  if (state === 'expired') throw endedPolicy(call.tenant.id, 'unlisted')
  if (!holds(state)) {
    throw new Refusal('operation_unknown', {
      because: `${call.connector.title} operations are listed in its connector, and what is not listed is not inspected.`,
      remedy: `set unlisted: {mode: redact, attestation: ...} for tenant ${call.tenant.id}: strings are redacted, and the record is marked.`,
    })
  }
  const pathModel = readUnlistedPath(call)
  const compiled = unlistedOf(call.connector)
  checkQuery(call.query, compiled.query, call.connector.closedQuery)
  return { ...call, compiled, pathModel, parameters, listed: false }
}

/** What an unlisted path names of its place. Throws `Refusal` 403 for one that names none where the vendor's paths do. */
function placeInPath({ connector, path }: AuthenticatedCall): RecognisedCall['parameters'] {
  const { placeInPath: place } = connector
  if (place === undefined) return NO_PARAMETERS
  const groups = place.pattern.exec(path)?.groups
  if (groups === undefined) {
    throw new Refusal('place_not_allowed', { because: place.because, remedy: place.remedy, rule: 'no_place' })
  }
  return new Map(Object.entries(groups).map(([name, sent]) => [name, { sent, value: sent }]))
}

/** In every spelling that a server could take for the path: a tenant's policy for what is not listed does not open it. */
function refuseClosedPath({ connector, path }: AuthenticatedCall): void {
  const { closedPaths = [] } = connector
  if (closedPaths.length === 0) return
  const plain = plainPath(path)
  const closed = closedPaths.find(({ pattern }) => pattern.test(plain))
  if (closed !== undefined) throw closedOperation(closed)
}

function closedOperation({ rule, because, remedy }: Closure): Refusal {
  return new Refusal('operation_not_allowed', { rule, because, remedy })
}

function unlistedOf(connector: Connector): CompiledOperation {
  let compiled = unlisted.get(connector)
  if (compiled === undefined)
    unlisted.set(connector, (compiled = compileOperation(connector, UNLISTED_OPERATION)))
  return compiled
}
