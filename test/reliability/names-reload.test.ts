/** A model and the gateway's life: not ready until it is loaded, kept by a reload that leaves it, ended by one that takes it out. */
import { rmSync } from 'node:fs'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson } from '../harness/raw-call.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'

const folder = writeTinyModel({ labels: ['O', 'B-PER'], pieces: { kettle: 'B-PER' } })
let gateway: TestGateway | undefined

afterEach(async () => await gateway?.stop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const settings = { name_detectors: { tiny: { kind: 'onnx', path: folder, time_limit: '10s' } } }
const tenants = { acme: { redaction: { names: 'onnx' } } }

async function redacted(own: TestGateway, text: string): Promise<unknown> {
  const answer = await postJson(own.origin, '/redact', own.keys['acme'] ?? '', { text })
  return answer.status === 200 ? (JSON.parse(answer.text) as { text: string }).text : answer.status
}

describe('a gateway with a model', () => {
  it('says that it is not ready while the model loads', async () => {
    const own = (gateway = await startTestGateway({ vendors: { openai: 'http://127.0.0.1:9' }, settings, tenants }))
    const said = await fetch(`${own.operations}/readyz`)
    if (said.status === 503) expect(await said.json()).toEqual({ status: 'unready', reasons: ['names tiny: loading'] })
    await vi.waitUntil(() => own.gateway.unready().length === 0, { timeout: 10_000 })
    expect((await fetch(`${own.operations}/readyz`)).status).toBe(200)
    expect(await redacted(own, 'it is kettle')).toBe('it is [PERSON_1]')
  }) // prettier-ignore

  it('keeps the model through a reload that leaves it, and ends it with one that does not', async () => {
    const options = { vendors: { openai: 'http://127.0.0.1:9' }, settings, tenants }
    const own = (gateway = await startTestGateway(options))
    await vi.waitUntil(() => own.gateway.unready().length === 0, { timeout: 10_000 })
    const second = own.reload()
    own.gateway.adopt(second, own.runtime)
    // It was loaded once: the new configuration is ready in the same moment.
    expect(own.gateway.unready()).toEqual([])
    expect(await redacted(own, 'still kettle')).toBe('still [PERSON_1]')
    const third = own.reload({ settings: {}, tenants: { acme: { redaction: { names: 'rules' } } } })
    own.gateway.adopt(third, second)
    await vi.waitUntil(() => second.detectors.get('tiny')?.unready === 'closed', { timeout: 10_000 })
    expect(await redacted(own, 'now kettle')).toBe('now kettle')
  })
})
