/** Copies of a text as it looks in a transcript or a hurried chat: small letters, without signs, all capitals. Offsets stay. */
import type { Chance } from './chance.ts'

export type Manner = 'as-written' | 'small' | 'transcript' | 'one-capital' | 'capitals'

/** The text in another manner, unit for unit as long as before. */
export function written(text: string, manner: Manner): string {
  if (manner === 'as-written') return text
  if (manner === 'capitals') return unitwise(text, (unit) => unit.toUpperCase())
  const small = unitwise(text, (unit) => unit.toLowerCase())
  if (manner === 'transcript')
    return small.replaceAll(/(?<!\p{L})['’]|['’](?!\p{L})|[.,;:!?"“”„«»()[\]<>…–—]/gu, ' ')
  return manner === 'one-capital' ? text.charAt(0) + small.slice(1) : small
}

/** How texts are written in one epoch: most as they are, and one copy without care for capitals. */
export function anyManner(chance: Chance): Manner {
  const throwOf = chance.next()
  if (throwOf < 0.45) return 'transcript'
  if (throwOf < 0.8) return 'small'
  return throwOf < 0.95 ? 'one-capital' : 'capitals'
}

function unitwise(text: string, change: (unit: string) => string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    const changed = change(unit)
    out += changed.length === 1 ? changed : unit
  }
  return out
}
