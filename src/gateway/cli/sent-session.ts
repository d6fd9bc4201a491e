/** What a vendor was told in a live session, for people: texts of the query and of messages; sound is counted. */
import type { SeenSession } from '../sandbox/live-delivery.ts'

const TEXTS: ReadonlySet<string> = new Set(['instructions', 'text', 'output', 'prompt', 'keyterms_prompt'])

export function sentSession({ path, received }: SeenSession): string {
  const texts: string[] = []
  let sound = 0
  for (const [name, value] of new URLSearchParams(path.split('?')[1] ?? ''))
    if (TEXTS.has(name)) texts.push(value)
  for (const message of received) {
    if (message.kind === 'text') gather(JSON.parse(message.text), texts)
    else sound += 1
  }
  if (sound > 0) texts.push(`(${sound} frames of sound)`)
  return texts.join('\n')
}

function gather(value: unknown, texts: string[]): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' && TEXTS.has(name)) texts.push(member)
    else gather(member, texts)
  }
}
