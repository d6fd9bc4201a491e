/** What a vendor keeps: pinned before the caller hears of it, and reached where it is kept or nowhere. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FAULTY_WORKER, setFault } from '../ledger/open-quick.ts'
import { call, type CallAnswer, type CallOptions } from '../harness/call.ts'
import { startTestGateway, type TestGateway, type TestOptions } from '../harness/gateway.ts'
import { multipart, MULTIPART_TYPE } from '../harness/multipart.ts'
import { json, startVendor, type ScriptedVendor, type SeenCall } from '../harness/vendor.ts'
import { settled } from './settled.ts'

let vendor: ScriptedVendor
let other: ScriptedVendor
let gateway: TestGateway | undefined
let serial = 0

/** Files by id, as far as these tests go. */
const files = new Map<string, object>()

function keepsFiles(call: SeenCall): { status: number; body: object } {
  const [path = ''] = call.url.split('?')
  const id = /^\/v1\/files\/([^/]+)$/.exec(path)?.[1]
  if (path === '/v1/files' && call.method === 'POST') {
    serial += 1
    const file = { id: `file-${serial}`, object: 'file', purpose: 'user_data', filename: '[EMAIL_1]' }
    files.set(file.id, file)
    return { status: 200, body: file }
  }
  if (path === '/v1/files')
    return {
      status: 200,
      body: { object: 'list', data: [...files.values()], first_id: 'a', has_more: false },
    }
  const file = files.get(id ?? '')
  if (file === undefined) return { status: 404, body: { error: { message: 'No such File object' } } }
  if (call.method === 'DELETE') files.delete(id ?? '')
  return { status: 200, body: call.method === 'DELETE' ? { id, object: 'file', deleted: true } : file }
}

const script = (seen: SeenCall, response: Parameters<ScriptedVendor['script']>[1]): void => {
  const { status, body } = keepsFiles(seen)
  json(response, status, body)
}

beforeEach(async () => {
  files.clear()
  vendor = await startVendor(script)
  other = await startVendor(script)
})

afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
  await vendor.close()
  await other.close()
})

async function start(options: Partial<TestOptions> = {}): Promise<TestGateway> {
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { acme: {}, beta: {} },
    ...options,
  })
  return gateway
}

async function send(running: TestGateway, tenant: string, options: CallOptions): Promise<CallAnswer> {
  return await call(running.origin, { ...options, key: running.keys[tenant] })
}

const UPLOAD: CallOptions = {
  path: '/openai/v1/files',
  method: 'POST',
  headers: ['content-type', MULTIPART_TYPE],
  body: multipart([
    { name: 'purpose', data: 'user_data' },
    { name: 'file', filename: 'a.pdf', contentType: 'application/pdf', data: '%PDF' },
  ]),
}

async function upload(running: TestGateway, tenant: string): Promise<string> {
  const answer = await send(running, tenant, UPLOAD)
  expect(answer.status).toBe(200)
  return (JSON.parse(answer.text) as { id: string }).id
}

const codeOf = ({ status, headers }: CallAnswer): unknown => [status, headers['x-limen-code']]
const read = (id: string): CallOptions => ({ path: `/openai/v1/files/${id}` })
const remove = (id: string): CallOptions => ({ path: `/openai/v1/files/${id}`, method: 'DELETE' })
const pinsOf = async (running: TestGateway, tenant: string, id: string): Promise<number> => {
  const [found] = await running.gateway.ledger.pins.find(tenant, 'openai', [{ kind: 'file', id }])
  return found?.places.length ?? 0
}

