/** Speed of the layers that look for names and for spoken values, in processor time, on contact-centre talk of thirteen languages. */
import { compilePolicy, find, type Policy, type PolicyOptions } from '../../../src/redaction/index.ts'
import { cost } from '../speed.ts'
import type { MarkedText } from '../marked.ts'
import { asTranscribed, readNames, TESTED_LANGUAGES } from './collection.ts'

export interface NameSpeed {
  readonly layer: string
  readonly text: string
  /** Megabytes of UTF-16 units a second. */
  readonly megabytesPerSecond: number
  readonly microsecondsPerKilobyte: number
  /** What it has to be at least, MB/s. */
  readonly target: number | undefined
}

const SIZE = 20_000

/** Chat and transcripts of one language over and over. */
function talk(texts: readonly MarkedText[]): string {
  const once = texts.map(({ text }) => text).join('\n')
  const text = once.repeat(Math.ceil(SIZE / once.length)).slice(0, SIZE)
  return Buffer.from(text, 'utf8').toString('utf8')
}

const LAYERS: readonly {
  readonly layer: string
  readonly options: PolicyOptions
  readonly cased?: number
  readonly small?: number
}[] = [
  { layer: 'names, `rules`', options: { entities: ['PERSON'], names: 'rules', spoken: false } },
  {
    layer: 'names, `builtin`',
    options: { entities: ['PERSON'], names: 'builtin', spoken: false },
    cased: 5,
    small: 1.5,
  },
  { layer: 'spoken values', options: { entities: ['NUMBER'], names: 'off' }, cased: 10, small: 10 },
  { layer: 'everything without names', options: { names: 'off' } },
  { layer: 'everything with names', options: { names: 'builtin' } },
]

/** Each layer over all languages, each with its own language named. */
export function measureNameSpeed(): readonly NameSpeed[] {
  const talks = TESTED_LANGUAGES.map((language) => {
    const registers = readNames(language, 'held-out')
    const texts = [...(registers.get('chat') ?? []), ...(registers.get('prose') ?? [])]
    return { language, cased: talk(texts), small: talk(texts.map(asTranscribed)) }
  })
  return LAYERS.flatMap(({ layer, options, cased, small }) => {
    const policies = talks.map(({ language, ...text }) => ({
      ...text,
      policy: compilePolicy({ ...options, languages: [language] }),
    }))
    const over = (read: (text: { cased: string; small: string }) => string): number =>
      cost(() => policies.reduce((found, one) => found + foundIn(one.policy, read(one)), 1))
    const row = (text: string, milliseconds: number, target: number | undefined): NameSpeed => ({
      layer,
      text,
      megabytesPerSecond: (SIZE * talks.length) / 1000 / milliseconds,
      microsecondsPerKilobyte: (milliseconds * 1_000_000) / (SIZE * talks.length),
      target,
    })
    return [
      row(
        'as written',
        over((text) => text.cased),
        cased,
      ),
      row(
        'small letters',
        over((text) => text.small),
        small,
      ),
    ]
  })
}

function foundIn(policy: Policy, text: string): number {
  return find(policy, text).length
}

export function nameSpeedTable(speeds: readonly NameSpeed[]): string {
  return [
    '| layer | chat and prose | MB/s | at least | microseconds a KB |',
    '|---|---|---|---|---|',
    ...speeds.map(({ layer, text, megabytesPerSecond, microsecondsPerKilobyte, target }) => {
      const met = target !== undefined && megabytesPerSecond < target ? ' missed' : ''
      return `| ${layer} | ${text} | ${megabytesPerSecond.toFixed(1)}${met} | ${target ?? ''} | ${microsecondsPerKilobyte.toFixed(0)} |`
    }),
  ].join('\n')
}
