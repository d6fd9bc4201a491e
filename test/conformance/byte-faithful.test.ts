/** A call that needs no change leaves as it came, byte for byte, and so does its answer; a changed one differs only where it must. */
import * as fc from '../harness/fast-check.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decodeJsonString } from '../../src/connectors/wire/json-string.ts'
import { scanJson } from '../../src/connectors/wire/json-text.ts'
import { PathNode } from '../../src/connectors/wire/path-table.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { BOUNDARY, multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { postJson, rawCall, type RawAnswer } from '../harness/raw-call.ts'
import { startVendor, type ScriptedVendor, type VendorScript } from '../harness/vendor.ts'

const OK: VendorScript = (_call, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end('{}')
}

let vendor: ScriptedVendor
let gateway: TestGateway
let key: string

beforeAll(async () => {
  vendor = await startVendor(OK)
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin, azure: vendor.origin, deepl: vendor.origin },
  })
  key = gateway.keys['acme'] ?? ''
})

beforeEach(() => {
  vendor.script = OK
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function send(target: string, contentType: string, body: string | Buffer): Promise<RawAnswer> {
  return await rawCall(gateway.origin, {
    target,
    headers: { 'api-key': key, 'content-type': contentType },
    body,
  })
}

/** What the vendor got last. */
function left(): string {
  return vendor.seen.at(-1)?.body.toString('utf8') ?? ''
}

const NUMBERS = '[1.0e5,12345678901234567890,-0,-0.0,1E+2,0.10,1e-7]'

describe('a body that needs no change leaves byte for byte', () => {
  it.each([
    ['chat', '/openai/v1/chat/completions', `\n{ "messages" :[\t{"content":"hi","role":"user"}] ,\r\n"store":false,"model" : "gpt-4o-mini", "x":${NUMBERS} }\n\n`],
    ['chat with every spelling of a character', '/openai/v1/chat/completions', String.raw`{"model":"gpt-4o-mini","store":false,"messages":[{"role":"user","content":"\u0068i \/ \ud83d\ude00 😀 \ud800 ż \u017c \t"}],"\u0078":{"__proto__":{"a":1},"constructor":[]}}`],
    ['responses of a model that does not reason', '/openai/v1/responses', `{"store":false , "model":"gpt-4o-mini","input":"hi","temperature":1.0e0,"n":${NUMBERS}}`],
    ['responses of a model that reasons', '/openai/v1/responses', '{"include":[ "reasoning.encrypted_content" ],"store":false,"model":"gpt-5.4","input":[ {"role":"user","content":"hi"} ]}'],
    ['embeddings', '/openai/v1/embeddings', `{"model":"text-embedding-3-small","input":["a","b"] ,"dimensions":1.0e1}`],
    ['embeddings of token ids', '/openai/v1/embeddings', '{"model":"text-embedding-3-small","input":[ 15339, 1917 ]}'],
    ['moderations', '/openai/v1/moderations', `{ "input":"hi" }`],
    ['an Azure deployment', '/azure/openai/deployments/chat-dep/chat/completions?api-version=2025-04-01-preview', '{"messages":[],"store":false,"seed":1.50}'],
    ['a translation', '/deepl/v2/translate', '{"target_lang":"DE" ,"text":["5 < 6 & 7 > 2","<b>x</b>"],"show_billed_characters":true}'],
  ])('%s', async (_name, target, body) => {
    const answer = await send(target, 'application/json', body)
    expect(answer.status).toBe(200)
    expect(left()).toBe(body)
  }) // prettier-ignore

  it.each([
    'text=a+b&text=a%20b&target_lang=DE',
    'target_lang=DE&text=%c4%85%C4%85&&text=&formality=prefer_more&',
    "text=~!*'()-._&target_lang=de&tag_handling=xml&splitting_tags=a,b",
    'text=%7E%21%2A&target_lang=DE&unknown',
  ])('a form: %s', async (body) => {
    const answer = await send('/deepl/v2/translate', 'application/x-www-form-urlencoded', body)
    expect(answer.status).toBe(200)
    expect(left()).toBe(body)
  })

  it('an upload, whatever its audio is made of', async () => {
    const noise = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 7919) % 256))
    const body = multipart([
      { name: 'model', data: 'gpt-4o-transcribe' },
      { name: 'file', filename: 'audio.mp3', contentType: 'audio/mpeg', data: Buffer.concat([noise, Buffer.from(`\r\n--${BOUNDARY.slice(0, -1)}`), noise]) },
      { name: 'prompt', data: 'Zażółć gęślą jaźń\r\n' },
      { name: 'temperature', data: '0.20' },
    ]) // prettier-ignore
    const answer = await send('/openai/v1/audio/transcriptions', MULTIPART_TYPE, body)
    expect(answer.status).toBe(200)
    expect(vendor.seen.at(-1)?.body.equals(body)).toBe(true)
    expect(vendor.seen.at(-1)?.headers['content-type']).toBe(MULTIPART_TYPE)
  })

  it('any JSON whatever, in any spacing', async () => {
    // No digits and no @: nothing in it can be a value of anybody.
    const word = fc.string({ unit: fc.constantFrom(...'abcXYZ _-ąé漢😀"\\\n\u0000/'.split(/(?:)/u)), maxLength: 12 })
    const json = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'small' }, word, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(word, tie('any'), { maxKeys: 4 })),
    })).any
    await fc.assert(
      fc.asyncProperty(json, fc.constantFrom('', ' ', '\t', '    '), async (any, indent) => {
        const body = JSON.stringify({ model: 'gpt-4o-mini', store: false, extra: any, messages: [] }, null, indent)
        expect((await send('/openai/v1/chat/completions', 'application/json', body)).status).toBe(200)
        expect(left()).toBe(body)
      }),
      { numRuns: 60 },
    )
  }) // prettier-ignore
})

