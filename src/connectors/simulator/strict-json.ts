/** Reads a JSON body the way a suspicious vendor would: strict UTF-8, no byte-order mark, no member twice. */

export type JsonReading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: string }

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function readStrictJson(body: Uint8Array): JsonReading {
  let text: string
  try {
    text = decoder.decode(body)
  } catch {
    return { kind: 'problem', problem: 'the body is not valid UTF-8' }
  }
  if (text.startsWith('\ufeff')) return { kind: 'problem', problem: 'the body starts with a byte-order mark' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'problem', problem: 'the body could not be parsed as JSON' }
  }
  const twice = repeatedMember(text)
  // Two parsers may disagree on which of the two counts, so a gateway that adds a flag must not leave the old one.
  if (twice !== undefined)
    return { kind: 'problem', problem: `the member '${twice}' comes twice in one object` }
  return { kind: 'value', value }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs

/** The first member name that an object of this valid JSON text has twice, escapes decoded. */
function repeatedMember(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  let expectsName = false
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      open.push(token === '{' ? new Set() : undefined)
      expectsName = token === '{'
    } else if (token === '}' || token === ']') {
      open.pop()
      expectsName = false
    } else if (token === ',') {
      expectsName = open.at(-1) !== undefined
    } else if (token === ':') {
      expectsName = false
    } else if (expectsName) {
      const name = String(JSON.parse(token))
      const names = open.at(-1)
      if (names?.has(name) === true) return name
      names?.add(name)
      expectsName = false
    }
  }
  return undefined
}
