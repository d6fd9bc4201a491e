/** The table for operations that no connector lists: nothing is verbatim but what no body can do without. */
import type { Operation } from './contract.ts'

export const UNLISTED_OPERATION: Operation = {
  id: 'unlisted',
  method: 'POST',
  paths: [],
  query: ['api-version', 'limit', 'after', 'before', 'order'],
  body: 'any',
  request: {
    turns: [
      { path: 'messages[]', role: { member: 'role', operator: ['system', 'developer'] } },
      { path: 'input' },
      { path: 'input[]' },
      { path: 'prompt' },
    ],
    json: [],
    verbatim: ['model'],
    opaque: [],
    pseudonyms: ['user', 'safety_identifier', 'prompt_cache_key'],
    refused: [],
    forced: [],
    dropped: [],
    model: 'model',
    stream: 'stream',
  },
  multipart: {
    files: { file: 'file', image: 'image', 'image[]': 'image', audio: 'audio', mask: 'image' },
    verbatim: ['model', 'purpose', 'response_format'],
    model: 'model',
    refused: [],
  },
  answer: { verbatim: [], json: [], usage: undefined, model: undefined },
  tokens: 'bracket',
}
