/** A canary at every place of every request: the vendor never sees it, at places that are listed verbatim least of all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'
import { rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { multipart, MULTIPART_TYPE, type WrittenPart } from '../harness/multipart.ts'
import { COMMITTED_PLACES } from './committed-places.ts'
import { KEY, nameOf, placeNamed, placesOf, readSpecification, type Place } from './spec-places.ts'

const EMAIL = 'canary.nowak@example.pl'
const PESEL = '44051401359'
const IBAN = 'PL61109010140000071219812874'

/** A value as people write it, as a part of an id, and in a sentence long enough to be taken for sealed data. */
const CANARIES = [
  EMAIL,
  PESEL,
  IBAN,
  `call_${PESEL}`,
  `user:${IBAN}`,
  `My number is ${PESEL} and I live in a small house in the north of the country since then`,
] as const

/** What must not be in any bytes that leave, in whatever spelling. */
const FORBIDDEN = ['canary', PESEL, IBAN]

/** What may stand between a place and the vendor, each with the place in the answer. */
const REFUSALS = new Set([
  'feature_refused',
  'unredactable',
  'token_ids_unreadable',
  'form_malformed',
  'model_not_allowed',
  'object_unknown',
])

interface Operation {
  readonly name: string
  readonly target: string
  readonly base: Readonly<Record<string, unknown>>
  readonly places: readonly Place[]
}

const openaiDocument = readSpecification('openai.openapi.json')
const deeplDocument = readSpecification('deepl.openapi.json')

function places(
  document: ReturnType<typeof readSpecification>,
  path: string,
  type: string,
  name: string,
): readonly Place[] {
  if (document === undefined) return (COMMITTED_PLACES[name] ?? []).map(placeNamed)
  return placesOf(document, path, type, 9)
}

/** Places that no document has yet: what a vendor adds next month is redacted on the day it appears. */
const NEXT_MONTH = ['next', 'next.*', 'next.a[].b', '*.*', 'messages[].next', 'input[].next[].a', 'tools[].next', 'metadata.a.b', 'input[].content[].next.*'].map(placeNamed) // prettier-ignore

const openaiPlaces = (path: string): readonly Place[] => [
  ...places(openaiDocument, path, 'application/json', path),
  ...NEXT_MONTH,
]

const CHAT = openaiPlaces('/chat/completions')
const RESPONSES = openaiPlaces('/responses')

/** A grader is refused whole, wherever in it a canary stands. */
const TRAINING = openaiPlaces('/fine_tuning/jobs').filter(
  (place) => !nameOf(place).startsWith('method.reinforcement.'),
)

const JSON_OPERATIONS: readonly Operation[] = [
  { name: 'chat', target: '/openai/v1/chat/completions', base: { model: 'gpt-5.4-mini' }, places: CHAT },
  { name: 'responses', target: '/openai/v1/responses', base: { model: 'gpt-5.4' }, places: RESPONSES },
  { name: 'embeddings', target: '/openai/v1/embeddings', base: { model: 'text-embedding-3-small' }, places: openaiPlaces('/embeddings') },
  { name: 'moderations', target: '/openai/v1/moderations', base: {}, places: openaiPlaces('/moderations') },
  { name: 'completions', target: '/openai/v1/completions', base: { model: 'gpt-5.4' }, places: openaiPlaces('/completions') },
  { name: 'images', target: '/openai/v1/images/generations', base: { model: 'gpt-image-2' }, places: openaiPlaces('/images/generations') },
  { name: 'speech', target: '/openai/v1/audio/speech', base: { model: 'gpt-4o-mini-tts' }, places: openaiPlaces('/audio/speech') },
  { name: 'batches', target: '/openai/v1/batches', base: {}, places: openaiPlaces('/batches') },
  { name: 'fine-tuning', target: '/openai/v1/fine_tuning/jobs', base: { model: 'gpt-5.4' }, places: TRAINING },
  { name: 'azure fine-tuning', target: '/azure/openai/v1/fine_tuning/jobs', base: { model: 'gpt-4.1-mini' }, places: TRAINING },
  { name: 'azure images', target: '/azure/openai/v1/images/generations', base: { model: 'picture-dep' }, places: openaiPlaces('/images/generations') },
  { name: 'azure chat', target: '/azure/openai/deployments/chat-dep/chat/completions?api-version=2025-04-01-preview', base: {}, places: CHAT },
  { name: 'azure responses', target: '/azure/openai/v1/responses', base: { model: 'chat-dep' }, places: RESPONSES },
  { name: 'deepl', target: '/deepl/v2/translate', base: { text: ['Hello'], target_lang: 'DE' }, places: places(deeplDocument, '/v2/translate', 'application/json', 'deepl') },
  { name: 'deepl write', target: '/deepl/v2/write/rephrase', base: { text: ['Hello'] }, places: [...places(deeplDocument, '/v2/write/rephrase', 'application/json', 'deepl write'), ...NEXT_MONTH] },
] // prettier-ignore

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((call, response) =>
    json(response, 200, { id: 'made-1', translations: textsOf(call).map((text) => ({ text })) }),
  )
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    // Every name is accepted, as on a stand-in, so that the model's own place is walked too.
    tenants: {
      acme: {
        media: ['openai.images.generations', 'openai.images.edits', 'openai.audio.speech', 'openai.audio.translations', 'openai.files.create', 'azure.images.generations', 'openai.chat.completions', 'openai.responses', 'openai.moderations', 'openai.audio.transcriptions', 'azure.chat.completions', 'azure.responses'],
      },
    },
  }) // prettier-ignore
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

