/** Templates of operations: what a path names is handed on by name, and a path that is almost one matches nothing. */
import { describe, expect, test } from 'vitest'
import type { Operation } from '../../src/connectors/contract.ts'
import { connectors } from '../../src/connectors/registry.ts'
import { operationRouter } from '../../src/gateway/config/operation-router.ts'

const operation = (id: string, method: Operation['method'], ...paths: string[]): Operation => ({
  id,
  method,
  paths,
  query: [],
  body: 'none',
  answer: { verbatim: [], json: [], usage: undefined, model: undefined },
  tokens: 'bracket',
})

const route = (() => {
  const openai = connectors.get('openai')
  if (openai === undefined) throw new Error('no connector')
  return operationRouter({
    ...openai,
    operations: [
      operation('list', 'GET', '/v1/files'),
      operation('file', 'GET', '/v1/files/{file_id}'),
      operation('content', 'GET', '/v1/files/{file_id}/content'),
      operation('remove', 'DELETE', '/v1/files/{file_id}'),
      operation('generate', 'POST', '/v1/projects/{project}/locations/{location}/models/{model}:generate'),
      operation('predict', 'POST', '/v1/projects/{project}/locations/{location}/models/{model}:predict'),
      operation('invoke', 'POST', '/model/{+model}/invoke'),
      operation('deployed', 'POST', '/deployments/{deployment}/chat'),
    ],
  })
})()

function found(method: string, path: string): readonly unknown[] | undefined {
  const match = route(method, path)
  if (match === undefined) return undefined
  return [
    match.compiled.operation.id,
    match.pathModel,
    Object.fromEntries([...match.parameters].map(([name, { sent, value }]) => [name, [sent, value]])),
  ]
}

describe('templates of operations', () => {
  test('a path without parameters', () => {
    expect(found('GET', '/v1/files')).toEqual(['list', undefined, {}])
  })
  test('every parameter by name, and the model', () => {
    expect(found('POST', '/v1/projects/p-1/locations/europe-west4/models/gemini-2.5-flash:generate')).toEqual(
      [
        'generate',
        'gemini-2.5-flash',
        {
          project: ['p-1', 'p-1'],
          location: ['europe-west4', 'europe-west4'],
          model: ['gemini-2.5-flash', 'gemini-2.5-flash'],
        },
      ],
    )
  })
  test('the operation is told by what follows the last parameter', () => {
    expect(found('POST', '/v1/projects/p/locations/l/models/m:predict')).toEqual([
      'predict',
      'm',
      { project: ['p', 'p'], location: ['l', 'l'], model: ['m', 'm'] },
    ])
    expect(found('GET', '/v1/files/file-1/content')?.slice(0, 2)).toEqual(['content', undefined])
    expect(found('GET', '/v1/files/file-1')?.slice(0, 2)).toEqual(['file', undefined])
    expect(found('DELETE', '/v1/files/file-1')?.slice(0, 2)).toEqual(['remove', undefined])
  })
  test('a deployment is a model', () => {
    expect(found('POST', '/deployments/chat-1/chat')?.slice(0, 2)).toEqual(['deployed', 'chat-1'])
  })
  test('escapes are handed on as sent and decoded', () => {
    expect(found('POST', '/v1/projects/p/locations/l/models/claude%4020250514:predict')).toMatchObject([
      'predict',
      'claude@20250514',
      { model: ['claude%4020250514', 'claude@20250514'] },
    ])
    const arn = 'arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Aprofile%2Feu.x'
    const decoded = 'arn:aws:bedrock:eu-west-1:1:profile/eu.x'
    expect(found('POST', `/model/${arn}/invoke`)).toEqual(['invoke', decoded, { model: [arn, decoded] }])
  })
  test.each([
    ['another method', 'PUT', '/v1/files/file-1'],
    ['a slash too many', 'GET', '/v1/files/file-1/'],
    ['an empty parameter', 'GET', '/v1/files//content'],
    ['a parameter with a slash in it', 'GET', '/v1/files/a/b'],
    ['an escaped slash where names hold none', 'GET', '/v1/files/a%2Fb'],
    ['a slash that is not escaped where names may hold one', 'POST', '/model/a/b/invoke'],
    ['an escape that names have no use for', 'GET', '/v1/files/a%2e'],
    ['a verb in another spelling', 'POST', '/v1/projects/p/locations/l/models/m%3Agenerate'],
    ['a verb that is not listed', 'POST', '/v1/projects/p/locations/l/models/m:serverStreamingPredict'],
    ['a prefix', 'GET', '/x/v1/files/file-1'],
    ['a name beyond 128 characters', 'GET', `/v1/files/${'a'.repeat(129)}`],
    ['a slashed name beyond 512 characters', 'POST', `/model/${'a'.repeat(513)}/invoke`],
  ])('%s matches nothing', (_what, method, path) => {
    expect(found(method, path)).toBeUndefined()
  })
  test('a hostile path costs little', () => {
    const path = `/v1/projects/${':'.repeat(100)}/locations/${'%3A'.repeat(100)}/models/${':generate'.repeat(800)}`
    const started = performance.now()
    for (let round = 0; round < 200; round += 1) expect(route('POST', path)).toBeUndefined()
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
