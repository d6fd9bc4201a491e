/** What happens to an answer's bytes between vendor and caller; one class a shape of answer. */
import type { Entity } from '../../../redaction/types.ts'
import type { StreamError } from '../../errors/dialect.ts'

/** Different values by entity. */
export type AnswerCounts = Readonly<Partial<Record<Entity, number>>>

/** Token counts, the model and other facts that an answer reports of itself. */
export interface AnswerFacts {
  inputTokens: number | undefined
  outputTokens: number | undefined
  /** A stream in which the vendor itself reported that it failed. */
  failed?: boolean
  /** What became of objects that the answer names, for the record: `pinned:file`. */
  pinned?: readonly string[]
  /** Personal data of the answer's own, by entity, where config asks for a look. */
  found?: AnswerCounts
  /** The answer says that the object's call of the gateway's own is due. */
  followUp?: boolean
}

/** Thrown by an answer body for bytes that it cannot read or restore. */
export class AnswerFaultError extends Error {
  readonly fault: 'vendor_malformed' | 'answer_too_large' | 'answer_uninspectable' | 'restoration_failed'

  constructor(fault: AnswerFaultError['fault']) {
    super(fault)
    this.name = 'AnswerFaultError'
    this.fault = fault
  }
}

export interface AnswerBody {
  /** The head waits for the last byte, since the length or the status may still change. */
  readonly whole: boolean
  /** Keeps what came to its end, which counts towards what is held in memory, though parts of it go on before. */
  readonly keeps?: boolean
  /** Bytes that can go to the caller now. */
  push(chunk: Buffer): Buffer | undefined
  /** In place of `push`, where somebody else has to look first. Called for one chunk after the other. Rejects like `push` throws. */
  readonly pushDurably?: (chunk: Buffer) => Promise<Buffer | undefined>
  /** A stream in frames: the frame that ends a broken one. */
  readonly errorFrame?: (error: StreamError) => Buffer
  /** The vendor ended the body: what was held. */
  end(): Buffer | undefined
  /**
   * In place of `end`, where what the answer names has to be durable before it goes on. Rejects with a `Refusal`, or like
   * `end`.
   */
  readonly endDurably?: () => Promise<Buffer | undefined>
  /** True when the wire has an end mark of its own and it came (or the wire has none). */
  readonly complete: boolean
  /** The end mark of the wire came: a caller who leaves now has the whole answer. */
  readonly ended?: boolean
  readonly facts: AnswerFacts
}

/** The top-level string of a JSON answer under this key, or undefined. Throws `AnswerFaultError` when it is no JSON. */
export function stringMember(text: string, key: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AnswerFaultError('vendor_malformed')
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'string' ? found : undefined
}
