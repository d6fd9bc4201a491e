/** Streaming v3 as its SDK's types describe it: turns that grow word by word while sound comes in, and codes for what it cannot take. */
import { z } from 'zod'
import { uuid } from '../../../simulator/chance.ts'
import {
  simulatedNow,
  type Behaviour,
  type Random,
  type SimulatedRequest,
} from '../../../simulator/contract.ts'
import type { LiveEvent, LiveMessage, SimulatedSession } from '../../../simulator/live.ts'
import { checkRequest } from '../../../simulator/request-check.ts'
import { SPOKEN, wordsOf } from './speech.ts'

const number = z.string().regex(/^\d+(?:\.\d+)?$/)
const flag = z.enum(['true', 'false'])
const list = z.string().transform((text, context) => {
  const parsed = z.array(z.string()).safeParse(parsedJson(text))
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'custom', message: 'not a JSON array of strings' })
  return z.NEVER
})

const QUERY = z.strictObject({
  sample_rate: z.string().regex(/^\d{4,6}$/).optional(),
  encoding: z.enum(['pcm_s16le', 'pcm_mulaw', 'opus', 'ogg_opus', 'aac']).optional(),
  speech_model: z.string().regex(/^[a-z0-9-]+$/).optional(),
  prompt: z.string().max(6000).optional(),
  agent_context: z.string().max(6000).optional(),
  keyterms_prompt: list.optional(),
  language_code: z.string().max(8).optional(),
  language_codes: list.optional(),
  language_detection: flag.optional(),
  domain: z.literal('medical-v1').optional(),
  mode: z.enum(['max_accuracy', 'min_latency', 'balanced']).optional(),
  format_turns: flag.optional(),
  filter_profanity: flag.optional(),
  include_partial_turns: flag.optional(),
  continuous_partials: flag.optional(),
  speaker_labels: flag.optional(),
  max_speakers: number.optional(),
  speaker_labels_revision_interval_ms: number.optional(),
  session_heartbeat: flag.optional(),
  acknowledge_silence: flag.optional(),
  inactivity_timeout: number.optional(),
  end_of_turn_confidence_threshold: number.optional(),
  min_turn_silence: number.optional(),
  min_end_of_turn_silence_when_confident: number.optional(),
  max_turn_silence: number.optional(),
  vad_threshold: number.optional(),
  voice_focus: z.enum(['near-field', 'far-field']).optional(),
  voice_focus_threshold: number.optional(),
  interruption_delay: number.optional(),
  turn_left_pad_ms: number.optional(),
  redact_pii: flag.optional(),
  redact_pii_policies: list.optional(),
  redact_pii_sub: z.enum(['hash', 'entity_name']).optional(),
}) // prettier-ignore

const MESSAGE = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Terminate') }),
  z.strictObject({ type: z.literal('ForceEndpoint') }),
  z.strictObject({ type: z.literal('KeepAlive') }),
  z.strictObject({
    type: z.literal('UpdateConfiguration'),
    prompt: z.string().max(6000).optional(),
    agent_context: z.string().max(6000).optional(),
    keyterms_prompt: z.array(z.string()).max(100).optional(),
    language_codes: z.array(z.string()).optional(),
    format_turns: z.boolean().optional(),
    filter_profanity: z.boolean().optional(),
    session_heartbeat: z.boolean().optional(),
    acknowledge_silence: z.boolean().optional(),
    end_of_turn_confidence_threshold: z.number().optional(),
    min_turn_silence: z.number().optional(),
    min_end_of_turn_silence_when_confident: z.number().optional(),
    max_turn_silence: z.number().optional(),
    vad_threshold: z.number().optional(),
    interruption_delay: z.number().optional(),
    turn_left_pad_ms: z.number().optional(),
  }),
])

type Configuration = Extract<z.output<typeof MESSAGE>, { type: 'UpdateConfiguration' }>

/** A word is said in so much sound. */
const WORD_MS = 100
const BYTES_PER_SAMPLE = 2

/** Refuses like the vendor: the connection is switched over, and the reason stands in a frame and in the close code. */
export function stream(
  { path }: SimulatedRequest,
  random: Random,
  behaviour: Behaviour,
  known: boolean,
): SimulatedSession {
  const query = new URLSearchParams(path.split('?')[1] ?? '')
  if (!known) return refusing(1008, 'Unauthorized Connection: Missing Authorization header')
  const checked = checkRequest(QUERY, Object.fromEntries(query))
  if (checked.kind === 'complaint') return refusing(3006, checked.complaint.message)
  return new Dialogue(checked.value, random, behaviour)
}