/** Texts to translate, which come back as they were. */
function textsOf(call: SeenCall): readonly string[] {
  const source = call.body.toString('utf8')
  if (!source.startsWith('{')) return new URLSearchParams(source).getAll('text')
  const body: unknown = JSON.parse(source)
  const texts: unknown = Reflect.get(body as object, 'text')
  return Array.isArray(texts) ? texts.map(String) : typeof texts === 'string' ? [texts] : []
}

/** A body that holds `value` at the place and nothing else besides `base`. */
function bodyWith(base: Operation['base'], place: Place, value: unknown): object {
  const [first, ...rest] = place
  return { ...base, [first === KEY ? String(value) : String(first)]: nested(rest, value) }
}

function nested(place: Place, value: unknown): unknown {
  const [first, ...rest] = place
  if (first === undefined) return value
  if (first === 0) return [nested(rest, value)]
  // At a free key the key itself carries the canary, and so does what stands under it.
  return { [first === KEY ? String(value) : first]: nested(rest, value) }
}

/** Everything that left, in each spelling that a reader could undo. */
function spellings(call: SeenCall): string {
  const text = call.body.toString('utf8')
  const parts = [call.url, ...call.rawHeaders, text, text.replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))]
  for (const part of [call.url, text]) parts.push(unescaped(part.replaceAll('+', ' ')))
  return parts.join('\n')
} // prettier-ignore

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function leaks(from: number): readonly string[] {
  return vendor.seen.slice(from).flatMap((call) => FORBIDDEN.filter((word) => spellings(call).includes(word)))
}

/** Runs calls a few at a time, since each waits for the disk. */
async function each<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: 24 }, worker))
}

async function post(target: string, contentType: string, body: string | Buffer): Promise<RawAnswer> {
  return await rawCall(gateway.origin, {
    target,
    headers: { authorization: `Bearer ${gateway.keys['acme']}`, 'content-type': contentType },
    body,
  })
}

/** What went wrong with one answer; undefined when it is as it should be. */
function complaint(answer: RawAnswer): string | undefined {
  if (answer.status === 200) return undefined
  const { code, path, message } = refusalOf(answer)
  if (code === undefined || !REFUSALS.has(code)) return `${answer.status} ${code ?? answer.text}`
  if (code === 'feature_refused' && (path === undefined || message === '')) return `${code} without a path`
  return FORBIDDEN.some((word) => answer.text.includes(word)) ? `${code} repeats the value` : undefined
}

