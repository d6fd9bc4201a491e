/** Five hundred calls at one time, of two tenants, with the same placeholders and different values: nobody gets another's. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { printedChance, type Chance } from '../harness/chance.ts'
import { DIALECT_STREAMS, eventsOf } from '../harness/dialect-streams.ts'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { eventually, metric } from '../harness/observe.ts'
import { rawCaller, requestBytes } from '../harness/raw-caller.ts'
import { chatAnswer, json, startVendor, type ScriptedVendor } from '../harness/vendor.ts'

const CALLS = 500
const TENANTS = ['acme', 'bravo'] as const
const TOKEN = /\[[A-Z_]+_\d+\]/g

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Says every token of the request back, streamed in pieces cut anywhere and slowed at random, or whole. */
async function echoVendor(chance: Chance): Promise<ScriptedVendor> {
  const vendor = await startVendor(async (call, response) => {
    const body = call.body.toString()
    const text = (body.match(TOKEN) ?? []).map((token) => `<${token}>`).join(' ')
    if (!body.includes('"stream":true')) {
      await wait(chance.below(60))
      json(response, 200, chatAnswer(text))
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const [stream] = DIALECT_STREAMS
    for (let at = 0; at < text.length;) {
      const piece = text.slice(at, at + 1 + chance.below(9))
      at += piece.length
      const event = Buffer.from(stream?.event(piece) ?? '')
      const cut = chance.below(event.length)
      response.write(event.subarray(0, cut))
      await wait(chance.below(4))
      response.write(event.subarray(cut))
    }
    response.end(stream?.end)
  })
  closers.push(async () => await vendor.close())
  return vendor
}

interface Person {
  readonly tenant: (typeof TENANTS)[number]
  readonly email: string
  readonly iban: string
}

/** Every value is that of one call alone; calls of the two tenants look alike. */
function person(index: number): Person {
  const tenant = TENANTS[index % 2] ?? 'acme'
  const digits = String(1_000_000_000 + index * 7919).padStart(16, '3')
  return {
    tenant,
    email: `customer${index}@${tenant}.example`,
    iban: polishIban(`10901014${digits}`),
  }
}

/** ISO 13616: the check digits make the number, moved around, 1 modulo 97. */
function polishIban(account: string): string {
  const number = BigInt(`${account}252100`)
  const check = String(98n - (number % 97n)).padStart(2, '0')
  return `PL${check}${account}`
}

async function callOf(gateway: TestGateway, who: Person, streamed: boolean): Promise<string> {
  const content = `Write to ${who.email}, refund to ${who.iban}.`
  const caller = await rawCaller(gateway.origin)
  caller.write(
    requestBytes(
      JSON.stringify({ model: 'gpt-5.4-mini', stream: streamed, messages: [{ role: 'user', content }] }),
      { key: gateway.keys[who.tenant] ?? '', headers: ['connection: close'] },
    ),
  )
  const received = await caller.end(30_000)
  if (!streamed) {
    const answer = JSON.parse(received.slice(received.indexOf('\r\n\r\n') + 4)) as {
      choices: [{ message: { content: string } }]
    }
    return answer.choices[0].message.content
  }
  return eventsOf(received)
    .events.map((event) => /^data: (\{.*\})/.exec(event)?.[1])
    .map((data) => {
      if (data === undefined) return ''
      const frame = JSON.parse(data) as { choices: [{ delta: { content?: string } }] }
      return frame.choices[0].delta.content ?? ''
    })
    .join('')
}

test('each answer has the values of its own call, in their order, and no others', async () => {
  const chance = printedChance()
  const vendor = await echoVendor(chance)
  const gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { acme: {}, bravo: {} },
  })
  closers.push(async () => await gateway.stop())
  const people = Array.from({ length: CALLS }, (_, index) => person(index))
  const answers = await Promise.all(
    people.map(async (who, index) => {
      await wait(chance.below(100))
      return await callOf(gateway, who, index % 3 !== 0)
    }),
  )
  // All calls used the same few names for their values.
  const names = new Set(vendor.seen.flatMap((call) => call.body.toString().match(TOKEN) ?? []))
  expect([...names].sort()).toEqual(['[EMAIL_1]', '[IBAN_1]'])
  people.forEach((who, index) => {
    expect(answers[index]).toBe(`<${who.email}> <${who.iban}>`)
  })
  for (const call of vendor.seen) expect(call.body.toString()).not.toMatch(/customer\d|PL\d/)
  const records = await gateway.records()
  expect(records).toHaveLength(CALLS)
  for (const tenant of TENANTS)
    expect(records.filter((record) => record.tenant === tenant && record.outcome === 'ok')).toHaveLength(
      CALLS / 2,
    )
  for (const record of records) expect(record).toMatchObject({ restored: 2, invented: 0 })
  await eventually(async () => expect(await metric(gateway, 'limen_in_flight_calls')).toBe(0))
}, 60_000)

test('a token of one call means nothing in the answer to another', async () => {
  // The vendor mixes up its callers: everybody gets the first caller's placeholders, and one that nobody was given.
  const vendor = await startVendor((_call, response) =>
    json(response, 200, chatAnswer('[EMAIL_1] [EMAIL_2] [PHONE_9]')),
  )
  closers.push(async () => await vendor.close())
  const gateway = await startTestGateway({
    vendors: { openai: vendor.origin },
    tenants: { acme: {}, bravo: {} },
  })
  closers.push(async () => await gateway.stop())
  const texts = await Promise.all(
    TENANTS.map(async (tenant) => {
      const caller = await rawCaller(gateway.origin)
      caller.write(
        requestBytes(
          `{"model":"gpt-5.4-mini","messages":[{"role":"user","content":"Write to one@${tenant}.example"}]}`,
          { key: gateway.keys[tenant] ?? '', headers: ['connection: close'] },
        ),
      )
      return await caller.end()
    }),
  )
  TENANTS.forEach((tenant, index) => {
    const other = TENANTS[1 - index]
    expect(texts[index]).toContain(`one@${tenant}.example`)
    expect(texts[index]).not.toContain(`@${other}.example`)
  })
})
