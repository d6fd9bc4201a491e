/** Questions about a connector's table that several readers ask: how an object is deleted, and what leaves uninspected. */
import type { Connector, Operation } from './contract.ts'

/** The operation that deletes objects of a kind, by a path alone; undefined where the vendor has none. */
export function deletionOf({ operations }: Connector, kind: string): Operation | undefined {
  return operations.find(
    ({ body, names }) =>
      body === 'none' && names?.some((name) => name.kind === kind && name.to === 'end' && name.in === 'path'),
  )
}

/** The path of a template with one parameter that names the object. */
export function pathOfObject(template: string, id: string): string {
  return template.replace(/\{\+?[a-z_]+\}/, encodeURIComponent(id))
}

/** Ids of operations that carry something which nobody can look at, so that consent has to name them. */
export function uninspectedOperations({ operations, live }: Connector): readonly string[] {
  const sessions = (live?.operations ?? []).filter(({ media }) => media !== undefined)
  return [...operations.filter(isUninspected), ...sessions]
    .filter(({ closed }) => closed === undefined)
    .map(({ id }) => id)
}

/** Every call of it carries something that nobody can look at: an upload, or an answer that is a picture or sound. */
export function isUninspected({ multipart, binary, answer }: Operation): boolean {
  return Object.keys(multipart?.files ?? {}).length > 0 || binary !== undefined || answer.media !== undefined
}
