/** Operations and dialect names that a tenant's settings mention have to be in a connector's table. */
import type { Connector } from '../../connectors/contract.ts'
import { remarkError, shown, type ConfigPath, type Remark } from './diagnostic.ts'
import type { Check } from './readable.ts'
import type { Connectors } from './residency-check.ts'
import { closest } from './spelling.ts'

/** Checks `media` (operations that carry files) and `redaction.routes` (any operation), as vendor.operation. */
export function operationCheck(connectors: Connectors): Check {
  const all = namesOf(connectors, () => true)
  const carriers = namesOf(connectors, carriesMedia)
  return ({ tenants }) => {
    const remarks: Remark[] = []
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
  wanted: (operation: Connector['operations'][number]) => boolean,
): Set<string> {
  const names = [...connectors.values()].flatMap((connector) =>
    connector.operations.filter(wanted).map((operation) => `${connector.vendor}.${operation.id}`),
  )
  return new Set(names)
}

function carriesMedia(operation: Connector['operations'][number]): boolean {
  return (
    operation.binary !== undefined ||
    Object.keys(operation.multipart?.files ?? {}).length > 0 ||
    (operation.request?.opaque ?? []).length > 0
  )
}
