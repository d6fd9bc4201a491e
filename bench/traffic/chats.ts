/** The chats that are sent: about 1.5 KB of Polish and English, every text of every call different from all others. */
import { Chance } from './chance.ts'
import type { Manner } from './manners.ts'
import { personalValues, type PersonalValues } from './personal-values.ts'

export interface Chat {
  /** JSON of a chat completion. */
  readonly body: Buffer
  readonly values: PersonalValues
}

/** In place of the values, where a chat has none: as long as they are, and nobody's. */
const NOBODY: PersonalValues = {
  email: 'w poniedziałek rano lub we wtorek',
  iban: 'the one in the last letter, ',
  pesel: 'oraz numer',
  phone: 'jutro po obiedzie',
}

/** The vendor reads the manner from here: it is the one member that every proxy passes on as sent. */
export const MODELS: Readonly<Record<'whole' | 'stream' | 'hold', string>> = {
  whole: 'gpt-5.4-mini',
  stream: 'gpt-5.4-mini',
  hold: 'gpt-5.4-hold',
}

type Words = readonly [string, ...string[]]

function words(text: string): Words {
  const [first = '', ...others] = text.split(' ')
  return [first, ...others]
}

const POLISH = words(
  'umowa polisa szkoda rachunek faktura przelew zwrot reklamacja klient doradca wniosek decyzja termin płatność ' +
    'składka odszkodowanie pojazd mieszkanie dokument załącznik podpis pełnomocnik spółka oddział urząd sprawa ' +
    'proszę dziękuję chciałbym potrzebuję wczoraj jutro również jednak ponieważ dlatego oraz przez między wobec ' +
    'zażółcić gęślą jaźń źródło świadectwo łączność późniejszy niezbędny właściwy ostateczny szczegółowy bieżący',
)
const ENGLISH = words(
  'contract policy claim account invoice transfer refund complaint customer adviser request decision deadline ' +
    'payment premium damage vehicle apartment document attachment signature representative company branch office ' +
    'please thanks would need yesterday tomorrow also however because therefore and through between towards ' +
    'detailed current final proper necessary later shared whole answer question reason summary paragraph letter',
)

/** `count` words by chance, as sentences of seven. */
function prose(chance: Chance, list: Words, count: number): string {
  let text = chance.pick(list)
  for (let index = 1; index < count; index += 1) {
    text += index % 7 === 0 ? '. ' : ' '
    text += chance.pick(list)
  }
  return `${text}.`
}

interface Turn {
  readonly role: 'system' | 'user' | 'assistant'
  /** As it stands in JSON source. */
  readonly text: string
}

const say = (role: Turn['role'], text: string): Turn => ({ role, text })

/** The texts have one escape, as most chats do: a line break in the system's turn. */
function compose(chance: Chance, manner: Manner, values: PersonalValues): string {
  const turns = [
    say('system', `You help customers. ${prose(chance, ENGLISH, 20)}\\n${prose(chance, ENGLISH, 14)}`),
    say(
      'user',
      `${prose(chance, POLISH, 14)} Mój e-mail to ${values.email}, a PESEL ${values.pesel}. Dziękuję.`,
    ),
    say('assistant', prose(chance, POLISH, 20)),
    say(
      'user',
      `${prose(chance, ENGLISH, 14)} The IBAN is ${values.iban}, please check. ${prose(chance, ENGLISH, 8)}`,
    ),
    say('assistant', prose(chance, ENGLISH, 20)),
    say('user', `${prose(chance, POLISH, 12)} Proszę dzwonić: ${values.phone}. ${prose(chance, POLISH, 8)}`),
  ]
  switch (manner) {
    case 'converse':
      return converseBody(turns)
    case 'gemini':
      return geminiBody(turns)
    default:
      return chatBody(turns, manner)
  }
}

function chatBody(turns: readonly Turn[], manner: 'whole' | 'stream' | 'hold'): string {
  const messages = turns.map(({ role, text }) => `{"role":"${role}","content":"${text}"}`)
  const stream = manner === 'whole' ? '' : ',"stream":true'
  return `{"model":"${MODELS[manner]}","messages":[${messages.join(',')}],"temperature":0.3${stream}}`
}

const block = ({ text }: Turn): string => `[{"text":"${text}"}]`

function converseBody([system, ...turns]: readonly Turn[]): string {
  const messages = turns.map((turn) => `{"role":"${turn.role}","content":${block(turn)}}`)
  const first = system === undefined ? '[]' : block(system)
  return `{"inferenceConfig":{"temperature":0.3},"messages":[${messages.join(',')}],"system":${first}}`
}

function geminiBody([system, ...turns]: readonly Turn[]): string {
  const contents = turns.map(
    (turn) => `{"parts":${block(turn)},"role":"${turn.role === 'assistant' ? 'model' : 'user'}"}`,
  )
  const first = system === undefined ? '[]' : block(system)
  return `{"contents":[${contents.join(',')}],"systemInstruction":{"parts":${first},"role":"user"},"generationConfig":{"temperature":0.3}}`
}

/** Chats made before they are needed, so that the load process spends the measured time on sending. */
export class ChatSupply {
  readonly #chance: Chance
  readonly #manner: Manner
  readonly #personal: boolean
  readonly #ready: Chat[] = []
  #next = 0

  /** Without `personal` the chats hold nothing of anybody. */
  constructor(seed: number, manner: Manner, personal = true) {
    this.#chance = new Chance(seed)
    this.#manner = manner
    this.#personal = personal
  }

  /** Makes chats until `count` are there. */
  stock(count: number): void {
    while (this.#ready.length < count) this.#ready.push(this.#make())
  }

  /** Starts again at the first chat: the next proxy is sent the same bodies. */
  rewind(): void {
    this.#next = 0
  }

  take(): Chat {
    const chat = this.#ready[this.#next] ?? this.#make()
    if (this.#next === this.#ready.length) this.#ready.push(chat)
    this.#next += 1
    return chat
  }

  #make(): Chat {
    const values = this.#personal ? personalValues(this.#chance) : NOBODY
    return { body: Buffer.from(compose(this.#chance, this.#manner, values)), values }
  }
}
