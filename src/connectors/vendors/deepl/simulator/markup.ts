/** XML fragments as DeepL's tag handling v2 reads them: strictly, or not at all. */

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'element'
      readonly name: string
      readonly attributes: readonly (readonly [name: string, value: string])[]
      readonly children: readonly Node[]
    }
  /** Comments and processing instructions, kept as they stand. */
  | { readonly kind: 'other'; readonly source: string }

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/?[A-Za-z_][\w:.-]*(?:\s+[A-Za-z_][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>|[^<]+/gy
const ATTRIBUTE = /([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITY = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A fragment with any number of roots, or undefined when it is not well-formed. */
export function parseMarkup(source: string): Node[] | undefined {
  const roots: Node[] = []
  const open: {
    readonly name: string
    readonly attributes: readonly (readonly [string, string])[]
    readonly children: Node[]
  }[] = []
  const add = (node: Node) => (open.at(-1)?.children ?? roots).push(node)
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source)?.[0]
    if (token === undefined) return undefined
    if (!token.startsWith('<')) {
      const text = unescaped(token)
      if (text === undefined) return undefined
      add({ kind: 'text', text })
    } else if (token.startsWith('<!') || token.startsWith('<?')) {
      add({ kind: 'other', source: token })
    } else if (token.startsWith('</')) {
      const element = open.pop()
      if (element === undefined || element.name !== token.slice(2, -1).trim()) return undefined
      add({ kind: 'element', ...element })
    } else {
      const attributes = attributesOf(token)
      const name = /^<([\w:.-]+)/.exec(token)?.[1]
      if (attributes === undefined || name === undefined) return undefined
      if (token.endsWith('/>')) add({ kind: 'element', name, attributes, children: [] })
      else open.push({ name, attributes, children: [] })
    }
  }
  return open.length === 0 ? roots : undefined
}

function attributesOf(token: string): [string, string][] | undefined {
  const attributes: [string, string][] = []
  for (const [, name = '', double, single] of token.matchAll(ATTRIBUTE)) {
    const value = unescaped(double ?? single ?? '')
    if (value === undefined || attributes.some(([known]) => known === name)) return undefined
    attributes.push([name, value])
  }
  return attributes
}

/** Undefined when a bare ampersand or an entity that XML does not know is left. */
function unescaped(text: string): string | undefined {
  if (text.replace(ENTITY, '').includes('&')) return undefined
  return text.replace(
    ENTITY,
    (_whole, name: string | undefined, decimal: string | undefined, hex: string | undefined) =>
      name === undefined
        ? String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal))
        : (NAMED[name] ?? ''),
  )
}

/** How markup may be written again: all forms mean the same. */
export interface MarkupStyle {
  readonly quote: '"' | "'"
  /** `<x/>` or `<x></x>` for an element without content. */
  readonly collapses: boolean
  /** `&#38;` instead of `&amp;`. */
  readonly numeric: boolean
}

export const PLAIN_MARKUP: MarkupStyle = { quote: '"', collapses: false, numeric: false }

export function writeMarkup(nodes: readonly Node[], style: MarkupStyle): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return escaped(node.text, style)
      if (node.kind === 'other') return node.source
      const attributes = node.attributes
        .map(([name, value]) => ` ${name}=${style.quote}${escaped(value, style, true)}${style.quote}`)
        .join('')
      if (node.children.length === 0 && style.collapses) return `<${node.name}${attributes}/>`
      return `<${node.name}${attributes}>${writeMarkup(node.children, style)}</${node.name}>`
    })
    .join('')
}

function escaped(text: string, style: MarkupStyle, inAttribute = false): string {
  const basic = text
    .replaceAll('&', style.numeric ? '&#38;' : '&amp;')
    .replaceAll('<', style.numeric ? '&#60;' : '&lt;')
    .replaceAll('>', '&gt;')
  if (!inAttribute) return basic
  return style.quote === '"' ? basic.replaceAll('"', '&quot;') : basic.replaceAll("'", '&apos;')
}