describe('the request line leaves as it came', () => {
  it.each([
    ['GET', '/openai/v1/models?limit=20&order=desc&limit=21'],
    ['GET', '/openai/v1/models?a=b+c&a=b%20c&%7e=~&&x=&=y&z'],
    ['GET', '/openai/v1/models?order=%61sc&after=%E2%82%AC'],
    ['GET', '/azure/openai/models?api-version=2025-04-01-preview'],
    ['GET', '/deepl/v2/languages?type=target'],
    ['GET', '/openai/v1/models/gpt-4o-mini'],
    ['GET', '/openai/v1/models/ft%3Agpt-4o-mini'],
    [
      'POST',
      '/azure/openai/deployments/chat-dep/chat/completions?api-version=2024-10-21&api-version=2024-10-21',
    ],
    ['POST', '/openai/v1/chat/completions?timeout=5'],
  ])('%s %s', async (method, target) => {
    const body = method === 'POST' ? '{"model":"gpt-4o-mini","store":false,"messages":[]}' : undefined
    await rawCall(gateway.origin, {
      method,
      target,
      headers: { 'api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
    })
    const seen = vendor.seen.at(-1)
    expect(`${seen?.method} ${seen?.url}`).toBe(
      `${method} ${target.replace(/^\/(?:openai|azure|deepl)/, '')}`,
    )
  })
})

interface Parts {
  /** Source between the strings. */
  readonly frame: readonly string[]
  readonly strings: readonly string[]
}

/** A JSON text taken apart into its strings and everything else. */
function apart(text: string): Parts {
  const frame: string[] = []
  const strings: string[] = []
  let position = 0
  const take = (start: number, end: number): void => {
    frame.push(text.slice(position, start))
    strings.push(text.slice(start, end))
    position = end
  }
  scanJson(text, new PathNode<never>(), { onString: take, onUnknownKey: take, onMember: () => {} }, { refuseDuplicates: true })
  frame.push(text.slice(position))
  return { frame, strings }
} // prettier-ignore

describe('a body that has to change', () => {
  it('changes in the strings that held a value and by the flag that is forced', async () => {
    const plain = fc.constantFrom('hello', String.raw`\u0068i \/`, 'Zażółć', '', String.raw`\n\t`, 'store')
    const personal = fc.constantFrom('anna@example.pl', String.raw`write to a\u006ena@example.pl\n`, '"44051401359"'.replaceAll('"', String.raw`\"`), 'PL61 1090 1014 0000 0712 1981 2874')
    const space = fc.constantFrom('', ' ', '\n  ', '\t')
    const member = fc.tuple(space, fc.oneof(plain, personal), space, fc.constantFrom('1.0e5', '-0.0', 'true', '[ ]'))
    await fc.assert(
      fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 6 }), async (members) => {
        const messages = members.map(([before, content, after, other]) => `${before}{"role":"user"${after},"content" :${before}"${content}","x":${other}}`)
        const body = `{"model":"gpt-4o-mini" ,"messages":[${messages.join(',')}]}`
        expect((await send('/openai/v1/chat/completions', 'application/json', body)).status).toBe(200)
        const forced = '{"store":false,'
        expect(left().startsWith(forced)).toBe(true)
        const sent = apart(body)
        const arrived = apart(`{${left().slice(forced.length)}`)
        expect(arrived.frame).toEqual(sent.frame)
        sent.strings.forEach((source, index) => {
          const text = decodeJsonString(source)
          const kept = !/@|\d{4}/.test(text)
          if (kept) expect(arrived.strings[index]).toBe(source)
          else expect(decodeJsonString(arrived.strings[index] ?? '')).toMatch(/^(?:write to )?"?\[(?:EMAIL|PESEL|IBAN)_\d+\]"?\n?$/)
        })
      }),
      { numRuns: 60 },
    )
  }) // prettier-ignore

  it.each([
    ['{"model":"gpt-4o-mini","store" : true,"messages":[]}', '{"model":"gpt-4o-mini","store" : false,"messages":[]}'],
    ['{"model":"gpt-4o-mini","messages":[] }', '{"store":false,"model":"gpt-4o-mini","messages":[] }'],
    [String.raw`{"model":"gpt-4o-mini","\u0073tore":null,"messages":[]}`, String.raw`{"model":"gpt-4o-mini","\u0073tore":false,"messages":[]}`],
    ['{"model":"gpt-4o-mini","store":{"a":[1,"anna@example.pl"]},"messages":[]}', '{"model":"gpt-4o-mini","store":false,"messages":[]}'],
    ['{"model":"gpt-4o-mini","store":"anna@example.pl","messages":[]}', '{"model":"gpt-4o-mini","store":false,"messages":[]}'],
  ])('%s leaves as %s', async (body, expected) => {
    expect((await send('/openai/v1/chat/completions', 'application/json', body)).status).toBe(200)
    expect(left()).toBe(expected)
  }) // prettier-ignore

  it.each([
    ['{"model":"gpt-5.4","store":false,"input":"x","include":[ ]}', '"include":[ "reasoning.encrypted_content"]'],
    ['{"model":"gpt-5.4","store":false,"input":"x","include":["message.output_text.logprobs"]}', '"include":["message.output_text.logprobs","reasoning.encrypted_content"]'],
    ['{"model":"gpt-5.4","store":false,"input":"x","include":null}', '"include":["reasoning.encrypted_content"]'],
    ['{"model":"gpt-5.4","store":false,"input":"x","include":"anna@example.pl"}', '"include":["reasoning.encrypted_content"]'],
  ])('%s asks for encrypted reasoning as well: %s', async (body, member) => {
    expect((await send('/openai/v1/responses', 'application/json', body)).status).toBe(200)
    expect(left()).toBe(body.replace(/"include":.*(?=\}$)/, member))
  }) // prettier-ignore

  it.each([
    ['[{"type":"message","id":"msg_1","role":"user","content":"x"}]', '[{"type":"message","role":"user","content":"x"}]'],
    ['[{"id" : "msg_1" , "type":"message","role":"user","content":"x"}]', '[{"type":"message","role":"user","content":"x"}]'],
    ['[{"type":"message","role":"user","content":"x" ,\n "id":"msg_1" }]', '[{"type":"message","role":"user","content":"x"  }]'],
    ['[{"type":"message","id":"for anna@example.pl","role":"user","content":"x"}]', '[{"type":"message","role":"user","content":"x"}]'],
    ['[{"type":"message","id":{"a":"anna@example.pl"},"role":"user","content":"x"}]', '[{"type":"message","role":"user","content":"x"}]'],
  ])('an item %s loses its id and nothing else', async (input, expected) => {
    const body = `{"store":false,"model":"gpt-4o-mini","input":${input}}`
    expect((await send('/openai/v1/responses', 'application/json', body)).status).toBe(200)
    expect(left()).toBe(body.replace(input, expected))
  }) // prettier-ignore
})