describe.each(JSON_OPERATIONS)('a canary in $name', ({ target, base, places: all }) => {
  it('is at enough places to mean something', () => {
    expect(all.length).toBeGreaterThan(target.includes('chat') || target.includes('responses') ? 60 : 4)
  })

  it(
    'is not in what the vendor receives, whichever member or key holds it',
    { timeout: 180_000 },
    async () => {
      const from = vendor.seen.length
      const wrong: string[] = []
      const cases = all.flatMap((place) => CANARIES.map((canary) => ({ place, canary })))
      await each(cases, async ({ place, canary }) => {
        const before = bodyWith(base, place, canary)
        const problem = complaint(await post(target, 'application/json', JSON.stringify(before)))
        if (problem !== undefined) wrong.push(`${nameOf(place)}: ${problem}`)
      })
      const leaked = vendor.seen
        .slice(from)
        .filter((call) => FORBIDDEN.some((word) => spellings(call).includes(word)))
        .map((call) => call.body.toString('utf8'))
      expect({ leaked, wrong }).toEqual({ leaked: [], wrong: [] })
      expect(vendor.seen.length - from).toBeGreaterThan(cases.length / 2)
    },
  )

  it(
    'is not in what the vendor receives when its characters are spelled with escapes',
    { timeout: 120_000 },
    async () => {
      const from = vendor.seen.length
      await each(all, async (place) => {
      const source = JSON.stringify(bodyWith(base, place, `write to ${EMAIL}`))
      await post(target, 'application/json', source.replaceAll('canary', String.raw`can\u0061ry`).replaceAll('@', String.raw`\u0040`))
    }) // prettier-ignore
      expect(leaks(from)).toEqual([])
    },
  )
})

describe('a canary in a form', () => {
  const fields = places(deeplDocument, '/v2/translate', 'application/x-www-form-urlencoded', 'deepl').map(
    (place) => String(place[0]),
  )

  it(
    'is not in what the vendor receives, whichever field or name holds it',
    { timeout: 60_000 },
    async () => {
      const from = vendor.seen.length
      const wrong: string[] = []
      const pairs = [...new Set([...fields, 'unknown', 'auth_key'])].flatMap((field) =>
      CANARIES.flatMap((canary) => [[field, canary], [canary, 'x'], [canary, ''], [`${field}[${canary}]`, canary]]),
    ) // prettier-ignore
      await each(pairs, async ([name, value]) => {
        const form = new URLSearchParams([['target_lang', 'DE'], ['text', 'Hello'], [name ?? '', value ?? '']].filter(([key], index) => index > 1 || key !== name)) // prettier-ignore
        const problem = complaint(
          await post('/deepl/v2/translate', 'application/x-www-form-urlencoded', form.toString()),
        )
        if (problem !== undefined) wrong.push(`${name}: ${problem}`)
      })
      expect({ leaked: leaks(from), wrong: [...new Set(wrong)] }).toEqual({ leaked: [], wrong: [] })
    },
  )

  it('is not in what the vendor receives when a field stands there without a value', async () => {
    const from = vendor.seen.length
    await post(
      '/deepl/v2/translate',
      'application/x-www-form-urlencoded',
      `text=a&target_lang=DE&${encodeURIComponent(EMAIL)}`,
    )
    expect(leaks(from)).toEqual([])
    expect(vendor.seen.length).toBe(from + 1)
  })
})

async function upload(parts: readonly WrittenPart[]): Promise<RawAnswer> {
  return await post('/openai/v1/audio/transcriptions', MULTIPART_TYPE, multipart(parts))
}

