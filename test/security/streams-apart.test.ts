/** What one call took out is put back into that call's answer and no other, however answers are mixed in time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compilePolicy, Vault } from '../../src/redaction/index.ts'
import { call, chat } from '../harness/call.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let gateway: TestGateway
let vendor: ScriptedVendor

beforeAll(async () => {
  vendor = await startVendor(async (seen, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const placeholder = /\[EMAIL_\d+\]/.exec(seen.body.toString('utf8'))?.[0] ?? 'none'
    for (const letter of `Dear ${placeholder}!`.split('')) {
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: letter } }] })}\n\n`)
      await new Promise((resolve) => setImmediate(resolve))
    }
    response.end('data: [DONE]\n\n')
  })
  gateway = await startTestGateway({ vendors: { openai: vendor.origin }, tenants: { acme: {}, beta: {} } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

describe('streams with the same placeholder and different people', () => {
  test('never cross, in ten thousand interleavings', () => {
    const policy = compilePolicy({})
    const people = ['anna.nowak@example.pl', 'jan.kowalski@example.pl']
    const random = mulberry(20_261_122)
    for (let run = 0; run < 10_000; run += 1) {
      const streams = people.map((person) => {
        const vault = new Vault({ style: 'bracket' })
        expect(vault.redact(policy, `write to ${person}`, 'caller')).toBe('write to [EMAIL_1]')
        return { lane: vault.lane('text'), rest: 'Dear [EMAIL_1], yours [EMAIL_1]', got: '' }
      })
      while (streams.some(({ rest }) => rest !== '')) {
        const stream = streams[Math.floor(random() * streams.length)]
        if (stream === undefined || stream.rest === '') continue
        const cut = 1 + Math.floor(random() * 6)
        stream.got += stream.lane.push(stream.rest.slice(0, cut))
        stream.rest = stream.rest.slice(cut)
      }
      for (const [index, stream] of streams.entries())
        expect(stream.got + stream.lane.flush()).toBe(`Dear ${people[index]}, yours ${people[index]}`)
    }
  })

  test('nor through the whole gateway, thirty at a time, of two tenants', async () => {
    const people = Array.from({ length: 30 }, (_each, index) => `person${index}@example.pl`)
    const answers = await Promise.all(
      people.map(async (person, index) => {
        const key = gateway.keys[index % 2 === 0 ? 'acme' : 'beta']
        return await call(gateway.origin, { ...chat(`write to ${person}`, { stream: true }), key })
      }),
    )
    for (const [index, answer] of answers.entries()) {
      const text = [...answer.text.matchAll(/"content":"([^"]*)"/g)].map((match) => match[1]).join('')
      expect(text).toBe(`Dear ${people[index]}!`)
    }
    // The vendor saw thirty times the same placeholder, and nobody.
    const sent = vendor.seen.map(({ body }) => body.toString('utf8'))
    expect(sent.filter((body) => body.includes('[EMAIL_1]'))).toHaveLength(30)
    expect(sent.join('')).not.toContain('@example.pl')
  })
})

/** A small seeded generator (mulberry32), so that a failure can be run again. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
