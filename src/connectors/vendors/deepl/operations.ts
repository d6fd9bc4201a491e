/** The DeepL operations that the gateway can inspect. */
import type { Closure, HttpMethod, Operation } from '../../contract.ts'
import { DOCUMENT_OPERATIONS } from './document-operations.ts'
import { GLOSSARY_OPERATIONS } from './glossary-operations.ts'
import {
  BETA_LANGUAGES,
  KEY_IN_BODY,
  OBJECT_MEMBERS,
  OBJECT_NAMES,
  REFERENCE,
  TRANSLATION_MEMORY,
} from './shared-members.ts'
import { STYLE_OPERATIONS } from './style-operations.ts'
import { WRITE_OPERATIONS } from './write-operations.ts'

const NO_TEXT: Operation['answer'] = {
  opaque: true,
  verbatim: [],
  json: [],
  usage: undefined,
  model: undefined,
}

const closed = (id: string, method: HttpMethod, paths: readonly string[], closure: Closure): Operation => ({
  id,
  method,
  paths,
  query: [],
  body: 'none',
  closed: closure,
  answer: NO_TEXT,
  tokens: 'bracket',
})

const STREAMING: Closure = {
  rule: 'direct_link',
  because: 'It answers with a URL and a token for calling DeepL directly, past the gateway.',
  remedy: 'translate the transcript as text.',
  evidence: { url: 'https://developers.deepl.com/api-reference/voice', checked: '2026-11-22' },
}

const STORAGE: Closure = {
  rule: 'direct_link',
  because: 'Its file goes to or comes from a storage URL outside the API, past the gateway.',
  remedy: 'send texts or documents.',
  evidence: REFERENCE,
}

const ACCOUNT: Closure = {
  rule: 'account_list',
  because: 'It is about the whole account, its keys or its usage, and so about other tenants.',
  remedy: "use the account's own pages.",
  evidence: REFERENCE,
}

const CLOSED: readonly Operation[] = [
  closed('voice.start', 'POST', ['/v3/voice/realtime'], STREAMING),
  closed('voice.reconnect', 'GET', ['/v3/voice/realtime'], STREAMING),
  closed('voice.jobs.create', 'POST', ['/v1/jobs/voice/translate'], STORAGE),
  closed('voice.jobs.get', 'GET', ['/v1/jobs/voice/translate/{job_id}'], STORAGE),
  closed('translation_memories.list', 'GET', ['/v3/translation_memories'], {
    ...ACCOUNT,
    remedy: 'keep translation memories out of calls: no operation that makes one passes here.',
  }),
  closed('translation_memories.import', 'POST', ['/v3/translation_memories/import'], STORAGE),
  closed('translation_memories.export', 'POST', ['/v3/translation_memories/{memory_id}/export'], STORAGE),
  closed('quality.submit', 'POST', ['/v1/quality-evaluation'], {
    rule: 'vendor_state',
    because: 'DeepL keeps the texts and their evaluation for a day.',
    remedy: 'translate only.',
    evidence: REFERENCE,
  }),
  closed('admin.keys', 'GET', ['/v2/admin/developer-keys'], ACCOUNT),
  closed('admin.analytics', 'GET', ['/v2/admin/analytics', '/v2/admin/analytics/custom-tags'], ACCOUNT),
]

const list = (id: string, path: string, query: readonly string[]): Operation => ({
  id,
  method: 'GET',
  paths: [path],
  query,
  body: 'none',
  answer: NO_TEXT,
  tokens: 'bracket',
})

export const DEEPL_OPERATIONS: readonly Operation[] = [
  {
    id: 'translate',
    method: 'POST',
    paths: ['/v2/translate'],
    query: [],
    body: 'json_or_form',
    request: {
      turns: [{ path: 'text' }, { path: 'text[]' }],
      json: [],
      verbatim: [
        'source_lang',
        'target_lang',
        'formality',
        'split_sentences',
        'preserve_formatting',
        'tag_handling',
        'tag_handling_version',
        'outline_detection',
        'non_splitting_tags',
        'non_splitting_tags[]',
        'splitting_tags',
        'splitting_tags[]',
        'ignore_tags',
        'ignore_tags[]',
        'model_type',
        'show_billed_characters',
        ...OBJECT_MEMBERS,
      ],
      opaque: [],
      pseudonyms: [],
      refused: [TRANSLATION_MEMORY, KEY_IN_BODY, BETA_LANGUAGES],
      forced: [],
      dropped: [],
    },
    answer: {
      verbatim: ['translations[].detected_source_language', 'translations[].model_type_used'],
      json: [],
      usage: undefined,
      model: undefined,
    },
    names: OBJECT_NAMES,
    tokens: 'element',
  },
  ...WRITE_OPERATIONS,
  ...DOCUMENT_OPERATIONS,
  ...GLOSSARY_OPERATIONS,
  ...STYLE_OPERATIONS,
  list('languages', '/v2/languages', ['type']),
  list('languages.v3', '/v3/languages', ['resource', 'include']),
  list('languages.resources', '/v3/languages/resources', []),
  list('glossaries.language_pairs', '/v2/glossary-language-pairs', []),
  {
    ...list('usage', '/v2/usage', []),
    needs: {
      setting: 'account_usage',
      rule: 'account_totals',
      because: 'It answers with totals of the whole account, and so of other tenants.',
      remedy: 'count what your own calls were billed, with show_billed_characters.',
      evidence: REFERENCE,
    },
  },
  ...CLOSED,
]
