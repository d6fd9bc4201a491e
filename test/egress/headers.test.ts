/** What leaves for a vendor is the list and ours; what comes back is the list. */
import { describe, expect, test } from 'vitest'
import { azure } from '../../src/connectors/vendors/azure/connector.ts'
import { deepl } from '../../src/connectors/vendors/deepl/connector.ts'
import { openai } from '../../src/connectors/vendors/openai/connector.ts'
import { buildAnswerHeaders, compileAnswerHeaders } from '../../src/gateway/egress/answer-headers.ts'
import { headerPatternProblem } from '../../src/gateway/egress/header-list.ts'
import { isNeverAnswered, isNeverSent } from '../../src/gateway/egress/header-names.ts'
import {
  buildRequestHeaders,
  compileRequestHeaders,
  findRefusedHeader,
} from '../../src/gateway/egress/headers.ts'

const connector = {
  requestHeaders: ['accept', 'OpenAI-Beta', 'idempotency-key'],
  refusedHeaders: [{ name: 'X-Region', rule: 'region_header', because: 'It would choose a region.' }],
}
const own = [
  ['authorization', 'Bearer vendor-key'],
  ['openai-project', 'proj_eu'],
] as const
const rulesWith = (...extra: string[]): ReturnType<typeof compileRequestHeaders> =>
  compileRequestHeaders(
    connector,
    extra,
    own.map(([name]) => name),
  )

function build(raw: readonly string[], ...extra: string[]): string[] {
  return buildRequestHeaders(rulesWith(...extra), raw, own, 'application/json')
}

const OURS = [
  'authorization',
  'Bearer vendor-key',
  'openai-project',
  'proj_eu',
  'accept-encoding',
  'identity',
  'content-type',
  'application/json',
]

/** Headers that clients, proxies and SDKs are known to send. */
const KNOWN =
  `accept-charset accept-encoding accept-language age anthropic-version api-key authorization baggage
cache-control cf-connecting-ip cf-ray connection content-encoding content-length content-md5 content-type cookie cookie2
date dnt expect forwarded from host http2-settings if-match if-none-match keep-alive max-forwards ocp-apim-subscription-key
openai-organization openai-project origin pragma priority proxy-authorization proxy-connection range referer sec-ch-ua
sec-fetch-mode te trace traceparent tracestate trailer transfer-encoding true-client-ip upgrade user-agent via warning
x-amz-security-token x-api-key x-auth-token x-forwarded-for x-forwarded-host x-forwarded-proto x-goog-api-key
x-http-method-override x-limen-tenant x-litellm-api-key x-ms-client-principal x-original-url x-real-ip x-request-id
x-stainless-lang x-stainless-retry-count __proto__ constructor`.split(/\s+/)

test('of all known headers only the listed leave, and ours', () => {
  const raw = [...KNOWN, 'Accept', 'openai-beta', 'x-random-8231'].flatMap((name) => [name, `canary-${name}`])
  const sent = build(raw.filter((name) => name !== 'connection' && name !== 'canary-connection'))
  expect(sent).toEqual(['accept', 'canary-Accept', 'openai-beta', 'canary-openai-beta', ...OURS])
})

test('nothing but ours leaves for a caller who sends nothing', () => {
  expect(build([])).toEqual(OURS)
  expect(buildRequestHeaders(rulesWith(), [], own, undefined)).toEqual(OURS.slice(0, 6))
  expect(buildRequestHeaders(rulesWith(), [], own, 'audio/wav', 12).slice(-2)).toEqual([
    'content-length',
    '12',
  ])
})

describe('Connection tokens', () => {
  test.each([
    'authorization, openai-project, accept-encoding, content-type, traceparent',
    'close, Authorization',
    'keep-alive,authorization',
  ])('%s take none of ours away', (tokens) => {
    expect(build(['connection', tokens, 'accept', 'a/b'])).toEqual(['accept', 'a/b', ...OURS])
  })

  test('take the caller’s own headers away, wherever they stand', () => {
    expect(
      build(['accept', 'a/b', 'Connection', 'Accept', 'connection', ' x , openai-beta', 'openai-beta', 'z']),
    ).toEqual(OURS)
  })
})

test('a caller cannot set a header that is ours, though the operator listed it', () => {
  expect(
    build(['openai-project', 'proj_us', 'Authorization', 'Bearer x'], 'openai-project', 'authorization'),
  ).toEqual(OURS)
})

