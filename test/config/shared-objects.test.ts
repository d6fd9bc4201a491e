/** Objects that config shares with a tenant, and keys that came before: what is wrong with them is said at load. */
import { describe, expect, it } from 'vitest'
import { connectors } from '../../src/connectors/registry.ts'
import { operationCheck } from '../../src/gateway/config/operation-check.ts'
import { upstreamOf } from '../../src/gateway/config/upstream-key.ts'
import type { EndpointConfig } from '../../src/gateway/config/endpoint-schema.ts'
import { findings, GOOD, good, loaded } from './fixture.ts'

const shared = (line: string): string[] =>
  findings(`${GOOD}    shared: [${line}]\n`, {}, [operationCheck(connectors)])

describe('an object that is shared', () => {
  it('is of a kind that the vendor keeps, at an endpoint of the tenant', () => {
    expect(shared('{kind: glossary, id: 4b1f0a52-7d3f, endpoint: deepl-eu}')).toEqual([])
    expect(shared('{kind: glosary, id: x, endpoint: deepl-eu}')).toEqual([
      '19:21 tenants.acme.shared[0].kind is no kind of object that this vendor keeps -> did you mean `glossary`?',
    ])
    expect(shared('{kind: file, id: x, endpoint: openai-eu}')).toEqual([
      "19:44 tenants.acme.shared[0].endpoint is not an endpoint of this tenant -> list it under the tenant's `endpoints`",
    ])
  })

  it.each([
    '{kind: glossary, endpoint: deepl-eu}',
    '{kind: glossary, id: "a b", endpoint: deepl-eu}',
    '{kind: Glossary, id: a, endpoint: deepl-eu}',
  ])('has all that it takes: %s', (line) => {
    expect(shared(line)).toHaveLength(1)
  })
})

const of = (key: string, former_keys: string[] = []) =>
  upstreamOf({ vendor: 'deepl', key, former_keys } as unknown as EndpointConfig, undefined)

const entra = (account: string) => upstreamOf({ vendor: 'azure' } as unknown as EndpointConfig, account).id

const line = (value: string): string =>
  good('    region: eu\n', `    region: eu\n    former_keys: [${value}]\n`)

describe('the fingerprint of a key', () => {
  it('is the same for the same key, differs from others, and shows none of it', () => {
    const { id } = of('deepl-key-1')
    expect(id).toMatch(/^[0-9a-f]{16}$/)
    expect(of('deepl-key-1').id).toBe(id)
    expect(of('deepl-key-2').id).not.toBe(id)
    expect([...of('deepl-key-2', [id]).accepts]).toEqual([of('deepl-key-2').id, id])
  })

  it('of an endpoint without a key is that of whoever signs in', () => {
    expect(entra('one')).not.toBe(entra('two'))
  })

  it('is written in config as 16 hex digits', () => {
    expect(loaded(line('"0123456789abcdef"')).settings.endpoints['deepl-eu']?.former_keys).toEqual([
      '0123456789abcdef',
    ])
    expect(findings(line('deepl-key-0'))[0]).toContain('should be a fingerprint of 16 hex digits')
  })
})
