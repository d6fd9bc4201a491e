/** Sign-in by Google's own library: a token of workload identity from a service on loopback, fetched once and in no error. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { vertex } from '../../src/connectors/vendors/vertex/connector.ts'
import { googleCredential } from '../../src/gateway/egress/google.ts'
import { startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let folder: string | undefined
let tokens: ScriptedVendor | undefined

afterEach(async () => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  await tokens?.close()
  folder = tokens = undefined
})

/** A configuration of workload identity federation whose token service answers as scripted. */
async function federation(answer: (count: number) => { status: number; body: object }): Promise<string> {
  let count = 0
  tokens = await startVendor((_call, response) => {
    const { status, body } = answer(++count)
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  folder = mkdtempSync(join(tmpdir(), 'limen-google-'))
  const subject = join(folder, 'subject-token')
  writeFileSync(subject, 'canary-subject-token')
  const file = join(folder, 'federation.json')
  writeFileSync(
    file,
    JSON.stringify({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/oidc',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${tokens.origin}/v1/token`,
      credential_source: { file: subject },
    }),
  )
  return file
}

const granted = (token: string, seconds = 3600): { status: number; body: object } => ({
  status: 200,
  body: {
    access_token: token,
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    token_type: 'Bearer',
    expires_in: seconds,
  },
})

describe('a configuration of workload identity federation', () => {
  test('becomes one bearer token for a burst of calls, and is known afterwards', async () => {
    const credential = googleCredential(vertex, {
      credentials_file: await federation(() => granted('token-1')),
    })
    expect(credential.name).toBe('authorization')
    const burst = await Promise.all([credential.header(), credential.header(), credential.header()])
    expect(burst).toEqual(Array.from({ length: 3 }, () => ['authorization', 'Bearer token-1']))
    expect(credential.header()).toEqual(['authorization', 'Bearer token-1'])
    expect(tokens?.seen).toHaveLength(1)
    expect(tokens?.seen[0]?.body.toString()).toContain(
      encodeURIComponent('https://www.googleapis.com/auth/cloud-platform'),
    )
  })

  test('a token near its end is replaced ahead of time', async () => {
    const credential = googleCredential(vertex, {
      credentials_file: await federation((count) => granted(`token-${count}`, count === 1 ? 120 : 3600)),
    })
    expect(await credential.header()).toEqual(['authorization', 'Bearer token-1'])
    // Two minutes are left: the call goes on with it, and the next one is fetched beside it.
    expect(credential.header()).toEqual(['authorization', 'Bearer token-1'])
    await expect
      .poll(() => credential.header(), { timeout: 5000 })
      .toEqual(['authorization', 'Bearer token-2'])
    expect(tokens?.seen).toHaveLength(2)
  })

  test.each([
    [
      'a service that refuses',
      () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'canary-reason' } }),
    ],
    ['an answer without a token', () => ({ status: 200, body: {} })],
  ])('%s is a failure that quotes nothing', async (_what, answer) => {
    const credential = googleCredential(vertex, { credentials_file: await federation(answer) })
    const failure: unknown = await Promise.resolve(credential.header()).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'EgressError' })
    expect(JSON.stringify([String(failure), (failure as Error).stack, (failure as Error).cause])).not.toMatch(
      /canary|127\.0\.0\.1/,
    )
  })
})

test('a file that is not there is a failure that names no path', async () => {
  const credential = googleCredential(vertex, { credentials_file: '/nowhere/canary.json' })
  const failure: unknown = await Promise.resolve(credential.header()).catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'EgressError' })
  expect(String((failure as Error).stack)).not.toContain('canary')
})
