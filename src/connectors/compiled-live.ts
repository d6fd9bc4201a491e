/** Operations over WebSocket compiled once: the query is the body of an upgrade, and each kind of frame has a tree of its own. */
import { compileOperation, compileRequest, compileStream, type CompiledOperation } from './compiled.ts'
import type { Connector, Operation } from './contract.ts'
import type { LiveOperation } from './live-shape.ts'

/** The method under which upgrades are matched: no request can have it. */
export const UPGRADE = 'upgrade'

export function compileLive(connector: Connector, live: LiveOperation): CompiledOperation {
  const { kinds, others } = live.client
  return {
    ...compileOperation(connector, operationOf(live)),
    query: new Set(compileRequest(live.query, []).names),
    live: {
      operation: live,
      kinds: new Map(kinds.map((frame) => [frame.type, { frame, request: compileRequest(frame.shape, []) }])),
      others: { frame: others, request: compileRequest(others.shape, []) },
      stream: compileStream(live.vendor.stream),
    },
  }
}

/** What the steps before the first frame need to know of it. */
function operationOf(live: LiveOperation): Operation {
  const { id, paths, service, closed, place, needs, media, opening, query } = live
  return {
    id,
    method: 'GET',
    paths,
    query: [],
    body: 'none',
    request: opening?.shape ?? query,
    answer: {
      verbatim: [],
      json: [],
      usage: undefined,
      model: undefined,
      ...(media === undefined ? {} : { media }),
    },
    tokens: 'bracket',
    ...(service === undefined ? {} : { service }),
    ...(closed === undefined ? {} : { closed }),
    ...(place === undefined ? {} : { place }),
    ...(needs === undefined ? {} : { needs }),
  }
}
