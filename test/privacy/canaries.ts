/** Unique texts for every place in which a caller or an operator can put one, and calls that carry them through every kind of end. */
import type { ServerResponse } from 'node:http'
import { chat, type CallOptions } from '../harness/call.ts'
import type { SeenCall, VendorScript } from '../harness/vendor.ts'

/** Personal data: may be in the caller's own answer and nowhere else. */
export const PERSON = {
  mail: 'zofia.canarybird@example.pl',
  iban: 'DE89370400440532013000',
  pesel: '44051401359',
  card: '4111111111111111',
} as const

/** No detector knows these: they may go to the vendor and come back, and be nowhere else. */
export const TEXT = {
  prompt: 'canaryprompt quartz of the caller',
  system: 'canarysystem marble of the operator',
  tool: 'canarytool_basalt',
  key: 'canarykey_granite',
  answer: 'canaryanswer slate of the vendor',
  vendorError: 'canaryerror flint of the vendor',
  region: 'Canaryregion Chalk',
  header: 'canaryheader-pumice',
  path: 'canarypath-gneiss',
  query: 'canaryquery-shale',
} as const

/** May not leave, and may not be written anywhere. */
export const LOCAL = {
  model: 'canarymodel-opal',
  file: 'canaryfile-topaz',
  strangerHeader: 'canarystranger-jade',
  cookie: 'canarycookie-onyx',
  wrongKey: 'canarywrongkey-agate',
} as const

const messages = [
  { role: 'system', content: `${TEXT.system} ${PERSON.mail}` },
  { role: 'user', content: `${TEXT.prompt}: ${Object.values(PERSON).join(', ')}` },
]

const HEADERS = [
  'x-client-request-id',
  `${TEXT.header} ${PERSON.mail}`,
  'x-stranger',
  LOCAL.strangerHeader,
  'cookie',
  `session=${LOCAL.cookie}`,
]

const good = (more: object = {}): CallOptions => ({ ...chat('', { messages, ...more }), headers: HEADERS })

const raw = (body: string | Buffer, contentType = 'application/json'): CallOptions => ({
  path: '/openai/v1/chat/completions',
  body,
  headers: [...HEADERS, 'content-type', contentType],
})

const upload = (parts: string): CallOptions => ({
  path: '/openai/v1/audio/transcriptions',
  method: 'POST',
  headers: [...HEADERS, 'content-type', 'multipart/form-data; boundary=XX'],
  body: `--XX\r\ncontent-disposition: form-data; name="model"\r\n\r\ngpt-4o-transcribe\r\n${parts}--XX--\r\n`,
})

const part = (header: string, text: string): string => `--XX\r\n${header}\r\n\r\n${text}\r\n`

/** Calls that are served, or fail at the vendor: what the vendor does is another list. */
export const SENT: Readonly<Record<string, CallOptions>> = {
  chat: good(),
  'chat, streamed': good({ stream: true }),
  'chat with tools': good({
    tools: [{ type: 'function', function: { name: TEXT.tool, parameters: { [TEXT.key]: PERSON.mail } } }],
    metadata: { [TEXT.key]: `${TEXT.prompt} ${PERSON.mail}`, [PERSON.mail]: 'x' },
    user: PERSON.mail,
  }),
  responses: {
    path: '/openai/v1/responses',
    headers: HEADERS,
    body: { model: 'gpt-5.4', input: messages, instructions: TEXT.system },
  },
  embeddings: {
    path: '/openai/v1/embeddings',
    headers: HEADERS,
    body: { model: 'text-embedding-3-small', input: [`${TEXT.prompt} ${PERSON.mail}`] },
  },
  transcription: upload(
    part(`content-disposition: form-data; name="prompt"`, `${TEXT.prompt} ${PERSON.mail}`) +
      part(`content-disposition: form-data; name="file"; filename="${LOCAL.file}.wav"`, 'RIFF'),
  ),
  azure: {
    path: `/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21&note=${TEXT.query}${encodeURIComponent(` ${PERSON.mail}`)}`,
    headers: HEADERS,
    body: { messages },
  },
  deepl: {
    path: '/deepl/v2/translate',
    headers: HEADERS,
    body: { text: [`${TEXT.prompt} ${PERSON.mail}`], target_lang: 'DE' },
  },
  'deepl, as a form': {
    path: '/deepl/v2/translate',
    headers: [...HEADERS, 'content-type', 'application/x-www-form-urlencoded'],
    body: new URLSearchParams({ text: `${TEXT.prompt} ${PERSON.mail}`, target_lang: 'DE' }).toString(),
  },
}