describe('an object that a call made', () => {
  test('is pinned before its answer is there, and the record says which kind', async () => {
    const running = await start()
    const id = await upload(running, 'acme')
    expect(await pinsOf(running, 'acme', id)).toBe(1)
    const [record] = await running.records(1)
    expect(record).toMatchObject({ operation: 'files.create', outcome: 'ok', uninspected: ['file'] })
    expect(record?.marks).toContain('pinned:file')
  })

  test('is in the list of its own tenant alone', async () => {
    const running = await start()
    const mine = await upload(running, 'acme')
    const theirs = await upload(running, 'beta')
    const list = async (tenant: string): Promise<unknown> =>
      JSON.parse((await send(running, tenant, { path: '/openai/v1/files' })).text)
    expect(await list('acme')).toMatchObject({ data: [{ id: mine }], has_more: false })
    expect(await list('beta')).toMatchObject({ data: [{ id: theirs }] })
    expect(await list('acme')).not.toHaveProperty('first_id')
  })

  test('is nobody’s after it was deleted', async () => {
    const running = await start()
    const id = await upload(running, 'acme')
    expect(codeOf(await send(running, 'beta', remove(id)))).toEqual([404, 'object_unknown'])
    expect(files.has(id)).toBe(true)
    expect(codeOf(await send(running, 'acme', remove(id)))).toEqual([200, undefined])
    expect(codeOf(await send(running, 'acme', read(id)))).toEqual([404, 'object_unknown'])
    expect(vendor.seen.filter(({ url }) => url.endsWith(id))).toHaveLength(1)
  })

  test('stays pinned when the gateway starts again', async () => {
    const running = await start()
    const id = await upload(running, 'acme')
    running.reload()
    expect(codeOf(await send(running, 'acme', read(id)))).toEqual([200, undefined])
  })

  test('is another tenant’s already: nobody hears of it', async () => {
    const running = await start()
    const id = await upload(running, 'acme')
    vendor.script = (_seen, response) => json(response, 200, { id, object: 'file' })
    const answer = await send(running, 'beta', UPLOAD)
    expect(codeOf(answer)).toEqual([502, 'vendor_malformed'])
    expect(answer.text).not.toContain(id)
    expect((await running.records(2)).at(-1)?.marks).toContain('pin_foreign')
  })

  test.each([{ object: 'file' }, { id: 7 }, { id: 'a b' }, { id: 'x'.repeat(300) }, []])(
    'without an id that can be one is an answer that cannot be read: %j',
    async (body) => {
      const running = await start()
      vendor.script = (_seen, response) => json(response, 200, body)
      expect(codeOf(await send(running, 'acme', UPLOAD))).toEqual([502, 'vendor_malformed'])
    },
  )

  test('comes as something else than JSON: it cannot be pinned, so it does not pass', async () => {
    const running = await start()
    vendor.script = (_seen, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      response.end('file-77')
    }
    expect(codeOf(await send(running, 'acme', UPLOAD))).toEqual([502, 'vendor_malformed'])
  })
})

describe('when the ledger cannot pin', () => {
  test('the object is deleted again, the caller is told, and the record says so', async () => {
    const running = await start({ ledgerWorker: FAULTY_WORKER })
    const { script } = vendor
    vendor.script = (seen, response, request) => {
      // The intent is durable by now, the pin is still to come.
      if (seen.method === 'POST') setFault(running.ledgerFile, 'full')
      return script(seen, response, request)
    }
    const answer = await send(running, 'acme', UPLOAD)
    expect(codeOf(answer)).toEqual([503, 'ledger_unavailable'])
    expect(answer.text).not.toContain('file-')
    expect(vendor.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/files',
      `DELETE /v1/files/file-${serial}`,
    ])
    expect(files.size).toBe(0)
    setFault(running.ledgerFile, undefined)
    const record = await settled(running, ({ marks }) => marks.includes('pin_failed'))
    expect(record).toMatchObject({ outcome: 'ledger_unavailable', code: 'ledger_unavailable' })
    expect(record?.marks).toContain('deleted_at_vendor')
  })

  test('and the vendor does not delete it, the record says that too', async () => {
    const running = await start({ ledgerWorker: FAULTY_WORKER })
    const { script } = vendor
    vendor.script = (seen, response, request) => {
      if (seen.method === 'DELETE') return json(response, 500, { error: { message: 'no' } })
      setFault(running.ledgerFile, 'read-only')
      return script(seen, response, request)
    }
    expect(codeOf(await send(running, 'acme', UPLOAD))).toEqual([503, 'ledger_unavailable'])
    setFault(running.ledgerFile, undefined)
    const record = await settled(running, ({ marks }) => marks.includes('pin_failed'))
    expect(record?.marks).toContain('left_at_vendor')
  })
})

