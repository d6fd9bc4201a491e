/** A whole JSON answer: strings are restored by splicing, lists are filtered, and nothing else is touched. */
import { isUtf8 } from 'node:buffer'
import type { AnswerPlace } from '../../../connectors/compiled.ts'
import type { AnswerShape } from '../../../connectors/contract.ts'
import { ByteText } from '../../../connectors/wire/byte-text.ts'
import { GatheredBytes } from '../../../connectors/wire/gathered-bytes.ts'
import { decodeJsonString, encodeJsonString } from '../../../connectors/wire/json-string.ts'
import { type JsonSink } from '../../../connectors/wire/json-text.ts'
import type { PathNode } from '../../../connectors/wire/path-table.ts'
import { holdsUnicodeEscape, holdsWideOpening, type Put } from '../../../redaction/index.ts'
import { ByteSplice } from '../body/splice.ts'
import { AnswerFaultError, type AnswerBody, type AnswerCounts, type AnswerFacts } from './answer-body.ts'
import { readUsage } from './pass-through.ts'
import { scanAnswer } from './scan-answer.ts'

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
  /** Restores prose where it stands, as `Vault.restoreInPlace` does; undefined where every string has to be decoded. */
  readonly inPlace?: (text: string, start: number, end: number, escaped: boolean, put: Put) => boolean
  readonly filter: ((text: string) => string) | undefined
  /** Makes durable what the answer names before it goes on, and answers how a list has to be filtered. */
  readonly settle?: (text: string, facts: AnswerFacts) => Promise<((text: string) => string) | undefined>
  /** Masks what is the answer's own, before anything is put back. */
  readonly screen?: (bytes: Buffer) => Buffer
  /** Looks at what is long in the answer before `screen` does. */
  readonly prepare?: (bytes: Buffer) => Promise<void>
  /** Where `screen` counts. */
  readonly found?: AnswerCounts
  /** An answer that holds this is not passed on. */
  readonly secret?: string
  /** Bytes. */
  readonly limit: number
}

export class JsonAnswer implements AnswerBody {
  readonly whole = true
  readonly complete = true
  readonly facts: AnswerFacts
  private readonly options: JsonAnswerOptions
  readonly endDurably?: () => Promise<Buffer>
  private readonly gathered = new GatheredBytes()

  constructor(options: JsonAnswerOptions) {
    this.options = options
    this.facts = { inputTokens: undefined, outputTokens: undefined }
    if (options.found !== undefined) this.facts.found = options.found
    const { settle, prepare } = options
    if (settle === undefined && prepare === undefined) return
    this.endDurably = async () => {
      const raw = this.gathered.whole()
      if (!isUtf8(raw)) throw new AnswerFaultError('vendor_malformed')
      const filter = settle === undefined ? options.filter : await settle(raw.toString('utf8'), this.facts)
      if (prepare !== undefined) await prepare(raw)
      return this.restored(raw, filter)
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

  private restored(received: Buffer, filter: JsonAnswerOptions['filter']): Buffer {
    const { usage, restorable, secret, screen } = this.options
    let raw = received
    let latin1 = raw.toString('latin1')
    if (secret !== undefined && quotes(latin1, secret)) throw new AnswerFaultError('vendor_malformed')
    if (usage !== undefined) readUsage(latin1, usage, this.facts)
    if (screen !== undefined && raw.length > 0) {
      if (!isUtf8(raw)) throw new AnswerFaultError('vendor_malformed')
      raw = screen(received)
      if (raw !== received) latin1 = raw.toString('latin1')
    }
    if (filter === undefined && !restorable(latin1)) return raw
    if (!isUtf8(raw)) throw new AnswerFaultError('vendor_malformed')
    const source =
      filter === undefined
        ? new ByteText(raw, latin1)
        : new ByteText(Buffer.from(filter(raw.toString('utf8')), 'utf8'))
    return new Restoration(source, this.options).run()
  }
}

/** A string inside JSON that the model wrote, read with its quotes: there a token may have lost its brackets. */
export function restoreValue(text: string, restore: (source: string) => string): string {
  const source = JSON.stringify(text)
  const restored = restore(source)
  return restored === source ? text : (JSON.parse(restored) as string)
}

/** Whether a JSON text quotes a secret, with or without the escape that some writers put before a slash. */
export function quotes(text: string, secret: string): boolean {
  return text.includes(secret) || (text.includes('\\/') && text.replaceAll('\\/', '/').includes(secret))
}

/** Restores every string and key of a JSON text. Throws `AnswerFaultError` when it is no JSON. */
class Restoration implements JsonSink<AnswerPlace> {
  private readonly source: ByteText
  private readonly options: JsonAnswerOptions
  private readonly splice = new ByteSplice()
  private readonly put: Put
  /** Openings of a kind that is not searched for one by one. */
  private readonly wideOpenings: boolean
  private opening = -1

  constructor(source: ByteText, options: JsonAnswerOptions) {
    this.source = source
    this.options = options
    this.wideOpenings = !source.ascii && holdsWideOpening(source.text)
    this.put = (start, end, value) => this.splice.replace(start, end, encodeJsonString(value))
  }

  run(): Buffer {
    const { bytes, text } = this.source
    scanAnswer(this.source, this.options.table, this)
    return this.splice.empty ? bytes : this.splice.bytes(text)
  }

  onString(start: number, end: number, escaped: boolean, node: PathNode<AnswerPlace> | undefined): void {
    const place = node?.rule
    if (end === start || place?.verbatim === true) return
    const { restore, anywhere, inPlace } = this.options
    const json = place?.json === true
    const value = place?.value === true
    if (!anywhere && !json && !value && !this.mayHold(start, end, escaped)) return
    if (
      !json &&
      !value &&
      !this.wideOpenings &&
      inPlace?.(this.source.text, start, end, escaped, this.put) === true
    )
      return
    const raw = this.source.decode(start, end)
    const decoded = escaped ? decodeJsonString(raw) : raw
    const restored = value
      ? restoreValue(decoded, (text) => restore(text, 'json'))
      : restore(decoded, json ? 'json' : 'text')
    if (restored !== decoded) this.splice.replace(start, end, encodeJsonString(restored))
  }

  onUnknownKey(start: number, end: number, escaped: boolean): void {
    this.onString(start, end, escaped, undefined)
  }

  onMember(): void {}

  /** A cheap look: a string of prose without a bracket, or an escape that may be one, cannot hold a token. */
  private mayHold(start: number, end: number, escaped: boolean): boolean {
    const { text } = this.source
    if (this.opening < start) {
      const at = text.indexOf('[', start)
      this.opening = at < 0 ? text.length : at
    }
    if (this.opening < end || this.wideOpenings) return true
    return escaped && (this.options.inPlace === undefined || holdsUnicodeEscape(text, start, end))
  }
}