describe('a canary in an upload', () => {
  const FILE: WrittenPart = { name: 'file', filename: 'audio.mp3', contentType: 'audio/mpeg', data: 'ID3' }
  const MODEL: WrittenPart = { name: 'model', data: 'gpt-4o-transcribe' }
  const fields = places(openaiDocument, '/audio/transcriptions', 'multipart/form-data', '/audio/transcriptions').map((place) => place[1] === 0 ? `${String(place[0])}[]` : String(place[0])) // prettier-ignore
  const texts = [...new Set([...fields, 'unknown', 'known_speaker_references'])].filter(
    // What these hold is audio, which leaves by consent and is not looked at.
    (name) => name !== 'file' && name !== 'known_speaker_references[]',
  )

  it('is not in what the vendor receives, whichever part holds it', { timeout: 60_000 }, async () => {
    const from = vendor.seen.length
    const wrong: string[] = []
    const cases = texts.flatMap((name) => CANARIES.map((data): WrittenPart => ({ name, data })))
    await each(cases, async (part) => {
      const answer = await upload([...(part.name === 'model' ? [] : [MODEL]), part, FILE])
      if (answer.status !== 200) wrong.push(`${part.name}: ${answer.status} ${answer.text}`)
    })
    expect({ leaked: leaks(from), wrong }).toEqual({ leaked: [], wrong: [] })
    expect(vendor.seen.length).toBe(from + cases.length)
  })

  it.each([
    ['the name of a part', { name: `for-${EMAIL}`, data: 'x' }],
    ['a parameter of its type', { name: 'prompt', contentType: `text/plain; owner="${EMAIL}"`, data: 'x' }],
    ['its type', { name: 'prompt', contentType: EMAIL, data: 'x' }],
    ['a header of its own', { name: 'prompt', header: `Content-Disposition: form-data; name="prompt"\r\nX-Owner: ${EMAIL}`, data: 'x' }],
    ['a comment on its disposition', { name: 'prompt', header: `Content-Disposition: form-data; name="prompt" (${EMAIL})`, data: 'x' }],
    ['a text in another charset', { name: 'prompt', contentType: 'text/plain; charset=utf-16', data: Buffer.from(EMAIL, 'utf16le') }],
    ['a part in base64', { name: 'prompt', header: 'Content-Disposition: form-data; name="prompt"\r\nContent-Transfer-Encoding: base64', data: Buffer.from(EMAIL).toString('base64') }],
    ['a file where none belongs', { name: 'prompt', filename: 'note.txt', data: EMAIL }],
    ['a model that comes as a file', { name: 'model', filename: 'model.txt', data: EMAIL }],
  ])('in %s ends the upload', async (_name, part: WrittenPart) => {
    const from = vendor.seen.length
    const answer = await upload([MODEL, part, FILE])
    expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'refused_midstream' })
    expect(answer.text).not.toContain('canary')
    expect(vendor.seen.length).toBe(from)
  }) // prettier-ignore

  it.each([
    [`filename="${EMAIL}.mp3"`, 'filename="file.mp3"'],
    [`filename="Anna Nowak.mp3"`, 'filename="file.mp3"'],
    [`filename*=UTF-8''${encodeURIComponent(EMAIL)}.mp3`, 'filename="file.mp3"'],
    [`filename="audio.mp3"; filename*=UTF-8''${encodeURIComponent(EMAIL)}.mp3`, 'filename="file.mp3"'],
    [`filename="; filename=${EMAIL}"`, 'filename="file.pl"'],
    [`filename="a; filename*=${EMAIL}"`, 'filename="file.pl"'],
  ])('in a file name is left out: %s', async (written, left) => {
    const from = vendor.seen.length
    const header = `Content-Disposition: form-data; ${written}; name="file"\r\nContent-Type: audio/mpeg`
    expect((await upload([MODEL, { name: 'file', header, data: 'ID3' }])).status).toBe(200)
    expect(leaks(from)).toEqual([])
    const body = vendor.seen.at(-1)?.body.toString('latin1') ?? ''
    expect(body).toContain(`name="file"; ${left}\r\nContent-Type: audio/mpeg`)
    expect(body).not.toContain('Anna')
  })

  it('in a text with a length of its own leaves without that length', async () => {
    const header = `Content-Disposition: form-data; name="prompt"\r\nContent-Length: ${EMAIL.length}`
    expect((await upload([MODEL, { name: 'prompt', header, data: EMAIL }, FILE])).status).toBe(200)
    const body = vendor.seen.at(-1)?.body.toString('latin1') ?? ''
    expect(body).toContain('name="prompt"\r\n\r\n[EMAIL_1]\r\n')
  })
})

