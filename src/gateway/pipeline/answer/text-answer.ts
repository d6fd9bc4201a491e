/** A plain-text answer (subtitles, a transcript): one lane of text, restored as it passes. */
import { StringDecoder } from 'node:string_decoder'
import type { RestoreLane, Vault } from '../../../redaction/index.ts'
import type { AnswerBody, AnswerFacts } from './answer-body.ts'

export class TextAnswer implements AnswerBody {
  readonly whole = false
  readonly complete = true
  readonly facts: AnswerFacts = { inputTokens: undefined, outputTokens: undefined }
  private readonly decoder = new StringDecoder('utf8')
  private readonly lane: RestoreLane

  constructor(vault: Vault) {
    this.lane = vault.lane('text')
  }

  push(chunk: Buffer): Buffer | undefined {
    return encode(this.lane.push(this.decoder.write(chunk)))
  }

  end(): Buffer | undefined {
    return encode(this.lane.push(this.decoder.end()) + this.lane.flush())
  }
}

function encode(text: string): Buffer | undefined {
  return text === '' ? undefined : Buffer.from(text, 'utf8')
}
