/** The documents for people: README, CONTRIBUTING, SECURITY and docs/, cut into what can be checked. */
import { committedFiles } from './committed-files.ts'

export interface Document {
  readonly path: string
  readonly text: string
}

export const documents: readonly Document[] = committedFiles().filter(
  ({ path }) => /^(?:docs\/.*|[A-Z]+)\.md$/.test(path) || path === 'config/README.md',
)

export function documentOf(path: string): Document {
  const found = documents.find((document) => document.path === path)
  if (found === undefined) throw new Error(`there is no ${path}`)
  return found
}

/** Fenced blocks: language and text. */
export function blocks({ text }: Document): readonly { readonly language: string; readonly text: string }[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }))
}

/** What a reader may type or look up: code spans, and the lines of blocks without their comments. */
export function codeLines(document: Document): readonly string[] {
  const prose = document.text.replaceAll(/^```[\s\S]*?^```$/gm, '')
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
  const lines = blocks(document)
    .filter(({ language }) => language === '')
    .flatMap(({ text }) => text.split('\n'))
  return [...spans, ...lines].map((line) => line.replace(/\s#\s.*$/, '').trim()).filter((line) => line !== '')
}

/** Anchors as GitHub makes them of headings. */
export function anchors({ text }: Document): ReadonlySet<string> {
  const plain = text.replaceAll(/^```[\s\S]*?^```$/gm, '')
  return new Set(
    [...plain.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
