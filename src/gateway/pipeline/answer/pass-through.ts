/** An answer that needs no change: bytes pass as they come, with a bounded look at the end for token counts. */
import type { AnswerShape } from '../../../connectors/contract.ts'
import { numberAt, type AnswerBody, type AnswerFacts } from './answer-body.ts'

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
export function readUsage(text: string, usage: NonNullable<AnswerShape['usage']>, facts: AnswerFacts): void {
  const name = `"${usageObject(usage)}"`
  const start = lastObject(text, name)
  const source = start === undefined ? undefined : balanced(text, start)
  if (source === undefined) return
  try {
    const value: unknown = JSON.parse(source)
    // A stream may give the one count at its start and the other at its end.
    facts.inputTokens = numberAt(value, memberOf(usage.input)) ?? facts.inputTokens
    facts.outputTokens = numberAt(value, memberOf(usage.output)) ?? facts.outputTokens
  } catch {
    // Not JSON after all: the counts stay unknown.
  }
}

/** `response.usage.input_tokens` stands in an object that is called `usage`, wherever that is. */
export function usageObject({ input }: NonNullable<AnswerShape['usage']>): string {
  return input.slice(0, input.lastIndexOf('.')).split('.').at(-1) ?? ''
}

function memberOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** Where the last object under this name opens; a member that is null is none. */
function lastObject(text: string, name: string): number | undefined {
  for (let key = text.lastIndexOf(name); key >= 0; key = key === 0 ? -1 : text.lastIndexOf(name, key - 1)) {
    const start = text.indexOf('{', key)
    if (start >= 0 && text.slice(key + name.length, start).trim() === ':') return start
  }
  return undefined
}

/** The object that opens at `start`, or undefined when the text ends first. Usage objects hold no strings with braces. */
function balanced(text: string, start: number): string | undefined {
  let depth = 0
  for (let position = start; position < text.length; position += 1) {
    const code = text.charCodeAt(position)
    if (code === 0x7b) depth += 1
    else if (code === 0x7d) {
      depth -= 1
      if (depth === 0) return text.slice(start, position + 1)
    }
  }
  return undefined
}