describe('a caller who leaves', () => {
  test('in mid-upload leaves no pin and no whole request', async () => {
    const running = await start()
    const body = UPLOAD.body as Buffer
    const { hostname, port } = new URL(running.origin)
    const { connect } = await import('node:net')
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /openai/v1/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${running.keys['acme']}\r\ncontent-type: ${MULTIPART_TYPE}\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.write(body.subarray(0, body.length - 20))
    await expect.poll(() => vendor.connections, { timeout: 5000 }).toBe(1)
    socket.destroy()
    const [record] = await running.records(1)
    expect(record).toMatchObject({ operation: 'files.create', outcome: 'client_disconnect' })
    expect(record?.marks).not.toContain('pinned:file')
    expect(vendor.seen).toHaveLength(0)
  })

  test('after it leaves an object that is pinned all the same', async () => {
    const running = await start()
    const { script } = vendor
    const body = UPLOAD.body as Buffer
    const { hostname, port } = new URL(running.origin)
    const { connect } = await import('node:net')
    const socket = connect(Number(port), hostname)
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    vendor.script = async (seen, response, request) => {
      socket.destroy()
      await gone
      await new Promise((resolve) => setTimeout(resolve, 50))
      return script(seen, response, request)
    }
    socket.write(
      `POST /openai/v1/files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${running.keys['acme']}\r\ncontent-type: ${MULTIPART_TYPE}\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.write(body)
    const record = await settled(running, ({ outcome }) => outcome === 'client_disconnect')
    expect(record?.marks).toContain('pinned:file')
    expect(await pinsOf(running, 'acme', `file-${serial}`)).toBe(1)
  })
})

const two = (): Partial<TestOptions> => ({
  more: {
    'openai-two': { vendor: 'openai', origin: other.origin, settings: { key: 'another-upstream-key' } },
  },
})

describe('a follow-up', () => {
  test('goes to the endpoint that keeps the object, whatever comes first in config by then', async () => {
    const running = await start(two())
    const id = await upload(running, 'acme')
    running.reload({ tenants: { acme: { endpoints: ['openai-two', 'openai-test'] }, beta: {} } })
    await upload(running, 'acme')
    expect([vendor.seen.length, other.seen.length]).toEqual([1, 1])
    expect(codeOf(await send(running, 'acme', read(id)))).toEqual([200, undefined])
    expect([vendor.seen.length, other.seen.length]).toEqual([2, 1])
  })

  test('is refused when that endpoint left the configuration, and works again when it is back', async () => {
    const running = await start(two())
    const id = await upload(running, 'acme')
    running.reload({ tenants: { acme: { endpoints: ['openai-two'] }, beta: {} } })
    const answer = await send(running, 'acme', read(id))
    expect(codeOf(answer)).toEqual([410, 'pinned_endpoint_gone'])
    expect(answer.text).toContain('openai-test')
    expect(other.seen).toHaveLength(0)
    running.reload()
    expect(codeOf(await send(running, 'acme', read(id)))).toEqual([200, undefined])
  })

  test('is refused after the key changed, unless config says that the account is the same', async () => {
    const running = await start()
    const id = await upload(running, 'acme')
    const before = running.runtime.endpoints.get('openai-test')?.upstream.id ?? ''
    running.reload({ endpoints: { openai: { key: 'a-key-of-another-account' } } })
    expect(codeOf(await send(running, 'acme', read(id)))).toEqual([410, 'pinned_endpoint_gone'])
    running.reload({ endpoints: { openai: { key: 'the-next-key', former_keys: [before] } } })
    expect(codeOf(await send(running, 'acme', read(id)))).toEqual([200, undefined])
    expect(vendor.seen.at(-1)?.headers.authorization).toBe('Bearer the-next-key')
  })

  test('names objects of two endpoints: it goes to neither', async () => {
    const running = await start(two())
    const here = await upload(running, 'acme')
    running.reload({ tenants: { acme: { endpoints: ['openai-two', 'openai-test'] }, beta: {} } })
    const there = await upload(running, 'acme')
    const content = [here, there].map((file_id) => ({ type: 'input_file', file_id }))
    const body = { model: 'gpt-5.4', input: [{ role: 'user', content }] }
    const seen = [vendor.seen.length, other.seen.length]
    const answer = await send(running, 'acme', { path: '/openai/v1/responses', body })
    expect(codeOf(answer)).toEqual([409, 'objects_apart'])
    expect([vendor.seen.length, other.seen.length]).toEqual(seen)
  })
})

describe('an object that config shares', () => {
  test('is read by the tenant, in lists too, and neither changed nor deleted', async () => {
    files.set('file-shared', { id: 'file-shared', object: 'file' })
    const shared = [{ kind: 'file', id: 'file-shared', endpoint: 'openai-test' }]
    const running = await start({ tenants: { acme: { shared }, beta: {} } })
    expect(codeOf(await send(running, 'acme', read('file-shared')))).toEqual([200, undefined])
    expect((await send(running, 'acme', { path: '/openai/v1/files' })).text).toContain('file-shared')
    expect(codeOf(await send(running, 'acme', remove('file-shared')))).toEqual([403, 'operation_not_allowed'])
    expect(codeOf(await send(running, 'beta', read('file-shared')))).toEqual([404, 'object_unknown'])
    expect(files.has('file-shared')).toBe(true)
  })
})

describe('a fine-tuned model', () => {
  const JOB = { id: 'ftjob-1', object: 'fine_tuning.job', fine_tuned_model: 'ft:gpt-5.4:org::abc', result_files: ['file-r'] }

  test('is the tenant’s who trained it, though no config lists it, and its results are too', async () => {
    const running = await start({ sandbox: false })
    vendor.script = (_seen, response) => json(response, 200, JOB)
    const endpoint = running.runtime.endpoints.get('openai-test')
    await running.gateway.ledger.pins.keep([
      { tenant: 'acme', vendor: 'openai', kind: 'file', id: 'file-train', endpoint: 'openai-test', upstream: endpoint?.upstream.id ?? '', operation: 'files.create', createdAt: 1, expiresAt: undefined },
    ])
    const train = { path: '/openai/v1/fine_tuning/jobs', body: { model: 'gpt-5.4', training_file: 'file-train' } }
    expect(codeOf(await send(running, 'acme', train))).toEqual([200, undefined])
    const chat = { path: '/openai/v1/chat/completions', body: { model: JOB.fine_tuned_model, messages: [] } }
    expect(codeOf(await send(running, 'acme', chat))).toEqual([200, undefined])
    const before = vendor.seen.length
    expect(codeOf(await send(running, 'beta', chat))).toEqual([403, 'model_not_allowed'])
    expect(codeOf(await send(running, 'beta', { ...chat, body: { ...chat.body, model: 'ft:gpt-5.4:org::none' } }))).toEqual([403, 'model_not_allowed'])
    expect(vendor.seen).toHaveLength(before)
    expect(await pinsOf(running, 'acme', 'file-r')).toBe(1)
    const marks = (await running.records(2))[0]?.marks
    expect(marks).toEqual(expect.arrayContaining(['pinned:fine-tuning-job', 'pinned:model', 'pinned:file']))
  })
}) // prettier-ignore

describe('where a service is not offered in the region', () => {
  test('files of OpenAI are refused in every zone', async () => {
    const running = await start({ sandbox: false })
    const answer = await send(running, 'acme', UPLOAD)
    expect(codeOf(answer)).toEqual([403, 'no_endpoint_in_zone'])
    expect(answer.text).toContain('storage alone')
    expect(vendor.connections).toBe(0)
  })

  test('batches of Azure need deployments of a data zone, which no zone of the EEA alone holds', async () => {
    const path = '/azure/openai/v1/batches'
    const start2 = async (zone: string, deployments: object): Promise<unknown> => {
      const running = await start({
        vendors: { azure: vendor.origin },
        endpoints: { azure: { deployments } },
        tenants: { acme: { zone } },
        sandbox: false,
      })
      const code = codeOf(await send(running, 'acme', { path }))
      await running.stop()
      gateway = undefined
      return code
    }
    const batch = { 'batch-dep': { model: 'gpt-4.1-mini', sku: 'DataZoneBatch' } }
    const plain = { 'chat-dep': { model: 'gpt-4.1-mini', sku: 'Standard' } }
    vendor.script = (_seen, response) => json(response, 200, { object: 'list', data: [] })
    expect(await start2('eea', plain)).toEqual([403, 'no_endpoint_in_zone'])
    expect(await start2('eea', { ...batch, ...plain })).toEqual([403, 'no_endpoint_in_zone'])
    expect(await start2('eea+ch', plain)).toEqual([403, 'no_endpoint_in_zone'])
    expect(await start2('eea+ch', { ...batch, ...plain })).toEqual([200, undefined])
    const global = { 'world-dep': { model: 'gpt-4.1-mini', sku: 'GlobalBatch' } }
    expect(await start2('eea+ch', { ...batch, ...global })).toEqual([403, 'no_endpoint_in_zone'])
  })
})
