/** An answer that needs no change: bytes pass as they come, with a bounded look at the end for token counts. */
import type { AnswerShape } from '../../../connectors/contract.ts'
import type { AnswerBody, AnswerFacts } from './answer-body.ts'

/** Usage stands at the end of every answer that has it. */
const TAIL_BYTES = 2048

export class PassThrough implements AnswerBody {
  readonly whole = false
  readonly complete = true
  readonly facts: AnswerFacts = { inputTokens: undefined, outputTokens: undefined }
  private readonly usage: AnswerShape['usage']
  private tail: Buffer | undefined = undefined

  constructor(usage: AnswerShape['usage']) {
    this.usage = usage
  }

  push(chunk: Buffer): Buffer {
    if (this.usage !== undefined) {
      this.tail =
        this.tail === undefined || chunk.length >= TAIL_BYTES
          ? chunk.subarray(-TAIL_BYTES)
          : Buffer.concat([this.tail, chunk]).subarray(-TAIL_BYTES)
    }
    return chunk
  }

  end(): undefined {
    if (this.usage !== undefined && this.tail !== undefined)
      readUsage(this.tail.toString('latin1'), this.usage, this.facts)
    return undefined
  }
}

/** Reads the last `"usage":{...}` of a text. A cheap look: counts are for metrics and the record, never for a decision. */
export function readUsage(text: string, usage: Usage, facts: AnswerFacts): void {
  const { object, input, output } = namesOf(usage)
  const start = lastObject(text, object)
  if (start < 0) return
  // A stream may give the one count at its start and the other at its end.
  facts.inputTokens = countOf(text, start, input) ?? facts.inputTokens
  facts.outputTokens = countOf(text, start, output) ?? facts.outputTokens
}

type Usage = NonNullable<AnswerShape['usage']>

interface UsageNames {
  /** With their quotes. */
  readonly object: string
  readonly input: string
  readonly output: string
}

const namesByUsage = new WeakMap<Usage, UsageNames>()

function namesOf(usage: Usage): UsageNames {
  let names = namesByUsage.get(usage)
  if (names === undefined) {
    const object = `"${usageObject(usage)}"`
    names = { object, input: `"${memberOf(usage.input)}"`, output: `"${memberOf(usage.output)}"` }
    namesByUsage.set(usage, names)
  }
  return names
}

/** `response.usage.input_tokens` stands in an object that is called `usage`, wherever that is. */
export function usageObject({ input }: Usage): string {
  return input.slice(0, input.lastIndexOf('.')).split('.').at(-1) ?? ''
}

function memberOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** Where the last object under this name opens; a member that is null is none. */
function lastObject(text: string, name: string): number {
  for (let key = text.lastIndexOf(name); key >= 0; key = key === 0 ? -1 : text.lastIndexOf(name, key - 1)) {
    const start = valueAfter(text, key + name.length)
    if (text.charCodeAt(start) === 0x7b) return start
  }
  return -1
}

/** The number of a member of the object that opens at `start`. Usage objects hold no strings with braces. */
function countOf(text: string, start: number, name: string): number | undefined {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x7b) depth += 1
    else if (code === 0x7d) depth -= 1
    else if (code === 0x22 && depth === 1 && text.startsWith(name, at))
      return numberFrom(text, valueAfter(text, at + name.length))
    if (depth === 0) return undefined
  }
  return undefined
}

/** Offset behind a colon and the white space around it; -1 when there is no colon. */
function valueAfter(text: string, from: number): number {
  const colon = skipSpace(text, from)
  return text.charCodeAt(colon) === 0x3a ? skipSpace(text, colon + 1) : -1
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) <= 0x20) at += 1
  return at
}

function numberFrom(text: string, start: number): number | undefined {
  if (start < 0) return undefined
  NUMBER.lastIndex = start
  const source = NUMBER.exec(text)?.[0]
  return source === undefined ? undefined : Number(source)
}

const NUMBER = /\d{1,15}(?:\.\d{1,15})?/y
