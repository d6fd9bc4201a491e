/** Deletes at the vendor what a call has just made and the ledger could not pin: part of the attempt that made it. */
import type { Operation } from '../../../connectors/contract.ts'
import { deletionOf, pathOfObject } from '../../../connectors/kept-objects.ts'
import { scanForm } from '../../../connectors/wire/form-text.ts'
import { buildRequestHeaders, type HeaderPairs } from '../../egress/headers.ts'
import { dispatch } from '../../egress/send.ts'
import type { PinName } from '../../ledger/pins.ts'
import type { RecordedCall } from '../calls.ts'

const LIMITS = { firstByte: 10_000, idle: 10_000, total: 15_000 }

/** True when the vendor said of every object that it is gone. Never rejects. */
export async function undoCreation(call: RecordedCall, objects: readonly PinName[]): Promise<boolean> {
  const answers = await Promise.all(objects.map(async (object) => await deleteOne(call, object)))
  return answers.every(Boolean)
}

async function deleteOne(call: RecordedCall, { kind, id }: PinName): Promise<boolean> {
  const operation = deletionOf(call.connector, kind)
  if (operation === undefined) return false
  try {
    const status = await statusOf(call, operation, pathOf(call, operation, id))
    return (status >= 200 && status < 300) || status === 404
  } catch {
    return false
  }
}

/** On the same kind of path as the call itself, with the parameters of its query that the operation knows. */
function pathOf(call: RecordedCall, operation: Operation, id: string): string {
  const [first = ''] = [...operation.paths].sort(
    (one, other) => shared(other, call.path) - shared(one, call.path),
  )
  const path = pathOfObject(first, id)
  const query = scanForm(call.query)
    .filter(({ name }) => operation.query.includes(name))
    .map(({ nameStart, valueEnd }) => call.query.slice(nameStart, valueEnd))
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

/** How many characters two paths have in common from the start. */
function shared(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

async function statusOf(call: RecordedCall, { method }: Operation, path: string): Promise<number> {
  const { endpoint } = call.proof
  const rules = call.tenant.headerRules.get(endpoint)
  if (rules === undefined) return 0
  const credential = await endpoint.credential(path).header()
  const own: HeaderPairs = [credential, ...endpoint.ownHeaders, ...call.forcedHeaders]
  return await new Promise<number>((resolve) => {
    let status = 0
    dispatch(
      endpoint.pool,
      {
        method,
        path,
        headers: buildRequestHeaders(rules, [], own, undefined),
        body: undefined,
        limits: LIMITS,
      },
      {
        onHead: (head) => {
          status = head
        },
        onData: () => {},
        onEnd: () => resolve(status),
        onError: () => resolve(status),
      },
    )
  })
}
