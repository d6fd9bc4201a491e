/** Operations and dialect names that a tenant's settings mention have to be in a connector's table. */
import type { Connector } from '../../connectors/contract.ts'
import type { LiveOperation } from '../../connectors/live-shape.ts'
import { isUninspected } from '../../connectors/kept-objects.ts'
import { remarkError, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import type { Check } from './readable.ts'
import type { Connectors } from './residency-check.ts'
import { closest } from './spelling.ts'

/** Kinds of objects that a vendor keeps, by vendor. */
function kindsOf(connectors: Connectors): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...connectors.values()].map((connector) => [
      connector.vendor,
      new Set(connector.operations.flatMap(({ names }) => (names ?? []).map(({ kind }) => kind))),
    ]),
  )
}

function sharedRemarks(
  { endpoints, tenants }: Parameters<Check>[0],
  kinds: ReadonlyMap<string, ReadonlySet<string>>,
): Remark[] {
  const remarks: Remark[] = []
  for (const [name, tenant] of tenants) {
    for (const [index, { kind, endpoint }] of (tenant?.shared ?? []).entries()) {
      const path = ['tenants', name, 'shared', index]
      if (tenant?.endpoints.includes(endpoint) !== true) {
        const fix = "list it under the tenant's `endpoints`"
        remarks.push(remarkError([...path, 'endpoint'], 'value', 'is not an endpoint of this tenant', fix))
        continue
      }
      const vendor = endpoints.get(endpoint)?.vendor
      const known = vendor === undefined ? undefined : kinds.get(vendor)
      if (known === undefined || known.has(kind)) continue
      const meant = closest(kind, known)
      const fix = meant === undefined ? `known: ${[...known].join(', ')}` : `did you mean \`${meant}\`?`
      remarks.push(
        remarkError([...path, 'kind'], 'value', 'is no kind of object that this vendor keeps', fix),
      )
    }
  }
  return remarks
}

/** Checks `media` (operations that carry files), `shared` (kinds of objects) and `redaction.routes` (any operation), as vendor.operation. */
export function operationCheck(connectors: Connectors): Check {
  const all = namesOf(connectors, ({ operations, live }) => [...operations, ...(live?.operations ?? [])])
  const carriers = namesOf(connectors, ({ operations, live }) => [
    ...operations.filter(carriesMedia),
    ...(live?.operations ?? []).filter(carriesMediaLive),
  ])
  const kinds = kindsOf(connectors)
  return (config) => {
    const { tenants } = config
    const remarks: Remark[] = sharedRemarks(config, kinds)
    for (const [name, tenant] of tenants) {
      for (const [index, operation] of (tenant?.media ?? []).entries()) {
        remarks.push(...mediaRemarks(operation, ['tenants', name, 'media', index], all, carriers))
      }
      for (const operation of Object.keys(tenant?.redaction.routes ?? {})) {
        const path = ['tenants', name, 'redaction', 'routes', operation]
        if (!all.has(operation)) remarks.push(unknownOperation(operation, path, 'key', all))
      }
    }
    return remarks
  }
}

function mediaRemarks(
  operation: string,
  path: ConfigPath,
  all: ReadonlySet<string>,
  carriers: ReadonlySet<string>,
): Remark[] {
  if (carriers.has(operation)) return []
  if (!all.has(operation)) return [unknownOperation(operation, path, 'value', carriers)]
  return [
    remarkError(
      path,
      'value',
      'this operation carries no media: there is nothing to consent to',
      'delete it',
    ),
  ]
}

function unknownOperation(
  operation: string,
  path: ConfigPath,
  at: Remark['at'],
  known: ReadonlySet<string>,
): Remark {
  const meant = closest(operation, known)
  const name = shown(operation) ?? 'this'
  const fix =
    meant === undefined ? `known: ${[...known].slice(0, 12).join(', ')}` : `did you mean \`${meant}\`?`
  return remarkError(path, at, `${name} is not an operation of a connector`, fix)
}

function namesOf(
  connectors: Connectors,
  wanted: (connector: Connector) => readonly { readonly id: string }[],
): Set<string> {
  const names = [...connectors.values()].flatMap((connector) =>
    wanted(connector).map(({ id }) => `${connector.vendor}.${id}`),
  )
  return new Set(names)
}

function carriesMediaLive({ media, client }: LiveOperation): boolean {
  const frames = [...client.kinds, client.others]
  return media !== undefined || frames.some(({ shape }) => shape.opaque.length > 0)
}

function carriesMedia(operation: Connector['operations'][number]): boolean {
  return isUninspected(operation) || (operation.request?.opaque ?? []).length > 0
}