/** Calls that the gateway refuses, each at another step. */
export const REFUSED: Readonly<Record<string, CallOptions>> = {
  'no such model': good({ model: LOCAL.model }),
  'no such deployment': {
    path: `/azure/openai/deployments/${LOCAL.model}/chat/completions`,
    headers: HEADERS,
    body: { messages },
  },
  'no such operation': {
    path: `/openai/v1/${TEXT.path}/${PERSON.mail}`,
    headers: HEADERS,
    body: { messages },
  },
  'no such vendor': { path: `/${TEXT.path}/v1`, headers: HEADERS, body: { messages } },
  'a feature': good({ tools: [{ type: TEXT.tool }], web_search_options: { [TEXT.key]: PERSON.mail } }),
  'a header': {
    path: '/azure/openai/deployments/chat-dep/chat/completions',
    headers: ['x-ms-spillover-deployment', LOCAL.model],
    body: { messages },
  },
  media: good({
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: TEXT.prompt } }] }],
  }),
  'a broken query': { path: `/openai/v1/models?${TEXT.query}=%zz`, headers: HEADERS },
  'a key in the query': { path: `/openai/v1/models?api-key=${LOCAL.wrongKey}`, headers: HEADERS },
  'broken JSON': raw(`{"messages": "${TEXT.prompt} ${PERSON.mail}`),
  'JSON with a word in it': raw(`{"messages": ${TEXT.prompt} ${PERSON.mail}}`),
  'a duplicate key': raw(`{"${TEXT.key}": "${PERSON.mail}", "${TEXT.key}": 1, "model": "gpt-5.4"}`),
  'no object': raw(`["${TEXT.prompt}", "${PERSON.mail}"]`),
  'too deep': raw(`{"${TEXT.key}":${'['.repeat(80)}"${PERSON.mail}"${']'.repeat(80)}}`),
  'a byte-order mark': raw(`\ufeff{"model":"${TEXT.prompt}"}`),
  'no UTF-8': raw(
    Buffer.concat([Buffer.from(`{"a":"${TEXT.prompt}`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
  ),
  'another type': raw(`${TEXT.prompt} ${PERSON.mail}`, `text/${TEXT.header}`),
  'another charset': raw('{}', `application/json; charset=${TEXT.header}`),
  compressed: {
    ...raw('{}'),
    headers: ['content-encoding', TEXT.header, 'content-type', 'application/json'],
  },
  'a broken boundary': {
    ...raw(TEXT.prompt, `multipart/form-data; boundary="${TEXT.header} ${PERSON.mail}"`),
    path: '/openai/v1/audio/transcriptions',
  },
  'a broken upload': upload(`--XX\r\n${TEXT.prompt} ${PERSON.mail}\r\n\r\nx\r\n`),
  'an upload with a strange file': upload(
    part(`content-disposition: form-data; name="${TEXT.key}"; filename="${LOCAL.file}"`, PERSON.mail),
  ),
  'an upload of another model': upload(part('content-disposition: form-data; name="model"', LOCAL.model)),
}

function end(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'set-cookie': `a=${TEXT.vendorError}`,
    server: TEXT.vendorError,
    ...headers,
  })
  response.end(body)
}

/** An error in the dialect that repeats the call, with or without its headers, where the key is. */
function echo(seen: SeenCall, headers: boolean): string {
  const text = `${seen.method} ${seen.url} ${headers ? seen.rawHeaders.join(' ') : ''} ${seen.body.toString('utf8')}`
  const error = {
    message: `${TEXT.vendorError}: ${text}`,
    type: 'invalid_request_error',
    param: text,
    code: null,
  }
  return JSON.stringify({ error })
}

const cut = (response: ServerResponse, head: string, text: string): void => {
  response.writeHead(200, { 'content-type': head })
  response.write(text, () => response.destroy())
}

const frame = (text: string): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}\n\n`

const whole = (seen: SeenCall): string =>
  JSON.stringify({
    choices: [
      { index: 0, message: { role: 'assistant', content: `${TEXT.answer} ${seen.body.toString('utf8')}` } },
    ],
  })

/** What a vendor may do with any call. */
export const VENDORS: Readonly<Record<string, VendorScript>> = {
  'answers with what it was sent': (seen, response) => end(response, 200, 'application/json', whole(seen)),
  'streams what it was sent': (seen, response) => {
    const text = frame(`${TEXT.answer} ${seen.body.toString('utf8')}`)
    end(response, 200, 'text/event-stream', `${text}data: [DONE]\n\n`)
  },
  'refuses and repeats what it was sent': (seen, response) =>
    end(response, 400, 'application/json', echo(seen, false)),
  'knows no such key and repeats it': (seen, response) =>
    end(response, 401, 'application/json', echo(seen, true)),
  'fails with a page': (seen, response) =>
    end(response, 502, 'text/html', `<html>${echo(seen, true)}</html>`),
  'fails with a text': (seen, response) => end(response, 500, 'text/plain', echo(seen, true)),
  'answers with half of a JSON': (_seen, response) =>
    end(response, 200, 'application/json', `{"choices": [{"message": {"content": "${TEXT.answer}`),
  'says JSON and sends words': (_seen, response) =>
    end(response, 200, 'application/json', `${TEXT.answer} ${TEXT.vendorError}`),
  'says gzip and sends words': (_seen, response) =>
    end(response, 200, 'application/json', TEXT.answer, { 'content-encoding': 'gzip' }),
  'answers with bytes': (_seen, response) => end(response, 200, 'application/octet-stream', TEXT.answer),
  redirects: (_seen, response) =>
    end(response, 302, 'application/json', '{}', { location: `http://127.0.0.1:1/${TEXT.vendorError}` }),
  'breaks the stream': (seen, response) => {
    const text = frame(`${TEXT.answer} ${seen.body.toString('utf8')}`)
    cut(response, 'text/event-stream', `${text}data: {"cho`)
  },
  'breaks the answer': (_seen, response) => cut(response, 'application/json', `{"choices": "${TEXT.answer}`),
  'streams an error': (seen, response) =>
    end(response, 200, 'text/event-stream', `${frame(TEXT.answer)}data: ${echo(seen, true)}\n\n`),
  'streams no JSON': (_seen, response) =>
    end(response, 200, 'text/event-stream', `data: [EMAIL_1] "error" ${TEXT.answer}\n\n`),
  'hangs up': (_seen, response) => void response.destroy(),
  'names a region of its own making': (_seen, response) =>
    end(response, 200, 'application/json', '{"choices":[]}', {
      'x-ms-region': TEXT.region,
      'x-ms-served-model': TEXT.region,
    }),
}