function refusing(code: number, reason: string): SimulatedSession {
  return { opening: failure(code, reason), receive: () => [] }
}

function said(value: object): LiveEvent {
  return { kind: 'text', text: JSON.stringify(value) }
}

function failure(code: number, reason: string): readonly LiveEvent[] {
  return [
    said({ type: 'Error', error_code: code, error: reason }),
    { kind: 'close', code, reason: reason.slice(0, 100) },
  ]
}

class Dialogue implements SimulatedSession {
  readonly opening: readonly LiveEvent[]
  private readonly settings: z.output<typeof QUERY>
  private readonly turns: readonly string[]
  private readonly hostile: boolean
  private order = 0
  private words = 0
  /** Milliseconds of sound, in all and since the last word. */
  private heard = 0
  private rest = 0
  private terms: readonly string[]

  constructor(settings: z.output<typeof QUERY>, random: Random, behaviour: Behaviour) {
    this.settings = settings
    this.hostile = behaviour.hostile
    this.terms = settings.keyterms_prompt ?? []
    this.turns = behaviour.spoken ?? SPOKEN.split(/(?<=[.?!])\s+/)
    this.opening = [said({ type: 'Begin', id: uuid(random), expires_at: simulatedNow(behaviour) + 10_800 })]
  }

  receive(message: LiveMessage): readonly LiveEvent[] {
    return message.kind === 'text' ? this.told(message.text) : this.listened(message.bytes)
  }

  private listened(sound: Uint8Array): readonly LiveEvent[] {
    const rate = Number(this.settings.sample_rate ?? '16000')
    const milliseconds = (sound.length / (rate * BYTES_PER_SAMPLE)) * 1000
    if (milliseconds < 50 || milliseconds > 1000)
      return failure(3007, 'Input Duration Violation: messages have to be between 50 and 1000 ms')
    const events: LiveEvent[] = []
    if (this.heard === 0) events.push(said({ type: 'SpeechStarted', timestamp: 0 }))
    this.heard += milliseconds
    this.rest += milliseconds
    for (; this.rest >= WORD_MS; this.rest -= WORD_MS) events.push(...this.nextWord())
    return events
  }

  private get text(): string | undefined {
    const turn = this.turns[this.order]
    return turn === undefined ? undefined : [turn, ...this.terms].join(' ')
  }

  private nextWord(): readonly LiveEvent[] {
    const { text } = this
    if (text === undefined) return []
    const words = text.split(/\s+/)
    this.words += 1
    if (this.words >= words.length) return this.endTurn()
    return this.settings.include_partial_turns === 'false' ? [] : [this.turn(this.words, false, false)]
  }

  private endTurn(): readonly LiveEvent[] {
    const events = [this.turn(undefined, true, false)]
    if (this.settings.format_turns === 'true') events.push(this.turn(undefined, true, true))
    this.order += 1
    this.words = 0
    return events
  }

  private turn(count: number | undefined, ended: boolean, formatted: boolean): LiveEvent {
    const words = wordsOf(this.text ?? '').slice(0, count)
    const transcript = words.map(({ text }) => text).join(' ')
    return said({
      turn_order: this.order,
      turn_is_formatted: formatted,
      end_of_turn: ended,
      transcript,
      end_of_turn_confidence: ended ? 0.97 : 0.12,
      words: words.map(({ text, start, end, confidence }) => ({
        text,
        start,
        end,
        confidence,
        word_is_final: true,
      })),
      utterance: ended ? transcript : '',
      ...(this.hostile ? { debug: { heard: transcript } } : {}),
      type: 'Turn',
    })
  }

  private told(text: string): readonly LiveEvent[] {
    const checked = checkRequest(MESSAGE, parsedJson(text))
    if (checked.kind === 'complaint') return failure(3006, checked.complaint.message)
    const message = checked.value
    switch (message.type) {
      case 'KeepAlive':
        return []
      case 'ForceEndpoint':
        return this.words > 0 ? this.endTurn() : []
      case 'UpdateConfiguration':
        this.configure(message)
        return []
      case 'Terminate':
        return [
          ...(this.words > 0 ? this.endTurn() : []),
          said({
            type: 'Termination',
            audio_duration_seconds: Math.round(this.heard / 1000),
            session_duration_seconds: Math.round(this.heard / 1000),
          }),
          { kind: 'close', code: 1000, reason: '' },
        ]
    }
  }

  private configure({ keyterms_prompt: terms }: Configuration): void {
    if (terms !== undefined) this.terms = terms
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
