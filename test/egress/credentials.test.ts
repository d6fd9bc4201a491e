/** Keys and tokens: fetched once, kept while they live, in no error. */
import { describe, expect, test } from 'vitest'
import { azure } from '../../src/connectors/vendors/azure/connector.ts'
import { openai } from '../../src/connectors/vendors/openai/connector.ts'
import {
  type Credential,
  keyCredential,
  tokenCredential,
  type TokenSource,
} from '../../src/gateway/egress/credentials.ts'
import { ENTRA_SCOPES, entraCredential } from '../../src/gateway/egress/entra.ts'

const MINUTE = 60_000

interface Provider {
  readonly source: TokenSource
  readonly scopes: string[]
  /** Answers the oldest request. */
  give(token: string, expires: number): void
  fail(): void
}

function provider(): Provider {
  const scopes: string[] = []
  const waiting: PromiseWithResolvers<{ token: string; expiresOnTimestamp: number }>[] = []
  return {
    scopes,
    source: {
      getToken: (scope) => {
        scopes.push(scope)
        const answer = Promise.withResolvers<{ token: string; expiresOnTimestamp: number }>()
        waiting.push(answer)
        return answer.promise
      },
    },
    give: (token, expiresOnTimestamp) => waiting.shift()?.resolve({ token, expiresOnTimestamp }),
    fail: () => waiting.shift()?.reject(new Error('AADSTS canary-assertion')),
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a key is ready without a wait, in the vendor’s own header', () => {
  expect(keyCredential(openai, 'sk-1').header()).toEqual(['authorization', 'Bearer sk-1'])
  expect(keyCredential(azure, 'k')).toMatchObject({ name: 'api-key' })
})

interface SetUp {
  time: number
  readonly fake: Provider
  readonly credential: Credential
}

function setUp(): SetUp {
  const fake = provider()
  const state: SetUp = {
    time: 0,
    fake,
    credential: tokenCredential(azure, {
      scope: ENTRA_SCOPES.v1,
      source: () => Promise.resolve(fake.source),
      wallClock: () => state.time,
    }),
  }
  return state
}

describe('a token', () => {
  test('is asked for once by a burst, and then known', async () => {
    const { fake, credential } = setUp()
    const burst = [credential.header(), credential.header(), credential.header()]
    await turn()
    expect(fake.scopes).toEqual(['https://ai.azure.com/.default'])
    fake.give('one', 60 * MINUTE)
    for (const header of burst) expect(await header).toEqual(['authorization', 'Bearer one'])
    expect(credential.header()).toEqual(['authorization', 'Bearer one'])
    expect(credential.name).toBe('authorization')
  })

  test('is kept until five minutes before its end, then replaced beside the calls', async () => {
    const state = setUp()
    const first = state.credential.header()
    await turn()
    state.fake.give('one', 60 * MINUTE)
    await first
    state.time = 55 * MINUTE - 1
    void state.credential.header()
    await turn()
    expect(state.fake.scopes).toHaveLength(1)
    state.time = 55 * MINUTE
    // No call waits: the old one is still good.
    expect(state.credential.header()).toEqual(['authorization', 'Bearer one'])
    expect(state.credential.header()).toEqual(['authorization', 'Bearer one'])
    await turn()
    expect(state.fake.scopes).toHaveLength(2)
    state.fake.give('two', 120 * MINUTE)
    await turn()
    expect(state.credential.header()).toEqual(['authorization', 'Bearer two'])
  })

  test('serves on while the provider is down, asked every ten seconds, and not in its last half minute', async () => {
    const state = setUp()
    const first = state.credential.header()
    await turn()
    state.fake.give('one', 60 * MINUTE)
    await first
    state.time = 56 * MINUTE
    for (let call = 0; call < 5; call++) {
      expect(state.credential.header()).toEqual(['authorization', 'Bearer one'])
      await turn()
      state.fake.fail()
      await turn()
    }
    expect(state.fake.scopes).toHaveLength(2)
    state.time += 10_000
    void state.credential.header()
    await turn()
    state.fake.fail()
    await turn()
    expect(state.fake.scopes).toHaveLength(3)
    state.time = 60 * MINUTE - 30_000
    const late = state.credential.header()
    await turn()
    state.fake.fail()
    await expect(late).rejects.toMatchObject({ code: 'vendor_credential_failed' })
  })

  test('that cannot be had is a refusal which quotes nothing of the provider, and the next call asks anew', async () => {
    const state = setUp()
    const first = Promise.resolve(state.credential.header()).catch((error: unknown) => error)
    await turn()
    state.fake.fail()
    const error = await first
    expect(error).toMatchObject({
      reason: 'token_unavailable',
      code: 'vendor_credential_failed',
      status: 502,
    })
    expect(
      JSON.stringify([error, String(error), error instanceof Error ? [error.stack, error.cause] : '']),
    ).not.toContain('canary')
    const second = state.credential.header()
    await turn()
    state.fake.give('two', 60 * MINUTE)
    expect(await second).toEqual(['authorization', 'Bearer two'])
  })

  test('is waited for only so long, and the request is told', async () => {
    let told = false
    const credential = tokenCredential(azure, {
      scope: ENTRA_SCOPES.deployments,
      fetchMilliseconds: 50,
      source: () =>
        Promise.resolve({
          getToken: (_scope, { abortSignal }) => {
            abortSignal.addEventListener('abort', () => (told = true))
            return new Promise(() => undefined)
          },
        }),
    })
    await expect(credential.header()).rejects.toMatchObject({ reason: 'token_timeout' })
    expect(told).toBe(true)
  })
})

test('Entra asks for the audience of the path family', async () => {
  const fake = provider()
  const credential = entraCredential(azure, { managed_identity: {} }, ENTRA_SCOPES.deployments, () =>
    Promise.resolve(fake.source),
  )
  const header = credential.header()
  await turn()
  fake.give('one', Date.now() + 60 * MINUTE)
  expect(await header).toEqual(['authorization', 'Bearer one'])
  expect(fake.scopes).toEqual(['https://cognitiveservices.azure.com/.default'])
})

test('a workload identity that is not set up is a refusal, not a crash', async () => {
  const credential = entraCredential(
    azure,
    { workload_identity: { tenant_id: 'not a tenant!', client_id: 'c', token_file: '/nonexistent' } },
    ENTRA_SCOPES.v1,
  )
  await expect(credential.header()).rejects.toMatchObject({ code: 'vendor_credential_failed' })
})
