/** Data that fits a JSON Schema, filled with the values that the model saw. */

/** Fills `schema` with `values`, each used in turn; strings that have a fitting name get a fitting value. */
export function inventData(schema: unknown, values: readonly string[], sentence: string): unknown {
  const supply = new Supply(values, sentence)
  return fill(schema, '', supply, asObject(schema), 0)
}

class Supply {
  readonly #values: readonly string[]
  readonly #sentence: string
  #next = 0

  constructor(values: readonly string[], sentence: string) {
    this.#values = values
    this.#sentence = sentence
  }

  text(name: string): string {
    const wanted = KINDS.find(([pattern]) => pattern.test(name))?.[1]
    const fitting = wanted === undefined ? undefined : this.#values.find((value) => wanted.test(value))
    if (fitting !== undefined) return fitting
    if (
      /text|note|body|message|summary|reason|query|description|content/i.test(name) ||
      this.#values.length === 0
    ) {
      return this.#sentence
    }
    return this.#values[this.#next++ % this.#values.length] ?? this.#sentence
  }
}

/** Name of a member -> what a value for it looks like, as a placeholder or raw. */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  [/mail/i, /MAIL|@/i],
  [/phone|tel|mobile/i, /PHONE|^\+?\d[\d ()-]{7,}$/i],
  [/iban|account/i, /IBAN|^[A-Z]{2}\d{2}/],
  [/pesel|national|tax|ident/i, /PESEL|NIP|TAX|^\d{10,11}$/],
]

type JsonObject = Readonly<Record<string, unknown>>

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

function fill(schema: unknown, name: string, supply: Supply, root: JsonObject, depth: number): unknown {
  const node = asObject(schema)
  if (depth > 8) return null
  const next = (inner: unknown, innerName = name) => fill(inner, innerName, supply, root, depth + 1)
  if (typeof node['$ref'] === 'string') return next(resolve(node['$ref'], root))
  if ('const' in node) return node['const']
  if (Array.isArray(node['enum'])) return node['enum'][0] ?? null
  for (const union of ['anyOf', 'oneOf', 'allOf']) {
    const branches = node[union]
    if (Array.isArray(branches) && branches.length > 0) return next(branches[0])
  }
  const type = Array.isArray(node['type']) ? node['type'][0] : node['type']
  switch (type) {
    case 'string':
      return formatted(node['format']) ?? supply.text(name)
    case 'integer':
    case 'number':
      return typeof node['minimum'] === 'number' ? node['minimum'] : 7
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array':
      return [next(node['items'] ?? { type: 'string' })]
    default: {
      const members = Object.entries(asObject(node['properties']))
      if (members.length === 0) return { value: supply.text(name), note: supply.text('note') }
      return Object.fromEntries(members.map(([key, member]) => [key, next(member, key)]))
    }
  }
}

function formatted(format: unknown): string | undefined {
  if (format === 'date') return '2026-11-22'
  return format === 'date-time' ? '2026-11-22T10:00:00Z' : undefined
}

function resolve(reference: string, root: JsonObject): unknown {
  if (!reference.startsWith('#/')) return {}
  return reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => asObject(node)[key], root)
}
