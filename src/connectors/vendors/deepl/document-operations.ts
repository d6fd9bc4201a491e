/** Whole documents, translated by DeepL unread by the gateway: sent with consent, asked for by their key, fetched once. */
import type { NamedObject, Operation, RequestShape } from '../../contract.ts'
import { BETA_LANGUAGES, KEY_IN_BODY, OBJECT_NAMES, TRANSLATION_MEMORY } from './shared-members.ts'

const DOCUMENT: NamedObject = { kind: 'document', in: 'path', at: 'document_id' }

const KEY_OF_DOCUMENT: RequestShape = {
  turns: [],
  json: [],
  verbatim: [],
  opaque: [],
  pseudonyms: [],
  // DeepL's own, without which the document cannot be read.
  exact: [{ path: 'document_key', shape: /^[0-9A-Za-z]{16,256}$/ }],
  refused: [KEY_IN_BODY],
  forced: [],
  dropped: [],
}

export const DOCUMENT_OPERATIONS: readonly Operation[] = [
  {
    id: 'documents.translate',
    method: 'POST',
    paths: ['/v2/document'],
    query: [],
    body: 'multipart',
    multipart: {
      files: { file: 'file' },
      verbatim: [
        'source_lang',
        'target_lang',
        'formality',
        'output_format',
        'translation_memory_threshold',
        'glossary_id',
        'glossary_ids',
        'style_id',
      ],
      fileNames: ['filename'],
      model: undefined,
      refused: [TRANSLATION_MEMORY, KEY_IN_BODY, BETA_LANGUAGES].map(({ path, rule, because, remedy }) => ({
        part: path,
        rule,
        because,
        remedy,
      })),
    },
    answer: {
      verbatim: ['document_id', 'document_key'],
      json: [],
      usage: undefined,
      model: undefined,
    },
    names: OBJECT_NAMES.filter(({ at }) => !at.endsWith('[]')).map((name) => ({ ...name, in: 'part' })),
    creates: [{ kind: 'document', id: 'document_id' }],
    tokens: 'bracket',
  },
  {
    id: 'documents.status',
    method: 'POST',
    paths: ['/v2/document/{document_id}'],
    query: [],
    body: 'json_or_form',
    request: KEY_OF_DOCUMENT,
    answer: { verbatim: ['document_id', 'status'], json: [], usage: undefined, model: undefined },
    names: [DOCUMENT],
    tokens: 'bracket',
  },
  {
    id: 'documents.result',
    method: 'POST',
    paths: ['/v2/document/{document_id}/result'],
    query: [],
    body: 'json_or_form',
    request: KEY_OF_DOCUMENT,
    answer: { opaque: true, file: true, verbatim: [], json: [], usage: undefined, model: undefined },
    // It can be fetched once: DeepL deletes it then.
    names: [{ ...DOCUMENT, to: 'end' }],
    tokens: 'bracket',
  },
]
