/** What was found and by which detector, for a person who tunes a policy: the values are shown to whoever gave them. */
import { styleText } from 'node:util'
import type { Finding } from '../../../redaction/index.ts'

export interface ExplainedFinding {
  readonly finding: Finding
  /** The text that the offsets are of. */
  readonly text: string
  /** The JSON key above the text. */
  readonly cue: string | undefined
}

/** One finding a line: the value in its surroundings, entity, detector, score. */
export function explainText(found: readonly ExplainedFinding[], colour: boolean): string {
  if (found.length === 0) return 'Nothing was found.\n'
  return found.map((one) => explainLine(one, colour)).join('')
}

const AROUND = 24

function explainLine({ finding, text, cue }: ExplainedFinding, colour: boolean): string {
  const paint = (style: 'dim' | 'bold' | 'cyan', part: string): string =>
    colour ? styleText(style, part, { validateStream: false }) : part
  const before = oneLine(text.slice(Math.max(0, finding.start - AROUND), finding.start))
  const after = oneLine(text.slice(finding.end, finding.end + AROUND))
  const value = oneLine(text.slice(finding.start, finding.end))
  const name = paint('cyan', finding.entity.padEnd(16))
  const how = `${finding.detector}, ${finding.score.toFixed(2)}${cue === undefined ? '' : `, under ${JSON.stringify(cue)}`}`
  return `${name} ${paint('dim', before)}${paint('bold', colour ? value : `»${value}«`)}${paint('dim', after)}  (${how})\n`
}

function oneLine(text: string): string {
  // What a text may do to a terminal, it does not do here: control and bidirectional characters.
  return text.replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
}
