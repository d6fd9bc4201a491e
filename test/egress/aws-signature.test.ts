/** What leaves for AWS is signed after it was redacted, by AWS's own signer, and AWS's own signer agrees with what arrived. */
import { Hash } from '@smithy/hash-node'
import { SignatureV4 } from '@smithy/signature-v4'
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AwsSigner } from '../../src/gateway/egress/aws-signer.ts'
import { awsCredential } from '../../src/gateway/egress/aws.ts'
import { EgressError } from '../../src/gateway/egress/failure.ts'
import { call } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'

const EMAIL = 'jan.kowalski@example.com'
const MODEL = 'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0'
const PATH = `/bedrock/model/${encodeURIComponent(MODEL)}/converse`
const REQUEST = {
  method: 'POST',
  origin: 'https://host',
  path: '/',
  query: '',
  contentType: undefined,
  body: undefined,
}

/** The chain reads these before anything else. */
const CHAIN = {
  AWS_ACCESS_KEY_ID: 'AKIDUPSTREAM',
  AWS_SECRET_ACCESS_KEY: 'upstream-secret-of-the-tests',
  AWS_SESSION_TOKEN: 'upstream-session-token',
}

let vendor: ScriptedVendor
let gateway: TestGateway
const before = { ...process.env }

beforeAll(async () => {
  Object.assign(process.env, CHAIN)
  vendor = await startVendor((_call, response) =>
    json(response, 200, { output: { message: { role: 'assistant', content: [] } } }),
  )
  gateway = await startTestGateway({
    vendors: { bedrock: vendor.origin },
    endpoints: { bedrock: { key: undefined, aws: {} } },
  })
})

afterAll(async () => {
  for (const name of Object.keys(CHAIN)) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = before[name]
  }
  await gateway.stop()
  await vendor.close()
})

afterEach(() => {
  vendor.script = (_call, response) => json(response, 200, {})
})

async function converse(headers: readonly string[] = []): Promise<SeenCall> {
  const answer = await call(gateway.origin, {
    path: PATH,
    key: gateway.keys['acme'],
    headers,
    body: { messages: [{ role: 'user', content: [{ text: `Write to ${EMAIL}.` }] }] },
  })
  expect(answer.status).toBe(200)
  const seen = vendor.seen.at(-1)
  if (seen === undefined) throw new Error('the vendor saw nothing')
  return seen
}

/** Signs what arrived once more, as AWS does to verify it. */
async function expectedSignature(seen: SeenCall): Promise<string> {
  const authorization = String(seen.headers.authorization)
  const names = (/SignedHeaders=([^,]+),/.exec(authorization)?.[1] ?? '').split(';')
  const date = String(seen.headers['x-amz-date'])
  const at = new Date(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'))
  const signer = new SignatureV4({
    credentials: {
      accessKeyId: CHAIN.AWS_ACCESS_KEY_ID,
      secretAccessKey: CHAIN.AWS_SECRET_ACCESS_KEY,
      sessionToken: CHAIN.AWS_SESSION_TOKEN,
    },
    region: 'eu-central-1',
    service: 'bedrock',
    sha256: Hash.bind(undefined, 'sha256'),
  })
  const signed = await signer.sign(
    {
      method: seen.method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: seen.url,
      query: {},
      headers: Object.fromEntries(names.map((name) => [name, String(seen.headers[name])])),
      body: seen.body,
    },
    { signingDate: at },
  )
  return signed.headers['authorization'] ?? ''
}

describe('a call of an endpoint with `aws`', () => {
  it('is signed over the redacted body, on the path as it was sent', async () => {
    const seen = await converse()
    expect(seen.body.toString('utf8')).toContain('[EMAIL_1]')
    expect(seen.url).toBe(PATH.slice('/bedrock'.length))
    expect(seen.headers['x-amz-content-sha256']).toBe(createHash('sha256').update(seen.body).digest('hex'))
    expect(seen.headers['x-amz-security-token']).toBe(CHAIN.AWS_SESSION_TOKEN)
    expect(seen.headers.authorization).toContain('/eu-central-1/bedrock/aws4_request')
    expect(seen.headers.authorization).toBe(await expectedSignature(seen))
  })

  it('carries no header of that name that the caller sent', async () => {
    const seen = await converse([
      'x-amz-date',
      '20200101T000000Z',
      'x-amz-content-sha256',
      'UNSIGNED-PAYLOAD',
      'x-amz-security-token',
      'of the caller',
      'x-amz-target',
      'Other',
    ])
    expect(seen.rawHeaders.filter((name) => name.toLowerCase() === 'x-amz-date')).toHaveLength(1)
    expect(seen.headers['x-amz-target']).toBeUndefined()
    expect(seen.headers.authorization).toBe(await expectedSignature(seen))
  })

  it('leaves neither secret nor token in an answer, a log line or the record', async () => {
    vendor.script = (seen, response) =>
      json(response, 403, {
        message: `Credentials ${String(seen.headers.authorization)} ${String(seen.headers['x-amz-security-token'])}`,
      })
    const answer = await call(gateway.origin, {
      path: PATH,
      key: gateway.keys['acme'],
      body: { messages: [] },
    })
    expect(answer.status).toBe(403)
    const all = [answer.text, ...gateway.logLines, JSON.stringify(await gateway.records(1))].join('\n')
    expect(all).not.toContain(CHAIN.AWS_SECRET_ACCESS_KEY)
    expect(all).not.toMatch(/Signature=[0-9a-f]{64}/)
  })
})

describe('the credential', () => {
  it('asks the chain once for calls that come together, and again after a failure', async () => {
    let made = 0
    const credential = awsCredential({}, 'eu-central-1', async () => {
      made += 1
      if (made === 1) throw new Error('the metadata service said: secret things')
      return new AwsSigner(async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }), 'eu-central-1')
    })
    const first = credential.sign?.(REQUEST) ?? Promise.resolve([])
    await expect(first).rejects.toBeInstanceOf(EgressError)
    await expect(first).rejects.not.toThrow(/secret things/)
    const both = await Promise.all([credential.sign?.(REQUEST), credential.sign?.(REQUEST)])
    expect(both[0]?.map(([name]) => name)).toContain('authorization')
    expect(made).toBe(2)
  })

  it('never falls back to a header that is not signed', async () => {
    await expect(awsCredential({}, 'eu-central-1').header()).rejects.toBeInstanceOf(EgressError)
  })
})
