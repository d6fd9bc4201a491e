/** A plain-text answer that is looked at whole before it goes on: a transcript, subtitles. */
import { isUtf8 } from 'node:buffer'
import { isJsonSource } from '../../../connectors/wire/json-source.ts'
import { GatheredBytes } from '../../../connectors/wire/gathered-bytes.ts'
import { LONG } from '../../detection/long-texts.ts'
import type { Vault } from '../../../redaction/index.ts'
import { AnswerFaultError, type AnswerBody, type AnswerFacts } from './answer-body.ts'
import type { AnswerScreen } from './answer-screen.ts'
import { type Piece, screenPieces } from './screen-pieces.ts'
import { screenSource } from './screen-source.ts'

export class ScreenedText implements AnswerBody {
  readonly whole = true
  readonly complete = true
  readonly facts: AnswerFacts
  private readonly screen: AnswerScreen
  private readonly vault: Vault
  private readonly prepare: (walk: (screen: AnswerScreen) => void) => Promise<void>
  private readonly gathered = new GatheredBytes()

  /** @param prepare has long texts looked at before the walk that counts */
  constructor(
    screen: AnswerScreen,
    vault: Vault,
    prepare: (walk: (screen: AnswerScreen) => void) => Promise<void>,
  ) {
    this.prepare = prepare
    this.screen = screen
    this.vault = vault
    this.facts = { inputTokens: undefined, outputTokens: undefined, found: screen.counts }
  }

  push(chunk: Buffer): undefined {
    if (this.gathered.size + chunk.length > this.screen.limit) throw new AnswerFaultError('answer_too_large')
    this.gathered.append(chunk)
    return undefined
  }

  readonly endDurably = async (): Promise<Buffer> => {
    const text = this.gathered.whole().toString('utf8')
    if (text.length >= LONG || this.screen.looksAhead)
      await this.prepare((screen) => void masked(screen, text))
    return this.end()
  }

  end(): Buffer {
    const raw = this.gathered.whole()
    if (!isUtf8(raw)) throw new AnswerFaultError('vendor_malformed')
    const text = raw.toString('utf8')
    const said = masked(this.screen, text)
    const restored = this.vault.restorable ? this.vault.restore(said, 'text') : said
    return restored === text ? raw : Buffer.from(restored, 'utf8')
  }
}

function masked(screen: AnswerScreen, text: string): string {
  return isJsonSource(text) ? screenSource(screen, text) : screenCaptions(screen, text)
}

const TIMES = '-->'

/** A value may go on in the next line or caption: lines are read as one text. Times and the names above them stay. */
export function screenCaptions(screen: AnswerScreen, text: string): string {
  if (!text.includes(TIMES)) return screen.text(text)
  const pieces: Piece[] = []
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start)
    const following = end + 1
    const named = text.slice(following, lineEnd(text, following)).includes(TIMES)
    const line = text.slice(start, end)
    if (!named && !line.includes(TIMES) && line.trim() !== '') pieces.push({ start, end, text: line })
    start = following
  }
  let output = ''
  let from = 0
  screenPieces(screen, pieces, ({ start, end }, masked) => {
    output += text.slice(from, start) + masked
    from = end
  })
  return output + text.slice(from)
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}
