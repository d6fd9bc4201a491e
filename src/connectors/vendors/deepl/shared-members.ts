/** Members that several of DeepL's requests have: objects that the account keeps, and what no request may hold. */
import type { Evidence, ExactString, NamedObject, RefusedMember } from '../../contract.ts'

export const REFERENCE: Evidence = {
  url: 'https://developers.deepl.com/api-reference',
  checked: '2026-11-22',
}

const evidence: Evidence = {
  url: 'https://developers.deepl.com/docs/getting-started/about',
  checked: '2026-11-22',
}

/** Ids of glossaries and style rules: looked up as the tenant's own. */
export const OBJECT_MEMBERS = ['glossary_id', 'glossary_ids', 'glossary_ids[]', 'style_id'] as const

export const OBJECT_NAMES: readonly NamedObject[] = [
  { kind: 'glossary', in: 'body', at: 'glossary_id' },
  { kind: 'glossary', in: 'body', at: 'glossary_ids[]' },
  // Its SDK writes all of them into one field.
  { kind: 'glossary', in: 'body', at: 'glossary_ids', separator: ',' },
  { kind: 'style_rule', in: 'body', at: 'style_id' },
]

export const TRANSLATION_MEMORY: RefusedMember = {
  path: 'translation_memory_id',
  rule: 'vendor_state',
  because:
    'It refers to a translation memory that DeepL keeps for the whole account, which the gateway cannot inspect.',
  remedy: 'leave translation_memory_id out.',
  evidence,
}

export const KEY_IN_BODY: RefusedMember = {
  path: 'auth_key',
  rule: 'credential_in_body',
  because: 'A key in a body ends up in logs, and it would replace the configured one.',
  remedy: 'send the gateway key as "Authorization: DeepL-Auth-Key ...".',
  evidence,
}

export const BETA_LANGUAGES: RefusedMember = {
  path: 'enable_beta_languages',
  values: /^(?:1|true)$/,
  rule: 'beta',
  because: 'Beta languages may be translated by other models, whose place is not documented.',
  remedy: 'leave enable_beta_languages out.',
  evidence,
}

/** What DeepL keeps and later answers repeat: a placeholder there would stay a placeholder. */
export const kept = (...paths: readonly string[]): readonly ExactString[] => paths.map((path) => ({ path }))
