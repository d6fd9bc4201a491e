/** `POST /redact`: a tenant's text with the tenant's policy, for whoever holds one of its keys and nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, type RawAnswer } from '../harness/raw-call.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await startTestGateway({
    vendors: { openai: 'http://127.0.0.1:9' },
    tenants: { acme: { redaction: { words: ['Blue Star'], replace_with: { PESEL: 'refuse' } } }, other: {} },
  })
})

afterAll(async () => await gateway.stop())

async function redact(body: unknown, tenant = 'acme'): Promise<RawAnswer> {
  return await postJson(gateway.origin, '/redact', gateway.keys[tenant] ?? 'nobody', body as object)
}

describe('a text', () => {
  it('comes back with placeholders and offsets, by the policy of the tenant whose key it is', async () => {
    const answer = await redact({ text: 'Blue Star, a@b.pl' })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toEqual({
      text: '[WORD_1], [EMAIL_1]',
      entities: [
        { entity: 'WORD', start: 0, end: 9, detector: 'word', score: 1 },
        { entity: 'EMAIL', start: 11, end: 17, detector: 'email', score: 1 },
      ],
    })
    expect(JSON.parse((await redact({ text: 'Blue Star' }, 'other')).text)).toMatchObject({
      text: 'Blue Star',
    })
  })

  it('is read with the language and the known values of the request', async () => {
    const { text } = await redact([
      { text: 'nr 601 234 567', lang: 'pl' },
      { text: 'kod ABC-77', known: ['abc-77'] },
    ])
    expect(JSON.parse(text)).toMatchObject([{ text: 'nr [PHONE_1]' }, { text: 'kod [WORD_1]' }])
  })

  it('is read with what the header of the call tells, aloud too', async () => {
    const header = Buffer.from('[{"entity":"PERSON","value":"Jan Kowalski"}]').toString('base64url')
    const answer = await fetch(`${gateway.origin}/redact`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.keys['other'] ?? ''}`, 'limen-known': header },
      body: JSON.stringify([{ text: 'kowalskiego' }, { text: 'ka o wu a el es ka i', known: ['ABC-77'] }]),
    })
    expect(await answer.json()).toMatchObject([{ text: '[PERSON_1]' }, { text: '[PERSON_1]' }])
  }) // prettier-ignore

  it('of any length is answered', async () => {
    const long = `${'Proszę o pomoc. '.repeat(5000)}a@b.pl`
    const { text } = await redact({ text: long })
    expect(JSON.parse(text)).toMatchObject({ entities: [{ entity: 'EMAIL', end: long.length }] })
  })
})

describe('a request that makes no sense is refused by name, without a word of it', () => {
  it.each([
    [{ text: 1 }, 400, 'request_malformed'],
    [{ text: 'secret-word', more: 1 }, 400, 'request_malformed'],
    [{ text: 'secret-word', lang: 'xx' }, 400, 'request_malformed'],
    [{ text: 'secret-word', known: ['x'] }, 400, 'known_values_malformed'],
    [
      [{ text: 'secret-word' }, { text: 'secret-word', known: [{ entity: 'NAME', value: 'secret-word' }] }],
      400,
      'At [1].known[0].entity.',
    ],
    [[{ text: 'secret-word' }, { text: 'secret-word', lang: 'xx' }], 400, 'At [1].lang.'],
    [{ text: 'PESEL 44051401359' }, 403, 'entity_refused'],
  ])('%j', async (body, status, code) => {
    const answer = await redact(body)
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(code)
    expect(answer.text).not.toMatch(/secret-word|4405140/)
  })

  it('without a key, with an unknown key, by GET, and as text', async () => {
    const url = `${gateway.origin}/redact`
    const key = `Bearer ${gateway.keys['acme'] ?? ''}`
    const statuses = await Promise.all([
      fetch(url, { method: 'POST', body: '{"text":"x"}', headers: { 'content-type': 'application/json' } }),
      fetch(url, { method: 'POST', body: '{"text":"x"}', headers: { 'content-type': 'application/json', authorization: 'Bearer nobody' } }),
      fetch(url, { headers: { authorization: key } }),
      fetch(url, { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain', authorization: key } }),
      fetch(url, { method: 'POST', body: '{', headers: { 'content-type': 'application/json', authorization: key } }),
    ])
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 404, 415, 400])
  }) // prettier-ignore
})
