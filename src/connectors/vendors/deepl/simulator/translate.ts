/** A translation that is none: prose changes, e-mail addresses and numbers stay, tags suffer as they do at DeepL. */
import { between, chance, pick } from '../../../simulator/chance.ts'
import type { Random } from '../../../simulator/contract.ts'
import type { Script } from '../../../simulator/script.ts'
import { type MarkupStyle, type Node, parseMarkup, PLAIN_MARKUP, writeMarkup } from './markup.ts'
import type { TranslateRequest } from './translate-request.ts'

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
}
const ADDRESS = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g

/** Every vowel gets an accent, so a bracketed placeholder does not survive; e-mail-shaped words do. */
export function pseudoTranslate(text: string): string {
  let at = 0
  let translated = ''
  for (const match of text.matchAll(ADDRESS)) {
    translated += accented(text.slice(at, match.index)) + match[0]
    at = match.index + match[0].length
  }
  return translated + accented(text.slice(at))
}

function accented(text: string): string {
  return text.replace(/[aeiou]/gi, (vowel) => ACCENTS[vowel] ?? vowel)
}

/** What the request says of tags, and how roughly they are treated. */
export interface TagManner {
  readonly request: Pick<TranslateRequest, 'tagHandling' | 'tagVersion' | 'ignoreTags'>
  readonly script: Script
  readonly random: Random
  readonly hostile: boolean
}

/** Undefined when strict tag handling cannot read the text. */
export function translateText(text: string, manner: TagManner): string | undefined {
  const { request } = manner
  if (request.tagHandling === undefined) return pseudoTranslate(text)
  const nodes = parseMarkup(text)
  if (nodes === undefined) {
    return request.tagHandling === 'xml' && request.tagVersion === 'v2' ? undefined : translateLoosely(text)
  }
  const translated = translateNodes(nodes, manner)
  return writeMarkup(mistreat(translated, manner), styleOf(manner))
}

/** HTML and version 1 take what they can: tags are left alone, the rest is translated. */
function translateLoosely(text: string): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : pseudoTranslate(part)))
    .join('')
}

function translateNodes(nodes: readonly Node[], manner: TagManner): Node[] {
  return nodes.map((node): Node => {
    if (node.kind === 'text') return { kind: 'text', text: pseudoTranslate(node.text) }
    if (node.kind === 'other' || manner.request.ignoreTags.includes(node.name)) return node
    const children = translateNodes(node.children, manner)
    // The neutral word in a tag is a word like any other: it may be inflected.
    const inflected = manner.hostile && chance(manner.random, 0.3)
    return { ...node, children: inflected ? [...children, { kind: 'text', text: 'em' }] : children }
  })
}

type Mistreatment = 'omit-tag' | 'drop-tag' | 'duplicate-tag' | 'reorder-tags' | 'move-tag' | 'empty-tag'

/** About one tagged text in two is mistreated when hostile; scripts name the mistreatment. */
function mistreat(nodes: readonly Node[], { script, random, hostile, request }: TagManner): readonly Node[] {
  const first = nodes.findIndex((node) => node.kind === 'element')
  const element = nodes[first]
  if (element?.kind !== 'element') return nodes
  const scripted = (Object.keys(MISTREATMENTS) as Mistreatment[]).filter((name) => script[name] === true)
  // Ignored tags wander to the start of the sentence (DeepLcom/deepl-python, issue 93).
  const wanders = hostile && request.ignoreTags.includes(element.name) && chance(random, 0.5)
  const chosen =
    scripted.length > 0 ? scripted : wanders ? ['move-tag' as const] : hostile ? drawn(random) : []
  return chosen.reduce((changed, name) => MISTREATMENTS[name](changed, random), nodes)
}

function drawn(random: Random): Mistreatment[] {
  if (chance(random, 0.5)) return []
  return [
    pick<Mistreatment>(random, [
      'reorder-tags',
      'reorder-tags',
      'move-tag',
      'duplicate-tag',
      'omit-tag',
      'drop-tag',
      'empty-tag',
    ]),
  ]
}

type Element = Extract<Node, { kind: 'element' }>

function elementsOf(nodes: readonly Node[]): number[] {
  return nodes.flatMap((node, index) => (node.kind === 'element' ? [index] : []))
}

function replaceFirst(nodes: readonly Node[], change: (element: Element) => readonly Node[]): Node[] {
  const [first] = elementsOf(nodes)
  return nodes.flatMap((node, index) => (index === first && node.kind === 'element' ? change(node) : [node]))
}

const MISTREATMENTS: Readonly<
  Record<Mistreatment, (nodes: readonly Node[], random: Random) => readonly Node[]>
> = {
  'omit-tag': (nodes) => replaceFirst(nodes, (element) => element.children),
  'drop-tag': (nodes) => replaceFirst(nodes, () => []),
  'duplicate-tag': (nodes) =>
    replaceFirst(nodes, (element) => [element, { kind: 'text', text: ' ' }, element]),
  'empty-tag': (nodes) =>
    replaceFirst(nodes, (element) => [{ ...element, children: [] }, ...element.children]),
  'move-tag': (nodes) => {
    const [first] = elementsOf(nodes)
    const element = first === undefined ? undefined : nodes[first]
    return element === undefined ? nodes : [element, ...nodes.filter((_node, index) => index !== first)]
  },
  'reorder-tags': (nodes, random) => {
    const places = elementsOf(nodes)
    if (places.length < 2) return nodes
    const left = between(random, 0, places.length - 2)
    const [from, to] = [places[left] ?? 0, places[left + 1] ?? 0]
    return nodes.map(
      (node, index) => (index === from ? nodes[to] : index === to ? nodes[from] : undefined) ?? node,
    )
  },
}

function styleOf({ random, hostile }: TagManner): MarkupStyle {
  if (!hostile) return PLAIN_MARKUP
  return {
    quote: pick(random, ['"', '"', "'"]),
    collapses: chance(random, 0.5),
    numeric: chance(random, 0.2),
  }
}

/** A guess as good as the vendor's on short texts. */
export function detectLanguage(text: string): string {
  if (/[ąćęłńśźż]/i.test(text)) return 'PL'
  if (/[äöüß]/i.test(text)) return 'DE'
  if (/[àâçèêëîïôûœ]/i.test(text)) return 'FR'
  return 'EN'
}
