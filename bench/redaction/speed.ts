/** Speed of detection in processor time: megabytes a second by layer, latencies, the worst megabyte, start-up and memory. */
import { execFileSync } from 'node:child_process'
import { compilePolicy, ENTITIES, type Entity, find, type Policy, Vault } from '../../src/redaction/index.ts'
import { CHAT, TEXTS, UTTERANCE, WORST, worst } from './texts.ts'

const PHONES = ['PL', 'DE', 'FR']

const LAYERS: Readonly<Record<string, readonly Entity[]>> = {
  'everything': ENTITIES,
  'e-mail and network': ['EMAIL', 'IP', 'MAC', 'URL_CREDENTIAL'],
  'accounts and cards': ['IBAN', 'BIC', 'CARD', 'CARD_SECURITY', 'BANK_ACCOUNT'],
  'identifiers and documents': [
    'PESEL', 'NIP', 'DE_TAX_ID', 'DE_INSURANCE', 'FR_NIR', 'ES_DNI', 'ES_NIE', 'IT_FISCAL_CODE', 'NL_BSN', 'NATIONAL_ID', 'TAX_ID',
    'SOCIAL_SECURITY', 'HEALTH_ID', 'ID_CARD', 'PASSPORT', 'DRIVING_LICENCE', 'VEHICLE_PLATE', 'IMEI',
  ],
  'phones': ['PHONE'],
  'addresses and birth dates': ['ADDRESS', 'BIRTH_DATE'],
  'secrets': ['SECRET'],
} // prettier-ignore

export interface Speed {
  /** Megabytes of UTF-16 units a second, by layer and by text. */
  readonly layers: readonly { readonly name: string; readonly megabytesPerSecond: readonly number[] }[]
  readonly texts: readonly string[]
  /** Milliseconds. */
  readonly latencies: readonly { readonly name: string; readonly milliseconds: number }[]
  readonly startUp: { readonly milliseconds: number; readonly megabytes: number }
}

let sink = 0

/** Milliseconds of processor time that one call takes: the best of several samples. */
export function cost(call: () => number): number {
  const warm = performance.now()
  while (performance.now() - warm < 150) sink += call()
  let best = Number.POSITIVE_INFINITY
  for (let sample = 0; sample < 5; sample++) {
    const before = process.cpuUsage()
    const start = performance.now()
    let rounds = 0
    while (performance.now() - start < 60) {
      sink += call()
      rounds++
    }
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000 / rounds)
  }
  return best
}

function policyOf(entities: readonly Entity[], spoken = false): Policy {
  return compilePolicy({ entities, phoneRegions: PHONES, spoken })
}

/** What values that are written take, and those that are said in words beside them. */
const SAID = 'everything, also said in words'

export function measureSpeed(): Speed {
  const everything = policyOf(ENTITIES)
  const said = policyOf(ENTITIES, true)
  const texts = Object.values(TEXTS)
  const layers = [...Object.entries(LAYERS), [SAID, ENTITIES] as const].map(([name, entities]) => {
    const policy = name === SAID ? said : policyOf(entities)
    return {
      name,
      megabytesPerSecond: texts.map((text) => text.length / 1000 / cost(() => find(policy, text).length)),
    }
  })
  const worstOf = (policy: Policy): number =>
    Math.max(...WORST.map(worst).map((text) => cost(() => find(policy, text).length)))
  const latencies = [
    { name: 'an utterance of 300 characters', milliseconds: cost(() => find(everything, UTTERANCE).length) },
    {
      name: '100 KB of chat about orders',
      milliseconds: cost(() => find(everything, TEXTS['chat about orders']).length),
    },
    {
      name: 'a chat of 1.5 KB found and replaced',
      milliseconds: cost(() => new Vault({ style: 'bracket' }).redact(everything, CHAT, 'caller').length),
    },
    { name: '1 MB of the worst text known', milliseconds: worstOf(everything) },
    {
      name: 'an utterance of 300 characters, also said in words',
      milliseconds: cost(() => find(said, UTTERANCE).length),
    },
    { name: '1 MB of the worst text known, also said in words', milliseconds: worstOf(said) },
  ]
  if (sink === 0) throw new Error('Nothing was measured.')
  return { layers, texts: Object.keys(TEXTS), latencies, startUp: startUp() }
}

/** Loading the engine and compiling a policy in a process of its own. */
function startUp(): Speed['startUp'] {
  const engine = new URL('../../src/redaction/index.ts', import.meta.url).href
  const script = `const memory = process.memoryUsage().rss; const start = process.cpuUsage()
const { compilePolicy } = await import(${JSON.stringify(engine)}); compilePolicy({ phoneRegions: ['PL', 'DE', 'FR'] })
const { user, system } = process.cpuUsage(start)
console.log(JSON.stringify({ milliseconds: (user + system) / 1000, megabytes: (process.memoryUsage().rss - memory) / 1e6 }))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  return JSON.parse(printed) as Speed['startUp']
}
