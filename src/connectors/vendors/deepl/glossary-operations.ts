/** Glossaries, in one language pair (v2) or several (v3). DeepL keeps them, so what is personal in one is refused, not replaced. */
import type { AnswerShape, NamedObject, Operation, RequestShape } from '../../contract.ts'
import { KEY_IN_BODY, kept } from './shared-members.ts'

const GLOSSARY: NamedObject = { kind: 'glossary', in: 'path', at: 'glossary_id' }
const LANGUAGES = ['source_lang', 'target_lang'] as const

const ANSWER: AnswerShape = {
  verbatim: ['glossary_id', 'source_lang', 'target_lang', 'creation_time', 'dictionaries[].source_lang', 'dictionaries[].target_lang'],
  json: [],
  usage: undefined,
  model: undefined,
} // prettier-ignore

const REQUEST: RequestShape = {
  turns: [],
  json: [],
  verbatim: [
    'source_lang',
    'target_lang',
    'entries_format',
    'dictionaries[].source_lang',
    'dictionaries[].target_lang',
    'dictionaries[].entries_format',
  ],
  opaque: [],
  pseudonyms: [],
  exact: kept('name', 'entries', 'dictionaries[].entries'),
  refused: [KEY_IN_BODY],
  forced: [],
  dropped: [],
}

type Call = Pick<Operation, 'id' | 'method'> & { readonly path: string } & Partial<Operation>

const glossary = ({ path, ...call }: Call): Operation => ({
  paths: [path],
  query: [],
  body: 'none',
  answer: ANSWER,
  tokens: 'bracket',
  ...call,
})

const written = { body: 'json_or_form', request: REQUEST } as const
const made = { ...written, creates: [{ kind: 'glossary', id: 'glossary_id' }] } as const
const listed: AnswerShape = {
  ...ANSWER,
  filter: { items: 'glossaries', id: 'glossary_id', kind: 'glossary' },
}

const V2 = '/v2/glossaries'
const V3 = '/v3/glossaries'
const ONE = '/{glossary_id}'

export const GLOSSARY_OPERATIONS: readonly Operation[] = [
  glossary({ id: 'glossaries.v2.create', method: 'POST', path: V2, ...made }),
  glossary({ id: 'glossaries.v2.list', method: 'GET', path: V2, answer: listed }),
  glossary({ id: 'glossaries.v2.get', method: 'GET', path: V2 + ONE, names: [GLOSSARY] }),
  glossary({ id: 'glossaries.v2.entries', method: 'GET', path: `${V2}${ONE}/entries`, names: [GLOSSARY] }),
  glossary({ id: 'glossaries.v2.delete', method: 'DELETE', path: V2 + ONE, names: [{ ...GLOSSARY, to: 'end' }] }),
  glossary({ id: 'glossaries.create', method: 'POST', path: V3, ...made }),
  glossary({ id: 'glossaries.list', method: 'GET', path: V3, answer: listed }),
  glossary({ id: 'glossaries.get', method: 'GET', path: V3 + ONE, names: [GLOSSARY] }),
  glossary({ id: 'glossaries.update', method: 'PATCH', path: V3 + ONE, ...written, names: [{ ...GLOSSARY, to: 'change' }] }),
  glossary({ id: 'glossaries.delete', method: 'DELETE', path: V3 + ONE, names: [{ ...GLOSSARY, to: 'end' }] }),
  glossary({ id: 'glossaries.entries', method: 'GET', path: `${V3}${ONE}/entries`, query: LANGUAGES, names: [GLOSSARY] }),
  glossary({ id: 'glossaries.dictionaries.replace', method: 'PUT', path: `${V3}${ONE}/dictionaries`, ...written, names: [{ ...GLOSSARY, to: 'change' }] }),
  glossary({ id: 'glossaries.dictionaries.delete', method: 'DELETE', path: `${V3}${ONE}/dictionaries`, query: LANGUAGES, names: [{ ...GLOSSARY, to: 'change' }] }),
] // prettier-ignore