describe('an operator’s pattern', () => {
  test('admits what it names, exactly or by prefix, in any case', () => {
    expect(
      build(
        ['Mock-Server-Mode', 'slow', 'X-Trace', 't', 'mock-serve', 'no'],
        'mock-server-*',
        'x-trace',
      ).slice(0, 4),
    ).toEqual(['mock-server-mode', 'slow', 'x-trace', 't'])
  })

  test.each([
    'authorization',
    'proxy-authorization',
    'cookie',
    'host',
    'connection',
    'content-length',
    'transfer-encoding',
    'te',
    'upgrade',
    'expect',
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-anything',
    'x-real-ip',
    'api-key',
    'x-api-key',
    'x-goog-api-key',
    'ocp-apim-subscription-key',
    'x-amz-security-token',
    'x-auth-token',
    'x-vendor-secret',
    'x-http-method-override',
    'x-region',
    'content-type',
    'accept-encoding',
    'x-limen-tenant',
  ])('never admits %s', (name) => {
    for (const pattern of [name, `${name.slice(0, 3)}*`, `${name.slice(0, 5)}*`, '*']) {
      const sent = build([name, 'canary'], pattern)
      expect(sent).not.toContain('canary')
    }
  })

  test.each([
    ['*', 'At least'],
    ['x-*', 'At least'],
    ['x-forwarded-*', 'never leave'],
    ['Authorization', 'never leave'],
    ['cookie', 'never leave'],
    ['x-region', 'connector refuses'],
    ['a b', 'header name'],
    ['x:y', 'header name'],
    ['', 'header name'],
  ])('%j is a mistake that check can name', (pattern, words) => {
    const refused = [{ name: 'x-region' }]
    expect(headerPatternProblem(pattern, isNeverSent, refused)).toContain(words)
  })

  test.each(['mock-server-*', 'x-trace-id', 'openai-beta'])('%s is fine', (pattern) => {
    expect(headerPatternProblem(pattern, isNeverSent)).toBeUndefined()
  })
})

test('a header that the connector refuses is found in any case', () => {
  expect(findRefusedHeader(rulesWith(), ['accept', 'a', 'x-REGION', 'us'])).toMatchObject({
    rule: 'region_header',
  })
  expect(findRefusedHeader(rulesWith(), ['accept', 'x-region'])).toBeUndefined()
})

describe('answers', () => {
  const allowed = compileAnswerHeaders({
    answerHeaders: ['x-request-id', 'x-ratelimit-*', 'set-cookie', 'server'],
  })

  test('only the list comes through, and never what belongs to a connection or the account', () => {
    const headers = {
      'content-type': 'application/json',
      'content-length': '12',
      'x-request-id': 'req_1',
      'x-ratelimit-remaining-tokens': ['1', '2'],
      'x-ratelimit-organization': 'org-canary',
      'set-cookie': ['a', 'b'],
      server: 'cloudflare',
      connection: 'keep-alive',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      'openai-organization': 'org-canary',
      'alt-svc': 'h3',
      location: 'http://evil.example',
      'proxy-authenticate': 'Basic',
      'access-control-allow-origin': '*',
      'x-unlisted': 'x',
    }
    expect(buildAnswerHeaders(allowed, headers)).toEqual([
      'content-type',
      'application/json',
      'x-request-id',
      'req_1',
      'x-ratelimit-remaining-tokens',
      '1',
      'x-ratelimit-remaining-tokens',
      '2',
    ])
  })

  test('headers that the vendor’s Connection names are its own', () => {
    expect(
      buildAnswerHeaders(allowed, { connection: 'close, X-Request-Id', 'x-request-id': 'req_1' }),
    ).toEqual([])
    expect(
      buildAnswerHeaders(allowed, { connection: ['x-request-id', 'close'], 'x-request-id': 'req_1' }),
    ).toEqual([])
  })
})

function plain(names: readonly string[]): string[] {
  return names.map((name) => name.replace(/\*$/, ''))
}

test('no connector lists a header that would be dropped all the same', () => {
  for (const each of [openai, azure, deepl]) {
    expect(plain(each.requestHeaders).filter(isNeverSent)).toEqual([])
    expect(plain(each.answerHeaders).filter(isNeverAnswered)).toEqual([])
  }
})
