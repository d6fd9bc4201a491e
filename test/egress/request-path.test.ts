/** Paths that egress sends, and those that it refuses before a byte leaves. */
import { describe, expect, test } from 'vitest'
import { assertRequestPath } from '../../src/gateway/egress/request-path.ts'
import { answering, closeAll, exchange, GET, pool, rawVendor, sandboxPool } from './stand-ins.ts'

describe('a path that could lead elsewhere is refused', () => {
  test.each([
    '',
    'v1/models',
    '//evil.example/v1',
    '/\\evil.example',
    '/v1\\..\\admin',
    'http://evil.example/',
    'https:/evil.example',
    '*',
    '/v1/../admin',
    '/v1/./models',
    '/..',
    '/.',
    '/v1/..',
    '/v1/..;/admin',
    '/v1/%2e%2e/admin',
    '/v1/%2E./admin',
    '/v1/.%2e',
    '/v1/%5c%2e%2e',
    '/v1/models#fragment',
    '/v1/models HTTP/1.1',
    '/v1/models\r\nhost: evil.example',
    '/v1/models\t',
    '/v1/\0',
    '/v1/zażółć',
    '/v1/\x7f',
  ])('%j', (path) => {
    expect(() => assertRequestPath(path)).toThrow(expect.objectContaining({ reason: 'path_refused' }))
  })
})

describe('a path that a vendor has is taken', () => {
  test.each([
    '/',
    '/v1/chat/completions',
    '/openai/deployments/gpt-4.1-mini/embeddings?api-version=2024-10-21',
    '/v1/models/ft:gpt-4o-mini:acme::abc123',
    '/model/arn%3Aaws%3Abedrock%2Feu.amazon.nova-lite-v1%3A0/converse',
    '/v1/files/...dots',
    '/v1/a..b/.well-known/x.',
    '/v2/translate?text=%2E%2E%2F&path=/../x',
    '/v1/models//twice',
  ])('%s', (path) => expect(() => assertRequestPath(path)).not.toThrow())
})

test('a refused path opens no connection', async () => {
  const vendor = await rawVendor(answering('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  await expect(
    exchange(sandboxPool(vendor), { ...GET, path: '//evil.example', headers: [] }),
  ).rejects.toThrow()
  expect(vendor.sockets).toHaveLength(0)
  await closeAll()
})

test('the prefix of a sandbox comes first', async () => {
  const vendor = await rawVendor(answering('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  const opened = pool({ id: 'sandbox', host: '', sandbox: { origin: `${vendor.origin}/mock/openai/` } })
  await exchange(opened, { ...GET, headers: [] })
  expect(vendor.received()).toContain('GET /mock/openai/v1/models HTTP/1.1\r\n')
  await closeAll()
})
