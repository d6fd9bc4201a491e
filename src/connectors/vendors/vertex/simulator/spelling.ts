/** Reads protobuf's JSON as Google does: either spelling of a field, and one item where the message has a list. */

/** Fields whose content is the caller's own JSON, or a map of the caller's keys. */
const FREE = new Set([
  'args',
  'response',
  'labels',
  'instances',
  'parametersJsonSchema',
  'responseJsonSchema',
  'default',
  'example',
])
const LISTS = new Set(['contents', 'parts', 'tools', 'safetySettings', 'functionDeclarations'])

export function readProtobuf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readProtobuf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([written, member]) => {
      const name = written.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
      if (name === 'properties') return [name, eachMember(member)]
      const read: unknown = FREE.has(name) ? member : readProtobuf(member)
      return [name, LISTS.has(name) && !Array.isArray(read) ? [read] : read]
    }),
  )
}

/** The caller's own names, each with a schema below it. */
function eachMember(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readProtobuf(member)]))
}
