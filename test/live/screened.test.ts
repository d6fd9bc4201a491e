/** Live transcripts where answers are masked or counted: while a turn grows, nothing is shown that its whole text masks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestGateway, type TestGateway } from '../harness/gateway.ts'
import { callLive, STREAMING } from './caller.ts'
import { startLiveVendor, type LiveVendor } from './vendor.ts'

const PESEL = '44051401359'
const EMAIL = 'anna.nowak@example.pl'
const SAID = `good morning my name is of no matter and I would like to ask about the invoice that came on monday since it has my PESEL ${PESEL} on it and I never gave that to you please write to ${EMAIL} or call before noon because later in the day nobody is at home`

let vendor: LiveVendor
let gateway: TestGateway

beforeAll(async () => {
  vendor = await startLiveVendor()
  gateway = await startTestGateway({
    vendors: { assemblyai: vendor.origin },
    tenants: {
      masked: { redaction: { response: 'apply' } },
      counted: { redaction: { response: 'flag' } },
      plain: {},
    },
  })
})

afterAll(async () => {
  await gateway.stop()
  await vendor.close()
})

interface Turn {
  readonly transcript: string
  readonly utterance: string
  readonly end_of_turn: boolean
  readonly words: readonly { readonly text: string; readonly start: number }[]
}

function turn(words: readonly string[], ended: boolean): string {
  return JSON.stringify({
    type: 'Turn',
    turn_order: 0,
    end_of_turn: ended,
    transcript: words.join(' '),
    utterance: ended ? words.join(' ') : '',
    words: words.map((text, index) => ({ text, start: index * 100, confidence: 0.9 })),
    language_code: 'en',
    next_month: { heard: words.join(' ') },
  })
}

/** The turns that a caller sees while the text grows word by word. */
async function heard(tenant: string, text: string, target = STREAMING): Promise<readonly string[]> {
  const caller = await callLive(gateway, { tenant, target })
  const session = await vendor.session(vendor.sessions.length)
  const words = text.split(' ')
  for (let count = 1; count < words.length; count++) session.socket.send(turn(words.slice(0, count), false))
  session.socket.send(turn(words, true))
  session.socket.close(1000)
  await caller.over
  return caller.texts
}

describe('turns that are masked', () => {
  it('never show a part of a value, in no frame and in no list of words', async () => {
    const texts = await heard('masked', SAID)
    expect(texts).toHaveLength(SAID.split(' ').length)
    for (const text of texts) {
      expect(text).not.toMatch(/4405|anna|nowak|example/)
    }
    const last = JSON.parse(texts.at(-1) ?? '') as Turn & { next_month: { heard: string } }
    expect(last.transcript).toContain('my PESEL [PESEL] on it')
    expect(last.transcript).toContain('write to [EMAIL] or call')
    expect(last.next_month.heard).toBe(last.transcript)
    expect(last.words.map(({ text }) => text)).toContain('[PESEL]')
    expect(last.words).toHaveLength(SAID.split(' ').length)
  })

  it('show what is behind them for sure, always the beginning of the whole', async () => {
    const turns = (await heard('masked', SAID)).map((text) => JSON.parse(text) as Turn)
    const whole = turns.at(-1)?.transcript ?? ''
    let longest = 0
    for (const { transcript, words, end_of_turn: ended } of turns) {
      expect(whole.startsWith(transcript)).toBe(true)
      if (ended) continue
      longest = Math.max(longest, transcript.length)
      const shown = words.filter(({ text }) => text !== '').map(({ text }) => text)
      expect(transcript.trimEnd()).toBe(shown.join(' '))
      // The list keeps its length, so that times stay where they are.
      expect(words.map(({ start }) => start)).toEqual(words.map((_, index) => index * 100))
    }
    expect(longest).toBeGreaterThan(100)
  })

  it('count each value once', async () => {
    const before = (await gateway.records()).length
    await heard('masked', SAID)
    const record = (await gateway.records(before + 1)).at(-1)
    expect(record?.marks.filter((mark) => mark.startsWith('answer:')).toSorted()).toEqual([
      'answer:EMAIL=1',
      'answer:PESEL=1',
    ])
  })

  it('bring back what the caller itself had said to the vendor', async () => {
    const target = `${STREAMING}&keyterms_prompt=${encodeURIComponent(JSON.stringify([EMAIL]))}`
    const texts = await heard('masked', `please send it to [EMAIL_1] and not to ${PESEL} at all`, target)
    const last = JSON.parse(texts.at(-1) ?? '') as Turn
    expect(last.transcript).toBe(`please send it to ${EMAIL} and not to [PESEL] at all`)
  })
})

