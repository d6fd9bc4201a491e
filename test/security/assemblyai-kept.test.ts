/** What AssemblyAI keeps, calls and fetches: a transcript is its tenant's, a webhook its operator's, and an upload whole or nothing. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { AssemblyAI } from 'assemblyai'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { simulators } from '../../src/gateway/sandbox/simulators.ts'
import { startSimulator, type RunningSimulator } from '../../src/gateway/sandbox/simulator-server.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, rawCall, refusalOf, type RawAnswer } from '../harness/raw-call.ts'
import { recordsOf } from '../harness/record-of.ts'

const EMAIL = 'anna.nowak@example.pl'
const AUDIO_URL = 'https://audio.example.com/call.wav'
const TRANSCRIPT = '/assemblyai/v2/transcript'

let simulator: RunningSimulator
let gateway: TestGateway

beforeAll(async () => {
  simulator = await startSimulator(simulators.assemblyai, { seed: 8, behaviour: { hostile: false } })
  gateway = await startTestGateway({
    vendors: { assemblyai: simulator.origin },
    sandbox: false,
    tenants: { acme: {}, beta: {} },
  })
})

afterEach(() => {
  gateway.reload()
})

afterAll(async () => {
  await gateway.stop()
  await simulator.close()
})

async function create(body: object, tenant = 'acme'): Promise<RawAnswer> {
  return await postJson(gateway.origin, TRANSCRIPT, gateway.keys[tenant] ?? '', {
    audio_url: AUDIO_URL,
    ...body,
  })
}

async function get(path: string, tenant = 'acme', method = 'GET'): Promise<RawAnswer> {
  // Its SDK sends the key bare.
  return await rawCall(gateway.origin, { method, target: `${TRANSCRIPT}/${path}`, headers: { authorization: gateway.keys[tenant] ?? '' } })
} // prettier-ignore

async function made(tenant = 'acme', body: object = {}): Promise<string> {
  const { id } = JSON.parse((await create(body, tenant)).text) as { readonly id: string }
  return id
}

const lastBody = (): Record<string, unknown> =>
  JSON.parse(simulator.seen.at(-1)?.text ?? '{}') as Record<string, unknown>

describe('webhooks and audio', () => {
  it.each([
    'https://hooks.example.com/ready?call=7',
    'https://hooks.example.com:443/ready',
    'HTTPS://HOOKS.EXAMPLE.COM/ready',
  ])('%s is called: config lists the host', async (webhook_url) => {
    const answer = await create({
      webhook_url,
      webhook_auth_header_name: 'X-Token',
      webhook_auth_header_value: 'sk-live-0123456789abcdef0123',
    })
    expect(answer.status).toBe(200)
    expect(lastBody()).toMatchObject({ webhook_url, webhook_auth_header_value: 'sk-live-0123456789abcdef0123' })
  }) // prettier-ignore

  const REFUSED = [
    'http://hooks.example.com/ready',
    'https://hooks.example.com.evil.com/ready',
    'https://evil.com/hooks.example.com',
    'https://hooks.example.com@evil.com/',
    'https://evil.com#@hooks.example.com',
    'https://hooks.example.com\\@evil.com/',
    'https:\\\\hooks.example.com/ready',
    'https:hooks.example.com/ready',
    '//hooks.example.com/ready',
    'https://hooks.example.com:8443/ready',
    'https://hooks.example.com./ready',
    'https://sub.hooks.example.com/ready',
    'https://10.0.0.7/ready',
    'https://127.0.0.1/ready',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/ready',
    'https://[fd00:ec2::254]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://localhost/ready',
    'https://intern.corp/ready',
    'https://metadata.google.internal/',
    'https://hooks.example.com/rea dy',
    'https://hooks.ex\u0430mple.com/ready',
    'ftp://hooks.example.com/ready',
    ' https://hooks.example.com/ready',
    '',
  ]

  it.each(REFUSED)('the webhook %j is refused, and nothing leaves', async (webhook_url) => {
    const seen = simulator.seen.length
    const answer = await create({ webhook_url })
    expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'feature_refused' })
    expect(answer.text).toContain('endpoints.assemblyai-test.webhook_hosts')
    expect(simulator.seen.length).toBe(seen)
  })

  it.each(REFUSED)('audio from %j is refused', async (audio_url) => {
    const seen = simulator.seen.length
    const answer = await create({ audio_url })
    expect(refusalOf(answer)).toMatchObject({ status: 403, code: 'feature_refused' })
    expect(simulator.seen.length).toBe(seen)
  })

  it.each([[7], [{ url: 'https://hooks.example.com/' }], [['https://hooks.example.com/']], [true]])(
    'a webhook that is no string is refused: %j',
    async (webhook_url) => {
      expect(refusalOf(await create({ webhook_url }))).toMatchObject({ status: 403, code: 'feature_refused' })
    },
  )

  it.each([`https://hooks.example.com/u/${EMAIL}`, 'https://hooks.example.com/?iban=PL61109010140000071219812874'])(
    'a URL that names a person is refused: %s',
    async (webhook_url) => {
      expect(refusalOf(await create({ webhook_url }))).toMatchObject({ status: 422, code: 'unredactable' })
    },
  ) // prettier-ignore

  it('a signature in a link to audio is let through', async () => {
    const audio_url = `${AUDIO_URL}?X-Amz-Signature=${'0123456789abcdef'.repeat(4)}&token=sk-live-0123456789abcdef0123`
    expect((await create({ audio_url })).status).toBe(200)
    expect(lastBody()['audio_url']).toBe(audio_url)
  })

  it('no host is allowed that config cannot mean', () => {
    for (const host of ['10.0.0.1', 'localhost', 'hooks', 'hooks.internal', 'Hooks.Example.com', 'a.com:80', '[::1]'])
      expect(() => gateway.reload({ endpoints: { assemblyai: { webhook_hosts: [host] } } })).toThrow(/public host name/)
  }) // prettier-ignore
})

describe('transcripts and uploads', () => {
  it('are not found by another tenant, in the vendor’s own shape', async () => {
    const id = await made()
    const seen = simulator.seen.length
    for (const path of ['', '/sentences', '/paragraphs', '/srt', '/vtt', '/word-search?words=a']) {
      const answer = await get(`${id}${path}`, 'beta')
      expect([path, answer.status]).toEqual([path, 404])
      expect(JSON.parse(answer.text)).toMatchObject({ error_code: 'object_unknown' })
      expect(typeof (JSON.parse(answer.text) as { error: unknown }).error).toBe('string')
      // Nobody's id reads the same.
      expect((await get(`nobodys${path}`, 'beta')).text).toBe(answer.text)
    }
    expect((await get(id, 'beta', 'DELETE')).status).toBe(404)
    expect(simulator.seen.length).toBe(seen)
    expect((await get(id)).status).toBe(200)
  })

  it('an upload is transcribed by its tenant alone', async () => {
    const client = new AssemblyAI({
      apiKey: gateway.keys['acme'] ?? '',
      baseUrl: `${gateway.origin}/assemblyai`,
    })
    const audio_url = await client.files.upload(Buffer.from('RIFF'))
    const seen = simulator.seen.length
    expect(refusalOf(await create({ audio_url }, 'beta'))).toMatchObject({ status: 404, code: 'object_unknown' })
    expect(simulator.seen.length).toBe(seen)
    expect((await create({ audio_url })).status).toBe(200)
    expect(lastBody()['audio_url']).toBe(audio_url)
  }) // prettier-ignore

  it('are not found once their endpoint left the config, and nothing is asked elsewhere', async () => {
    const id = await made()
    const other = await startSimulator(simulators.assemblyai, { seed: 9, behaviour: { hostile: false } })
    gateway.reload({
      vendors: {},
      more: { 'assemblyai-two': { vendor: 'assemblyai', origin: other.origin } },
    })
    const answer = await get(id)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(other.seen).toHaveLength(0)
    gateway.reload()
    expect((await get(id)).status).toBe(200)
    await other.close()
  })
})

describe('an upload that is cut in half', () => {
  it('is no upload: the vendor request is aborted and nothing is pinned', async () => {
    const { aborted, requests } = simulator.counters
    const before = (await gateway.records()).length
    const { hostname, port } = new URL(gateway.origin)
    const socket = connect(Number(port), hostname)
    await once(socket, 'connect')
    socket.write(
      `POST /assemblyai/v2/upload HTTP/1.1\r\nhost: x\r\nauthorization: ${gateway.keys['acme']}\r\n` +
        'content-type: application/octet-stream\r\ncontent-length: 100000\r\n\r\n',
    )
    socket.write(Buffer.alloc(50_000, 1))
    while (simulator.counters.requests === requests) await new Promise((resolve) => setImmediate(resolve))
    socket.destroy()
    while (simulator.counters.aborted === aborted) await new Promise((resolve) => setImmediate(resolve))
    const record = (await gateway.records(before + 1)).at(-1)
    expect(record).toMatchObject({ operation: 'upload', outcome: 'client_disconnect', uninspected: ['audio'] })
    expect(JSON.stringify(record)).not.toContain('pinned')
  }) // prettier-ignore

  it('beyond its bound is refused, announced or not', async () => {
    gateway.reload({ settings: { limits: { streamed_body: '64KB' } } })
    const headers = { authorization: gateway.keys['acme'] ?? '', 'content-type': 'application/octet-stream' }
    const seen = simulator.seen.length
    const announced = await rawCall(gateway.origin, { target: '/assemblyai/v2/upload', headers, body: Buffer.alloc(70_000) })
    expect(refusalOf(announced)).toMatchObject({ status: 413, code: 'body_too_large' })
    const chunked = await rawCall(gateway.origin, {
      target: '/assemblyai/v2/upload',
      headers: { ...headers, 'transfer-encoding': 'chunked' },
      body: [Buffer.alloc(40_000), Buffer.alloc(40_000)],
    })
    expect(refusalOf(chunked)).toMatchObject({ status: 413, code: 'body_too_large' })
    expect(simulator.seen.length).toBe(seen)
  }) // prettier-ignore

  it('is nothing but a file', async () => {
    const answer = await rawCall(gateway.origin, {
      target: '/assemblyai/v2/upload',
      headers: { authorization: gateway.keys['acme'] ?? '', 'content-type': 'text/plain' },
      body: 'hello',
    })
    expect(refusalOf(answer)).toMatchObject({ status: 415, code: 'content_type_unsupported' })
  })
})

describe('what config forces', () => {
  it('recordings for support are off, whatever was asked', async () => {
    const answer = await create({
      _customer_support_audio_capture: true,
      customer_support_audio_capture: true,
    })
    expect(answer.status).toBe(200)
    expect(lastBody()).toEqual({ audio_url: AUDIO_URL })
  })

  it('the vendor’s own redaction, with what the caller asked beside it', async () => {
    gateway.reload({ endpoints: { assemblyai: { redact_pii: { policies: ['person_name', 'phone_number'] } } } })
    const forced = { redact_pii: true, redact_pii_sub: 'hash', redact_pii_return_unredacted: false }
    const answer = await create({})
    expect(lastBody()).toMatchObject({ ...forced, redact_pii_policies: ['person_name', 'phone_number'] })
    const [record] = await recordsOf(gateway, answer)
    expect(record?.noTraining).toEqual(['redact_pii=true', 'redact_pii_policies', 'redact_pii_sub=hash', 'redact_pii_return_unredacted=false'])
    await create({
      redact_pii: false,
      redact_pii_policies: ['location', 'person_name'],
      redact_pii_sub: 'entity_name',
      redact_pii_return_unredacted: true,
    })
    expect(lastBody()).toMatchObject({ ...forced, redact_pii_policies: ['location', 'person_name', 'phone_number'] })
    await create({ redact_pii_policies: [] })
    expect(lastBody()).toMatchObject({ ...forced, redact_pii_policies: ['person_name', 'phone_number'] })
  }) // prettier-ignore
})

describe('delete after fetch', () => {
  const on = { endpoints: { assemblyai: { delete_after_fetch: true } } }

  it('deletes a finished transcript that the caller has, with a record of its own', async () => {
    gateway.reload(on)
    const id = await made()
    expect(JSON.parse((await get(id)).text)).toMatchObject({ status: 'processing' })
    const fetched = await get(id)
    expect(JSON.parse(fetched.text)).toMatchObject({ status: 'completed' })
    expect(JSON.parse(fetched.text)).toHaveProperty('text', expect.stringContaining('Good morning'))
    await expect.poll(() => simulator.seen.at(-1)?.method).toBe('DELETE')
    expect(simulator.seen.at(-1)).toMatchObject({ path: `/v2/transcript/${id}`, bodySize: 0 })
    await expect.poll(async () => (await recordsOf(gateway, fetched)).length).toBe(2)
    expect(await recordsOf(gateway, fetched)).toMatchObject([
      { operation: 'transcripts.get', outcome: 'ok', attempt: 1 },
      { operation: 'transcripts.delete', outcome: 'ok', attempt: 2, vendorStatus: 200, marks: ['deleted_at_vendor'] },
    ])
    await expect.poll(async () => (await get(id)).status).toBe(404)
  }) // prettier-ignore

  it('leaves what is not finished, what was not asked for, and everything where it is off', async () => {
    const id = await made()
    await get(id)
    await get(id)
    expect((await get(id)).status).toBe(200)
    gateway.reload(on)
    await get(`${id}/sentences`)
    const seen = simulator.seen.length
    await made()
    expect(simulator.seen.slice(seen).map(({ method }) => method)).toEqual(['POST'])
  })

  it('keeps the pin when the vendor does not delete, and the record says that it is still there', async () => {
    const failing = await startSimulator(simulators.assemblyai, {
      seed: 10,
      behaviour: {
        hostile: false,
        script: ({ method }) => (method === 'DELETE' ? { status: 500 } : undefined),
      },
    })
    gateway.reload({ ...on, vendors: { assemblyai: failing.origin } })
    const id = await made()
    await get(id)
    const fetched = await get(id)
    await expect.poll(async () => (await recordsOf(gateway, fetched)).length).toBe(2)
    expect((await recordsOf(gateway, fetched)).at(-1)).toMatchObject({
      operation: 'transcripts.delete',
      outcome: 'vendor_status',
      vendorStatus: 500,
      marks: ['left_at_vendor'],
    })
    expect((await get(id)).status).toBe(200)
    gateway.reload()
    await failing.close()
  })
})

describe('each service has a host and a place of its own', () => {
  it('a zone of Ireland alone has transcripts, and neither sync nor dictation', async () => {
    gateway.reload({ settings: { zone: ['IE'] } })
    expect((await create({})).status).toBe(200)
    const form = (mount: string): Promise<RawAnswer> =>
      rawCall(gateway.origin, {
        target: `${mount}/v1/transcribe/live`,
        headers: { authorization: gateway.keys['acme'] ?? '', 'content-type': 'multipart/form-data; boundary=XX' },
        body: '--XX--\r\n',
      })
    const seen = simulator.seen.length
    const sync = await form('/assemblyai-sync')
    expect(refusalOf(sync)).toMatchObject({ status: 403, code: 'no_endpoint_in_zone' })
    expect(sync.text).toContain('in SE, outside the zone')
    expect((await form('/assemblyai-dictation')).text).toContain('outside the zone')
    expect(simulator.seen.length).toBe(seen)
  }) // prettier-ignore

  it('on the hosts that are documented for the Union', async () => {
    const own = await startTestGateway({
      vendors: { assemblyai: 'unused' },
      sandbox: false,
      resolve: () => Promise.reject(new Error('nothing is dialled here')),
    })
    const hosts = [...own.runtime.endpoints].map(([id, { host }]) => [id, host])
    expect(hosts).toEqual([
      ['assemblyai-test', 'api.eu.assemblyai.com'],
      ['assemblyai-test/sync', 'sync.eu.assemblyai.com'],
      ['assemblyai-test/dictation', 'dictation.eu.assemblyai.com'],
      ['assemblyai-test/streaming', 'streaming.eu.assemblyai.com'],
      ['assemblyai-test/llm-gateway', 'llm-gateway.eu.assemblyai.com'],
    ])
    const pools = new Set([...own.runtime.endpoints.values()].map(({ pool }) => pool))
    expect(pools.size).toBe(5)
    await own.stop()
  })
})

describe('a canary in every member', () => {
  const PLACES: readonly ((canary: string) => object)[] = [
    (canary) => ({ prompt: canary }),
    (canary) => ({ keyterms_prompt: [canary] }),
    (canary) => ({ word_boost: [canary] }),
    (canary) => ({ topics: [canary] }),
    (canary) => ({ custom_spelling: [{ from: [canary], to: 'x' }] }),
    (canary) => ({ custom_spelling: [{ from: ['x'], to: canary }] }),
    (canary) => ({ speech_understanding: { request: { speaker_identification: { speaker_type: 'name', known_values: [canary] } } } }),
    (canary) => ({ speech_understanding: { request: { custom_formatting: { email: canary } } } }),
    (canary) => ({ speech_model: canary }),
    (canary) => ({ speech_models: [canary] }),
    (canary) => ({ language_code: canary }),
    (canary) => ({ domain: canary }),
    (canary) => ({ language_detection_options: { fallback_language: canary } }),
    (canary) => ({ redact_pii_policies: [canary] }),
    (canary) => ({ webhook_url: 'https://hooks.example.com/', webhook_auth_header_name: canary }),
    (canary) => ({ webhook_url: 'https://hooks.example.com/', webhook_auth_header_value: canary }),
    (canary) => ({ audio_url: `https://audio.example.com/${canary}.wav` }),
    (canary) => ({ next_month: { of: [canary] } }),
    (canary) => ({ [canary]: true }),
  ] // prettier-ignore

  it.each(PLACES.map((place) => [JSON.stringify(place('X')), place] as const))('%s', async (_what, place) => {
    for (const canary of [EMAIL, 'PL61109010140000071219812874', '44051401359']) {
      const seen = simulator.seen.length
      const answer = await create(place(canary))
      const left = simulator.seen.slice(seen).map(({ text }) => text)
      expect(left.join('')).not.toContain(canary)
      if (left.length === 0) expect(refusalOf(answer)).toMatchObject({ status: 422, code: 'unredactable' })
    }
  })
})
