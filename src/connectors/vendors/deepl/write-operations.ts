/** DeepL Write: texts come back rephrased or corrected. It knows no tags, so values ride in tokens of prose. */
import type { Operation } from '../../contract.ts'
import { KEY_IN_BODY } from './shared-members.ts'

const write = (id: string, path: string): Operation => ({
  id,
  method: 'POST',
  paths: [path],
  query: [],
  body: 'json_or_form',
  request: {
    turns: [{ path: 'text' }, { path: 'text[]' }],
    json: [],
    verbatim: ['target_lang', 'writing_style', 'tone'],
    opaque: [],
    pseudonyms: [],
    refused: [KEY_IN_BODY],
    forced: [],
    dropped: [],
  },
  answer: {
    verbatim: ['improvements[].detected_source_language', 'improvements[].target_language'],
    json: [],
    usage: undefined,
    model: undefined,
  },
  tokens: 'bracket',
})

export const WRITE_OPERATIONS: readonly Operation[] = [
  write('write.rephrase', '/v2/write/rephrase'),
  write('write.correct', '/v2/write/correct'),
]