describe('turns that are counted', () => {
  it('arrive byte for byte, and the record has each value once', async () => {
    const before = (await gateway.records()).length
    const texts = await heard('counted', SAID)
    const words = SAID.split(' ')
    expect(texts.at(-1)).toBe(turn(words, true))
    expect(texts[20]).toBe(turn(words.slice(0, 21), false))
    const record = (await gateway.records(before + 1)).at(-1)
    expect(record?.marks.filter((mark) => mark.startsWith('answer:')).toSorted()).toEqual([
      'answer:EMAIL=1',
      'answer:PESEL=1',
    ])
  })
})

function word(order: number, text: string, ended: boolean, more: object = {}): string {
  return JSON.stringify({
    type: 'Turn',
    turn_order: order,
    end_of_turn: ended,
    turn_is_formatted: false,
    transcript: text,
    words: text === '' ? [] : text.split(' ').map((each) => ({ text: each, start: 0 })),
    ...more,
  })
}

async function open(tenant: string, target = STREAMING) {
  const caller = await callLive(gateway, { tenant, target })
  const session = await vendor.session(vendor.sessions.length)
  const say = (text: string): void => session.socket.send(text)
  const end = async (): Promise<readonly Turn[]> => {
    session.socket.close(1000)
    await caller.over
    return caller.texts.map((text) => JSON.parse(text) as Turn)
  }
  return { caller, say, end }
}

describe('a number that is said in several turns', () => {
  it('is held back where a turn ends within it, and masked with what follows', async () => {
    const { say, end } = await open('masked')
    say(word(0, 'my phone number is five one two seven seven', true))
    say(word(1, 'three', false))
    say(word(1, 'three zero zero nine', false))
    say(word(1, 'three zero zero nine nine thank you', true))
    const turns = await end()
    expect(turns.map(({ transcript }) => transcript)).toEqual([
      expect.stringMatching(/^my phone number is \[(?:PHONE|NUMBER)\]$/),
      expect.stringMatching(/^\[(?:PHONE|NUMBER)\] thank you$/),
    ])
    expect(JSON.stringify(turns)).not.toMatch(/seven|three|nine/)
  })

  it('lets a turn go as soon as the next one begins with something else', async () => {
    const { caller, say, end } = await open('masked')
    say(word(0, 'I would like to order two', true))
    say(word(1, 'blankets please', false))
    expect(JSON.parse(await caller.next())).toMatchObject({ turn_order: 0 })
    expect(JSON.parse(await caller.next())).toMatchObject({ turn_order: 1 })
    await end()
  })

  it('lets it go after a while when nobody says anything more', async () => {
    const { caller, say, end } = await open('masked')
    const from = performance.now()
    say(word(0, 'the code on the letter is four seven', true))
    say('{"type":"Silence","start_ms":1,"end_ms":2}')
    // What is no transcript does not wait.
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Silence' })
    expect(JSON.parse(await caller.next())).toMatchObject({ type: 'Turn', turn_order: 0 })
    expect(performance.now() - from).toBeGreaterThan(1300)
    await end()
  })

  it('lets it go when the session ends', async () => {
    const { say, end } = await open('masked')
    say(word(0, 'my phone number is five one two seven seven', true))
    const turns = await end()
    expect(turns).toHaveLength(1)
  })

  it('is not held where answers are only counted, or restored', async () => {
    for (const tenant of ['counted', 'plain']) {
      const { caller, say, end } = await open(tenant)
      say(word(0, 'my phone number is five one two seven seven', true))
      expect(await caller.next()).toBe(word(0, 'my phone number is five one two seven seven', true))
      await end()
    }
  })

  it('is complete only in its second spelling where the caller asks for one', async () => {
    const { say, end } = await open('masked', `${STREAMING}&format_turns=true`)
    const spoken = 'please write to anna nowak at example dot pl today because tomorrow is too late for me'
    say(word(0, spoken, true))
    say(word(0, `Please write to ${EMAIL} today, because tomorrow is too late for me.`, true, { turn_is_formatted: true }))
    const [first, second] = await end()
    expect(first?.transcript).not.toMatch(/anna|nowak|example/)
    expect(second?.transcript).toBe('Please write to [EMAIL] today, because tomorrow is too late for me.')
  }) // prettier-ignore

  it('is complete in its first where the caller takes that back', async () => {
    const { caller, say, end } = await open('masked', `${STREAMING}&format_turns=true`)
    caller.socket.send('{"type":"UpdateConfiguration","format_turns":false}')
    await (await vendor.session(vendor.sessions.length)).heard(1)
    say(word(0, 'good morning to everybody', true))
    expect((JSON.parse(await caller.next()) as Turn).transcript).toBe('good morning to everybody')
    await end()
  })
})