describe.each([
  ['/openai/v1/images/edits', 'image[]', 'gpt-image-2', ['prompt', 'user', 'safety_identifier', 'quality', 'size', 'svg[model]', 'unknown']],
  ['/openai/v1/audio/translations', 'file', 'whisper-1', ['prompt', 'response_format', 'temperature', 'unknown']],
  ['/openai/v1/files', 'file', undefined, ['purpose', 'expires_after[anchor]', 'expires_after[seconds]', 'unknown']],
] as const)('a canary in an upload to %s', (target, file, model, texts) => {
  it('is not in what the vendor receives, whichever part holds it', { timeout: 60_000 }, async () => {
    const from = vendor.seen.length
    const wrong: string[] = []
    const cases = texts.flatMap((name) => CANARIES.map((data): WrittenPart => ({ name, data })))
    await each(cases, async (part) => {
      const parts: WrittenPart[] = [part, { name: file, filename: `${EMAIL}.png`, contentType: 'image/png', data: 'PNG' }]
      if (model !== undefined) parts.unshift({ name: 'model', data: model })
      const answer = await post(target, MULTIPART_TYPE, multipart(parts))
      if (answer.status !== 200) wrong.push(`${part.name}: ${answer.status} ${answer.text}`)
    })
    expect({ leaked: leaks(from), wrong }).toEqual({ leaked: [], wrong: [] })
    expect(vendor.seen.length).toBe(from + cases.length)
  })
}) // prettier-ignore

describe('a canary in a query', () => {
  it(
    'is not in what the vendor receives, as a name or a value, known or not',
    { timeout: 60_000 },
    async () => {
      const from = vendor.seen.length
      const queries = CANARIES.map(encodeURIComponent).flatMap((canary) => [`q=${canary}`, canary, `${canary}=1`, `limit=${canary}`, `after=${canary}`, `order=${canary}&order=${canary}`, `api-version=${canary}`, `type=${canary}`]) // prettier-ignore
      const targets = ['/openai/v1/models', '/azure/openai/models', '/deepl/v2/languages']
      await each(targets.flatMap((target) => queries.map((query) => `${target}?${query}`)), async (target) => {
      const answer = await rawCall(gateway.origin, { method: 'GET', target, headers: { 'api-key': gateway.keys['acme'] ?? '' } })
      expect([200, 502]).toContain(answer.status)
    }) // prettier-ignore
      expect(leaks(from)).toEqual([])
      expect(vendor.seen.length).toBeGreaterThan(from + 100)
    },
  )

  it('in a model or deployment that the path names is refused', async () => {
    const from = vendor.seen.length
    for (const target of [`/azure/openai/deployments/${IBAN}/chat/completions`, `/azure/openai/deployments/dep-${PESEL}/chat/completions`]) {
      const refusal = refusalOf(await post(target, 'application/json', '{"messages":[]}'))
      expect(refusal).toMatchObject({ status: 422, code: 'unredactable', path: 'model' })
    } // prettier-ignore
    const models = await rawCall(gateway.origin, { method: 'GET', target: `/openai/v1/models/${PESEL}`, headers: { 'api-key': gateway.keys['acme'] ?? '' } }) // prettier-ignore
    expect(refusalOf(models).code).toBe('unredactable')
    expect(vendor.seen.length).toBe(from)
  })
})

describe('a canary in a header', () => {
  it('is not in what the vendor receives, and an id stays the same from call to call', async () => {
    const from = vendor.seen.length
    for (const canary of [EMAIL, `order-${PESEL}`, `order-${PESEL}`]) {
      await rawCall(gateway.origin, {
        target: '/openai/v1/chat/completions',
        headers: {
          authorization: `Bearer ${gateway.keys['acme']}`,
          'content-type': `application/json; owner="${canary}"`,
          'x-client-request-id': canary,
          'idempotency-key': canary,
          'openai-beta': canary,
          'user-agent': canary,
          cookie: canary,
          'x-custom': canary,
        },
        body: '{"model":"gpt-5.4-mini","messages":[]}',
      })
    }
    expect(leaks(from)).toEqual([])
    const [one, two, three] = vendor.seen.slice(from).map((call) => call.headers['idempotency-key'])
    expect(two).toMatch(/^limen-/)
    expect(three).toBe(two)
    expect(one).not.toBe(two)
    expect(vendor.seen.at(-1)?.headers['content-type']).toBe('application/json')
  })
})
