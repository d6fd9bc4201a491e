/** The DeepL operations that the gateway can inspect. */
import type { Evidence, Operation, RefusedMember } from '../../contract.ts'

const evidence: Evidence = {
  url: 'https://developers.deepl.com/docs/getting-started/about',
  checked: '2026-11-22',
}

const keptAtVendor = (path: string, what: string): RefusedMember => ({
  path,
  rule: 'vendor_state',
  because: `It refers to ${what} that DeepL keeps for the whole account, which the gateway cannot inspect.`,
  remedy: `leave ${path} out.`,
  evidence,
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
      ],
      opaque: [],
      pseudonyms: [],
      refused: [
        keptAtVendor('glossary_id', 'a glossary'),
        keptAtVendor('glossary_ids', 'glossaries'),
        keptAtVendor('style_id', 'a style rule'),
        keptAtVendor('translation_memory_id', 'a translation memory'),
        {
          path: 'auth_key',
          rule: 'credential_in_body',
          because: 'A key in a body ends up in logs, and it would replace the configured one.',
          remedy: 'send the gateway key as "Authorization: DeepL-Auth-Key ...".',
          evidence,
        },
        {
          path: 'enable_beta_languages',
          values: /^(?:1|true)$/,
          rule: 'beta',
          because: 'Beta languages may be translated by other models, whose place is not documented.',
          remedy: 'leave enable_beta_languages out.',
          evidence,
        },
      ],
      forced: [],
      dropped: [],
    },
    answer: {
      verbatim: ['translations[].detected_source_language', 'translations[].model_type_used'],
      json: [],
      usage: undefined,
      model: undefined,
    },
    tokens: 'element',
  },
  {
    id: 'languages',
    method: 'GET',
    paths: ['/v2/languages'],
    query: ['type'],
    body: 'none',
    answer: { opaque: true, verbatim: [], json: [], usage: undefined, model: undefined },
    tokens: 'bracket',
  },
]
