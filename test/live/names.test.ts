/** A session of a tenant with a model for names: frames wait for it, nothing leaves when it fails, and answers that it would have to hold are refused. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { writeTinyModel } from '../harness/tiny-model.ts'
import { callLive } from './caller.ts'
import { startLiveVendor, type LiveVendor } from './vendor.ts'

const folder = writeTinyModel({ labels: ['O', 'B-PER'], pieces: { kettle: 'B-PER' } })

let vendor: LiveVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startLiveVendor()
  gateway = await startTestGateway({
    vendors: { assemblyai: vendor.origin },
    settings: {
      name_detectors: {
        tiny: { kind: 'onnx', path: folder, time_limit: '10s' },
        hasty: { kind: 'onnx', path: folder, time_limit: '1ms' },
      },
    },
    tenants: {
      acme: { redaction: { names: 'onnx', names_detector: 'tiny' } },
      hasty: { redaction: { names: 'onnx', names_detector: 'hasty' } },
      masked: { redaction: { names: 'onnx', names_detector: 'tiny', response: 'apply' } },
    },
  })
  await vi.waitUntil(() => gateway.gateway.unready().length === 0, { timeout: 10_000 })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
  rmSync(folder, { recursive: true, force: true })
})

const frame = (prompt: string): string => JSON.stringify({ type: 'UpdateConfiguration', prompt })

describe('a session', () => {
  it('sends no name that only the model knows, in the order in which frames came', async () => {
    const caller = await callLive(gateway)
    const session = await vendor.session(vendor.sessions.length)
    caller.socket.send(frame('the call of kettle'))
    caller.socket.send(frame('of nobody'))
    caller.socket.send(frame('kettle again, and a@b.pl'))
    await session.heard(3)
    expect(session.frames.map(({ data }) => data.toString('utf8'))).toEqual([
      frame('the call of [PERSON_1]'),
      frame('of nobody'),
      frame('[PERSON_1] again, and [EMAIL_1]'),
    ])
    caller.socket.close()
    await caller.over
  })

  it('whose model does not answer in time ends, and the frame stays here', async () => {
    const caller = await callLive(gateway, { tenant: 'hasty' })
    const session = await vendor.session(vendor.sessions.length)
    caller.socket.send(frame('kettle and so on '.repeat(2000)))
    await caller.over
    expect(session.frames).toEqual([])
    expect(caller.texts.join()).toContain('It did not answer within its time_limit.')
  })

  it('whose answers would have to wait for the model is refused before there is one', async () => {
    const before = vendor.sessions.length
    const caller = await callLive(gateway, { tenant: 'masked' }).catch((error: unknown) => error)
    expect(String(caller)).toContain('502')
    expect(vendor.sessions.length).toBe(before)
  })
})