describe('an answer that needs no change arrives byte for byte', () => {
  const REDACTED = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'anna@example.pl' }] }
  const PLAIN = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'hello' }] }

  it.each([
    [200, 'application/json', '\n{ "id" : "x",\r\n"n":[1.0e5,12345678901234567890,-0],"t":"\\u0068\\/ [","a":1,"a":2}  '],
    [200, 'application/json; charset=utf-8', '{"choices":[{"message":{"content":"[1] [EMAIL_9999] [e.g.] EMAIL"}}]}'],
    [400, 'application/json', '{"error": {"message" : "no", "code":null,"x":1.50}}'],
    [404, 'application/json', '{"error":{}}'],
    [429, 'application/json', '{"error":{"message":"slow down"}}'],
    [529, 'application/json', '{"error":{"message":"busy"}}'],
    [200, 'application/problem+json', '{"title":"x"}'],
    [200, 'text/plain; charset=utf-8', 'plain [ text\r\n'],
  ])('%i %s', async (status, type, body) => {
    vendor.script = (_call, response) => {
      response.writeHead(status, { 'content-type': type, 'x-request-id': 'req_1', 'retry-after': '7' })
      response.end(body)
    }
    for (const call of [PLAIN, REDACTED]) {
      const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', key, call)
      expect({ status: answer.status, type: answer.headers['content-type'], text: answer.text, complete: answer.complete }).toEqual({ status, type, text: body, complete: true })
      expect(answer.headers['x-request-id']).toBe('req_1')
      expect(answer.headers['retry-after']).toBe('7')
    }
  }) // prettier-ignore

  it('keeps the length that the vendor declared', async () => {
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '12' })
      response.end('{"ok":true} ')
    }
    const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', key, PLAIN)
    expect(answer.headers['content-length']).toBe('12')
    expect(answer.text).toBe('{"ok":true} ')
  })

  it('changes a restored answer in the strings that held a token and nowhere else', async () => {
    const before = String.raw`{ "a" : "\u0068i", "n":1.0e5, "choices":[{"message":{"content":"to [EMAIL_1]\n\/ \u017c"},"x":-0.0}],"b":["[EMAIL_1]"],"[EMAIL_1]":12345678901234567890, "z":"\ud83d\ude00"}`
    vendor.script = (_call, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(before)
    }
    const answer = await postJson(gateway.origin, '/openai/v1/chat/completions', key, REDACTED)
    const [one, other] = [apart(before), apart(answer.text)]
    expect(other.frame).toEqual(one.frame)
    expect(other.strings).toEqual(one.strings.map((source) => source.includes('EMAIL_1') ? JSON.stringify(decodeJsonString(source).replaceAll('[EMAIL_1]', 'anna@example.pl')).slice(1, -1) : source))
  }) // prettier-ignore
})
