/** Objects that an answer names: pinned to the tenant before the caller hears of them, or taken out of a list. */
import type { CreatedObject, Operation } from '../../../connectors/contract.ts'
import { Refusal } from '../../errors/refusal.ts'
import type { NewPin, PinName } from '../../ledger/pins.ts'
import type { RecordedCall } from '../calls.ts'
import type { Line } from '../line.ts'
import { AnswerFaultError, type AnswerFacts } from './answer-body.ts'
import { filterItems, itemIds } from './filter-items.ts'
import { undoCreation } from './undo-creation.ts'

/** Longer ids, and ids with spaces or controls, are no vendor's. */
const ID = /^[\x21-\x7e]{1,256}$/

/** Whether a good answer of the operation has to be read whole for the objects that it names. */
export function namesObjects({ creates, answer }: Operation): boolean {
  return creates !== undefined || answer.filter?.kind !== undefined
}

/**
 * Resolves to the filter of a list when everything that the answer names is pinned durably. Rejects with `Refusal` 503 when
 * it cannot be: what the call made is deleted again then, where the vendor has an operation for that, and the facts say
 * what became of it.
 */
export function settleObjects(
  call: RecordedCall,
  line: Line,
): (text: string, facts: AnswerFacts) => Promise<((text: string) => string) | undefined> {
  return async (text, facts) => {
    const { operation } = call.compiled
    if (operation.creates !== undefined) await pin(call, line, text, operation.creates, facts)
    const { filter } = operation.answer
    if (filter?.kind === undefined) return undefined
    const own = await ownIds(call, line, filter.kind, itemIds(filter, text))
    const { models } = call.proof.endpoint
    const listed = (id: string): boolean => models?.has(id) ?? !id.startsWith('ft:')
    return filterItems(filter, (id) => own.has(id) || (filter.kind === 'model' && listed(id)))
  }
}

async function pin(
  call: RecordedCall,
  line: Line,
  text: string,
  creates: readonly CreatedObject[],
  facts: AnswerFacts,
): Promise<void> {
  const answer = parse(text)
  const now = line.now()
  const made = creates.filter(({ optional }) => optional !== true)
  const own = made.flatMap((created) => pinsOf(call, created, answer, now))
  const others = creates
    .filter(({ optional }) => optional === true)
    .flatMap((created) => pinsOf(call, created, answer, now))
  let kept: readonly boolean[]
  try {
    const { pins } = line.ledger
    kept = await Promise.all([pins.keep(own), ...others.map(async (each) => await pins.keep([each]))])
  } catch {
    const gone = own.length > 0 && (await undoCreation(call, own))
    facts.pinned = ['pin_failed', gone ? 'deleted_at_vendor' : 'left_at_vendor']
    throw new Refusal('ledger_unavailable', { retryAfterSeconds: 5 })
  }
  // Two tenants with one object: nobody may hear of it.
  if (kept[0] !== true) {
    facts.pinned = ['pin_foreign']
    throw new AnswerFaultError('vendor_malformed')
  }
  // What a shared object has led to stays the tenant's who came first.
  const pinned = [...own, ...others.filter((_each, index) => kept[index + 1] === true)]
  if (pinned.length > 0) facts.pinned = [...new Set(pinned.map(({ kind }) => `pinned:${kind}`))]
}

function pinsOf(call: RecordedCall, created: CreatedObject, answer: unknown, now: number): readonly NewPin[] {
  const ids = valuesAt(answer, created.id).filter((id) => id !== null)
  if (ids.length === 0 && created.optional !== true) throw new AnswerFaultError('vendor_malformed')
  const expiresAt =
    created.keptSeconds === undefined
      ? instant(created.expires === undefined ? undefined : valuesAt(answer, created.expires)[0])
      : now + created.keptSeconds * 1000
  const { endpoint } = call.proof
  return ids.map((id): NewPin => {
    if (typeof id !== 'string' || !ID.test(id)) throw new AnswerFaultError('vendor_malformed')
    return {
      tenant: call.tenant.id,
      vendor: call.connector.vendor,
      kind: created.kind,
      id,
      endpoint: endpoint.id,
      upstream: endpoint.upstream.id,
      operation: call.compiled.operation.id,
      createdAt: now,
      expiresAt,
    }
  })
}

/** Ids of a list that are the tenant's at this endpoint, or shared with it there. */
async function ownIds(
  call: RecordedCall,
  line: Line,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { tenant, connector, proof } = call
  const { endpoint } = proof
  const names: readonly PinName[] = ids.map((id) => ({ kind, id }))
  const found = await line.ledger.pins.find(tenant.id, connector.vendor, names)
  const own = ids.filter((id, index) => {
    const places = [...(found[index]?.places ?? []), ...tenant.shared(connector.vendor, kind, id)]
    return places.some(
      (place) => place.endpoint === endpoint.id && endpoint.upstream.accepts.has(place.upstream),
    )
  })
  return new Set(own)
}

/** Unix ms of Unix seconds or of a date; undefined for what is neither. */
function instant(value: unknown): number | undefined {
  const at =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isFinite(at) && at > 0 && at < 8.64e15 ? at : undefined
}

/** Every value at a path of keys and `[]`. */
function valuesAt(value: unknown, path: string): readonly unknown[] {
  let values: readonly unknown[] = [value]
  for (const step of path.split('.')) {
    const list = step.endsWith('[]')
    const key = list ? step.slice(0, -2) : step
    values = values.flatMap((each): readonly unknown[] => {
      const found: unknown =
        key === ''
          ? each
          : typeof each === 'object' && each !== null && Object.hasOwn(each, key)
            ? Reflect.get(each, key)
            : undefined
      if (list) return Array.isArray(found) ? found : []
      return found === undefined ? [] : [found]
    })
  }
  return values
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AnswerFaultError('vendor_malformed')
  }
}
