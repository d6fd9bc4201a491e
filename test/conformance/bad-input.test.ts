/** Bad input: each kind answered in the caller's dialect with a code and a sentence, before the vendor sees a byte. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { BOUNDARY, multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const EMAIL = 'anna.nowak@example.pl'
const CHAT = '/openai/v1/chat/completions'
const DEEPL = '/deepl/v2/translate'
const UPLOAD = '/openai/v1/audio/transcriptions'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, {}))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
    settings: { limits: { inspected_body: '1MB', streamed_body: '2MB' } },
    sandbox: false,
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

interface Sent {
  readonly type?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
}

async function post(target: string, body: Buffer | string | readonly Buffer[], sent: Sent = {}): Promise<RawAnswer> {
  const type = 'type' in sent ? sent.type : 'application/json'
  return await rawCall(gateway.origin, {
    method: sent.method ?? 'POST',
    target,
    headers: { 'api-key': gateway.keys['acme'] ?? '', ...(type === undefined ? {} : { 'content-type': type }), ...sent.headers },
    body,
  })
} // prettier-ignore

const nested = (depth: number): string =>
  `{"model":"gpt-4o-mini","x":${'['.repeat(depth)}${']'.repeat(depth)}}`
const utf16 = Buffer.from(`\ufeff{"model":"gpt-4o-mini","user":"${EMAIL}"}`, 'utf16le')

describe('a body that is refused', () => {
  it.each<readonly [string, string, Buffer | string, Sent, number, string]>([
    ['JSON that ends early', CHAT, `{"user":"${EMAIL}"`, {}, 400, 'json_malformed'],
    ['nothing', CHAT, '', {}, 400, 'json_malformed'],
    ['a list', CHAT, `["${EMAIL}"]`, {}, 400, 'json_malformed'],
    ['a text', CHAT, `"${EMAIL}"`, {}, 400, 'json_malformed'],
    ['two values', CHAT, '{}{}', {}, 400, 'json_malformed'],
    ['a key twice', CHAT, `{"model":"gpt-4o-mini","user":"a","user":"${EMAIL}"}`, {}, 400, 'json_duplicate_key'],
    ['a key twice, deep and escaped', CHAT, `{"model":"gpt-4o-mini","messages":[{"content":"a","c\\u006fntent":"${EMAIL}"}]}`, {}, 400, 'json_duplicate_key'],
    ['store twice', CHAT, '{"model":"gpt-4o-mini","store":false,"st\\u006fre":true}', {}, 400, 'json_duplicate_key'],
    ['65 levels', CHAT, nested(64), {}, 400, 'json_too_deep'],
    ['a byte-order mark', CHAT, '\ufeff{"model":"gpt-4o-mini"}', {}, 400, 'body_byte_order_mark'],
    ['UTF-16 with its mark', CHAT, utf16, {}, 400, 'body_byte_order_mark'],
    ['UTF-16 without a mark', CHAT, utf16.subarray(2), {}, 400, 'json_malformed'],
    ['bytes that are no UTF-8', CHAT, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}, 400, 'body_not_utf8'],
    ['an overlong character', CHAT, Buffer.from([0x7b, 0x22, 0xc0, 0xae, 0x22, 0x3a, 0x31, 0x7d]), {}, 400, 'body_not_utf8'],
    ['half a surrogate pair', CHAT, Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x3a, 0x31, 0x7d]), {}, 400, 'body_not_utf8'],
    ['another charset', CHAT, '{}', { type: 'application/json; charset=iso-8859-1' }, 415, 'content_encoding_unsupported'],
    ['a coded body', CHAT, '{}', { headers: { 'content-encoding': 'gzip' } }, 415, 'content_encoding_unsupported'],
    ['no content type', CHAT, '{}', { type: undefined }, 415, 'content_type_unsupported'],
    ['a form where JSON belongs', CHAT, 'model=x', { type: 'application/x-www-form-urlencoded' }, 415, 'content_type_unsupported'],
    ['JSON where an upload belongs', UPLOAD, '{}', {}, 415, 'content_type_unsupported'],
    ['text', CHAT, EMAIL, { type: 'text/plain' }, 415, 'content_type_unsupported'],
    ['a type like JSON', CHAT, '{}', { type: 'application/jsonp' }, 415, 'content_type_unsupported'],
    ['no model', CHAT, '{"messages":[]}', {}, 400, 'model_missing'],
    ['a model that is no text', CHAT, '{"model":{"a":1}}', {}, 400, 'model_missing'],
    ['a model that is not listed', CHAT, '{"model":"gpt-99"}', {}, 403, 'model_not_allowed'],
    ['a model beside the listed one', CHAT, '{"model":"gpt-4o-mini "}', {}, 403, 'model_not_allowed'],
    ['a deployment that is not listed', '/azure/openai/deployments/other/chat/completions', '{}', {}, 403, 'model_not_allowed'],
    ['a path that is not known', '/openai/v1/attachments', '{}', {}, 404, 'operation_unknown'],
    ['a path that only looks known', '/openai/v1/chat/completions/', '{}', {}, 404, 'operation_unknown'],
    ['a vendor that is not known', '/nobody/v1/x', '{}', {}, 404, 'route_unknown'],
    ['another method', CHAT, '{}', { method: 'PUT' }, 404, 'operation_unknown'],
    ['a broken escape in a form', DEEPL, 'text=%zz', { type: 'application/x-www-form-urlencoded' }, 400, 'form_malformed'],
    ['a field twice in a form', DEEPL, 'text=a&target_lang=DE&target_lang=EN', { type: 'application/x-www-form-urlencoded' }, 400, 'form_malformed'],
    ['a broken escape in the query', `${CHAT}?x=%C4`, '{"model":"gpt-4o-mini"}', {}, 400, 'request_malformed'],
    ['an upload without a boundary', UPLOAD, '', { type: 'multipart/form-data' }, 400, 'multipart_malformed'],
    ['an upload with a boundary that cannot be one', UPLOAD, '', { type: 'multipart/form-data; boundary=a<b' }, 400, 'multipart_malformed'],
  ])('%s', async (_name, target, body, sent, status, code) => {
    const seen = vendor.seen.length
    const answer = await post(target, body, sent)
    const refusal = refusalOf(answer)
    expect(refusal).toMatchObject({ status, code })
    expect(refusal.message.length).toBeGreaterThan(20)
    expect(answer.text).not.toContain('anna')
    expect(answer.headers['x-should-retry']).toBe('false')
    expect(vendor.seen.length).toBe(seen)
    const body_ = JSON.parse(answer.text) as Readonly<Record<string, unknown>>
    expect(Object.keys(body_)).toEqual(target.startsWith('/deepl') ? ['message', 'code'] : ['error'])
    if (code !== 'route_unknown' && code !== 'request_malformed') expect(await recordOf(gateway, answer)).toMatchObject({ kind: 'refusal', code })
  }) // prettier-ignore

  it.each([
    ['declared', false],
    ['chunked', true],
  ])('a hundred megabytes of JSON, %s', async (_name, chunked) => {
    const piece = Buffer.alloc(1024 * 1024, 'a')
    const seen = vendor.seen.length
    const before = process.memoryUsage().arrayBuffers
    const answer = await post(CHAT, Array.from({ length: 100 }, () => piece), chunked ? {} : { headers: { 'content-length': String(100 * piece.length) } }).catch(() => undefined)
    // A caller that does not read while it writes may see a reset in place of the answer.
    if (answer !== undefined) expect(refusalOf(answer)).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(vendor.seen.length).toBe(seen)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  }) // prettier-ignore
})

describe('an upload that is refused on its way', () => {
  const FILE = { name: 'file', filename: 'audio.mp3', contentType: 'audio/mpeg', data: 'ID3' }
  const MODEL = { name: 'model', data: 'gpt-4o-transcribe' }

  it.each<readonly [string, Buffer | readonly Buffer[]]>([
    ['without a model', multipart([FILE])],
    ['with a model that is not listed', multipart([{ ...MODEL, data: 'gpt-99' }, FILE])],
    ['with a second model that is not listed', multipart([MODEL, FILE, { ...MODEL, data: 'gpt-99' }])],
    ['without its last delimiter', multipart([MODEL, FILE]).subarray(0, -6)],
    ['with a preamble', Buffer.concat([Buffer.from('hello\r\n'), multipart([MODEL, FILE])])],
    ['with text behind its end', Buffer.concat([multipart([MODEL, FILE]), Buffer.from('hello')])],
    ['with a text that is no UTF-8', multipart([MODEL, { name: 'prompt', data: Buffer.from([0xff]) }, FILE])],
    ['with a text of two megabytes', multipart([MODEL, { name: 'prompt', data: 'a '.repeat(600_000) }, FILE])],
    ['with an unknown header in a part', multipart([MODEL, { ...FILE, header: 'Content-Disposition: form-data; name="file"; filename="a.mp3"\r\nX-A: b' }])],
  ])('%s', async (_name, body) => {
    const seen = vendor.seen.length
    const answer = await post(UPLOAD, body, { type: MULTIPART_TYPE })
    expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'refused_midstream' })
    expect(vendor.seen.length).toBe(seen)
    expect(await recordOf(gateway, answer)).toMatchObject({ kind: 'attempt', outcome: 'refused_midstream', code: 'refused_midstream' })
  }) // prettier-ignore

  it('larger than its limit', async () => {
    const answer = await post(UPLOAD, multipart([MODEL, { ...FILE, data: Buffer.alloc(3 * 1024 * 1024) }]), { type: MULTIPART_TYPE }).catch(() => undefined)
    if (answer !== undefined) expect(refusalOf(answer)).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(vendor.seen.at(-1)?.url).not.toBe('/v1/audio/transcriptions')
  }) // prettier-ignore

  it('reaches the vendor with the boundary that was read, and no other', async () => {
    const type = `multipart/form-data; x="; boundary=other"; boundary=${BOUNDARY}`
    const answer = await post(UPLOAD, multipart([MODEL, FILE]), { type })
    // Whichever of the two was read, the vendor is told the same one: the body either fits it or is refused.
    if (answer.status === 200) expect(vendor.seen.at(-1)?.headers['content-type']).toBe(`multipart/form-data; boundary="${BOUNDARY}"`)
    else expect(refusalOf(answer).code).toBe('refused_midstream')
  }) // prettier-ignore
})
