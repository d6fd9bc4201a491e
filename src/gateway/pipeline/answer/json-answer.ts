/** A whole JSON answer: strings are restored by splicing, lists are filtered, and nothing else is touched. */
import { isAscii, isUtf8 } from 'node:buffer'
import type { AnswerPlace } from '../../../connectors/compiled.ts'
import type { AnswerShape } from '../../../connectors/contract.ts'
import { GatheredBytes } from '../../../connectors/wire/gathered-bytes.ts'
import {
  decodeJsonString,
  encodeJsonString,
  JsonFaultError,
  scanJson,
} from '../../../connectors/wire/json-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { Splice } from '../body/splice.ts'
import { AnswerFaultError, type AnswerBody, type AnswerFacts } from './answer-body.ts'
import { readUsage } from './pass-through.ts'

/** Restores one decoded string; the same reference when nothing changed. */
export type RestoreString = (text: string, source: 'text' | 'json') => string

export interface JsonAnswerOptions {
  readonly table: PathNode<AnswerPlace>
  readonly usage: AnswerShape['usage']
  readonly restore: RestoreString
  /** False: nothing was issued, so no string is looked at. */
  readonly restorable: (latin1: string) => boolean
  /** Something left without brackets, so that every string is looked at. */
  readonly anywhere: boolean
  readonly filter: ((text: string) => string) | undefined
  /** Makes durable what the answer names before it goes on, and answers how a list has to be filtered. */
  readonly settle?: (text: string, facts: AnswerFacts) => Promise<((text: string) => string) | undefined>
  /** An answer that holds this is not passed on. */
  readonly secret?: string
  /** Bytes. */
  readonly limit: number
}

export class JsonAnswer implements AnswerBody {
  readonly whole = true
  readonly complete = true
  readonly facts: AnswerFacts = { inputTokens: undefined, outputTokens: undefined }
  private readonly options: JsonAnswerOptions
  readonly endDurably?: () => Promise<Buffer>
  private readonly gathered = new GatheredBytes()

  constructor(options: JsonAnswerOptions) {
    this.options = options
    const { settle } = options
    if (settle === undefined) return
    this.endDurably = async () => {
      const raw = this.gathered.whole()
      if (!isUtf8(raw)) throw new AnswerFaultError('vendor_malformed')
      return this.restored(raw, await settle(raw.toString('utf8'), this.facts))
    }
  }

  push(chunk: Buffer): undefined {
    if (this.gathered.size + chunk.length > this.options.limit) throw new AnswerFaultError('answer_too_large')
    this.gathered.append(chunk)
    return undefined
  }

  end(): Buffer {
    return this.restored(this.gathered.whole(), this.options.filter)
  }

  private restored(raw: Buffer, filter: JsonAnswerOptions['filter']): Buffer {
    const { usage, restorable, anywhere, secret } = this.options
    const latin1 = raw.toString('latin1')
    if (secret !== undefined && quotes(latin1, secret)) throw new AnswerFaultError('vendor_malformed')
    if (usage !== undefined) readUsage(latin1, usage, this.facts)
    if (filter === undefined && !restorable(latin1)) return raw
    const ascii = isAscii(raw)
    if (!ascii && !isUtf8(raw)) throw new AnswerFaultError('vendor_malformed')
    const text = ascii ? latin1 : raw.toString('utf8')
    const restored = restoreJson(
      filter === undefined ? text : filter(text),
      this.options.table,
      this.options.restore,
      anywhere,
    )
    return restored === text ? raw : Buffer.from(restored, 'utf8')
  }
}

/** Whether a JSON text quotes a secret, with or without the escape that some writers put before a slash. */
export function quotes(text: string, secret: string): boolean {
  return text.includes(secret) || (text.includes('\\/') && text.replaceAll('\\/', '/').includes(secret))
}

/** What a token of prose starts with, in any form that restoration reads; in JSON source a token may be bare. */
const TRIGGER = /[[［【]/g

/** Restores every string and key of a JSON text. Throws `AnswerFaultError` when it is no JSON. */
function restoreJson(
  text: string,
  table: PathNode<AnswerPlace>,
  restore: RestoreString,
  anywhere: boolean,
): string {
  const splice = new Splice()
  let trigger = -1
  /** A cheap look: a string without a trigger, an escape or JSON source inside cannot hold a token. */
  const mayHold = (start: number, end: number): boolean => {
    if (trigger < start) {
      TRIGGER.lastIndex = start
      trigger = TRIGGER.test(text) ? TRIGGER.lastIndex - 1 : text.length
    }
    return trigger < end
  }
  const take = (start: number, end: number, escaped: boolean, place: AnswerPlace | undefined): void => {
    if (end === start || place?.verbatim === true) return
    if (!anywhere && !escaped && place?.json !== true && !mayHold(start, end)) return
    const raw = text.slice(start, end)
    const decoded = escaped ? decodeJsonString(raw) : raw
    const restored = restore(decoded, place?.json === true ? 'json' : 'text')
    if (restored !== decoded) splice.replace(start, end, encodeJsonString(restored))
  }
  try {
    scanJson(
      text,
      table,
      {
        onString: (start, end, escaped, node) => take(start, end, escaped, node?.rule),
        onUnknownKey: (start, end, escaped) => take(start, end, escaped, undefined),
        onMember: () => {},
      },
      { refuseDuplicates: false },
    )
  } catch (error) {
    if (error instanceof JsonFaultError) throw new AnswerFaultError('vendor_malformed')
    throw error
  }
  return splice.apply(text)
}
