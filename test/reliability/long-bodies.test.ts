/** Long texts: redacted like short ones, while the thread that serves everybody goes on. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { postJson, type RawAnswer } from '../harness/raw-call.ts'
import { recordOf } from '../harness/record-of.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

let vendor: ScriptedVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startVendor((_call, response) => json(response, 200, chatAnswer('Mail [EMAIL_1].')))
  gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { acme: {}, counter: { redaction: { mode: 'report' } } },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

async function chat(messages: readonly object[], tenant = 'acme'): Promise<RawAnswer> {
  const body = { model: 'gpt-4o-mini', messages }
  return await postJson(gateway.origin, '/openai/v1/chat/completions', gateway.keys[tenant] ?? '', body)
}

function sent(): readonly string[] {
  const body = JSON.parse(vendor.seen.at(-1)?.body.toString('utf8') ?? '') as {
    messages: { content: string }[]
  }
  return body.messages.map(({ content }) => content)
}

const WORDS = 'Proszę o pomoc w sprawie zamówienia, dziękuję bardzo i pozdrawiam. '

describe('a long text', () => {
  it('leaves with the placeholders of the whole conversation, and comes back', async () => {
    const long = `${WORDS.repeat(1500)} b@c.pl, a.nowak@firma.pl`
    const answer = await chat([
      { role: 'user', content: 'I am a.nowak@firma.pl' },
      { role: 'user', content: long },
      { role: 'user', content: JSON.stringify({ deep: long, mail: 'b@c.pl' }) },
    ])
    expect(answer.text).toContain('Mail a.nowak@firma.pl.')
    const redacted = `${WORDS.repeat(1500)} [EMAIL_2], [EMAIL_1]`
    expect(sent()).toEqual([
      'I am [EMAIL_1]',
      redacted,
      JSON.stringify({ deep: redacted, mail: '[EMAIL_2]' }),
    ])
  })

  it('is counted and left as it is where the tenant only reports', async () => {
    const long = `${WORDS.repeat(1500)} a.nowak@firma.pl`
    const answer = await chat([{ role: 'user', content: long }], 'counter')
    expect(sent()).toEqual([long])
    expect((await recordOf(gateway, answer))?.redactions).toEqual({ EMAIL: 1 })
  })

  it.each([
    ['of words', WORDS.repeat(15_000)],
    ['of what looks like numbers', '12-34-56-78-90-'.repeat(66_000)],
    ['of values', Array.from({ length: 30_000 }, (_, index) => `m${index}@firma.pl`).join(' ')],
  ])(
    '%s does not stop the thread',
    async (_name, content) => {
      const stops: number[] = []
      // The machine itself may stop a thread: the best of a few is what the gateway does.
      for (let round = 0; round < 6; round++) {
        const delay = monitorEventLoopDelay({ resolution: 1 })
        delay.enable()
        const answer = await chat([{ role: 'user', content: `${content}${round}` }])
        delay.disable()
        expect(answer.status).toBe(200)
        stops.push(delay.max / 1e6)
      }
      // The process is also the test's, which writes and reads the megabyte; a look at it here would take 100 ms and more.
      expect(Math.min(...stops)).toBeLessThan(40)
    },
    60_000,
  )
})
