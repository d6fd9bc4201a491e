/** What a caller knows, told with the upgrade, is taken out of every frame of the session, and put back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { callLive, refusedLive, STREAMING } from './caller.ts'
import { startLiveVendor, type LiveVendor } from './vendor.ts'

const KNOWN = Buffer.from(
  JSON.stringify([
    { entity: 'PERSON', value: 'Zdzisława Brzęczyk' },
    { entity: 'PHONE', value: '+48 600 700 811' },
  ]),
).toString('base64url')
const SAID = 'pani brzęczyk, sześćset siedemset osiemset jedenaście'
const headers = { 'limen-known': KNOWN }

let vendor: LiveVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startLiveVendor()
  gateway = await startTestGateway({ vendors: { assemblyai: vendor.origin } })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

it('of the header counts in the query, in every frame and in what comes back', async () => {
  const target = `${STREAMING}&prompt=${encodeURIComponent(SAID)}`
  const caller = await callLive(gateway, { target, headers })
  const session = await vendor.session(vendor.sessions.length)
  // A frame with a value that a detector finds, so that later ones are read with what was found before.
  for (const prompt of ['a@b.pl', SAID, `Zdzisławie, ${SAID}`])
    caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt }))
  await session.heard(3)
  const left = [
    decodeURIComponent(session.request.url ?? '').replaceAll('+', ' '),
    ...session.request.rawHeaders,
  ].join('\n')
  const frames = session.frames.map(({ data }) => data.toString('utf8'))
  expect(left).toContain('pani [PERSON_1], [PHONE_1]')
  expect(frames[1]).toContain('pani [PERSON_1], [PHONE_1]')
  expect(frames[2]).toContain('[PERSON_1], pani [PERSON_1], [PHONE_1]')
  expect(left + frames.join('')).not.toMatch(/brz.czyk|zdzis|limen-known|jedena/i)
  session.socket.send(
    JSON.stringify({ type: 'Turn', transcript: 'to [PERSON_1]', end_of_turn: true, words: [] }),
  )
  expect(await caller.next()).toContain('to Zdzisława Brzęczyk')
  caller.socket.close()
  await session.over
})

it('that cannot be read opens no session', async () => {
  const sessions = vendor.sessions.length
  const refused = await refusedLive(gateway, { headers: { 'limen-known': 'e30' } })
  expect(refused.status).toBe(400)
  expect(vendor.sessions.length).toBe(sessions)
})

it('in a later frame is refused, and does not leave', async () => {
  const caller = await callLive(gateway)
  const session = await vendor.session(vendor.sessions.length)
  const limen = { known: [{ entity: 'PERSON', value: 'Zdzisława Brzęczyk' }] }
  caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt: 'hi', limen }))
  caller.socket.send(JSON.stringify({ type: 'UpdateConfiguration', prompt: 'after' }))
  await Promise.race([caller.over, session.heard(1)])
  expect(session.frames.map(({ data }) => data.toString('utf8')).join('')).not.toMatch(/brz.czyk|limen/i)
  caller.socket.close()
})
