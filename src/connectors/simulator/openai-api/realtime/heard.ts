/** What the speaker says in a realtime session: bytes of audio stand for scripted words, and those come back as a transcript. */
import { alphanumeric } from '../../chance.ts'
import type { Random } from '../../contract.ts'
import { deltasOf } from '../../echo.ts'
import type { RealtimeEvent } from './response-events.ts'

const GREETING = ['Good morning, I would like to change my appointment.']

export class Heard {
  readonly #script: readonly string[]
  #turns = 0
  #bytes = 0
  #item: string | undefined = undefined

  constructor(script: readonly string[] = GREETING) {
    this.#script = script
  }

  /** Bytes of audio since the last turn. */
  get bytes(): number {
    return this.#bytes
  }

  add(bytes: number): void {
    this.#bytes += bytes
  }

  clear(): void {
    this.#bytes = 0
  }

  milliseconds(bytesPerSecond: number): number {
    return (this.#bytes / bytesPerSecond) * 1000
  }

  /** Id that the turn will have. */
  item(random: Random): string {
    return (this.#item ??= `item_${alphanumeric(random, 21)}`)
  }

  /** Ends the turn, and tells what was said in it. */
  turn(): string {
    const words = this.#script[Math.min(this.#turns, this.#script.length - 1)] ?? ''
    this.#turns += 1
    this.#bytes = 0
    this.#item = undefined
    return words
  }
}

/** The transcript of one turn: in deltas, then whole. */
export function* heardEvents(turn: {
  readonly words: string
  readonly item_id: string
  readonly random: Random
  readonly hostile: boolean
}): Generator<RealtimeEvent> {
  const { words, item_id, random, hostile } = turn
  const at = { item_id, content_index: 0 }
  for (const delta of deltasOf(words, random, hostile))
    yield { type: 'conversation.item.input_audio_transcription.delta', ...at, delta }
  yield {
    type: 'conversation.item.input_audio_transcription.completed',
    ...at,
    transcript: words,
    usage: { type: 'duration', seconds: 1 },
  }
}
